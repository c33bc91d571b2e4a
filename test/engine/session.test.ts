import { describe, expect, it } from "vitest";
import { coverageOf } from "#contract/counted-status.ts";
import { SimulatedCrawl, START } from "#test/engine/crawl-of.ts";
import type { SimulatedPage } from "#test/engine/simulated-web.ts";

/** A web given as a table; robots.txt is absent unless the table has one. */
const web = (pages: Record<string, SimulatedPage>) => (url: string) => pages[url];

describe("a crawl", () => {
  it("asks for every page that links lead to once, and then is finished", async () => {
    using crawl = new SimulatedCrawl(
      web({
        [START]: { links: ["http://site.test/a", "http://site.test/b"] },
        "http://site.test/a": { links: [START, "http://site.test/b"] },
        "http://site.test/b": { links: ["http://site.test/c"] },
        "http://site.test/c": {},
      }),
    );
    const session = await crawl.run();
    expect(session.state).toBe("finished");
    expect([...crawl.web.timesAsked()]).toEqual([
      [START, 1],
      ["http://site.test/a", 1],
      ["http://site.test/b", 1],
      ["http://site.test/c", 1],
    ]);
    expect(Object.values(crawl.states())).toEqual(["kept", "kept", "kept", "kept"]);
  });

  it("is not finished while a page is being asked for that may discover more", async () => {
    using crawl = new SimulatedCrawl(
      web({
        [START]: { links: ["http://site.test/slow", "http://site.test/quick"] },
        "http://site.test/slow": { tookMs: 5000, links: ["http://site.test/late"] },
        "http://site.test/quick": {},
        "http://site.test/late": {},
      }),
    );
    await crawl.run();
    expect(crawl.states()["http://site.test/late"]).toBe("kept");
  });

  it("asks for robots.txt once for each origin before anything else of it", async () => {
    using crawl = new SimulatedCrawl(web({ [START]: { links: ["http://site.test/a"] }, "http://site.test/a": {} }));
    await crawl.run();
    expect(crawl.web.requests.map((request) => request.url)).toEqual(["http://site.test/robots.txt", START, "http://site.test/a"]);
  });

  it("does not ask for what robots.txt disallows, and names the line", async () => {
    using crawl = new SimulatedCrawl(
      web({
        "http://site.test/robots.txt": { robotsText: "User-agent: *\nDisallow: /private/" },
        [START]: { links: ["http://site.test/private/x", "http://site.test/a"] },
        "http://site.test/a": {},
      }),
    );
    await crawl.run();
    expect(crawl.web.timesAsked().has("http://site.test/private/x")).toBe(false);
    expect(crawl.states()["http://site.test/private/x"]).toBe("excluded: robots");
    expect(crawl.rows("SELECT rule FROM url WHERE state = 4")).toEqual([{ rule: expect.stringContaining("Disallow: /private/") }]);
  });

  it("crawls nothing of an origin whose robots.txt keeps answering 500", async () => {
    using crawl = new SimulatedCrawl(web({ "http://site.test/robots.txt": { status: 500 }, [START]: {} }));
    await crawl.run();
    expect(crawl.states()).toEqual({ [START]: "excluded: robots" });
    expect(crawl.web.requests).toHaveLength(3);
  });

  it("fails the pages of an origin that cannot be reached with the failure that robots.txt met", async () => {
    using crawl = new SimulatedCrawl(web({ "http://site.test/robots.txt": { failure: "connection-refused" } }));
    await crawl.run();
    expect(crawl.states()).toEqual({ [START]: "failed: connection-refused" });
  });

  it("asks again after a failure that may pass, at growing distances, and keeps what comes then", async () => {
    using crawl = new SimulatedCrawl((url, timesAsked) => (url === START ? (timesAsked <= 2 ? { failure: "reset" } : {}) : undefined));
    await crawl.run();
    const times = crawl.web.requests.filter((request) => request.url === START).map((request) => request.atMs);
    expect(times).toHaveLength(3);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1000);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(2000);
    expect(crawl.states()).toEqual({ [START]: "kept" });
  });

  it("settles as failed what fails every time, with the number of attempts", async () => {
    using crawl = new SimulatedCrawl(web({ [START]: { failure: "timeout" } }));
    await crawl.run();
    expect(crawl.states()).toEqual({ [START]: "failed: timeout" });
    expect(crawl.rows("SELECT attempts FROM url")).toEqual([{ attempts: 3 }]);
  });

  it("waits as long as Retry-After asks, on that host only", async () => {
    using crawl = new SimulatedCrawl(
      (url, timesAsked) => {
        if (url === START) return { links: ["http://site.test/busy", "http://other.test/x", "http://other.test/y"] };
        if (url === "http://site.test/busy") return timesAsked === 1 ? { status: 429, retryAfterMs: 20_000 } : {};
        return {};
      },
      { external: "check", perHost: 1 },
    );
    await crawl.run();
    const busy = crawl.web.requests.filter((request) => request.url === "http://site.test/busy");
    expect(busy[1]!.atMs - busy[0]!.atMs).toBeGreaterThanOrEqual(20_000);
    const others = crawl.web.requests.filter((request) => request.url.startsWith("http://other.test/"));
    expect(Math.max(...others.map((request) => request.atMs))).toBeLessThan(busy[1]!.atMs - 10_000);
  });

  it("never asks a host twice within its delay, nor for more at once than allowed", async () => {
    const links = Array.from({ length: 30 }, (_, index) => `http://site.test/${index}`);
    using crawl = new SimulatedCrawl((url) => (url === START ? { links } : { tookMs: 35 }), { delayMs: 100 });
    await crawl.run();
    const times = crawl.web.requests.map((request) => request.atMs);
    for (const [index, time] of times.slice(1).entries()) expect(time - times[index]!).toBeGreaterThanOrEqual(100);

    using parallel = new SimulatedCrawl((url) => (url === START ? { links } : {}), { perHost: 3 });
    await parallel.run();
    expect(parallel.web.mostAtOnce).toBe(3);
  });

  it("honours Crawl-delay of robots.txt when it is longer than the configured delay", async () => {
    using crawl = new SimulatedCrawl(
      web({
        "http://site.test/robots.txt": { robotsText: "User-agent: *\nCrawl-delay: 5" },
        [START]: { links: ["http://site.test/a", "http://site.test/b"] },
        "http://site.test/a": {},
        "http://site.test/b": {},
      }),
    );
    await crawl.run();
    const times = crawl.web.requests.map((request) => request.atMs);
    expect(times).toHaveLength(4);
    for (const [index, time] of times.slice(1).entries()) expect(time - times[index]!).toBeGreaterThanOrEqual(5000);
  });

  it("ends at the limit of pages with exactly that many asked for, and goes on with a higher one", async () => {
    const pages = (url: string): SimulatedPage => ({ links: [`${url}x`, `${url}y`] });
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? { status: 404 } : pages(url)), { maxPages: 7 });
    const session = await crawl.run();
    expect(session.state).toBe("limit");
    expect(crawl.web.timesAsked().size).toBe(7);
    const more = await crawl.run({ maxPages: 12 });
    expect(more.receipt).toMatchObject({ kept: 7, requeued: 0, lost: 0, fetchedTwice: 0, afterCrash: false });
    expect(crawl.web.timesAsked().size).toBe(12);
    expect(new Set(crawl.web.timesAsked().values())).toEqual(new Set([1]));
  });

  it("is finished, not at its limit, when the limit is the number of pages there are", async () => {
    const pages = (url: string): SimulatedPage => ({ links: url.endsWith("/") ? [`${url}a`, `${url}b`] : [] });
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? { status: 404 } : pages(url)), { maxPages: 3 });
    const session = await crawl.run();
    expect(crawl.web.timesAsked().size).toBe(3);
    expect(session.state).toBe("finished");
  });

  it("ends when its time is over", async () => {
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? { status: 404 } : { links: [`${url}x`], tookMs: 1000 }), {
      maxMinutes: 1,
    });
    const session = await crawl.run();
    expect(session.state).toBe("limit");
    expect(session.stoppedBecause).toContain("maxMinutes 1");
    expect(crawl.web.timesAsked().size).toBeGreaterThan(50);
  });

  it("keeps a redirect as a row of its own and follows it as no click", async () => {
    using crawl = new SimulatedCrawl(
      web({
        [START]: { links: ["http://site.test/old"] },
        "http://site.test/old": { status: 301, location: "http://site.test/new" },
        "http://site.test/new": {},
      }),
    );
    await crawl.run();
    expect(crawl.rows("SELECT text, depth, redirects, status FROM url JOIN page USING (id) ORDER BY url.id")).toEqual([
      { text: START, depth: 0, redirects: 0, status: 200 },
      { text: "http://site.test/old", depth: 1, redirects: 0, status: 301 },
      { text: "http://site.test/new", depth: 1, redirects: 1, status: 200 },
    ]);
  });

  it("ends a chain of ever new redirects at the limit", async () => {
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? { status: 404 } : { status: 302, location: `${url}r` }), {
      maxRedirects: 4,
    });
    const session = await crawl.run();
    expect(session.state).toBe("finished");
    expect(Object.values(crawl.states()).filter((state) => state === "kept")).toHaveLength(5);
    expect(Object.values(crawl.states())).toContain("excluded: redirect-limit");
  });

  it("finds the fewest clicks to a page even when a longer way was seen first", async () => {
    using crawl = new SimulatedCrawl(
      web({
        [START]: { links: ["http://site.test/slow", "http://site.test/1"] },
        "http://site.test/slow": { tookMs: 60_000, links: ["http://site.test/deep"] },
        "http://site.test/1": { links: ["http://site.test/2"] },
        "http://site.test/2": { links: ["http://site.test/3"] },
        "http://site.test/3": { links: ["http://site.test/deep"] },
        "http://site.test/deep": { links: ["http://site.test/deeper"] },
        "http://site.test/deeper": { links: ["http://site.test/deepest"] },
        "http://site.test/deepest": {},
      }),
      { maxDepth: 4 },
    );
    await crawl.run();
    const depths = Object.fromEntries(
      crawl.rows<{ text: string; depth: number }>("SELECT text, depth FROM url").map((row) => [row.text, row.depth]),
    );
    expect(depths["http://site.test/deep"]).toBe(2);
    expect(depths["http://site.test/deeper"]).toBe(3);
    expect(crawl.states()["http://site.test/deepest"]).toBe("kept");
  });

  it("asks for an embedded address once a link leads to it", async () => {
    using crawl = new SimulatedCrawl(
      web({
        [START]: { links: [["http://site.test/doc", "img"], "http://site.test/a"] },
        "http://site.test/a": { links: ["http://site.test/doc"] },
        "http://site.test/doc": {},
      }),
    );
    await crawl.run();
    expect(crawl.states()["http://site.test/doc"]).toBe("kept");
    expect(
      crawl.rows("SELECT name, value FROM counter WHERE name IN ('rows:excluded', 'reason:resource', 'rows:resources') ORDER BY name"),
    ).toEqual([
      { name: "reason:resource", value: 0 },
      { name: "rows:excluded", value: 0 },
      { name: "rows:resources", value: 1 },
    ]);
  });

  it("reads a resource as a page when it was checked before a link led to it", async () => {
    using crawl = new SimulatedCrawl(
      web({
        [START]: { links: [["http://site.test/frame", "embed"], ["http://site.test/late", "img"], "http://site.test/a"] },
        "http://site.test/a": { tookMs: 100_000, links: ["http://site.test/frame"] },
        "http://site.test/frame": { links: ["http://site.test/inside"] },
        "http://site.test/inside": {},
        "http://site.test/late": {},
      }),
      { resources: "check", concurrency: 2, perHost: 2 },
    );
    const session = await crawl.run();
    expect(session.state).toBe("finished");
    expect(crawl.states()["http://site.test/inside"]).toBe("kept");
  });

  it("takes in what runs when paused, asks for nothing more, and resumes without asking twice", async () => {
    const pages = (url: string): SimulatedPage => ({ tookMs: 50, links: url.length < 25 ? [`${url}x`, `${url}y`] : [] });
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? { status: 404 } : pages(url)));
    const session = crawl.start();
    await crawl.clock.until(() => crawl.web.requests.length > 10);
    let isPaused = false;
    void session.pause().then(() => (isPaused = true));
    const askedWhenPaused = crawl.web.requests.length;
    await crawl.clock.until(() => isPaused);
    expect(session.state).toBe("paused");
    expect(crawl.web.requests).toHaveLength(askedWhenPaused);
    expect(Object.values(crawl.states())).not.toContain("leased");
    const resumed = await crawl.run();
    expect(resumed.state).toBe("finished");
    expect(new Set(crawl.web.timesAsked().values())).toEqual(new Set([1]));
  });

  it("gives back what runs when stopped, and asks for it again after a resume", async () => {
    using crawl = new SimulatedCrawl((url) =>
      url === START ? { links: ["http://site.test/a"] } : url.endsWith("/a") ? { tookMs: 10_000 } : undefined,
    );
    const session = crawl.start();
    await crawl.clock.until(() => crawl.web.timesAsked().has("http://site.test/a"));
    let isStopped = false;
    void session.stop().then(() => (isStopped = true));
    for (let turns = 0; turns < 20 && !isStopped; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(true);
    expect(crawl.states()["http://site.test/a"]).toBe("waiting");
    const resumed = await crawl.run();
    expect(resumed.receipt).toMatchObject({ kept: 1, requeued: 0, afterCrash: false });
    expect(crawl.states()["http://site.test/a"]).toBe("kept");
  });

  it("keeps discovered = waiting + leased + settled true at every commit", async () => {
    const pages = (url: string): SimulatedPage => ({
      links: url.length < 26 ? [`${url}x`, `${url}y`, [`${url}i`, "img"], "http://else.test/"] : [],
    });
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? { status: 404 } : pages(url)));
    const session = crawl.start();
    let isOver = false;
    void session.whenEnded().then(() => (isOver = true));
    let looks = 0;
    await crawl.clock.until(() => {
      const counts = new Map(
        crawl.rows<{ name: string; value: number }>("SELECT name, value FROM counter").map((row) => [row.name, row.value]),
      );
      const byState = crawl.rows<{ state: number; n: number }>("SELECT state, count(*) AS n FROM url GROUP BY state");
      const coverage = coverageOf(counts);
      expect(coverage.discovered).toBe(byState.reduce((sum, row) => sum + row.n, 0));
      expect(coverage.kept).toBe(byState.find((row) => row.state === 2)?.n ?? 0);
      expect(coverage.waiting).toBe(byState.find((row) => row.state === 0)?.n ?? 0);
      looks += 1;
      return isOver;
    });
    expect(looks).toBeGreaterThan(50);
  });
});
