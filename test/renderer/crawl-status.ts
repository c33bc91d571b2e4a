import type { CrawlStatus } from "#contract/questions.ts";

/** A status of a crawl that rests after three seconds, with these differences. */
export const crawlStatus = (changes: Partial<CrawlStatus> = {}): CrawlStatus => ({
  crawl: "/a.crawl",
  generation: 1,
  state: "finished",
  coverage: { discovered: 10, waiting: 0, leased: 0, kept: 8, failed: 1, excluded: 1, blocked: 0 },
  rows: { pages: 9, links: 9, resources: 0, redirects: 0, excluded: 1, failed: 1, blocked: 0, images: 0, addresses: 10 },
  statuses: { "2xx": 8 },
  failures: { dns: 1 },
  exclusions: { scope: 1 },
  pagesPerSecond: 0,
  bytesPerSecond: 0,
  seconds: 3,
  secondsLeft: null,
  fetching: [],
  hosts: [],
  responseMs: null,
  notices: [],
  receipt: null,
  stoppedBecause: null,
  ...changes,
});
