import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useRowHeight } from "../settings/use-row-height.ts";
import type { GridColumn } from "./columns.ts";
import { placeAfterScroll, placeAt, placeShowing, rowsInView, type ScrollPlace, type ScrollSize } from "./scroll-map.ts";

const OVERSCAN_ROWS = 8;
/** Columns this far out of sight are drawn, so that a small movement finds them there. */
const OVERSCAN_PX = 200;

/** What has to be drawn: rows `first` to `end` (exclusive), each `offsetPx` away from where an endless element would have it. */
export interface DrawnRows {
  readonly first: number;
  readonly end: number;
  readonly offsetPx: number;
}

/** The scrolled element of a grid. */
export interface GridScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly drawn: DrawnRows;
  /** The most rows that are ever drawn at once, at this height. */
  readonly mostDrawn: number;
  /** Height of a row as the theme has it, in pixels. */
  readonly rowPx: number;
  /** Width and height of the visible part, in pixels, without the header. */
  readonly room: { readonly widthPx: number; readonly heightPx: number };
  /** What is seen of the width, in pixels from the left edge of the first column. */
  readonly span: { readonly fromPx: number; readonly toPx: number };
  readonly onScroll: () => void;
  /** Scrolls no further than needed to make a row visible. */
  readonly show: (row: number) => void;
  /** Scrolls sideways no further than needed; the first `pinned` columns cover what is below them. */
  readonly showColumn: (columns: readonly GridColumn[], column: number, pinned: number) => void;
  /** Makes a row the first visible one. */
  readonly putFirst: (row: number) => void;
  /** Moves all rows by so many, without showing it. */
  readonly shiftBy: (rows: number) => void;
  readonly firstVisible: () => number;
}

/** Keeps track of which rows of a grid are on the screen. */
export function useGridScroll(rows: number): GridScroll {
  const scroller = useRef<HTMLDivElement | null>(null);
  const place = useRef<ScrollPlace>({ rowsTopPx: 0, barTopPx: 0 });
  const rowPx = useRowHeight();
  const room = useRoom(scroller);
  const [drawn, setDrawn] = useState<DrawnRows>({ first: 0, end: 0, offsetPx: 0 });
  const [leftPx, setLeftPx] = useState(0);
  const size: ScrollSize = { rows, rowPx, viewPx: room.heightPx };
  const newest = useRef(size);
  const firstRow = useRef(0);
  newest.current = size;

  const moveTo = useCallback((next: ScrollPlace): void => {
    place.current = next;
    const element = scroller.current;
    if (element !== null && Math.abs(element.scrollTop - next.barTopPx) >= 1) element.scrollTop = next.barTopPx;
    firstRow.current = next.rowsTopPx / newest.current.rowPx;
    const [first, end] = rowsInView(next, newest.current, OVERSCAN_ROWS);
    const offsetPx = next.barTopPx - next.rowsTopPx;
    setDrawn((last) => (last.first === first && last.end === end && last.offsetPx === offsetPx ? last : { first, end, offsetPx }));
  }, []);

  useLayoutEffect(() => moveTo(placeAt(place.current.rowsTopPx, newest.current)), [rows, room.heightPx, moveTo]);
  // The same row stays on top when rows become higher or lower.
  useLayoutEffect(() => moveTo(placeAt(firstRow.current * rowPx, newest.current)), [rowPx, moveTo]);

  const onScroll = useCallback(() => {
    if (scroller.current === null) return;
    moveTo(placeAfterScroll(place.current, scroller.current.scrollTop, newest.current));
    setLeftPx(Math.floor(scroller.current.scrollLeft / OVERSCAN_PX) * OVERSCAN_PX);
  }, [moveTo]);
  const fromPx = leftPx - OVERSCAN_PX;
  const toPx = leftPx + room.widthPx + 2 * OVERSCAN_PX;
  const span = useMemo(() => ({ fromPx, toPx }), [fromPx, toPx]);
  const show = useCallback((row: number) => moveTo(placeShowing(row, place.current, newest.current)), [moveTo]);
  const showColumn = useCallback((columns: readonly GridColumn[], column: number, pinned: number): void => {
    const element = scroller.current;
    if (element === null || column < pinned) return;
    const startPx = widthOf(columns.slice(0, column));
    const endPx = startPx + (columns[column]?.widthPx ?? 0);
    const mostPx = startPx - widthOf(columns.slice(0, pinned));
    if (element.scrollLeft > mostPx) element.scrollLeft = mostPx;
    else if (endPx > element.scrollLeft + element.clientWidth) element.scrollLeft = Math.min(mostPx, endPx - element.clientWidth);
  }, []);
  const putFirst = useCallback((row: number) => moveTo(placeAt(row * rowPx, newest.current)), [moveTo, rowPx]);
  const shiftBy = useCallback((by: number) => moveTo(placeAt(place.current.rowsTopPx + by * rowPx, newest.current)), [moveTo, rowPx]);
  const firstVisible = useCallback(() => Math.floor(place.current.rowsTopPx / rowPx), [rowPx]);
  const mostDrawn = Math.ceil(room.heightPx / rowPx) + 1 + 2 * OVERSCAN_ROWS;
  return { scroller, drawn, mostDrawn, rowPx, room, span, onScroll, show, showColumn, putFirst, shiftBy, firstVisible };
}

/** The size of the visible part of a scrolled element, without its first child, the header. */
function useRoom(scroller: RefObject<HTMLDivElement | null>): GridScroll["room"] {
  const [room, setRoom] = useState({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const header = element.firstElementChild;
    const measure = (): void => {
      const headerPx = header instanceof HTMLElement ? header.offsetHeight : 0;
      const next = { widthPx: element.clientWidth, heightPx: Math.max(0, element.clientHeight - headerPx) };
      setRoom((last) => (last.widthPx === next.widthPx && last.heightPx === next.heightPx ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (header !== null) observer.observe(header);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}

function widthOf(columns: readonly GridColumn[]): number {
  return columns.reduce((sum, column) => sum + column.widthPx, 0);
}
