import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { rowsInSight, type RowRange } from "./row-window.ts";

/** Which rows of a table are in sight of the element that scrolls it. `body` holds the rows, each `rowPx` high. */
export function useRowsInSight(body: RefObject<HTMLElement | null>, rowPx: number, rows: number): RowRange {
  const [range, setRange] = useState<RowRange>({ first: 0, end: Math.min(rows, 40) });
  const measure = useEffectEvent((scroller: Element) => {
    if (body.current === null) return;
    const view = scroller.getBoundingClientRect();
    const topPx = Math.max(0, view.top - body.current.getBoundingClientRect().top);
    const next = rowsInSight(topPx, view.height, rowPx, rows);
    setRange((last) => (last.first === next.first && last.end === next.end ? last : next));
  });
  useEffect(() => {
    const scroller = body.current?.closest("main");
    if (scroller == null) return;
    const look = (): void => measure(scroller);
    look();
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener("scroll", look);
    };
  }, [body, rowPx, rows]);
  return { first: Math.min(range.first, rows), end: Math.min(range.end, rows) };
}
