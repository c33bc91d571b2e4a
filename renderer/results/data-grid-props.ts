import type { ReactNode, RefObject } from "react";
import type { Sort } from "#contract/views.ts";
import type { GridColumn } from "./columns.ts";
import type { RowSource } from "./row-source.ts";

/** What a grid shows and whom it tells. */
export interface DataGridProps {
  /** Accessible name. */
  readonly label: string;
  readonly columns: readonly GridColumn[];
  /** Widths that the person gave. */
  readonly widths: Readonly<Record<string, number>>;
  readonly source: RowSource;
  /** Whether newer rows are on their way. */
  readonly busy: boolean;
  /** Changes when the rows may have changed. */
  readonly news: string;
  readonly site: string;
  readonly sort: Sort | null;
  readonly onSort: (column: string) => void;
  readonly onResize: (column: string, widthPx: number | null) => void;
  /** The row that is the first visible one at the beginning. */
  readonly firstRow: number;
  readonly onFirstRow: (row: number) => void;
  /** What stands in place of rows when there are none. */
  readonly empty: ReactNode;
  /** Gets the element that takes the focus. */
  readonly focusTarget: RefObject<HTMLDivElement | null>;
}
