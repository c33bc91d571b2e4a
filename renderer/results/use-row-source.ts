import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Sort, ViewName } from "#contract/views.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";
import { identityCells, type GridColumn } from "./columns.ts";
import { RowSource } from "./row-source.ts";

/** The rows that a grid shows are the answer to this. */
export interface RowQuestion {
  readonly crawl: string;
  readonly view: ViewName;
  readonly columns: readonly GridColumn[];
  readonly search: string;
  readonly sort: Sort | null;
}

/** The rows to show, and whether newer ones are on their way. */
export interface Rows {
  readonly source: RowSource;
  readonly busy: boolean;
}

/**
 * The source of rows for a question. While the first rows of a changed search or sort are on their way the last ones stay on the
 * screen.
 */
export function useRowSource({ crawl, view, columns, search, sort }: RowQuestion): Rows {
  const connection = useConnection();
  const { epoch } = useConnectionState();
  const names = columns.map((column) => column.name).join(",");
  const sortKey = sort === null ? "" : `${sort.column} ${sort.descending}`;
  const source = useMemo(() => {
    const asked = { crawl, view, search, columns: names.split(","), ...(sort === null ? {} : { sort }) };
    return new RowSource(
      (first, count, signal) => connection.call("view.rows", { ...asked, first, count }, signal),
      identityCells(view, columns),
    );
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `columns` and `sort` are new objects at each drawing; `names` and `sortKey` say whether they differ
  }, [connection, crawl, view, names, search, sortKey]);

  useSyncExternalStore(
    (changed) => source.onChange(changed),
    () => source.version,
  );
  useEffect(() => () => source.close(), [source]);
  useEffect(() => {
    if (source.total === null) source.want(0, 1);
  }, [source, epoch]);

  const answered = source.total !== null || source.error !== null;
  const shown = useRef({ source, view, crawl });
  if (answered || shown.current.view !== view || shown.current.crawl !== crawl) shown.current = { source, view, crawl };
  return { source: shown.current.source, busy: !answered };
}
