import { useState } from "react";
import { useQuestion } from "../connection/use-question.ts";
import { useExports } from "../exports/exports-context.ts";
import { RenameDialog } from "../library/rename-dialog.tsx";
import { ScreenBoundary } from "../shell/screen-boundary.tsx";
import { remembered } from "../shell/remembered.ts";
import { goTo, type CrawlView } from "../shell/route.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";
import { useFocusOnScreen } from "../shell/use-focus-on-screen.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import { isTable } from "../shell/crawl-views.ts";
import { CrawlNav } from "./crawl-nav.tsx";
import { CrawlPlaceView } from "./crawl-place-view.tsx";
import { CrawlTables } from "./crawl-tables.tsx";
import type { CrawlViewProps } from "./crawl-view.ts";
import styles from "./crawl.module.css";
import { nameOfCrawl, siteOfCrawl } from "./crawl-name.ts";
import { CrawlUnavailable } from "./crawl-unavailable.tsx";
import { withAction } from "./shown-status.ts";
import { StopReason } from "./stop-reason.tsx";
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
  const { status: told, error, hear, again } = useCrawlStatus(crawl);
  const actions = useCrawlActions(crawl, hear);
  const status = told === null || actions.underWay === null ? told : { ...told, state: withAction(told.state, actions.underWay) };
  useFocusOnScreen(status === null ? "opening" : "open");
  const config = useQuestion("crawl.config", { crawl });
  const site = siteOfCrawl(config.value);
  const file = { crawl, name: nameOfCrawl(crawl) };
  const name = site === "" ? file.name : site;
  const exports = useExports();
  const [isRenaming, setRenaming] = useState(false);
  const [lastShown] = useState(() => remembered.crawl(crawl).view);
  const view = wanted ?? lastShown ?? "overview";
  const table = useTable(crawl, isTable(view) ? view : null, asked);
  const isGone = error !== null && (status === null || error.code === "not-found");

  const show: CrawlViewProps["show"] = (next, rows) => {
    remembered.keepShownView(crawl, next);
    goTo({ kind: "crawl", crawl, view: next, asked: rows });
  };
  const startExport = (): void => exports.ask({ crawl, name });
  useCrawlCommands({ file, status: isGone ? null : status, actions, show, startExport, startRename: () => setRenaming(true) });

  const shown = { crawl, site, show };
  return (
    <div className={styles.screen}>
      <TitleBar name={name} status={isGone ? null : status} actions={actions} view={view} onShow={show} onExport={startExport} />
      {error !== null && !isGone && (
        <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />
      )}
      {actions.error !== null && <SentenceLine level="error" message={actions.error} onDismiss={actions.dismissError} />}
      {status === null && error === null && (
        <p className={styles.opening} role="status">
          {actions.underWay === "start" ? texts.crawl.starting : texts.crawl.loading}
        </p>
      )}
      {isGone && <CrawlUnavailable error={error} again={again} />}
      {status !== null && !isGone && (
        <>
          <StopReason status={status} />
          <div className={styles.body}>
            <CrawlNav shown={view} rows={status.rows} onShow={show} />
            {isTable(view) ? (
              <ScreenBoundary key={view}>
                <CrawlTables {...shown} status={status} view={view} table={table} name={name} />
              </ScreenBoundary>
            ) : (
              <CrawlPlaceView {...shown} status={status} place={view} />
            )}
          </div>
        </>
      )}
      {isRenaming && <RenameDialog file={file} onClose={() => setRenaming(false)} onRenamed={(renamed) => followRename(renamed, view)} />}
    </div>
  );
}

/** Shows the same view of the crawl under its new id. */
function followRename(crawl: string, view: CrawlView): void {
  goTo({ kind: "crawl", crawl, view }, "replace");
}
