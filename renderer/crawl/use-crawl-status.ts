import { useEffect, useState } from "react";
import type { OrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";

/** The newest status of a crawl, and how to hand in one that an answer brought. */
export interface CrawlNews {
  readonly status: CrawlStatus | null;
  readonly error: OrbweaverError | null;
  readonly hear: (status: CrawlStatus) => void;
  readonly again: () => void;
}

/** Of two pieces of news about a crawl, the one that holds: a late event of an old run never replaces one of a newer run. */
export function newerStatus(last: CrawlStatus | null, next: CrawlStatus): CrawlStatus {
  return last !== null && last.crawl === next.crawl && next.generation < last.generation ? last : next;
}

/** Follows a crawl: asked for once (and after each reconnection), then kept up to date by events. */
export function useCrawlStatus(crawl: string): CrawlNews {
  const asked = useQuestion("crawl.status", { crawl });
  const [status, setStatus] = useState<CrawlStatus | null>(null);
  const hear = (next: CrawlStatus): void => {
    if (next.crawl === crawl) setStatus((last) => newerStatus(last, next));
  };
  useSubscription(`crawl:${crawl}`, hear);
  // The file may have been deleted or renamed, in this window or in another.
  useSubscription("library", asked.again);
  useEffect(() => {
    if (asked.value !== null) setStatus(asked.value);
  }, [asked.value]);
  return { status: status?.crawl === crawl ? status : null, error: asked.error, hear, again: asked.again };
}
