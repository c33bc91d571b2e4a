import { useDebouncedValue } from "@mantine/hooks";
import { useCallback, useRef, useState, type RefObject } from "react";
import type { Sort, ViewName } from "#contract/views.ts";
import { remembered } from "../shell/remembered.ts";

const SEARCH_AFTER_MS = 120;

/** How many rows a grid shows: `loading` before the first answer, `unreadable` when there was an error instead. */
export type ShownRows = number | "loading" | "unreadable";

/** What the person did to the shown table. */
export interface Table {
  /** What stands in the search field now. */
  readonly typed: string;
  readonly type: (search: string) => void;
  /** What is searched for: what was typed, a moment later. */
  readonly search: string;
  readonly sort: Sort | null;
  readonly sortBy: (sort: Sort | null) => void;
  /** Rows that the grid shows. */
  readonly total: ShownRows;
  readonly count: (rows: ShownRows) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

/** Search and sort of the shown view. A search ends with leaving the view, the sort is remembered. */
export function useTable(crawl: string, view: ViewName): Table {
  const [field, setField] = useState({ view, typed: "" });
  const [settled] = useDebouncedValue(field, SEARCH_AFTER_MS);
  const [sorts, setSorts] = useState<Partial<Record<ViewName, Sort | null>>>({});
  const [counted, setCounted] = useState<{ view: ViewName; rows: ShownRows }>({ view, rows: "loading" });
  const searchRef = useRef<HTMLInputElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);

  const typed = field.view === view ? field.typed : "";
  const search = typed === "" || settled.view !== view ? "" : settled.typed.trim();
  const chosen = sorts[view];
  const sort = chosen === undefined ? (remembered.view(crawl, view).sort ?? null) : chosen;
  const sortBy = (next: Sort | null): void => {
    setSorts((last) => ({ ...last, [view]: next }));
    remembered.keepView(crawl, view, { sort: next, firstRow: 0 });
  };
  const count = useCallback((rows: ShownRows) => setCounted({ view, rows }), [view]);
  const total = counted.view === view ? counted.rows : "loading";
  return { typed, type: (next) => setField({ view, typed: next }), search, sort, sortBy, total, count, searchRef, gridRef };
}
