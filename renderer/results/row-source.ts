import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { RowWindow } from "#contract/questions.ts";
import type { Cell } from "#contract/views.ts";

export type Row = readonly Cell[];

/** Asks for `count` rows from `first` on. Rejects with `cancelled` when `signal` fires. */
export type AskRows = (first: number, count: number, signal: AbortSignal) => Promise<RowWindow>;

/** Rows with the ids that name them. */
interface RowPage {
  readonly rows: readonly Row[];
  readonly ids: readonly number[];
}

/** What a source says of itself. */
interface SourceWords {
  /** Names of the cells of a row, in their order. */
  readonly columns?: readonly string[];
  /** Which rows in which order, whatever the columns: sources with the same words have the same row at the same place. */
  readonly question?: string;
}

export const ROWS_PER_PAGE = 100;
const MAX_PAGES = 60;
/** What one question may ask for, by contract. */
const MAX_ROWS_PER_QUESTION = 1000;

/**
 * The rows of one question (view, columns, search, sort) as far as they were looked at: pages of 100, the least recently wanted
 * ones forgotten first. It holds what is on the screen and a little around it, never the whole view.
 */
export class RowSource {
  /** Names of the cells of a row, in their order. */
  readonly columns: readonly string[];
  readonly question: string;
  readonly #ask: AskRows;
  readonly #identityCells: readonly number[];
  readonly #pages = new Map<number, RowPage>();
  readonly #asking = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #refreshing: AbortController | null = null;
  /** What to refresh after the refresh that is under way. */
  #refreshWanted: readonly [first: number, end: number, anchor: number | null] | null = null;
  #total: number | null = null;
  #error: OrbweaverError | null = null;
  #version = 0;
  #shift = 0;

  /** `identityCells`: positions of the cells that tell one row from another. */
  constructor(ask: AskRows, identityCells: readonly number[], { columns = [], question = "" }: SourceWords = {}) {
    this.question = question;
    this.#ask = ask;
    this.#identityCells = identityCells;
    this.columns = columns;
  }

  /** Rows there are; null until the first answer. */
  get total(): number | null {
    return this.#total;
  }

  get error(): OrbweaverError | null {
    return this.#error;
  }

