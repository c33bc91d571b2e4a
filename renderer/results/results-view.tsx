import { useEffect, useMemo, useState } from "react";
import type { CrawlStatus } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";
import { isActive, neverRan } from "../crawl/state-sentence.ts";
import type { Table } from "../crawl/use-table.ts";
import { useConnectionState } from "../connection/connection-context.ts";
import { remembered } from "../shell/remembered.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import { clampWidth, shownColumns } from "./columns.ts";
import { DataGrid } from "./data-grid.tsx";
import { nextSort } from "./next-sort.ts";
import { useRowSource } from "./use-row-source.ts";

export interface ResultsViewProps {
  readonly crawl: string;
  readonly site: string;
  readonly view: ViewName;
  readonly status: CrawlStatus;
  readonly table: Table;
}

/** The rows of one view of a crawl. */
export function ResultsView({ crawl, site, view, status, table }: ResultsViewProps) {
  const { search, sort, count } = table;
  const { epoch } = useConnectionState();
  const [widths, setWidths] = useState(() => remembered.widths(view));
  const columns = useMemo(() => shownColumns(view, widths), [view, widths]);
  const { source, busy } = useRowSource({ crawl, view, columns, search, sort });
  const [firstRow] = useState(() => remembered.view(crawl, view).firstRow ?? 0);
  const shown = source.total ?? (source.error === null ? "loading" : "unreadable");
  useEffect(() => count(shown), [count, shown]);

  const resize = (name: string, widthPx: number | null): void => {
    const { [name]: _, ...others } = widths;
    const next = widthPx === null ? others : { ...others, [name]: clampWidth(widthPx) };
    setWidths(next);
    remembered.keepWidths(view, next);
  };
  const again = (): void => void source.refresh(0, 1, null);
  return (
    <>
      {source.error !== null && (
        <SentenceLine level="error" message={source.error.message} actions={[{ label: texts.tryAgain, run: again }]} />
      )}
      <DataGrid
        label={texts.views[view]}
        columns={columns}
        widths={widths}
        source={source}
        busy={busy}
        news={`${epoch} ${status.generation} ${status.state} ${status.rows[view]} ${status.coverage.waiting} ${status.coverage.kept}`}
        site={site}
        sort={sort}
        onSort={(column) => table.sortBy(nextSort(sort, column))}
        onResize={resize}
        firstRow={firstRow}
        onFirstRow={(row) => remembered.keepView(crawl, view, { firstRow: row })}
        empty={source.error === null && <p>{emptySentence(view, status, search)}</p>}
        focusTarget={table.gridRef}
      />
    </>
  );
}

function emptySentence(view: ViewName, status: CrawlStatus, search: string): string {
  if (search !== "") return texts.results.noMatch(search);
  if (neverRan(status)) return texts.results.emptyNeverRun;
  return isActive(status.state) && view !== "failed" && view !== "blocked" ? texts.results.emptyRunning : texts.results.empty[view];
}
