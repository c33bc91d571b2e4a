import type { ReactNode, RefObject } from "react";
import type { Sort } from "#contract/views.ts";
import type { GridColumn } from "./columns.ts";
import type { Selecting } from "./use-row-selection.ts";
import type { RowSource } from "./row-source.ts";

/** Where in a grid something was asked for: a cell, and a point on the screen. Row -1 is the header. */
export interface GridPoint {
  readonly row: number;
  readonly column: string;
  readonly xPx: number;
  readonly yPx: number;
}

/** What the person does to columns. */
export interface ColumnActions {
  readonly sort: Sort | null;
  readonly onSort: (column: string) => void;
  /** A width of null gives the column its own width back. */
  readonly onResize: (column: string, widthPx: number | null) => void;
  /** Puts a column before the one that is at `to` now. */
  readonly onMove: (column: string, to: number) => void;
}

/** What can be done to a grid from outside. */
export interface GridControls {
  /** Moves the keyboard by so many rows, and shows where it is. */
  readonly moveBy: (rows: number) => void;
  /** Puts the keyboard on a row, and shows it. */
  readonly goToRow: (row: number) => void;
  /** The width at which nothing of a column is cut off in the drawn rows, in pixels. */
  readonly fittingWidth: (column: string) => number;
}

/** What a grid shows and whom it tells. */
export interface DataGridProps {
  /** Accessible name. */
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly columnActions: ColumnActions;
  readonly source: RowSource;
  /** Whether newer rows are on their way. */
  readonly busy: boolean;
  /** Goes up when the rows have to be asked for again. */
  readonly tick: number;
  readonly site: string;
  readonly selecting: Selecting;
  /** The row that is the first visible one at the beginning. */
  readonly firstRow: number;
  readonly onFirstRow: (row: number) => void;
  /** The row that the keyboard is on; null when it is on none. */
  readonly onCursorRow: (row: number | null) => void;
  /** The detail of a row is asked for; `column` is the one that was pointed at. */
  readonly onOpen: (row: number, column: string) => void;
  /** Escape, when it takes back nothing in the grid itself. */
  readonly onEscape: () => void;
  readonly onMenu: (point: GridPoint) => void;
  /** Text for the clipboard; null when it comes later by other means. */
  readonly onCopy: (row: number, column: string) => string | null;
  /** What stands in place of rows when there are none. */
  readonly empty: ReactNode;
  /** Gets the element that takes the focus. */
  readonly focusTarget: RefObject<HTMLDivElement | null>;
  readonly controls: RefObject<GridControls | null>;
}
