import { describe, expect, it } from "vitest";
import type { HistorySample } from "#contract/questions.ts";
import { EXCLUSIONS, FAILURES } from "#contract/words.ts";
import { crawlStatus } from "#test/renderer/crawl-status.ts";
import { compilePattern } from "#url/pattern.ts";
import { findingsOf } from "../../renderer/overview/findings.ts";
import { nothingRead } from "../../renderer/overview/nothing-read.ts";
import { axisTop, hasCourse, linePath, speedPoints } from "../../renderer/overview/speed-points.ts";
import { patternOf, rulesOf, withoutRule, withRule, type Steering } from "../../renderer/overview/steering.ts";

describe("steering", () => {
  const none: Steering = { exclude: [], caps: {} };

  it("adds a rule, replaces one on the same pattern, and takes each back", () => {
    const stopped = withRule(none, { kind: "stop", pattern: "/a/**" });
    const capped = withRule(stopped, { kind: "cap", pattern: "/b/*", pages: 100 });
    const again = withRule(capped, { kind: "cap", pattern: "/b/*", pages: 5 });
    expect(rulesOf(again)).toEqual([
      { kind: "stop", pattern: "/a/**" },
      { kind: "cap", pattern: "/b/*", pages: 5 },
    ]);
    expect(rulesOf(again).reduce(withoutRule, again)).toEqual(none);
    expect(withRule(stopped, { kind: "stop", pattern: "/a/**" })).toEqual(stopped);
  });

  it("names a section with all that lies below it", () => {
    const pattern = compilePattern(patternOf("section", "https://example.com/shop/"));
    if ("problem" in pattern) throw new Error(pattern.problem);
    expect(["", "a.html", "a/b/c?d"].map((rest) => pattern.test(`https://example.com/shop/${rest}`))).toEqual([true, true, true]);
    expect(pattern.test("https://example.com/shops/")).toBe(false);
  });
});

describe("what stands out", () => {
  it("comes with the gravest first, each with the number of its rows", () => {
    const found = findingsOf(crawlStatus({ statuses: { "2xx": 5, "4xx": 2, "5xx": 1 } }), [
      {
        name: "word_count",
        values: [
          { value: null, count: 4 },
          { value: 0, count: 2 },
          { value: 10, count: 1 },
          { value: 300, count: 9 },
        ],
        more: 0,
      },
    ]);
    expect(found.map(({ state, count, view }) => [state, count, view])).toEqual([
      ["server-error", 1, "pages"],
      ["failed", 1, "failed"],
      ["client-error", 2, "pages"],
      ["waiting", 3, "pages"],
    ]);
    expect(found.at(-1)?.asked).toEqual({ picks: { word_count: [0, 10] } });
  });

  it("is nothing in a crawl in which all is well", () => {
    const well = crawlStatus({ failures: {}, rows: { ...crawlStatus().rows, failed: 0 } });
    expect(findingsOf(well, [])).toEqual([]);
  });
});

describe("why no page could be read", () => {
  const nothing = { discovered: 4, waiting: 0, leased: 0, kept: 0, failed: 3, excluded: 1, blocked: 0 };

  it("is the most frequent failure, else the most frequent exclusion", () => {
    expect(nothingRead(crawlStatus({ coverage: nothing, failures: { dns: 1, "connection-refused": 2 } }))).toBe(
      FAILURES["connection-refused"],
    );
    expect(nothingRead(crawlStatus({ coverage: nothing, failures: {}, exclusions: { robots: 1 } }))).toBe(EXCLUSIONS.robots);
  });

  it("is not asked while the crawl runs, has something left, or has read a page", () => {
    expect(nothingRead(crawlStatus())).toBeNull();
    expect(nothingRead(crawlStatus({ coverage: nothing, state: "running" }))).toBeNull();
    expect(nothingRead(crawlStatus({ coverage: { ...nothing, waiting: 1 }, state: "paused" }))).toBeNull();
  });
});

describe("the course of a crawl", () => {
  const sample = (seconds: number, settled: number, responseMs: number | null = 10): HistorySample => ({
    atMs: seconds * 1000,
    seconds,
    settled,
    bytes: settled * 100,
    waiting: 0,
    responseMs,
  });

  it("is the speed between samples, however long the crawl rested between them", () => {
    const samples = [
      sample(0, 0),
      { ...sample(2, 20), atMs: 2000 },
      { ...sample(2, 20), atMs: 90_000 },
      { ...sample(4, 60), atMs: 92_000 },
    ];
    expect(
      speedPoints(samples, 300).map(({ seconds, pagesPerSecond, bytesPerSecond }) => [seconds, pagesPerSecond, bytesPerSecond]),
    ).toEqual([
      [2, 10, 1000],
      [4, 20, 2000],
    ]);
  });

  it("is thinned out to as many points as are wanted, and keeps the mean", () => {
    const samples = Array.from({ length: 1001 }, (_, second) => sample(second, second * 7));
    const points = speedPoints(samples, 100);
    expect(points.length).toBeLessThanOrEqual(100);
    expect(new Set(points.map(({ pagesPerSecond }) => pagesPerSecond))).toEqual(new Set([7]));
    expect(hasCourse(samples.slice(0, 2))).toBe(false);
  });

  it("is a line with a gap where there was no answer, under a round upper edge", () => {
    const points = speedPoints([sample(0, 0), sample(1, 1), sample(2, 2, null), sample(3, 3)], 300);
    expect(linePath(points, (point) => point.responseMs, { width: 100, height: 10, top: 10 })).toBe("M0.0 0.0M100.0 0.0");
    expect([0, 0.3, 1, 17, 20, 999].map(axisTop)).toEqual([1, 0.5, 1, 20, 20, 1000]);
  });
});
