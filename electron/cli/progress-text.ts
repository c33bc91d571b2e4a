import type { CrawlStatus, Receipt } from "#contract/questions.ts";
import type { CrawlState } from "#contract/words.ts";
import { count, counted, duration, rate, timeLeft } from "#cli/figures.ts";
import { table } from "#cli/table.ts";

/** How a crawl stands, on one line. */
export function progressText(status: CrawlStatus): string {
  const { coverage, rows } = status;
  const parts = [
    counted(rows.pages, "page", "pages"),
    `${rate(status.pagesPerSecond)}/s`,
    `${count(coverage.waiting + coverage.leased)} waiting`,
    `${count(coverage.failed)} failed`,
    ...(coverage.blocked === 0 ? [] : [`${count(coverage.blocked)} blocked`]),
    status.secondsLeft === null ? duration(status.seconds) : timeLeft(status.secondsLeft),
  ];
  return `${status.state === "running" ? "" : `${status.state}: `}${parts.join(" · ")}`;
}

/** What a resume did, on one line. */
export function receiptText(receipt: Receipt): string {
  const crash = receipt.afterCrash ? " The last run had ended without a word." : "";
  return `Resumed: kept ${count(receipt.kept)}, re-queued ${count(receipt.requeued)}, lost ${count(receipt.lost)}, fetched twice ${count(receipt.fetchedTwice)}.${crash}`;
}

/** What a crawl came to: a sentence, and how the discovered addresses add up. */
export function summaryText(status: CrawlStatus, file: string): string {
  const { coverage, rows } = status;
  const found = `${counted(rows.pages, "page", "pages")} and ${counted(rows.links, "link", "links")} in ${duration(status.seconds)}`;
  const parts: readonly (readonly [string, number])[] = [
    ["waiting", coverage.waiting + coverage.leased],
    ["kept", coverage.kept],
    ["failed", coverage.failed],
    ["excluded", coverage.excluded],
    ["blocked", coverage.blocked],
  ];
  const sums = table([
    { label: "discovered", value: count(coverage.discovered) },
    ...parts.map(([label, number]) => ({ label, value: count(number), indent: 1 })),
  ]);
  return `${STATE_WORDS[status.state]}: ${found}, in ${file}\n${sums}`;
}

/** A state as a sentence begins with it. */
export const STATE_WORDS: Readonly<Record<CrawlState, string>> = {
  idle: "Not started",
  running: "Running",
  pausing: "Pausing",
  paused: "Paused",
  stopping: "Stopping",
  limit: "Limit reached",
  error: "Ended by an error",
  finished: "Finished",
};
