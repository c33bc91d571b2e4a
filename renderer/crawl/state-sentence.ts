import type { CrawlStatus } from "#contract/questions.ts";
import type { CrawlState } from "#contract/words.ts";
import type { StateKey } from "../results/cell-text.ts";
import { formatDuration, formatDurationRange, formatRate } from "../shell/format.ts";
import { texts } from "../texts.ts";

/** What a crawl is doing, in short parts that stand in one line: "12,418 pages", "84/s", "about 6–9 min left". */
export function stateParts(status: CrawlStatus): readonly string[] {
  const { coverage, rows, state } = status;
  const pages = texts.crawl.pages(rows.pages);
  const waiting = coverage.waiting > 0 ? [texts.crawl.waiting(coverage.waiting)] : [];
  switch (state) {
    case "running":
      return [pages, ...rate(status), ...timeLeft(status)];
    case "pausing":
    case "stopping":
      return [pages, ...(coverage.leased > 0 ? [texts.crawl.inFlight(coverage.leased)] : [])];
    case "finished":
      return [`${pages} ${texts.crawl.took(formatDuration(status.seconds))}`];
    default:
      return [status.seconds > 0 ? `${pages} ${texts.crawl.after(formatDuration(status.seconds))}` : pages, ...waiting];
  }
}

function rate({ pagesPerSecond }: CrawlStatus): readonly string[] {
  return pagesPerSecond > 0 ? [texts.crawl.perSecond(formatRate(pagesPerSecond))] : [];
}

function timeLeft(status: CrawlStatus): readonly string[] {
  if (status.secondsLeft === null) return status.coverage.waiting > 0 ? [texts.crawl.waiting(status.coverage.waiting)] : [];
  return [texts.crawl.left(formatDurationRange(...status.secondsLeft))];
}

/** The colour and sign of a crawl's state. */
export function crawlStateKey(state: CrawlState): StateKey {
  switch (state) {
    case "running":
      return "fetching";
    case "finished":
      return "kept";
    case "error":
      return "failed";
    case "limit":
      return "client-error";
    default:
      return "waiting";
  }
}

/** Whether an engine works on the crawl now. */
export function isActive(state: CrawlState): boolean {
  return state === "running" || state === "pausing" || state === "stopping";
}

/** Whether there is something to go on with. */
export function canResume(status: CrawlStatus): boolean {
  return (
    !isActive(status.state) &&
    status.state !== "finished" &&
    (status.coverage.waiting + status.coverage.leased > 0 || status.state === "error")
  );
}

/** Whether the crawl was made but never ran. */
export function neverRan(status: CrawlStatus): boolean {
  return status.state === "idle" && status.seconds === 0 && status.rows.pages === 0 && status.receipt === null;
}
