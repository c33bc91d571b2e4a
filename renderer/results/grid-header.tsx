import type { PointerEvent } from "react";
import type { Sort } from "#contract/views.ts";
import { texts } from "../texts.ts";
import type { GridColumn } from "./columns.ts";
import styles from "./grid.module.css";
import { cellId } from "./grid-row.tsx";

interface GridHeaderProps {
  readonly gridId: string;
  readonly columns: readonly GridColumn[];
  readonly sort: Sort | null;
  readonly cursorColumn: number;
  readonly onSort: (column: string) => void;
  /** A width of null gives the column its own width back. */
  readonly onResize: (column: string, widthPx: number | null) => void;
}

/** The header of a grid: a click sorts, the right edge drags, a double click on it resets. */
export function GridHeader({ gridId, columns, sort, cursorColumn, onSort, onResize }: GridHeaderProps) {
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow} data-row={-1}>
        {columns.map((column, position) => {
          const sorted = sort?.column === column.name ? (sort.descending ? "descending" : "ascending") : undefined;
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the focus and the keys; its cells are active descendants
            <div
              key={column.name}
              id={cellId(gridId, -1, position)}
              role="columnheader"
              aria-colindex={position + 1}
              aria-sort={sorted ?? "none"}
              className={styles.headerCell}
              data-kind={column.kind}
              data-column={position}
              data-cursor={position === cursorColumn || undefined}
              title={column.meaning}
              onClick={() => onSort(column.name)}
            >
              <span className={styles.clip}>{column.label}</span>
              {column.unit !== "" && <span className={styles.unit}>{column.unit}</span>}
              {sorted !== undefined && (
                <span className={styles.arrow} aria-hidden="true">
                  {sorted === "ascending" ? "↑" : "↓"}
                </span>
              )}
              <Resizer column={column} onResize={onResize} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Resizer({ column, onResize }: { readonly column: GridColumn; readonly onResize: GridHeaderProps["onResize"] }) {
  const drag = (start: PointerEvent<HTMLSpanElement>): void => {
    const handle = start.currentTarget;
    handle.setPointerCapture(start.pointerId);
    const move = (event: globalThis.PointerEvent): void => onResize(column.name, column.widthPx + event.clientX - start.clientX);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true });
  };
  return (
    <span
      className={styles.resizer}
      title={texts.results.resize(column.label)}
      aria-hidden="true"
      onPointerDown={drag}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => onResize(column.name, null)}
    />
  );
}
