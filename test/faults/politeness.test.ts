import { beforeAll, describe, expect, it } from "vitest";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { startSite, type Site } from "#test/site/site.ts";

const pages = (count: number) => Array.from({ length: count }, (_, index) => `/page/${index}`);
/** Two clocks, one of the site and one of the crawler, both cut to whole milliseconds. */
const ROUNDING_MS = 2;

/** Times between requests as the site saw them, `robots.txt` included. */
function gapsMs(site: Site): readonly number[] {
  const times = site.requests.map(({ atMs }) => atMs);
  return times.slice(1).map((atMs, index) => atMs - times[index]!);
}

/** Requests that came sooner after the one before them than `delayMs`. */
function tooSoon(site: Site, delayMs: number): readonly string[] {
  return gapsMs(site).flatMap((gap, index) => {
    const [before, after] = [site.requests[index]!, site.requests[index + 1]!];
    return gap >= delayMs - ROUNDING_MS ? [] : [`${after.method} ${after.path} came ${gap} ms after ${before.method} ${before.path}`];
  });
}

describe("answers that may pass, and answers that stay", () => {
  let site: Site;
  let other: Site;
  let crawl: RealCrawl;
  let state: string;
  const passing = [408, 425, 429, 500, 502, 503, 504];
  const staying = [400, 401, 403, 404, 405, 410, 418, 451, 501, 505, 204, 206];

  beforeAll(async () => {
    [site, other] = await Promise.all([startSite(), startSite()]);
    const targets = [
      ...passing.flatMap((status) => [`/status/${status}?times=1`, `/status/${status}`]),
      ...staying.map((status) => `/status/${status}`),
      "/status/503?times=1&retry-after=0",
      "/status/429?times=2&retry-after=1000000000",
      "/status/503?times=1&retry-after=Wed,%2021%20Oct%202015%2007:28:00%20GMT",
      "/status/429?times=1&retry-after=-5",
      "/status/429?times=1&retry-after=soon",
      "/status/503?times=3&retry-after=0",
      ...pages(10),
    ];
    crawl = new RealCrawl({ seeds: [linksTo(site.origin, targets), linksTo(other.origin, pages(20))], maxBackOffMs: 60 });
    state = await crawl.run();
    return async () => {
      crawl[Symbol.dispose]();
      await Promise.all([site.close(), other.close()]);
    };
  }, 60_000);

  it.each(passing)("asks again after a %i, shows the page that came then, and the status when none came", (status) => {
    expect(crawl.row("pages", `${site.origin}/status/${status}?times=1`)).toMatchObject({
      status: 200,
      attempts: 2,
      title: `Here after 1 times ${status}`,
    });
    expect(crawl.row("pages", `${site.origin}/status/${status}`)).toMatchObject({ status, settled_as: "kept", failure: null });
    // A host that says when to come back gets more patience than one that fails.
    expect(site.requests.filter(({ path }) => path === `/status/${status}`)).toHaveLength(status === 429 ? 8 : 2);
    expect(crawl.row("pages", `${site.origin}/status/${status}`).attempts).toBe(status === 429 ? 8 : 2);
  });

  it.each(staying)("takes a %i as the answer and does not ask again", (status) => {
    expect(crawl.row("pages", `${site.origin}/status/${status}`)).toMatchObject({ status, attempts: 1, settled_as: "kept" });
    expect(site.hits(`/status/${status}`)).toBe(1);
  });

  it("F047 takes any Retry-After: nought, a thousand years, a date that has passed, rubbish", () => {
    for (const path of [
      "/status/503?times=1&retry-after=0",
      "/status/429?times=2&retry-after=1000000000",
      "/status/503?times=1&retry-after=Wed,%2021%20Oct%202015%2007:28:00%20GMT",
      "/status/429?times=1&retry-after=-5",
      "/status/429?times=1&retry-after=soon",
      "/status/503?times=3&retry-after=0",
    ]) {
      expect([path, crawl.verdict(`${site.origin}${path}`)]).toEqual([path, "200"]);
    }
  });

  it("loses no page of this or of another host, and its numbers add up", () => {
    for (const path of pages(10)) expect(crawl.verdict(`${site.origin}${path}`)).toBe("200");
    for (const path of pages(20)) expect(crawl.verdict(`${other.origin}${path}`)).toBe("200");
    expect(state).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
  });
});

