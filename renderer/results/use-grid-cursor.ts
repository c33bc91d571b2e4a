import { useState, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from "react";
import { moveCursor, type GridCursor, type GridExtent } from "./grid-keys.ts";

const RESIZE_STEP_PX = 16;

interface CursorOptions {
  readonly extent: GridExtent;
  readonly firstVisible: () => number;
  readonly show: (row: number) => void;
  readonly onSort: (column: number) => void;
  readonly onResizeBy: (column: number, byPx: number) => void;
  readonly textAt: (cursor: GridCursor) => string;
}

/** The cell that the keyboard is on, and what keys, clicks and copying do with it. */
export function useGridCursor({ extent, firstVisible, show, onSort, onResizeBy, textAt }: CursorOptions) {
  const [cursor, setCursor] = useState<GridCursor | null>(null);
  const place = (next: GridCursor): void => {
    setCursor(next);
    if (next.row >= 0) show(next.row);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const current = cursor ?? { row: firstVisible(), column: 0 };
    if (current.row === -1 && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      event.stopPropagation();
      return onSort(current.column);
    }
    if (current.row === -1 && event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      return onResizeBy(current.column, event.key === "ArrowLeft" ? -RESIZE_STEP_PX : RESIZE_STEP_PX);
    }
    const next = moveCursor(current, event, extent);
    if (next === null) return;
    event.preventDefault();
    place(next);
  };
  const onClick = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at !== null) setCursor({ row: at.row, column: at.column });
  };
  const onFocus = (): void => {
    if (cursor === null && extent.rows > 0) setCursor({ row: Math.min(extent.rows - 1, firstVisible()), column: 0 });
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (cursor === null || cursor.row < 0 || window.getSelection()?.isCollapsed === false) return;
    event.clipboardData.setData("text/plain", textAt(cursor));
    event.preventDefault();
  };
  // What is cut off is told when the pointer rests on it; a title for every cell would cost more than the cells.
  const onMouseOver = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at !== null && at.row >= 0) at.element.title = textAt(at);
  };
  return { cursor, setCursor, handlers: { onKeyDown, onClick, onMouseOver, onFocus, onCopy } };
}

function cellOf(target: EventTarget): (GridCursor & { readonly element: HTMLElement }) | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
  const row = element?.closest<HTMLElement>("[data-row]");
  if (!element || !row) return null;
  return { element, row: Number(row.dataset["row"]), column: Number(element.dataset["column"]) };
}
