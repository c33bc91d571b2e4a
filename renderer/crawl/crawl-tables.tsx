import type { ViewName } from "#contract/views.ts";
import { useQuestion } from "../connection/use-question.ts";
import { ExportTray } from "../results/export-tray.tsx";
import results from "../results/results.module.css";
import { ResultsView } from "../results/results-view.tsx";
import { SearchField } from "../results/search-field.tsx";
import type { Exports } from "../results/use-exports.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";
import type { CrawlViewProps } from "./crawl-view.ts";
import styles from "./crawl.module.css";
import { NoticeLines } from "./notice-lines.tsx";
import { isActive } from "./state-sentence.ts";
import { StatusBar } from "./status-bar.tsx";
import type { Table } from "./use-table.ts";

interface CrawlTablesProps extends CrawlViewProps {
  readonly view: ViewName;
  readonly asked: RowsAsked;
  readonly table: Table;
  readonly exports: Exports;
}

/** The shown table of a crawl with its search, and what there is to say below it. */
export function CrawlTables({ crawl, site, view, status, table, exports }: CrawlTablesProps) {
  const about = useQuestion("app.about", {});
  const filtered = table.search !== "";
  // While rows keep coming the grid follows the status a moment later; the person sees one number.
  const shownRows = !filtered && isActive(status.state) ? status.rows[view] : table.total;
  return (
    <main className={styles.main}>
      <div className={results.toolbar}>
        <SearchField
          view={view}
          value={table.typed}
          onChange={table.type}
          onDone={() => table.gridRef.current?.focus()}
          inputRef={table.searchRef}
        />
      </div>
      <ResultsView key={view} crawl={crawl} site={site} view={view} status={status} table={table} />
      <NoticeLines status={status} />
      <ExportTray exports={exports} downloads={about.value?.host === "browser"} />
      <StatusBar status={status} site={site} shownRows={shownRows} allRows={status.rows[view]} filtered={filtered} />
    </main>
  );
}
