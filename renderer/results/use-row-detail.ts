import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import type { ViewName } from "#contract/views.ts";
import type { Table } from "../crawl/use-table.ts";
import { describeColumn } from "./columns.ts";
import type { GridControls } from "./data-grid-props.ts";
import { columnOf } from "./filter-words.ts";
import type { RowSource } from "./row-source.ts";

/** The detail of the row that the keyboard is on. */
export interface RowDetail {
  readonly onCursorRow: (row: number | null) => void;
  readonly open: (row: number, column: string) => void;
  readonly close: () => void;
  /** The address that a row is about; `column` is the one that was pointed at. Null while the row has not come. */
  readonly addressOf: (row: number, column: string) => string | null;
}

interface RowDetailOptions {
  readonly view: ViewName;
  readonly table: Table;
  readonly source: RowSource;
  readonly controls: RefObject<GridControls | null>;
}

/** Opens the detail of a row, and lets it follow the keyboard while it is open. After a reload the keyboard is put on its row. */
export function useRowDetail({ view, table, source, controls }: RowDetailOptions): RowDetail {
  const { selected } = table.asked;
  const cursorRow = useRef<number | null>(null);
  /** The row whose address was shown last. */
  const followedRow = useRef<number | null>(null);
  const [pointed, setPointed] = useState(view === "links" ? "target_url" : "url");
  const isAddress = (name: string): boolean => {
    const column = columnOf(view, name);
    return column !== undefined && describeColumn(view, column).kind === "address";
  };
  const mainColumn = (column: string): string => (view === "links" ? (isAddress(column) ? column : "target_url") : "url");
  const addressOf = (row: number, column: string): string | null => {
    const value = source.cellAt(row, mainColumn(column));
    return typeof value === "string" && value !== "" ? value : null;
  };

  const follow = useEffectEvent(() => {
    const row = cursorRow.current;
    if (row === null || row === followedRow.current || selected === undefined) return;
    const address = addressOf(row, pointed);
    if (address === null) return;
    followedRow.current = row;
    if (address !== selected) table.change({ selected: address }, "replace");
  });
  const restored = useRef(false);
  const restore = useEffectEvent(() => {
    if (restored.current || source.total === null) return;
    restored.current = true;
    const row = selected === undefined || cursorRow.current !== null ? -1 : source.find(mainColumn(pointed), selected);
    if (row < 0) return;
    followedRow.current = row;
    controls.current?.goToRow(row);
  });
  useRowsCame(source, () => {
    restore();
    follow();
  });

  const onCursorRow = (row: number | null): void => {
    // The keyboard came into the grid: that alone changes nothing of what is shown.
    if (cursorRow.current === null) followedRow.current ??= row;
    cursorRow.current = row;
    follow();
  };
  return {
    onCursorRow,
    addressOf,
    open: (row, column) => {
      const found = addressOf(row, column);
      if (found === null) return;
      setPointed(mainColumn(column));
      followedRow.current = row;
      if (found !== selected) table.change({ selected: found });
    },
    close: () => {
      table.change({ selected: undefined });
      table.gridRef.current?.focus();
    },
  };
}

/** Calls a moment after rows have come, when the grid has taken them in. */
function useRowsCame(source: RowSource, then: () => void): void {
  const came = useEffectEvent(then);
  useEffect(() => {
    let timer = 0;
    const hear = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(() => came(), 0);
    };
    hear();
    const unsubscribe = source.onChange(hear);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [source]);
}