  /** Goes up with each change. */
  get version(): number {
    return this.#version;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The row, or null while it has not come yet. */
  rowAt(index: number): Row | null {
    return this.#pages.get(Math.floor(index / ROWS_PER_PAGE))?.rows[index % ROWS_PER_PAGE] ?? null;
  }

  /** The id that names a row, or null while it has not come yet. */
  idAt(index: number): number | null {
    return this.#pages.get(Math.floor(index / ROWS_PER_PAGE))?.ids[index % ROWS_PER_PAGE] ?? null;
  }

  /** A cell of a row by the name of its column; undefined when the row has not come or the column was not asked for. */
  cellAt(index: number, column: string): Cell | undefined {
    return this.rowAt(index)?.[this.columns.indexOf(column)];
  }

  /** The place of the first row, of those that have come, with this value in a column; -1 when there is none. */
  find(column: string, value: Cell): number {
    const cell = this.columns.indexOf(column);
    for (const [page, { rows }] of this.#pages) {
      const position = rows.findIndex((row) => row[cell] === value);
      if (position !== -1) return page * ROWS_PER_PAGE + position;
    }
    return -1;
  }

  /** Asks for the pages that hold these rows and gives up questions for pages that do not. */
  want(first: number, end: number): void {
    const firstPage = Math.floor(Math.max(0, first) / ROWS_PER_PAGE);
    const lastPage = Math.floor(Math.max(0, end - 1) / ROWS_PER_PAGE);
    for (const page of this.#asking.keys()) if (page < firstPage || page > lastPage) this.#giveUp(page);
    for (let page = firstPage; page <= lastPage; page += 1) {
      const known = this.#pages.get(page);
      if (known !== undefined) this.#touch(page, known);
      if (known === undefined || known.rows.length < this.#rowsDue(page)) void this.#fetchPage(page);
    }
  }

  /**
   * Asks again for these rows and, when they have come, puts them in the place of all that is known. `anchor` is the row that is
   * being read: when it stands elsewhere now, `takeShift` says by how far.
   */
  async refresh(first: number, end: number, anchor: number | null): Promise<void> {
    if (this.#refreshing !== null) {
      this.#refreshWanted = [first, end, anchor];
      return;
    }
    const abort = new AbortController();
    this.#refreshing = abort;
    const firstPage = Math.floor(Math.max(0, first) / ROWS_PER_PAGE);
    const pages = Math.max(1, Math.ceil(end / ROWS_PER_PAGE) - firstPage);
    const count = Math.min(MAX_ROWS_PER_QUESTION, pages * ROWS_PER_PAGE);
    try {
      const window = await this.#ask(firstPage * ROWS_PER_PAGE, count, abort.signal);
      if (!abort.signal.aborted) this.#replace(window, anchor);
    } catch (thrown) {
      this.#fail(thrown);
    } finally {
      if (this.#refreshing === abort) this.#refreshing = null;
    }
    const wanted = this.#refreshWanted;
    this.#refreshWanted = null;
    if (wanted !== null) await this.refresh(...wanted);
  }

  /** How far the anchor of the last refresh moved, in rows; 0 from the second time on. */
  takeShift(): number {
    const shift = this.#shift;
    this.#shift = 0;
    return shift;
  }

  /** Gives up everything that is being asked for. */
  close(): void {
    this.#refreshing?.abort();
    this.#refreshing = null;
    this.#refreshWanted = null;
    for (const page of this.#asking.keys()) this.#giveUp(page);
  }

  /** How many rows a page should hold by the newest total. */
  #rowsDue(page: number): number {
    return Math.min(ROWS_PER_PAGE, (this.#total ?? 0) - page * ROWS_PER_PAGE);
  }

  async #fetchPage(page: number): Promise<void> {
    if (this.#asking.has(page)) return;
    const abort = new AbortController();
    this.#asking.set(page, abort);
    try {
      const window = await this.#ask(page * ROWS_PER_PAGE, ROWS_PER_PAGE, abort.signal);
      if (abort.signal.aborted) return;
      this.#touch(page, { rows: window.rows, ids: window.ids });
      this.#total = window.total;
      this.#error = null;
    } catch (thrown) {
      this.#fail(thrown);
    } finally {
      if (this.#asking.get(page) === abort) this.#asking.delete(page);
    }
    this.#changed();
  }

  #replace(window: RowWindow, anchor: number | null): void {
    const read = anchor === null ? null : this.rowAt(anchor);
    if (read !== null && anchor !== null) this.#shift += this.#distance(window, read, anchor);
    for (const page of this.#asking.keys()) this.#giveUp(page);
    const rows = window.rows.map((row, position) => sameOr(this.rowAt(window.first + position), row));
    this.#pages.clear();
    for (let from = 0; from < Math.max(1, rows.length); from += ROWS_PER_PAGE) {
      const end = from + ROWS_PER_PAGE;
      this.#pages.set((window.first + from) / ROWS_PER_PAGE, { rows: rows.slice(from, end), ids: window.ids.slice(from, end) });
    }
    this.#total = window.total;
    this.#error = null;
    this.#changed();
  }

  #distance(window: RowWindow, read: Row, anchor: number): number {
    const same = (row: Row | undefined): boolean => row !== undefined && this.#identityCells.every((cell) => row[cell] === read[cell]);
    if (same(window.rows[anchor - window.first])) return 0;
    const found = window.rows.findIndex(same);
    return found === -1 ? 0 : window.first + found - anchor;
  }

  #giveUp(page: number): void {
    this.#asking.get(page)?.abort();
    this.#asking.delete(page);
  }

  #touch(page: number, known: RowPage): void {
    this.#pages.delete(page);
    this.#pages.set(page, known);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= MAX_PAGES) break;
      this.#pages.delete(oldest);
    }
  }

  #fail(thrown: unknown): void {
    const error = toOrbweaverError(thrown);
    if (error.code === "cancelled" || error.code === "disconnected") return;
    this.#error = error;
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** The known row when the new one says the same, so that what is drawn of it need not be drawn again. */
function sameOr(known: Row | null, row: Row): Row {
  return known !== null && known.length === row.length && known.every((cell, position) => cell === row[position]) ? known : row;
}
