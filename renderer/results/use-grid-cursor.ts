import { useRef, useState, type ClipboardEvent } from "react";
import type { DataGridProps } from "./data-grid-props.ts";
import { takeGridKey } from "./grid-key-actions.ts";
import type { CursorOptions, GridHands } from "./grid-hands.ts";
import type { GridCursor } from "./grid-keys.ts";
import { pointerHandlers } from "./grid-pointer.ts";

/** The cell that the keyboard is on, and what keys, clicks and copying do with it. */
export function useGridCursor(props: DataGridProps, options: CursorOptions) {
  const { extent, columns, firstVisible, show } = options;
  const [cursor, setCursor] = useState<GridCursor | null>(null);
  /** Where a range begins. */
  const anchor = useRef<number | null>(null);
  const nameOf = (column: number): string => columns[column]?.name ?? "";
  const place = (next: GridCursor, extend: boolean): void => {
    const from = anchor.current ?? cursor?.row ?? next.row;
    setCursor(next);
    show(next.row, next.column);
    anchor.current = extend ? from : next.row;
    if (extend && next.row >= 0 && from >= 0) props.selecting.selectRange(from, next.row);
  };
  const hands: GridHands = { props, options, cursor, setCursor, place, nameOf };
  const onFocus = (): void => {
    if (cursor === null && extent.rows > 0) setCursor({ row: Math.min(extent.rows - 1, firstVisible()), column: 0 });
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (cursor === null || cursor.row < 0 || window.getSelection()?.isCollapsed === false) return;
    const text = props.onCopy(cursor.row, nameOf(cursor.column));
    if (text !== null) event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  const shiftBy = (rows: number): void => {
    setCursor((last) => (last === null || last.row < 0 ? last : { ...last, row: last.row + rows }));
    if (anchor.current !== null) anchor.current += rows;
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (!takeGridKey(event, hands)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { cursor, setCursor, place, shiftBy, handlers: { ...pointerHandlers(hands), onKeyDown, onFocus, onCopy } };
}
