import type { MouseEvent } from "react";
import type { GridCursor } from "./grid-keys.ts";
import type { GridHands } from "./grid-hands.ts";

/** What the pointer does in a grid: a click goes to a cell, with Ctrl or Shift it selects, a double click opens, a right click asks. */
export function pointerHandlers({ props, options, cursor, setCursor, place, nameOf }: GridHands) {
  const { selecting, onOpen, onMenu, focusTarget } = props;
  const onClick = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at === null) return;
    const { row, column } = at;
    if (row < 0) return setCursor({ row, column });
    if (event.ctrlKey || event.metaKey) selecting.toggle(row, cursor?.row ?? null);
    else if (!event.shiftKey) selecting.clear();
    place({ row, column }, event.shiftKey);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at !== null && at.row >= 0) onOpen(at.row, nameOf(at.column));
  };
  // A second click opens and a click with Shift selects rows: neither is meant to select text.
  const onMouseDown = (event: MouseEvent): void => {
    if (event.button !== 0 || (event.detail < 2 && !event.shiftKey)) return;
    event.preventDefault();
    focusTarget.current?.focus();
  };
  const onContextMenu = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at === null) return;
    event.preventDefault();
    setCursor({ row: at.row, column: at.column });
    onMenu({ row: at.row, column: nameOf(at.column), xPx: event.clientX, yPx: event.clientY });
  };
  // What is cut off is told when the pointer rests on it; a title for every cell would cost more than the cells.
  const onMouseOver = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at !== null && at.row >= 0) at.element.title = options.textAt(at);
  };
  return { onClick, onDoubleClick, onMouseDown, onContextMenu, onMouseOver };
}

function cellOf(target: EventTarget): (GridCursor & { readonly element: HTMLElement }) | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
  const row = element?.closest<HTMLElement>("[data-row]");
  if (!element || !row) return null;
  return { element, row: Number(row.dataset["row"]), column: Number(element.dataset["column"]) };
}
