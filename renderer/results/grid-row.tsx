import { memo } from "react";
import { CellContent } from "./cell.tsx";
import { codeMeaning } from "./code-meaning.ts";
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
  /** Where the cell of each column stands in `row`; -1 when it was not asked for yet. */
  readonly cells: readonly number[];
  /** Places of the columns that are drawn. */
  readonly places: readonly number[];
  /** Where each pinned column stands from the left. */
  readonly lefts: readonly number[];
  readonly site: string;
  readonly selected: boolean;
  /** Column that the keyboard is on, or -1 when it is on another row. */
  readonly cursorColumn: number;
}

/** One row of a grid, at a fixed height whether its cells have come or not. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { gridId, index, row, topPx, columns, cells, places, lefts, site, selected, cursorColumn } = props;
  return (
    <div
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      data-current={cursorColumn >= 0 || undefined}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      {places.map((position) => {
        const column = columns[position];
        if (column === undefined) return null;
        const cell = cells[position] ?? -1;
        const left = lefts[position];
        return (
          <div
            key={column.name}
            id={cellId(gridId, index, position)}
            role="gridcell"
            aria-colindex={position + 1}
            className={styles.cell}
            data-kind={column.kind}
            data-column={position}
            data-pinned={left === undefined ? undefined : position === lefts.length - 1 ? "last" : "yes"}
            data-cursor={position === cursorColumn || undefined}
            title={codeMeaning(column.name, row?.[cell] ?? null)}
            style={left === undefined ? { gridColumn: position + 1 } : { gridColumn: position + 1, left: `${left}px` }}
          >
            {row === null || cell === -1 ? (
              <span className={styles.skeleton} />
            ) : (
              <CellContent kind={column.kind} value={row[cell] ?? null} site={site} />
            )}
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
