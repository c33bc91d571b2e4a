/** Where the rows of a long table are that are in sight: `first` to before `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Rows that are drawn beyond those in sight, so that scrolling finds them there. */
const SPARE_ROWS = 6;
/** The range changes only in steps of so many rows. */
const STEP_ROWS = 6;

/** The rows to draw when `topPx` of the table are scrolled away and `heightPx` are in sight. */
export function rowsInSight(topPx: number, heightPx: number, rowPx: number, rows: number): RowRange {
  const step = (row: number): number => Math.floor(row / STEP_ROWS) * STEP_ROWS;
  const first = Math.max(0, step(topPx / rowPx) - SPARE_ROWS);
  const end = Math.min(rows, step((topPx + heightPx) / rowPx) + STEP_ROWS + SPARE_ROWS);
  return { first: Math.min(first, Math.max(0, end - 1)), end: Math.max(0, end) };
}

/** A row to draw, after `skipped` rows that are not. */
export interface DrawnRow {
  readonly row: number;
  readonly skipped: number;
}

/** The rows to draw: those in sight, and the one that has the focus, which must not vanish. `after`: rows left out at the end. */
export function drawnRows(
  { first, end }: RowRange,
  focused: number,
  rows: number,
): { readonly drawn: readonly DrawnRow[]; readonly after: number } {
  const inSight = Array.from({ length: Math.max(0, end - first) }, (_, position) => first + position);
  const wanted =
    focused >= 0 && focused < rows && (focused < first || focused >= end) ? [...inSight, focused].toSorted((a, b) => a - b) : inSight;
  const drawn = wanted.map((row, position) => ({ row, skipped: row - ((wanted[position - 1] ?? -1) + 1) }));
  return { drawn, after: rows - ((wanted.at(-1) ?? -1) + 1) };
}
