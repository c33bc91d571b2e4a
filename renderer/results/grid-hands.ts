import type { GridColumn } from "./columns.ts";
import type { DataGridProps } from "./data-grid-props.ts";
import type { GridCursor, GridExtent } from "./grid-keys.ts";

/** The grid around the cell that the keyboard is on. */
export interface CursorOptions {
  readonly extent: GridExtent;
  readonly columns: readonly GridColumn[];
  readonly firstVisible: () => number;
  readonly show: (row: number, column: number) => void;
  /** What a cell says in full; shown when the pointer rests on it. */
  readonly textAt: (cursor: GridCursor) => string;
  readonly elementOf: (cursor: GridCursor) => Element | null;
}

/** What keys and the pointer need to know of a grid, and what they do to it. */
export interface GridHands {
  readonly props: DataGridProps;
  readonly options: CursorOptions;
  readonly cursor: GridCursor | null;
  readonly setCursor: (cursor: GridCursor) => void;
  /** Puts the keyboard on a cell and shows it; `extend`: with the rows from where a range began selected. */
  readonly place: (cursor: GridCursor, extend: boolean) => void;
  readonly nameOf: (column: number) => string;
}
