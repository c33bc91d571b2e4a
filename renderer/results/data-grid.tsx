import type { CSSProperties } from "react";
import type { GridColumn } from "./columns.ts";
import type { DataGridProps } from "./data-grid-props.ts";
import { GridHeader } from "./grid-header.tsx";
import { cellId, GridRow } from "./grid-row.tsx";
import styles from "./grid.module.css";
import { isSelected } from "./row-selection.ts";
import { elementPx } from "./scroll-map.ts";
import { rowKey, useDataGrid } from "./use-data-grid.ts";

/** A table of any number of rows: real elements for the visible ones, the keyboard of a grid, one row height. */
export function DataGrid(props: DataGridProps) {
  const { label, source, busy, columnActions, selecting, empty, focusTarget, controls } = props;
  const { gridId, waiting, rows, scroll, columns, lefts, cells, places, cursor, handlers, indexes } = useDataGrid(props);
  const cursorColumn = (row: number): number => (cursor !== null && cursor.row === row ? cursor.column : -1);
  const isDrawn = cursor !== null && cursor.row < rows;
  return (
    <div className={styles.frame}>
      <div
        ref={(element) => {
          scroll.scroller.current = element;
          focusTarget.current = element;
        }}
        role="grid"
        aria-label={label}
        aria-rowcount={waiting ? -1 : rows + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-busy={busy || waiting}
        aria-activedescendant={isDrawn ? cellId(gridId, cursor.row, cursor.column) : undefined}
        tabIndex={0}
        className={styles.grid}
        style={gridWidths(columns)}
        onScroll={scroll.onScroll}
        {...handlers}
      >
        <GridHeader
          gridId={gridId}
          columns={columns}
          lefts={lefts}
          actions={columnActions}
          cursorColumn={cursorColumn(-1)}
          fittingWidth={(column) => controls.current?.fittingWidth(column) ?? 0}
        />
        <div role="rowgroup" className={styles.body} style={{ height: `${elementPx({ rows, rowPx: scroll.rowPx, viewPx: 0 })}px` }}>
          {/* Elements of rows that were scrolled past are used again for those that come. */}
          {indexes.map((index) => (
            <GridRow
              key={rowKey(index, scroll.drawn, { cursorRow: cursor?.row ?? -1, mostDrawn: scroll.mostDrawn })}
              gridId={gridId}
              index={index}
              row={source.rowAt(index)}
              topPx={index * scroll.rowPx + scroll.drawn.offsetPx}
              columns={columns}
              cells={cells}
              places={places}
              lefts={lefts}
              site={props.site}
              selected={isSelected(selecting.selection, source.idAt(index))}
              cursorColumn={cursorColumn(index)}
            />
          ))}
        </div>
      </div>
      {!waiting && rows === 0 && <div className={styles.empty}>{empty}</div>}
    </div>
  );
}

/** The widths of the columns as the style sheet takes them. */
function gridWidths(columns: readonly GridColumn[]): CSSProperties {
  return {
    "--grid-columns": columns.map((column) => `${column.widthPx}px`).join(" "),
    "--grid-width": `${columns.reduce((sum, column) => sum + column.widthPx, 0)}px`,
  } as CSSProperties;
}
