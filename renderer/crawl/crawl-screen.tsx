import { useState } from "react";
import type { ViewName } from "#contract/views.ts";
import { useQuestion } from "../connection/use-question.ts";
import { useExports } from "../results/use-exports.ts";
import { remembered } from "../shell/remembered.ts";
import { goTo } from "../shell/route.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import { CrawlTables } from "./crawl-tables.tsx";
import styles from "./crawl.module.css";
import { nameOfCrawl, siteOfCrawl } from "./crawl-name.ts";
import { StopReason } from "./notice-lines.tsx";
import { TitleBar } from "./title-bar.tsx";
import { useCrawlActions } from "./use-crawl-actions.ts";
import { useCrawlShortcuts } from "./use-crawl-shortcuts.ts";
import { useCrawlStatus } from "./use-crawl-status.ts";
import { useTable } from "./use-table.ts";

interface CrawlScreenProps {
  readonly crawl: string;
  /** The view that the route names; null for the one that was shown last. */
  readonly view: ViewName | null;
}

/** One crawl: what it does, and its tables. */
export function CrawlScreen({ crawl, view: wanted }: CrawlScreenProps) {
  const { status, error, hear, again } = useCrawlStatus(crawl);
  const actions = useCrawlActions(crawl, hear);
  const config = useQuestion("crawl.config", { crawl });
  const site = siteOfCrawl(config.value);
  const name = site === "" ? nameOfCrawl(crawl) : site;
  const exports = useExports(crawl, name);
  const [lastShown] = useState(() => remembered.crawl(crawl).view);
  const view = wanted ?? lastShown ?? "pages";
  const table = useTable(crawl, view);

  const show = (next: ViewName): void => {
    remembered.keepShownView(crawl, next);
    goTo({ kind: "crawl", crawl, view: next });
  };
  const startExport = (): void => exports.start({ view, search: table.search, sort: table.sort });
  useCrawlShortcuts({ status, run: actions.run, show, startExport, goToSearch: () => table.searchRef.current?.focus() });

  return (
    <div className={styles.screen}>
      <TitleBar name={name} status={status} actions={actions} view={view} onExport={startExport} />
      {error !== null && <SentenceLine level="error" message={error.message} action={{ label: texts.tryAgain, run: again }} />}
      {actions.error !== null && <SentenceLine level="error" message={actions.error} onDismiss={actions.dismissError} />}
      {status === null && error === null && (
        <p className={styles.opening} role="status">
          {actions.underWay === "start" ? texts.crawl.starting : texts.crawl.loading}
        </p>
      )}
      {status !== null && (
        <>
          <StopReason status={status} />
          <CrawlTables crawl={crawl} site={site} view={view} status={status} table={table} exports={exports} onShow={show} />
        </>
      )}
    </div>
  );
}
