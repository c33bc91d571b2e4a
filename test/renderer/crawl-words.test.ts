import { describe, expect, it } from "vitest";
import type { Coverage, CrawlStatus } from "#contract/questions.ts";
import type { CrawlState } from "#contract/words.ts";
import { coverageParts, partWidths } from "../../renderer/crawl/coverage-parts.ts";
import { nameOfCrawl, siteOfCrawl } from "../../renderer/crawl/crawl-name.ts";
import { receiptSentence } from "../../renderer/crawl/receipt-line.tsx";
import { canResume, neverRan, stateParts } from "../../renderer/crawl/state-sentence.ts";
import { saysMore } from "../../renderer/library/library-row.tsx";
import { newerStatus } from "../../renderer/crawl/use-crawl-status.ts";
import { crawlConfigSchema } from "#contract/config.ts";
import { crawlStatus } from "#test/renderer/crawl-status.ts";

const coverage: Coverage = { discovered: 150, waiting: 40, leased: 5, kept: 80, failed: 4, excluded: 20, blocked: 1 };

const status = (state: CrawlState, changes: Partial<CrawlStatus> = {}): CrawlStatus =>
  crawlStatus({
    state,
    coverage,
    rows: { pages: 12_418, links: 9, resources: 0, redirects: 0, excluded: 20, failed: 4, blocked: 1, images: 0, addresses: 25 },
    statuses: {},
    failures: {},
    exclusions: {},
    pagesPerSecond: 84.2,
    seconds: 151,
    secondsLeft: [370, 530],
    ...changes,
  });

describe("the coverage of a crawl", () => {
  it("is shown in parts that add up to everything discovered", () => {
    const sum = coverageParts(coverage).reduce((total, part) => total + part.count, 0);
    expect(sum).toBe(coverage.discovered);
  });

  it("fills the whole bar, with one failure among a million still to be seen", () => {
    const widths = partWidths([999_999, 1, 0], 0.6);
    expect(widths[1]).toBe(0.6);
    expect(widths[2]).toBe(0);
    expect(widths.reduce((total, width) => total + width, 0)).toBeCloseTo(100);
  });

  it("is an empty bar when nothing is discovered", () => {
    expect(partWidths([0, 0], 0.6)).toEqual([0, 0]);
  });
});

describe("the sentence about a crawl", () => {
  it("says pages, rate and time left while it runs", () => {
    expect(stateParts(status("running"))).toEqual(["12,418 pages", "84/s", "about 6–9 min left"]);
  });

  it("says no rate before there is one", () => {
    expect(stateParts(status("running", { pagesPerSecond: 0, secondsLeft: null }))).toEqual(["12,418 pages", "40 waiting"]);
  });

  it("says what waits when the time left cannot be told", () => {
    expect(stateParts(status("running", { secondsLeft: null }))).toEqual(["12,418 pages", "84/s", "40 waiting"]);
  });

  it("says how long it took when it is finished", () => {
    expect(stateParts(status("finished"))).toEqual(["12,418 pages in 2 min 31 s"]);
  });

  it("says what waits when it is paused", () => {
    expect(stateParts(status("paused"))).toEqual(["12,418 pages after 2 min 31 s", "40 waiting"]);
  });
});

describe("what can be done to a crawl", () => {
  it("can be resumed after a pause, a limit, a problem and a closed window, but not when finished or running", () => {
    const states: CrawlState[] = ["paused", "limit", "error", "idle"];
    expect(states.map((state) => canResume(status(state)))).toEqual([true, true, true, true]);
    expect((["running", "pausing", "stopping", "finished"] as const).map((state) => canResume(status(state)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("offers Start only for a crawl that never ran", () => {
    const fresh = status("idle", { seconds: 0, rows: { ...status("idle").rows, pages: 0 } });
    expect(neverRan(fresh)).toBe(true);
    expect(neverRan(status("idle"))).toBe(false);
  });

  it("is not changed by a late event of an earlier run", () => {
    const now = status("running", { generation: 3 });
    expect(newerStatus(now, status("finished", { generation: 2 }))).toBe(now);
    expect(newerStatus(now, status("paused", { generation: 3 })).state).toBe("paused");
    expect(newerStatus(now, status("paused", { generation: 1, crawl: "/b.crawl" })).crawl).toBe("/b.crawl");
  });
});

describe("the receipt of a resume", () => {
  it("says what was kept, re-queued, lost and fetched twice", () => {
    const receipt = { kept: 11_204, requeued: 6, lost: 0, fetchedTwice: 0, afterCrash: true, atMs: 0 };
    expect(receiptSentence(receipt)).toBe(
      "Resumed after the crawl had been cut off: 11,204 settled addresses kept, 6 re-queued, 0 lost, 0 fetched twice.",
    );
  });
});

describe("the name of a crawl", () => {
  it("is the host of its first start address, with or without a scheme", () => {
    expect(siteOfCrawl(crawlConfigSchema.parse({ seeds: ["http://127.0.0.1:8080/a/"] }))).toBe("127.0.0.1:8080");
    expect(siteOfCrawl(crawlConfigSchema.parse({ seeds: ["example.com"] }))).toBe("example.com");
    expect(siteOfCrawl(null)).toBe("");
  });

  it("is told twice only when the file has a name of its own", () => {
    expect(saysMore("127.0.0.1-8080", "127.0.0.1:8080")).toBe(false);
    expect(saysMore("before the relaunch", "example.com")).toBe(true);
    expect(saysMore("anything", "")).toBe(false);
  });

  it("is the name of its file on every system when there is no address", () => {
    expect(nameOfCrawl("/home/a/shop.crawl")).toBe("shop");
    expect(nameOfCrawl("C:\\Crawls\\shop.crawl")).toBe("shop");
  });
});
