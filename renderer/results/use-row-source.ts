import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Filter, Sort, ViewName } from "#contract/views.ts";
import type { SentInputOf } from "#contract/questions.ts";
import type { Questions } from "../connection/connection.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";
import { askedColumns, identityCells } from "./columns.ts";
import { RowSource } from "./row-source.ts";

/** The rows that a grid shows are the answer to this. */
export interface RowQuestion {
  readonly crawl: string;
  readonly view: ViewName;
  /** Names of the shown columns, in any order. */
  readonly columns: readonly string[];
  readonly search: string;
  readonly filter: Filter | undefined;
  readonly sort: Sort | null;
}

type AskedRows = Omit<SentInputOf<Questions, "view.rows">, "first" | "count"> & { readonly columns: string[] };

/** The rows to show, and whether newer ones are on their way. */
export interface Rows {
  readonly source: RowSource;
  readonly busy: boolean;
}

/**
 * The source of rows for a question. While the first rows of a changed search or sort are on their way the last ones stay on the
 * screen.
 */
export function useRowSource({ crawl, view, columns, search, filter, sort }: RowQuestion): Rows {
  const connection = useConnection();
  const { epoch } = useConnectionState();
  const key = JSON.stringify({
    crawl,
    view,
    search,
    columns: askedColumns(view, columns),
    ...(filter === undefined ? {} : { filter }),
    ...(sort === null ? {} : { sort }),
  });
  const source = useMemo(() => {
    const asked = JSON.parse(key) as AskedRows;
    return new RowSource(
      (first, count, signal) => connection.call("view.rows", { ...asked, first, count }, signal),
      identityCells(asked.view, asked.columns),
      { columns: asked.columns, question: JSON.stringify({ ...asked, columns: [] }) },
    );
  }, [connection, key]);

  // What stands around the grid is drawn again when the number of rows changes, not for each page of them.
  useSyncExternalStore(
    (changed) => source.onChange(changed),
    () => `${source.total ?? "none"} ${source.error?.message ?? ""}`,
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
