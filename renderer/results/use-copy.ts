import { useRef } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { copyText } from "../shell/copy-text.ts";
import { resultsTexts } from "../texts/results.ts";
import { copiedText } from "./cell-text.ts";
import type { GridColumn } from "./columns.ts";
import { rowsAsText, type CopiedRows } from "./copy-rows.ts";
import { selectedCount, type RowSelection } from "./row-selection.ts";
import type { Row, RowSource } from "./row-source.ts";
import type { Say } from "./use-said.ts";
import { onlySelected } from "./use-row-selection.ts";
import type { RowQuestion } from "./use-row-source.ts";

/** More text than this makes the clipboard, and what it is pasted into, slow. */
const MOST_COPIED_ROWS = 10_000;
const ROWS_PER_QUESTION = 1000;

/** What is copied: these rows with these columns. */
interface CopyWish {
  readonly selection: RowSelection;
  readonly columns: readonly GridColumn[];
  readonly header: boolean;
  readonly said: (rows: number, harmless: number) => string;
}

/** Copies cells, rows and columns as text. Rows that have not come are asked for first. */
export function useCopy(question: RowQuestion, source: RowSource, say: Say) {
  const connection = useConnection();
  /** Text that was made but that the browser did not take: the next press of Ctrl+C copies it. */
  const ready = useRef<string | null>(null);

  const ask = async ({ selection, columns }: CopyWish, count: number): Promise<readonly Row[]> => {
    const { crawl, view, search, filter, sort } = question;
    const rows: Row[] = [];
    while (rows.length < count) {
      const window = await connection.call("view.rows", {
        crawl,
        view,
        search,
        ...onlySelected(selection),
        ...(filter === undefined ? {} : { filter }),
        ...(sort === null ? {} : { sort }),
        columns: columns.map(({ name }) => name),
        first: rows.length,
        count: Math.min(ROWS_PER_QUESTION, count - rows.length),
      });
      rows.push(...window.rows);
      if (window.rows.length === 0) break;
    }
    return rows;
  };
  const put = (copied: CopiedRows, said: string): void => {
    const took = copyText(copied.text);
    ready.current = took ? null : copied.text;
    if (took) say.quietly(said);
    else say.loudly({ level: "warning", message: resultsTexts.copied.refused });
  };
  const copy = (wish: CopyWish): void => {
    const count = selectedCount(wish.selection, source.total ?? 0);
    if (count > MOST_COPIED_ROWS) return say.loudly({ level: "warning", message: resultsTexts.copied.tooMany(MOST_COPIED_ROWS) });
    say.quietly(resultsTexts.copied.copying(count));
    ask(wish, count).then(
      (rows) => {
        const copied = rowsAsText(wish.columns, rows, wish.header);
        put(copied, wish.said(rows.length, copied.harmless));
      },
      (thrown: unknown) => say.loudly({ level: "error", message: toOrbweaverError(thrown).message }),
    );
  };
  return copying({ source, put, copy, ready });
}

interface CopyHands {
  readonly source: RowSource;
  readonly put: (copied: CopiedRows, said: string) => void;
  readonly copy: (wish: CopyWish) => void;
  readonly ready: { current: string | null };
}

function copying({ source, put, copy, ready }: CopyHands) {
  const cellText = (row: number, column: GridColumn): string => copiedText(column.kind, source.cellAt(row, column.name) ?? null);
  return {
    /** The text of one cell, exactly as it is. */
    cellText,
    copyCell: (row: number, column: GridColumn) => put({ text: cellText(row, column), harmless: 0 }, resultsTexts.copied.cell),
    copyRows: (selection: RowSelection, columns: readonly GridColumn[], header: boolean) =>
      copy({ selection, columns, header, said: resultsTexts.copied.rows }),
    copyColumn: (selection: RowSelection, column: GridColumn) =>
      copy({
        selection,
        columns: [column],
        header: false,
        said: (rows, harmless) => resultsTexts.copied.column(column.label, rows, harmless),
      }),
    /** Text that waits for a press of Ctrl+C, once. */
    takeReady: (): string | null => {
      const text = ready.current;
      ready.current = null;
      return text;
    },
  };
}
