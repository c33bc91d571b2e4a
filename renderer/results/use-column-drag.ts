import { useEffect, useState, type PointerEvent } from "react";

/** The pointer has to move this far before a press on a header is a drag and not a click. */
const DRAG_AFTER_PX = 6;

/** A column that is being dragged by its header. */
export interface ColumnDrag {
  readonly column: string;
  /** Where it would go: before the column at this place. */
  readonly to: number;
}

/** Lets the person drag columns by their header. The header row tells where its cells are; Escape gives up. */
export function useColumnDrag(onMove: (column: string, to: number) => void) {
  const [drag, setDrag] = useState<ColumnDrag | null>(null);
  const begin = (start: PointerEvent<HTMLElement>, column: string): void => {
    const cell = start.currentTarget;
    const headerRow = cell.parentElement;
    if (start.button !== 0 || headerRow === null) return;
    let to: number | null = null;
    const move = (event: globalThis.PointerEvent): void => {
      if (to === null && Math.abs(event.clientX - start.clientX) < DRAG_AFTER_PX) return;
      if (to === null) cell.setPointerCapture(start.pointerId);
      to = placeUnder(headerRow, event.clientX);
      setDrag({ column, to });
    };
    const end = (event: globalThis.PointerEvent | KeyboardEvent): void => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      window.removeEventListener("pointermove", move);
      for (const name of ENDS) window.removeEventListener(name, end, true);
      setDrag(null);
      if (to === null) return;
      if (event instanceof KeyboardEvent) event.stopPropagation();
      if (event.type === "pointerup") onMove(column, to);
      // The release of a drag is not a click that sorts.
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, true), 0);
    };
    window.addEventListener("pointermove", move);
    for (const name of ENDS) window.addEventListener(name, end, true);
  };
  const isDragging = drag !== null;
  useEffect(() => {
    if (!isDragging) return;
    document.documentElement.style.cursor = "grabbing";
    return () => void document.documentElement.style.removeProperty("cursor");
  }, [isDragging]);
  return { drag, begin };
}

const ENDS = ["pointerup", "pointercancel", "keydown"] as const;

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

/** The place before which a column dropped at `xPx` goes. Pinned columns cover others and are found first, being on top. */
function placeUnder(headerRow: HTMLElement, xPx: number): number {
  const cells = [...headerRow.children];
  const hit = cells.findIndex((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return xPx >= left && xPx < right;
  });
  if (hit === -1) return xPx < (cells[0]?.getBoundingClientRect().left ?? 0) ? 0 : cells.length;
  const { left, width } = cells[hit]!.getBoundingClientRect();
  return xPx < left + width / 2 ? hit : hit + 1;
}
