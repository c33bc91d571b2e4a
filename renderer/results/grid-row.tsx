import { memo } from "react";
import { CellContent } from "./cell.tsx";
import type { GridColumn } from "./columns.ts";
import styles from "./grid.module.css";
import type { Row } from "./row-source.ts";

interface GridRowProps {
  readonly gridId: string;
  readonly index: number;
  /** Null while the row has not come yet. */
  readonly row: Row | null;
  readonly topPx: number;
  readonly columns: readonly GridColumn[];
  readonly site: string;
  /** Column that the keyboard is on, or -1 when it is on another row. */
  readonly cursorColumn: number;
}

/** One row of a grid, at a fixed height whether its cells have come or not. */
export const GridRow = memo(function GridRow({ gridId, index, row, topPx, columns, site, cursorColumn }: GridRowProps) {
  return (
    <div
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={cursorColumn >= 0}
      data-row={index}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      {columns.map((column, position) => {
        const value = row?.[position] ?? null;
        return (
          <div
            key={column.name}
            id={cellId(gridId, index, position)}
            role="gridcell"
            aria-colindex={position + 1}
            className={styles.cell}
            data-kind={column.kind}
            data-column={position}
            data-cursor={position === cursorColumn || undefined}
          >
            {row === null ? <span className={styles.skeleton} /> : <CellContent kind={column.kind} value={value} site={site} />}
          </div>
        );
      })}
    </div>
  );
});

/** Id of a cell's element; row -1 is the header. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`;
}
