import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from "react";
import { moveCursor, type GridCursor, type GridExtent } from "./grid-keys.ts";
import type { GridColumn } from "./columns.ts";
import type { DataGridProps } from "./data-grid-props.ts";

const RESIZE_STEP_PX = 16;

interface CursorOptions {
  readonly extent: GridExtent;
  readonly columns: readonly GridColumn[];
  readonly firstVisible: () => number;
  readonly show: (row: number, column: number) => void;
  /** What a cell says in full; shown when the pointer rests on it. */
  readonly textAt: (cursor: GridCursor) => string;
  readonly elementOf: (cursor: GridCursor) => Element | null;
}

/** The cell that the keyboard is on, and what keys, clicks and copying do with it. */
export function useGridCursor(props: DataGridProps, options: CursorOptions) {
  const { selecting, columnActions, onOpen, onMenu, onCopy, onEscape } = props;
  const { extent, columns, firstVisible, show, textAt, elementOf } = options;
  const [cursor, setCursor] = useState<GridCursor | null>(null);
  /** Where a range begins. */
  const anchor = useRef<number | null>(null);
  const nameOf = (column: number): string => columns[column]?.name ?? "";
  const place = (next: GridCursor, extend: boolean): void => {
    const from = anchor.current ?? cursor?.row ?? next.row;
    setCursor(next);
    show(next.row, next.column);
    anchor.current = extend ? from : next.row;
    if (extend && next.row >= 0 && from >= 0) selecting.selectRange(from, next.row);
  };
  const openMenu = (at: GridCursor): void => {
    const box = elementOf(at)?.getBoundingClientRect();
    onMenu({ row: at.row, column: nameOf(at.column), xPx: (box?.left ?? 0) + 16, yPx: box?.bottom ?? 0 });
  };

  /** Keys of the header. Answers whether the key was one. */
  const onHeaderKey = ({ key, shiftKey, altKey }: KeyboardEvent, { column }: GridCursor): boolean => {
    const name = nameOf(column);
    const by = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
    if (key === "Enter" || key === " ") columnActions.onSort(name);
    else if (shiftKey && by !== 0) columnActions.onResize(name, (columns[column]?.widthPx ?? 0) + by * RESIZE_STEP_PX);
    else if (altKey && by !== 0) {
      const to = Math.min(columns.length - 1, Math.max(0, column + by));
      columnActions.onMove(name, by > 0 ? to + 1 : to);
      setCursor({ row: -1, column: to });
      show(-1, to);
    } else return false;
    return true;
  };
  /** Keys of rows. Answers whether the key was one. */
  const onRowKey = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent, at: GridCursor): boolean => {
    const command = ctrlKey || metaKey;
    if (altKey && (key === "ArrowUp" || key === "ArrowDown"))
      place({ ...at, row: clampRow(at.row + (key === "ArrowUp" ? -1 : 1), extent) }, false);
    else if (key === " " && (command || shiftKey)) selecting.toggle(at.row, null);
    else if (!command && !altKey && (key === "Enter" || key === " ")) onOpen(at.row, nameOf(at.column));
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const current = cursor ?? { row: firstVisible(), column: 0 };
    const takes = (): boolean => {
      if (key === "ContextMenu" || (key === "F10" && shiftKey)) openMenu(current);
      else if (key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !event.altKey) selecting.selectAll();
      else if (key === "Escape") escape();
      else if (current.row === -1 ? onHeaderKey(event, current) : extent.rows > 0 && onRowKey(event, current)) return true;
      else {
        const next = moveCursor(current, event, extent);
        if (next === null) return false;
        const extend = shiftKey && next.row !== current.row && next.row >= 0;
        place(next, extend);
      }
      return true;
    };
    if (!takes()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const escape = (): void => {
    const isNothing = selecting.selection.kind === "some" && selecting.selection.ids.size === 0;
    if (isNothing) onEscape();
    else selecting.clear();
  };
  const onClick = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at === null) return;
    if (at.row < 0) return setCursor({ row: at.row, column: at.column });
    if (event.ctrlKey || event.metaKey) {
      selecting.toggle(at.row, cursor?.row ?? null);
      return place(at, false);
    }
    if (!event.shiftKey) selecting.clear();
    place({ row: at.row, column: at.column }, event.shiftKey);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at !== null && at.row >= 0) onOpen(at.row, nameOf(at.column));
  };
  // A second click opens and a click with Shift selects rows: neither is meant to select text.
  const onMouseDown = (event: MouseEvent): void => {
    if (event.button !== 0 || (event.detail < 2 && !event.shiftKey)) return;
    event.preventDefault();
    props.focusTarget.current?.focus();
  };
  const onContextMenu = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at === null) return;
    event.preventDefault();
    setCursor({ row: at.row, column: at.column });
    onMenu({ row: at.row, column: nameOf(at.column), xPx: event.clientX, yPx: event.clientY });
  };
  const onFocus = (): void => {
    if (cursor === null && extent.rows > 0) setCursor({ row: Math.min(extent.rows - 1, firstVisible()), column: 0 });
  };
  const onCopyEvent = (event: ClipboardEvent): void => {
    if (cursor === null || cursor.row < 0 || window.getSelection()?.isCollapsed === false) return;
    const text = onCopy(cursor.row, nameOf(cursor.column));
    if (text !== null) event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  // What is cut off is told when the pointer rests on it; a title for every cell would cost more than the cells.
  const onMouseOver = (event: MouseEvent): void => {
    const at = cellOf(event.target);
    if (at !== null && at.row >= 0) at.element.title = textAt(at);
  };
  const shiftBy = (rows: number): void => {
    setCursor((last) => (last === null || last.row < 0 ? last : { ...last, row: last.row + rows }));
    if (anchor.current !== null) anchor.current += rows;
  };
  const handlers = { onKeyDown, onClick, onDoubleClick, onMouseDown, onContextMenu, onMouseOver, onFocus, onCopy: onCopyEvent };
  return { cursor, setCursor, place, shiftBy, handlers };
}

function clampRow(row: number, { rows }: GridExtent): number {
  return Math.min(rows - 1, Math.max(0, row));
}

function cellOf(target: EventTarget): (GridCursor & { readonly element: HTMLElement }) | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
  const row = element?.closest<HTMLElement>("[data-row]");
  if (!element || !row) return null;
  return { element, row: Number(row.dataset["row"]), column: Number(element.dataset["column"]) };
}
