import type { KeyboardEvent } from "react";
import { moveCursor, type GridCursor } from "./grid-keys.ts";
import type { GridHands } from "./grid-hands.ts";

const RESIZE_STEP_PX = 16;

/** Does what a key does in a grid. Answers whether the key was one of the grid's. */
export function takeGridKey(event: KeyboardEvent, hands: GridHands): boolean {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  const { props, options, cursor, place } = hands;
  const current = cursor ?? { row: options.firstVisible(), column: 0 };
  if (key === "ContextMenu" || (key === "F10" && shiftKey)) return openMenu(current, hands);
  if (key.toLowerCase() === "a" && (ctrlKey || metaKey) && !altKey) {
    props.selecting.selectAll();
    return true;
  }
  if (key === "Escape") return takeBack(hands);
  if (current.row === -1 ? takeHeaderKey(event, current, hands) : options.extent.rows > 0 && takeRowKey(event, current, hands)) return true;
  const next = moveCursor(current, event, options.extent);
  if (next === null) return false;
  place(next, shiftKey && next.row !== current.row && next.row >= 0);
  return true;
}

/** Keys of the header: Enter and Space sort, Shift and an arrow widens, Alt and an arrow moves the column. */
function takeHeaderKey({ key, shiftKey, altKey }: KeyboardEvent, { column }: GridCursor, hands: GridHands): boolean {
  const { props, options, setCursor, nameOf } = hands;
  const { onSort, onResize, onMove } = props.columnActions;
  const name = nameOf(column);
  const by = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  if (key === "Enter" || key === " ") onSort(name);
  else if (shiftKey && by !== 0) onResize(name, (options.columns[column]?.widthPx ?? 0) + by * RESIZE_STEP_PX);
  else if (altKey && by !== 0) {
    const to = Math.min(options.columns.length - 1, Math.max(0, column + by));
    onMove(name, by > 0 ? to + 1 : to);
    setCursor({ row: -1, column: to });
    options.show(-1, to);
  } else return false;
  return true;
}

/** Keys of rows: Enter and Space open, with Ctrl or Shift Space selects, Alt and an arrow goes to another row. */
function takeRowKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent, at: GridCursor, hands: GridHands): boolean {
  const { props, options, place, nameOf } = hands;
  const command = ctrlKey || metaKey;
  if (altKey && (key === "ArrowUp" || key === "ArrowDown")) {
    const row = Math.min(options.extent.rows - 1, Math.max(0, at.row + (key === "ArrowUp" ? -1 : 1)));
    place({ ...at, row }, false);
  } else if (key === " " && (command || shiftKey)) props.selecting.toggle(at.row, null);
  else if (!command && !altKey && (key === "Enter" || key === " ")) props.onOpen(at.row, nameOf(at.column));
  else return false;
  return true;
}

function openMenu(at: GridCursor, { props, options, nameOf }: GridHands): boolean {
  const box = options.elementOf(at)?.getBoundingClientRect();
  props.onMenu({ row: at.row, column: nameOf(at.column), xPx: (box?.left ?? 0) + 16, yPx: box?.bottom ?? 0 });
  return true;
}

/** Escape takes back the selection, and when there is none, what was opened. */
function takeBack({ props }: GridHands): boolean {
  const { selection, clear } = props.selecting;
  if (selection.kind === "some" && selection.ids.size === 0) props.onEscape();
  else clear();
  return true;
}
