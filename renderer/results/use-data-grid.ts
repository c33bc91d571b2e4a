import { useEffect, useEffectEvent, useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { cellText } from "./cell-text.ts";
import { columnsInSpan, fitColumns, pinnedLefts } from "./columns.ts";
import type { DataGridProps } from "./data-grid-props.ts";
import { fittingWidth } from "./fitting-width.ts";
import type { GridCursor } from "./grid-keys.ts";
import { cellId } from "./grid-row.tsx";
import type { RowSource } from "./row-source.ts";
import { useGridCursor } from "./use-grid-cursor.ts";
import { useGridScroll } from "./use-grid-scroll.ts";

/** Rows asked for beyond the visible ones when rows are asked for again, so that a row that moved is found. */
const REFRESH_MARGIN_ROWS = 100;
const REMEMBER_AFTER_MS = 300;

/** Everything that a grid does, without what it looks like. */
export function useDataGrid(props: DataGridProps) {
  const { source, tick } = props;
  const gridId = useId();
  const version = useSyncExternalStore(
    (changed) => source.onChange(changed),
    () => source.version,
  );
  const waiting = source.total === null && source.error === null;
  const rows = source.total ?? 0;
  const scroll = useGridScroll(rows);
  const { drawn, room, firstVisible, rowPx } = scroll;
  const columns = useMemo(() => fitColumns(props.columns, room.widthPx), [props.columns, room.widthPx]);
  const lefts = useMemo(() => pinnedLefts(columns, room.widthPx), [columns, room.widthPx]);
  const cells = useMemo(() => columns.map(({ name }) => source.columns.indexOf(name)), [columns, source]);

  const { cursor, setCursor, place, shiftBy, handlers } = useGridCursor(props, {
    extent: { rows, columns: columns.length, rowsPerPage: Math.max(1, Math.floor(room.heightPx / rowPx) - 1) },
    columns,
    firstVisible,
    show: (row, column) => {
      if (row >= 0) scroll.show(row);
      scroll.showColumn(columns, column, lefts.length);
    },
    textAt: ({ row, column }) => cellText(columns[column]?.kind ?? "text", source.cellAt(row, columns[column]?.name ?? "") ?? null),
    elementOf: ({ row, column }) => document.getElementById(cellId(gridId, row, column)),
  });
  useGridControls(props, { cursor, place, rows, columnsOf: () => columns, scroller: scroll.scroller });

  useEffect(() => {
    if (rows > 0) source.want(drawn.first, drawn.end);
  }, [source, version, drawn, rows]);

  // A row that is being read keeps its place when rows arrive before it.
  const follow = useEffectEvent((shift: number) => {
    scroll.shiftBy(shift);
    shiftBy(shift);
  });
  useLayoutEffect(() => {
    const shift = source.takeShift();
    if (shift !== 0) follow(shift);
  }, [source, version]);

  const refresh = useEffectEvent(() => {
    const anchor = rowBeingRead(cursor?.row ?? -1, firstVisible(), drawn.first, drawn.end);
    void source.refresh(drawn.first - REFRESH_MARGIN_ROWS, drawn.end + REFRESH_MARGIN_ROWS, anchor);
  });
  useEffect(() => {
    if (tick > 0) refresh();
  }, [tick]);
  useRememberedPlace(props, { rows, room: room.heightPx, putFirst: scroll.putFirst, restart: () => setCursor(null) });
  useRememberPlace(props.onFirstRow, rows, drawn, firstVisible);

  const cursorColumn = cursor?.column ?? 0;
  const places = useMemo(
    () => columnsInSpan(columns, scroll.span, { pinned: lefts.length, cursor: cursorColumn }),
    [columns, scroll.span, lefts.length, cursorColumn],
  );
  const end = waiting ? Math.ceil(room.heightPx / rowPx) : drawn.end;
  const indexes = drawnIndexes(waiting ? 0 : drawn.first, end, cursor?.row ?? -1, rows);
  return { gridId, waiting, rows, scroll, columns, lefts, cells, places, cursor, handlers, indexes };
}

interface ControlsOptions {
  readonly cursor: GridCursor | null;
  readonly place: (cursor: GridCursor, extend: boolean) => void;
  readonly rows: number;
  readonly columnsOf: () => ReturnType<typeof fitColumns>;
  readonly scroller: { readonly current: HTMLElement | null };
}

/** Lets others move the keyboard of the grid, and tells them which row it is on. */
function useGridControls({ controls, onCursorRow, source, site }: DataGridProps, options: ControlsOptions): void {
  const { cursor, place, rows, columnsOf, scroller } = options;
  const goToRow = (row: number): void =>
    place({ row: Math.min(rows - 1, Math.max(0, row)), column: Math.max(0, cursor?.column ?? 0) }, false);
  useImperativeHandle(controls, () => ({
    goToRow,
    moveBy: (by) => goToRow(Math.max(-1, cursor?.row ?? -1) + by),
    fittingWidth: (name) => {
      const column = columnsOf().find((one) => one.name === name);
      return column === undefined || scroller.current === null ? 0 : fittingWidth(column, { source, site, element: scroller.current });
    },
  }));
  const row = cursor === null || cursor.row < 0 || cursor.row >= rows ? null : cursor.row;
  const tell = useEffectEvent(onCursorRow);
  useEffect(() => tell(row), [row]);
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
  // A grid that was just made smaller still has more rows than it will need.
  const keys = Math.max(1, among.mostDrawn, drawn.end - drawn.first);
  return isFarCursor ? "cursor" : String(index % keys);
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
    const last = shown.current;
    shown.current = source;
    if (last?.question !== source.question || last === null) begin(last === null);
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
