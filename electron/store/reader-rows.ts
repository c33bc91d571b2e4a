import type { RowWindow } from "#contract/questions.ts";
import type { Cell, Column } from "#contract/views.ts";
import { countedStatus } from "#contract/counted-status.ts";
import type { HashOf } from "#store/reader-filter.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import type { IdList } from "#store/reader-id-list.ts";
import { RowLists, type IsCancelled } from "#store/reader-lists.ts";
import { counterValues } from "#store/reader-status.ts";
import { idQuery, rowQuery, type RowQuery, type RowSelection } from "#store/view-sql.ts";

/** A question for a window of rows: `view.rows` without the crawl. */
export interface RowQuestion extends RowSelection {
  /** Column names; none: all of the view. */
  readonly columns?: readonly string[] | undefined;
  readonly first: number;
  readonly count: number;
}

/** A question for the ids of a window of rows: `view.ids` without the crawl. */
export interface IdQuestion extends RowSelection {
  readonly first: number;
  readonly count: number;
}

/** Where rows are read from: a connection, the lists made of it so far, and how the file hashes addresses. */
export interface FileRows {
  readonly connection: ReadConnection;
  readonly lists: RowLists;
  readonly hashOf: HashOf;
}

/** All rows of a selection, one window after another, for an export. */
export interface RowCursor {
  readonly columns: readonly Column[];
  readonly total: number;
  /** The next rows, at most `count`; none at the end. Errors: vanished, damaged. */
  next(count: number): Cell[][];
  /** Lets go of the file. Must be called, also after an error. */
  close(): void;
}

const NEVER: IsCancelled = () => false;

/** A window of rows. A question for no rows of a whole view is answered from the counters. Errors: bad-input, cancelled. */
export function viewRows(file: FileRows, question: RowQuestion, isCancelled: IsCancelled = NEVER): RowWindow {
  const { connection, lists, hashOf } = file;
  const rows = rowQuery(question.view, question.columns ?? []);
  const ids = idQuery(question, hashOf);
  const columns = rows.columns.map((column) => column.name);
  if (question.count === 0 && ids.everything) {
    const total = countedStatus(counterValues(connection)).rows[question.view];
    return { total, columns, first: question.first, rows: [], ids: [] };
  }
  const list = lists.list(ids, isCancelled);
  const shown = list.slice(question.first, question.count);
  return { total: list.length, columns, first: question.first, rows: readRows(connection, rows, shown), ids: shown };
}

/** The ids of a window of rows, which may be larger than one of `viewRows`. Errors: bad-input, cancelled. */
export function viewIds({ lists, hashOf }: FileRows, question: IdQuestion, isCancelled: IsCancelled = NEVER): number[] {
  return lists.list(idQuery(question, hashOf), isCancelled).slice(question.first, question.count);
}

/**
 * A cursor over a selection on a connection of its own. Which rows there are is fixed when it is opened. Their cells are of that
 * moment too, as long as the cursor is read within `snapshotMs`; after that it moves on to newer states, because a state that is
 * held keeps the writer from ever emptying its log.
 */
export function openCursor(
  connection: ReadConnection,
  request: RowSelection & { readonly columns?: readonly string[] | undefined },
  { snapshotMs, hashOf }: { readonly snapshotMs: number; readonly hashOf: HashOf },
): RowCursor {
  const rows = rowQuery(request.view, request.columns ?? []);
  const ids = idQuery(request, hashOf);
  connection.beginSnapshot();
  let heldUntilMs = performance.now() + snapshotMs;
  const list: IdList = new RowLists(connection, () => performance.now()).list(ids, NEVER);
  let at = 0;
  return {
    columns: rows.columns,
    total: list.length,
    next(count) {
      if (performance.now() > heldUntilMs) {
        connection.endSnapshot();
        connection.beginSnapshot();
        heldUntilMs = performance.now() + snapshotMs;
      }
      const window = readRows(connection, rows, list.slice(at, count));
      at += window.length;
      return window;
    },
    close: () => connection.close(),
  };
}

/** The cells of some rows of a view, as the columns are shown. */
export function readRows(connection: ReadConnection, query: RowQuery, ids: readonly number[]): Cell[][] {
  if (ids.length === 0) return [];
  const rows = connection.rows(query.sql, JSON.stringify(ids)) as Cell[][];
  query.decoders.forEach((decode, column) => {
    if (decode === null) return;
    for (const row of rows) {
      const stored = row[column];
      if (typeof stored === "number") row[column] = decode(stored);
    }
  });
  return rows;
}
