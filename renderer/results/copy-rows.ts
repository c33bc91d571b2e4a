import type { Cell } from "#contract/views.ts";
import { copiedText } from "./cell-text.ts";
import type { ColumnWords } from "./columns.ts";
import type { Row } from "./row-source.ts";

/** Rows as text for the clipboard. */
export interface CopiedRows {
  /** Cells separated by tabs, rows by line ends. */
  readonly text: string;
  /** Cells that began like a formula and got a `'` in front. */
  readonly harmless: number;
}

/** What a spreadsheet would run as a formula when it is pasted (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r]/;

/** Rows as tab-separated text; `header`: with the names of the columns first. The cells of a row are in the order of `columns`. */
export function rowsAsText(columns: readonly ColumnWords[], rows: readonly Row[], header: boolean): CopiedRows {
  let harmless = 0;
  const cellOf = (column: ColumnWords, value: Cell): string => {
    const text = copiedText(column.kind, value);
    if (typeof value !== "string" || !FORMULA_START.test(text)) return quoted(text);
    harmless += 1;
    return quoted(`'${text}`);
  };
  const lines = rows.map((row) => columns.map((column, position) => cellOf(column, row[position] ?? null)).join("\t"));
  const names = header ? [columns.map((column) => quoted(column.label)).join("\t")] : [];
  return { text: [...names, ...lines].join("\n"), harmless };
}

/** A cell with a tab, a line end or a quote in front is put in quotes, as spreadsheets do and undo. */
function quoted(text: string): string {
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
