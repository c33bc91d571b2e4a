import { useEffect, useEffectEvent, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { pendingStarts } from "../setup/start-crawl.ts";

export type CrawlAction = "start" | "pause" | "stop";

/** What can be done to a crawl, what is under way, and what went wrong with the last action. */
export interface CrawlActions {
  readonly run: (action: CrawlAction) => void;
  readonly underWay: CrawlAction | null;
  readonly error: string | null;
  readonly dismissError: () => void;
}

/** Starts, pauses and stops a crawl; `hear` gets the status that the answer brings. */
export function useCrawlActions(crawl: string, hear: (status: CrawlStatus) => void): CrawlActions {
  const connection = useConnection();
  const [underWay, setUnderWay] = useState<CrawlAction | null>(() => (pendingStarts.of(crawl) === null ? null : "start"));
  const [error, setError] = useState<string | null>(null);
  const follow = (action: CrawlAction, answer: Promise<CrawlStatus>): void => {
    setUnderWay(action);
    setError(null);
    answer
      .then(hear, (thrown: unknown) => setError(toOrbweaverError(thrown).message))
      .finally(() => setUnderWay((last) => (last === action ? null : last)));
  };
  const followPending = useEffectEvent(() => {
    const answer = pendingStarts.of(crawl);
    if (answer !== null) follow("start", answer);
  });
  useEffect(() => followPending(), [crawl]);
  const run = (action: CrawlAction): void => follow(action, connection.call(`crawl.${action}`, { crawl }));
  return { run, underWay, error, dismissError: () => setError(null) };
}
