import type { CrawlStatus } from "#contract/questions.ts";

/** What `BrowserWindow.setProgressBar` takes for no bar. */
const NONE = -1;
/** More than one: the bar says that something goes on, but not how far it is. */
const UNKNOWN = 2;

/** How far the crawls that run are, for the dock or the taskbar: the part of the discovered addresses that is settled. */
export function progressOf(running: readonly CrawlStatus[]): number {
  if (running.length === 0) return NONE;
  const sum = (count: (status: CrawlStatus) => number) => running.reduce((total, status) => total + count(status), 0);
  const discovered = sum(({ coverage }) => coverage.discovered);
  const settled = discovered - sum(({ coverage }) => coverage.waiting + coverage.leased);
  return discovered === 0 || settled === 0 ? UNKNOWN : settled / discovered;
}
