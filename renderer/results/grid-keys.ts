/** The cell that the keyboard is on. Row -1 is the header. */
export interface GridCursor {
  readonly row: number;
  readonly column: number;
}

/** Sizes that a movement needs. */
export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves by. */
  readonly rowsPerPage: number;
}

/** A key with its modifiers, as a keyboard event has them. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Where a key moves the cursor to, as the grid pattern of WAI-ARIA has it, with j and k beside the arrows; null when the key moves
 * nothing. Home and End go to the first and last row, with Shift to the first and last cell of the row.
 */
export function moveCursor(cursor: GridCursor, press: KeyPress, extent: GridExtent): GridCursor | null {
  if (press.altKey) return null;
  const command = press.ctrlKey || press.metaKey;
  const last = extent.rows - 1;
  const toRow = (row: number): GridCursor => ({ ...cursor, row: Math.min(last, Math.max(-1, row)) });
  const toColumn = (column: number): GridCursor => ({ ...cursor, column: Math.min(extent.columns - 1, Math.max(0, column)) });
  switch (press.key) {
    case "ArrowDown":
      return toRow(command ? last : cursor.row + 1);
    case "ArrowUp":
      return toRow(command ? 0 : cursor.row - 1);
    case "j":
      return command ? null : toRow(cursor.row + 1);
    case "k":
      return command ? null : toRow(Math.max(0, cursor.row - 1));
    case "ArrowRight":
      return toColumn(command ? extent.columns - 1 : cursor.column + 1);
    case "ArrowLeft":
      return toColumn(command ? 0 : cursor.column - 1);
    case "PageDown":
      return toRow(cursor.row + extent.rowsPerPage);
    case "PageUp":
      return toRow(Math.max(0, cursor.row - extent.rowsPerPage));
    case "Home":
      return press.shiftKey ? toColumn(0) : toRow(0);
    case "End":
      return press.shiftKey ? toColumn(extent.columns - 1) : toRow(last);
    default:
      return null;
  }
}
