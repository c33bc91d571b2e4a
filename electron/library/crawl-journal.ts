import type { CrawlStatus, JobProgress, Notice } from "#contract/questions.ts";
import { ACTIVE_STATES } from "#contract/words.ts";
import type { Log } from "#library/log.ts";

/** A notice that changes all the time is written again only after this time. */
const RENEW_NOTICE_MS = 60_000;

/** Writes into the log what becomes of crawls and exports. */
export class CrawlJournal {
  readonly #log: Log;
  /** When which notice was written, by crawl and id. */
  readonly #notices = new Map<string, { readonly message: string; readonly atMs: number }>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Takes in the news of a crawl; `before` is what was known until then. */
  heard(before: CrawlStatus | null, now: CrawlStatus): void {
    for (const notice of now.notices) this.#tellNew(now.crawl, notice);
    const isSameRun = before?.generation === now.generation;
    if (ACTIVE_STATES.has(now.state)) {
      if (!isSameRun || !ACTIVE_STATES.has(before.state)) this.#log.info(startText(now), now.crawl);
      return;
    }
    for (const key of this.#notices.keys()) if (key.startsWith(`${now.crawl}\n`)) this.#notices.delete(key);
    if (before !== null && ACTIVE_STATES.has(before.state)) this.#tellEnd(now);
  }

  /** The engine's process has ended without being asked to. */
  engineDied(crawl: string, isStartedAgain: boolean): void {
    this.#log.error(`The process of the crawl ended unexpectedly${isStartedAgain ? "; it is started again" : ""}.`, crawl);
  }

  /** A crawl could not be started. */
  notStarted(crawl: string, reason: string): void {
    this.#log.error(`Not started: ${reason}`, crawl);
  }

  /** Takes in the news of an export. */
  heardJob({ crawl, state, format, view, rowsDone, bytes, path, error }: JobProgress): void {
    const what = format === "crawl" ? "Copy of the crawl" : `Export of ${view} as ${format}`;
    if (state === "done") this.#log.info(`${what} done: ${rowsDone} rows, ${bytes} bytes, ${path}`, crawl);
    else if (state === "cancelled") this.#log.info(`${what} cancelled.`, crawl);
    else if (state === "failed") this.#log.error(`${what} failed: ${error ?? "no reason is known"}`, crawl);
  }

  #tellEnd(status: CrawlStatus): void {
    const sentence = `${END_WORDS[status.state] ?? status.state}: ${figures(status)}${status.stoppedBecause === null ? "" : ` ${status.stoppedBecause}`}`;
    if (status.state === "error") this.#log.error(sentence, status.crawl);
    else this.#log.info(sentence, status.crawl);
  }

  #tellNew(crawl: string, { id, level, message }: Notice): void {
    if (level === "info") return;
    const key = `${crawl}\n${id}`;
    const known = this.#notices.get(key);
    const atMs = Date.now();
    if (known !== undefined && (known.message === message || atMs - known.atMs < RENEW_NOTICE_MS)) return;
    this.#notices.set(key, { message, atMs });
    this.#log[level](message, crawl);
  }
}

const END_WORDS: Readonly<Record<string, string>> = {
  idle: "Ended",
  paused: "Paused",
  finished: "Finished",
  limit: "Stopped at a limit",
  error: "Ended with an error",
};

function startText({ generation, receipt, coverage }: CrawlStatus): string {
  if (receipt === null) return `Started (run ${generation}).`;
  const { kept, requeued, lost, fetchedTwice, afterCrash } = receipt;
  const how = afterCrash ? "Resumed after it was cut off" : "Resumed";
  return `${how} (run ${generation}): ${kept} kept, ${requeued} requeued, ${lost} lost, ${fetchedTwice} fetched twice; ${coverage.waiting} waiting.`;
}

function figures({ coverage, seconds }: CrawlStatus): string {
  const { discovered, waiting, leased, kept, failed, excluded, blocked } = coverage;
  return (
    `${discovered} discovered = ${waiting} waiting + ${leased} leased + ${kept} kept + ${failed} failed + ` +
    `${excluded} excluded + ${blocked} blocked, after ${Math.round(seconds)} s.`
  );
}
