import type { PointerEvent } from "react";
import { resultsTexts } from "../texts/results.ts";
import type { GridColumn } from "./columns.ts";
import type { ColumnActions } from "./data-grid-props.ts";
import styles from "./grid.module.css";
import { cellId } from "./grid-row.tsx";
import { useColumnDrag } from "./use-column-drag.ts";

interface GridHeaderProps {
  readonly gridId: string;
  readonly columns: readonly GridColumn[];
  readonly lefts: readonly number[];
  readonly actions: ColumnActions;
  readonly cursorColumn: number;
  /** The width at which nothing of a column is cut off. */
  readonly fittingWidth: (column: string) => number;
}

/** The header of a grid: a click sorts, a drag moves a column, the right edge drags its width, a double click there fits it. */
export function GridHeader({ gridId, columns, lefts, actions, cursorColumn, fittingWidth }: GridHeaderProps) {
  const { sort, onSort, onResize, onMove } = actions;
  const { drag, begin } = useColumnDrag(onMove);
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow} data-row={-1}>
        {columns.map((column, position) => {
          const sorted = sort?.column === column.name ? (sort.descending ? "descending" : "ascending") : undefined;
          const left = lefts[position];
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
              data-pinned={left === undefined ? undefined : position === lefts.length - 1 ? "last" : "yes"}
              data-cursor={position === cursorColumn || undefined}
              data-dragged={drag?.column === column.name || undefined}
              data-drop={dropSide(drag?.to, position, columns.length)}
              style={left === undefined ? undefined : { left: `${left}px` }}
              title={column.meaning}
              onPointerDown={(event) => begin(event, column.name)}
              onClick={() => onSort(column.name)}
            >
              <span className={styles.clip}>{column.label}</span>
              {column.unit !== "" && <span className={styles.unit}>{column.unit}</span>}
              {sorted !== undefined && (
                <span className={styles.arrow} aria-hidden="true">
                  {sorted === "ascending" ? "↑" : "↓"}
                </span>
              )}
              <Resizer column={column} onResize={onResize} fittingWidth={fittingWidth} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function dropSide(to: number | undefined, position: number, columns: number): "before" | "after" | undefined {
  if (to === position) return "before";
  return to === columns && position === columns - 1 ? "after" : undefined;
}

interface ResizerProps extends Pick<ColumnActions, "onResize">, Pick<GridHeaderProps, "fittingWidth"> {
  readonly column: GridColumn;
}

/** The edge by which a column is made wider. A double click fits it to its cells, and one that fits gets its own width back. */
function Resizer({ column, onResize, fittingWidth }: ResizerProps) {
  const drag = (start: PointerEvent<HTMLSpanElement>): void => {
    start.stopPropagation();
    const handle = start.currentTarget;
    handle.setPointerCapture(start.pointerId);
    const move = (event: globalThis.PointerEvent): void => onResize(column.name, column.widthPx + event.clientX - start.clientX);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true });
  };
  const fit = (): void => {
    const widthPx = fittingWidth(column.name);
    onResize(column.name, widthPx === column.widthPx ? null : widthPx);
  };
  return (
    <span
      className={styles.resizer}
      title={resultsTexts.columns.resize(column.label)}
      aria-hidden="true"
      onPointerDown={drag}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={fit}
    />
  );
}
