import { useState } from "react";
import { useQuestion } from "../connection/use-question.ts";
import { useExports } from "../exports/exports-context.ts";
import { remembered } from "../shell/remembered.ts";
import { goTo, type CrawlView } from "../shell/route.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import { isTable } from "../shell/crawl-views.ts";
import { CrawlNav } from "./crawl-nav.tsx";
import { CrawlPlaceView } from "./crawl-place-view.tsx";
import { CrawlTables } from "./crawl-tables.tsx";
import type { CrawlViewProps } from "./crawl-view.ts";
import styles from "./crawl.module.css";
import { nameOfCrawl, siteOfCrawl } from "./crawl-name.ts";
import { StopReason } from "./notice-lines.tsx";
import { TitleBar } from "./title-bar.tsx";
import { useCrawlActions } from "./use-crawl-actions.ts";
import { useCrawlCommands } from "./use-crawl-commands.ts";
import { useCrawlStatus } from "./use-crawl-status.ts";
import { useTable } from "./use-table.ts";

interface CrawlScreenProps {
  readonly crawl: string;
  /** The view that the route names; null for the one that was shown last. */
  readonly view: CrawlView | null;
  /** Undefined when the route says nothing: what is remembered is shown. */
  readonly asked: RowsAsked | undefined;
}

/** One crawl: what it does, and its views. */
export function CrawlScreen({ crawl, view: wanted, asked }: CrawlScreenProps) {
  const { status, error, hear, again } = useCrawlStatus(crawl);
  const actions = useCrawlActions(crawl, hear);
  const config = useQuestion("crawl.config", { crawl });
  const site = siteOfCrawl(config.value);
  const name = site === "" ? nameOfCrawl(crawl) : site;
  const exports = useExports();
  const [lastShown] = useState(() => remembered.crawl(crawl).view);
  const view = wanted ?? lastShown ?? "overview";
  const table = useTable(crawl, isTable(view) ? view : null, asked);

  const show: CrawlViewProps["show"] = (next, rows) => {
    remembered.keepShownView(crawl, next);
    goTo({ kind: "crawl", crawl, view: next, asked: rows });
  };
  const startExport = (): void => exports.ask({ crawl, name });
  useCrawlCommands({ status, actions, show, startExport });

  return (
    <div className={styles.screen}>
      <TitleBar name={name} status={status} actions={actions} onExport={startExport} />
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />}
      {actions.error !== null && <SentenceLine level="error" message={actions.error} onDismiss={actions.dismissError} />}
      {status === null && error === null && (
        <p className={styles.opening} role="status">
          {actions.underWay === "start" ? texts.crawl.starting : texts.crawl.loading}
        </p>
      )}
      {status !== null && (
        <>
          <StopReason status={status} />
          <div className={styles.body}>
            <CrawlNav shown={view} rows={status.rows} onShow={show} />
            {isTable(view) ? (
              <CrawlTables crawl={crawl} site={site} status={status} show={show} view={view} table={table} name={name} key={view} />
            ) : (
              <CrawlPlaceView place={view} crawl={crawl} site={site} status={status} show={show} />
            )}
          </div>
        </>
      )}
    </div>
  );
}