describe("politeness as the site's own log has it", () => {
  it("F047 F089 leaves a host alone for as long as Retry-After says, while another host goes on", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    await using other = await startSite({ latencyMs: 40 });
    using crawl = new RealCrawl({
      seeds: [linksTo(site.origin, ["/status/503?times=1&retry-after=1", ...pages(10)]), linksTo(other.origin, pages(20))],
      maxBackOffMs: 5000,
      perHost: 1,
    });
    expect(await crawl.run()).toBe("finished");
    const busy = site.requests.findIndex(({ path }) => path.startsWith("/status/503"));
    expect(gapsMs(site)[busy]).toBeGreaterThanOrEqual(1000 - ROUNDING_MS);
    const pauseFromMs = site.requests[busy]!.atMs;
    expect(other.requests.filter(({ atMs }) => atMs > pauseFromMs && atMs < pauseFromMs + 1000).length).toBeGreaterThan(5);
    expect(crawl.verdict(`${site.origin}/status/503?times=1&retry-after=1`)).toBe("200");
    expect(crawl.coverage).toMatchObject({ kept: 33, failed: 0 });
  });

  it(
    "F091 never undercuts the delay, with two page workers, retries, redirects and a redirected robots.txt",
    { timeout: 30_000 },
    async () => {
      await using site = await startSite({ robots: { location: "/robots-elsewhere" } });
      using crawl = new RealCrawl({
        seeds: [linksTo(site.origin, ["/redirect-chain?n=2", "/status/500?times=1", "/truncated?times=1", "/slow?ms=150", ...pages(6)])],
        delayMs: 120,
        workers: 2,
      });
      expect(await crawl.run()).toBe("finished");
      expect(site.requests.length).toBeGreaterThan(12);
      expect(tooSoon(site, 120)).toEqual([]);
    },
  );

  it("F090 keeps to a Crawl-delay from the first page on, with two page workers", { timeout: 30_000 }, async () => {
    await using site = await startSite({ robots: { text: "User-agent: *\nCrawl-delay: 0.25\n" } });
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, pages(5))], workers: 2 });
    expect(await crawl.run()).toBe("finished");
    expect(site.requests).toHaveLength(7);
    expect(tooSoon(site, 250)).toEqual([]);
  });

  it("F090 honours a Crawl-delay only up to the limit", { timeout: 30_000 }, async () => {
    await using site = await startSite({ robots: { text: "User-agent: *\nCrawl-delay: 3600\n" } });
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, pages(2))], maxRobotsDelayMs: 100 });
    expect(await crawl.run()).toBe("finished");
    expect(crawl.coverage).toMatchObject({ kept: 3 });
  });

  it(
    "F091 never has more requests at a host at the same time than perHost, nor more in all than concurrency",
    { timeout: 30_000 },
    async () => {
      for (const [perHost, concurrency] of [
        [3, 16],
        [16, 4],
      ] as const) {
        await using site = await startSite({ latencyMs: 15 });
        using crawl = new RealCrawl({ seeds: [linksTo(site.origin, pages(40))], workers: 2, perHost, concurrency });
        expect(await crawl.run()).toBe("finished");
        expect(Math.max(...site.requests.map(({ concurrent }) => concurrent))).toBe(Math.min(perHost, concurrency));
        expect(crawl.coverage).toMatchObject({ kept: 41 });
      }
    },
  );

  it("F032 believes GET where HEAD is refused, and never asks a page with HEAD", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    await using other = await startSite();
    const refused = [
      "/head-refused/405",
      "/head-refused/404",
      "/head-refused/501",
      "/head-refused/403",
      "/head-broken",
      "/head-with-body",
      "/page/linked",
    ];
    const targets = [...refused, "/status/404", "/redirect-to?url=/page/behind"].map((path) => `${other.origin}${path}`);
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, [...targets, "/page/own"])], external: "check" });
    expect(await crawl.run()).toBe("finished");
    for (const path of refused) expect([path, crawl.verdict(`${other.origin}${path}`)]).toEqual([path, "200"]);
    expect(crawl.verdict(`${other.origin}/status/404`)).toBe("404");
    expect(crawl.verdict(`${other.origin}/page/behind`)).toBe("200");
    expect(new Set(site.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(other.requests.filter(({ path }) => path === "/page/linked").map(({ method }) => method)).toEqual(["HEAD"]);
    expect(crawl.contradictions()).toEqual([]);
  });

  it("F032 F091 keeps the delay between a HEAD that is refused and the GET that follows it", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    await using other = await startSite();
    const targets = ["/head-refused/405", "/head-refused/404", "/page/linked"].map((path) => `${other.origin}${path}`);
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, targets)], external: "check", delayMs: 120 });
    expect(await crawl.run()).toBe("finished");
    expect(tooSoon(other, 120)).toEqual([]);
  });
});
