import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";
import { useSettings } from "../settings/use-settings.ts";
import { pendingStarts } from "../setup/start-crawl.ts";
import { confirmation } from "../shell/confirmation.ts";
import { libraryTexts } from "../texts/library.ts";
import { nameOfCrawl } from "./crawl-name.ts";

export type CrawlAction = "start" | "pause" | "stop";

/** What can be done to a crawl, what is under way, and what went wrong with the last action. */
export interface CrawlActions {
  readonly run: (action: CrawlAction) => void;
  readonly underWay: CrawlAction | null;
  readonly error: string | null;
  readonly dismissError: () => void;
}

/** Starts, pauses and stops a crawl; `hear` gets the status that the answer brings. Asks before a stop when that is set. */
export function useCrawlActions(crawl: string, hear: (status: CrawlStatus) => void): CrawlActions {
  const connection = useConnection();
  const { settings } = useSettings();
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
  // What went wrong because the line was cut is over when it is back.
  const { epoch } = useConnectionState();
  useEffect(() => setError(null), [epoch]);
  const run = async (action: CrawlAction): Promise<void> => {
    const question = {
      title: libraryTexts.confirmStop(nameOfCrawl(crawl)),
      meaning: libraryTexts.confirmStopMeaning,
      action: libraryTexts.stop,
    };
    if (action === "stop" && settings.confirmStop && !(await confirmation.ask(question))) return;
    follow(action, connection.call(`crawl.${action}`, { crawl }));
  };
  const dismissError = useCallback(() => setError(null), []);
  return { run: (action) => void run(action), underWay, error, dismissError };
}
