import { useEffect, useEffectEvent, useId, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useRowHeight } from "../settings/use-row-height.ts";
import { fitColumns } from "./columns.ts";
import type { DataGridProps } from "./data-grid-props.ts";
import type { RowSource } from "./row-source.ts";
import { useGridCursor } from "./use-grid-cursor.ts";
import { useGridScroll } from "./use-grid-scroll.ts";
import { useLiveRefresh } from "./use-live-refresh.ts";

/** Rows asked for beyond the visible ones when rows are asked for again, so that a row that moved is found. */
const REFRESH_MARGIN_ROWS = 100;
const REMEMBER_AFTER_MS = 300;

/** Everything that a grid does, without what it looks like. */
export function useDataGrid(props: DataGridProps) {
  const { source, news, onSort, onResize } = props;
  const gridId = useId();
  const rowPx = useRowHeight();
  const version = useSyncExternalStore(
    (changed) => source.onChange(changed),
    () => source.version,
  );
  const waiting = source.total === null && source.error === null;
  const rows = source.total ?? 0;
  const scroll = useGridScroll(rows, rowPx, rowPx + 1);
  const { drawn, room, firstVisible } = scroll;
  const columns = useMemo(() => fitColumns(props.columns, room.widthPx, props.widths), [props.columns, props.widths, room.widthPx]);

  const { cursor, setCursor, handlers } = useGridCursor({
    extent: { rows, columns: columns.length, rowsPerPage: Math.max(1, Math.floor(room.heightPx / rowPx) - 1) },
    firstVisible,
    show: scroll.show,
    onSort: (column) => onSort(columns[column]?.name ?? ""),
    onResizeBy: (column, byPx) => onResize(columns[column]?.name ?? "", (columns[column]?.widthPx ?? 0) + byPx),
    textAt: ({ row, column }) => String(source.rowAt(row)?.[column] ?? ""),
  });

  useEffect(() => {
    if (rows > 0) source.want(drawn.first, drawn.end);
  }, [source, version, drawn, rows]);

  // A row that is being read keeps its place when rows arrive before it.
  const { shiftBy } = scroll;
  useLayoutEffect(() => {
    const shift = source.takeShift();
    if (shift === 0) return;
    shiftBy(shift);
    setCursor((last) => (last === null || last.row < 0 ? last : { ...last, row: last.row + shift }));
  }, [source, version, shiftBy, setCursor]);

  useLiveRefresh(news, () => {
    const anchor = rowBeingRead(cursor?.row ?? -1, firstVisible(), drawn.first, drawn.end);
    void source.refresh(drawn.first - REFRESH_MARGIN_ROWS, drawn.end + REFRESH_MARGIN_ROWS, anchor);
  });
  useRememberedPlace(props, { rows, room: room.heightPx, putFirst: scroll.putFirst, restart: () => setCursor(null) });
  useRememberPlace(props.onFirstRow, rows, drawn, firstVisible);

  const end = waiting ? Math.ceil(room.heightPx / rowPx) : drawn.end;
  const indexes = drawnIndexes(waiting ? 0 : drawn.first, end, cursor?.row ?? -1, rows);
  return { gridId, rowPx, waiting, rows, scroll, columns, cursor, handlers, indexes };
}

/** The row whose place has to hold: the one the keyboard is on when it is visible, else the first visible one, none at the very top. */
export function rowBeingRead(cursorRow: number, topRow: number, first: number, end: number): number | null {
  if (cursorRow >= first && cursorRow < end) return cursorRow;
  return topRow === 0 ? null : topRow;
}

/** The rows to draw: the visible ones, and the one that the keyboard is on, so that a screen reader never loses it. */
export function drawnIndexes(first: number, end: number, cursorRow: number, rows: number): readonly number[] {
  const indexes = Array.from({ length: Math.max(0, end - first) }, (_, position) => first + position);
  if (cursorRow >= 0 && cursorRow < rows && (cursorRow < first || cursorRow >= end)) indexes.push(cursorRow);
  return indexes;
}

/** Tells the element of a row: one that is scrolled out of sight gives its element to one that comes into sight. */
export function rowKey(
  index: number,
  drawn: { readonly first: number; readonly end: number },
  among: { readonly cursorRow: number; readonly mostDrawn: number },
): string {
  const isFarCursor = index === among.cursorRow && (index < drawn.first || index >= drawn.end);
  return isFarCursor ? "cursor" : String(index % Math.max(1, among.mostDrawn));
}

interface Places {
  readonly rows: number;
  readonly room: number;
  readonly putFirst: (row: number) => void;
  readonly restart: () => void;
}

/** Goes to the remembered row once there are rows, and back to the top when other rows are shown. */
function useRememberedPlace({ source, firstRow }: DataGridProps, { rows, room, putFirst, restart }: Places): void {
  const shown = useRef<RowSource | null>(null);
  const begin = useEffectEvent((isFirst: boolean) => {
    putFirst(isFirst ? firstRow : 0);
    if (!isFirst) restart();
  });
  useLayoutEffect(() => {
    if (rows === 0 || room === 0 || shown.current === source) return;
    begin(shown.current === null);
    shown.current = source;
  }, [source, rows, room]);
}

function useRememberPlace(onFirstRow: (row: number) => void, rows: number, drawn: object, firstVisible: () => number): void {
  const keep = useEffectEvent(onFirstRow);
  useEffect(() => {
    if (rows === 0) return;
    const timer = setTimeout(() => keep(firstVisible()), REMEMBER_AFTER_MS);
    return () => clearTimeout(timer);
  }, [drawn, rows, firstVisible]);
}
