import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import type { ViewName } from "#contract/views.ts";
import type { Table } from "../crawl/use-table.ts";
import { describeColumn } from "./columns.ts";
import type { GridControls } from "./data-grid-props.ts";
import { columnOf } from "./filter-words.ts";
import type { RowSource } from "./row-source.ts";

/** The detail of the row that the keyboard is on. */
export interface RowDetail {
  readonly cursorRow: number | null;
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
  const [cursorRow, setCursorRow] = useState<number | null>(null);
  const [pointed, setPointed] = useState(view === "links" ? "target_url" : "url");
  const lastRow = useRef<number | null>(null);
  const isAddress = (name: string): boolean => {
    const column = columnOf(view, name);
    return column !== undefined && describeColumn(view, column).kind === "address";
  };
  const mainColumn = (column: string): string => (view === "links" ? (isAddress(column) ? column : "target_url") : "url");
  const addressOf = (row: number, column: string): string | null => {
    const value = source.cellAt(row, mainColumn(column));
    return typeof value === "string" && value !== "" ? value : null;
  };
  const address = cursorRow === null ? null : addressOf(cursorRow, pointed);

  const follow = useEffectEvent(() => {
    const hasMoved = lastRow.current !== null;
    lastRow.current = cursorRow;
    if (hasMoved && selected !== undefined && address !== null && address !== selected) table.change({ selected: address }, "replace");
  });
  useEffect(() => follow(), [cursorRow, address]);

  const restored = useRef(false);
  const restore = useEffectEvent(() => {
    if (restored.current || source.total === null) return;
    restored.current = true;
    const row = selected === undefined || cursorRow !== null ? -1 : source.find(mainColumn(pointed), selected);
    if (row >= 0) controls.current?.goToRow(row);
  });
  const { version } = source;
  useEffect(() => restore(), [source, version]);

  return {
    cursorRow,
    onCursorRow: setCursorRow,
    addressOf,
    open: (row, column) => {
      const found = addressOf(row, column);
      if (found === null) return;
      setPointed(mainColumn(column));
      lastRow.current = row;
      if (found !== selected) table.change({ selected: found });
    },
    close: () => {
      table.change({ selected: undefined });
      table.gridRef.current?.focus();
    },
  };
}
