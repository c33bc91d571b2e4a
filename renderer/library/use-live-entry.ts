import { useEffect, useState } from "react";
import type { CrawlStatus, LibraryEntry } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { isActive } from "../crawl/state-sentence.ts";
import { useCrawlActions, type CrawlActions } from "../crawl/use-crawl-actions.ts";
import { withAction } from "../crawl/shown-status.ts";
import { messages } from "../shell/messages.ts";

/** A crawl of the list as it is right now, and what can be done to it. */
export interface LiveEntry {
  readonly entry: LibraryEntry;
  readonly actions: CrawlActions;
}

/** Follows a crawl of the list while it runs; one that rests costs nothing. */
export function useLiveEntry(listed: LibraryEntry): LiveEntry {
  const { crawl, problem, state } = listed;
  const connection = useConnection();
  const [status, setStatus] = useState<CrawlStatus | null>(null);
  const actions = useCrawlActions(crawl, setStatus);
  const isLive = problem === null && (isActive(state) || actions.underWay !== null);
  useEffect(() => {
    if (!isLive) return;
    const stop = connection.subscribe(`crawl:${crawl}`, setStatus);
    return () => {
      stop();
      setStatus(null);
    };
  }, [connection, crawl, isLive]);
  const { error, dismissError } = actions;
  useEffect(() => {
    if (error === null) return;
    messages.say({ key: `action ${crawl}`, level: "error", message: error });
    dismissError();
  }, [crawl, error, dismissError]);
  const now = status === null ? listed : { ...listed, ...liveFigures(status) };
  return { entry: { ...now, state: withAction(now.state, actions.underWay) }, actions };
}

/** What the status of a crawl says of its row in the list. */
export function liveFigures({
  state,
  rows,
  coverage,
  statuses,
}: CrawlStatus): Pick<LibraryEntry, "state" | "pages" | "badAnswers" | "coverage"> {
  const badAnswers = (statuses["4xx"] ?? 0) + (statuses["5xx"] ?? 0) + coverage.failed + coverage.blocked;
  return { state, pages: rows.pages, badAnswers, coverage };
}
