import { describe, expect, it } from "vitest";
import type { HistorySample } from "#contract/questions.ts";
import { openReader } from "#store/reader.ts";
import { SimulatedCrawl, START } from "#test/engine/crawl-of.ts";
import type { SimulatedPage } from "#test/engine/simulated-web.ts";

const manyPages = (count: number, page: SimulatedPage) => (url: string) => {
  if (url.endsWith("robots.txt")) return undefined;
  return url === START ? { links: Array.from({ length: count }, (_, n) => `${START}${n}`) } : page;
};

const historyOf = (crawl: SimulatedCrawl): readonly HistorySample[] => {
  using reader = openReader(crawl.path);
  return reader.history();
};

const messages = (session: ReturnType<SimulatedCrawl["start"]>) => session.live().notices.map(({ message }) => message);

describe("the history of a crawl", () => {
  it("has a sample about every two seconds and one at the end, and goes on after a run that was cut off", async () => {
    using crawl = new SimulatedCrawl(manyPages(40, { tookMs: 1000 }), { concurrency: 1 });
    crawl.start();
    await crawl.clock.until(() => crawl.web.requests.length >= 20);
    crawl.kill();
    const before = historyOf(crawl);
    await crawl.run({ concurrency: 1 });
    const samples = historyOf(crawl);
    const settled = samples.map((sample) => sample.settled);
    expect(samples.slice(0, before.length)).toEqual(before);
    expect(settled).toEqual(settled.toSorted((a, b) => a - b));
    expect(samples.at(-1)).toMatchObject({ settled: 41, waiting: 0 });
    expect(samples.length).toBeGreaterThan(15);
    expect(samples.length).toBeLessThan(30);
    expect(samples.at(-2)?.responseMs).toBe(1000);
  });

  it("is thinned out before it has more than 2,000 samples", async () => {
    using crawl = new SimulatedCrawl(manyPages(12, { tookMs: 1_000_000 }), { concurrency: 1 });
    await crawl.run();
    const samples = historyOf(crawl);
    expect(samples.length).toBeGreaterThan(900);
    expect(samples.length).toBeLessThanOrEqual(2000);
    expect(samples.at(-1)?.settled).toBe(13);
    expect(samples[0]!.seconds).toBeLessThan(3);
  });
});

describe("a running crawl", () => {
  it("tells how each host is asked and how long answers take", async () => {
    using crawl = new SimulatedCrawl(manyPages(30, { tookMs: 300 }), { concurrency: 3, perHost: 3 });
    const session = crawl.start();
    await crawl.clock.until(() => crawl.web.requests.length >= 12);
    expect(session.live().hosts).toEqual([{ name: "site.test", active: 3, delayMs: 0, mostAtATime: 3, pausedUntilMs: null }]);
    expect(session.live().responseMs).toBeGreaterThan(200);
    await session.stop();
    expect(session.live()).toMatchObject({ hosts: [], responseMs: null });
  });

  it("says that a host asks to slow down, offers to ask less, and takes it back when the host is calm again", async () => {
    const web = manyPages(60, { tookMs: 20 });
    using crawl = new SimulatedCrawl(
      (url, times) => (url.endsWith("/9") && times === 1 ? { status: 429, retryAfterMs: 20_000 } : web(url)),
      {
        perHost: 2,
      },
    );
    const session = crawl.start();
    await crawl.clock.until(() => session.live().notices.length > 0);
    expect(session.live().notices).toMatchObject([
      {
        message: "site.test asks us to slow down (429). Pausing it for 20 s, then one at a time.",
        remedies: [{ label: "Ask once a second", changes: { delayMs: 1000 } }],
      },
    ]);
    expect(session.live().hosts[0]?.pausedUntilMs).toBeGreaterThan(crawl.clock.now());
    await crawl.clock.until(() => session.state === "finished");
    expect(messages(session)).toEqual([]);
  });

  it("says that a certificate is not valid and what accepting it means", async () => {
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? undefined : { failure: "tls-self-signed" }));
    const session = await crawl.run();
    expect(session.live().notices).toMatchObject([{ remedies: [{ changes: { acceptInvalidCertificates: true } }] }]);
    expect(messages(session)[0]).toMatch(/cannot prove who it is.*only for a server of your own/);
  });

  it("says that robots.txt keeps everything away, in each of the ways it can", async () => {
    const told = async (robots: SimulatedPage) => {
      using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? robots : {}), { retries: 0 });
      const session = await crawl.run();
      return session.live().notices.map(({ message, remedies }) => [message, remedies[0]?.changes]);
    };
    const ignore = { robots: "ignore" };
    expect(await told({ robotsText: "User-agent: *\nDisallow: /" })).toEqual([
      [expect.stringMatching(/asks crawlers to stay away/), ignore],
    ]);
    expect(await told({ status: 500 })).toEqual([[expect.stringMatching(/answered 500.*Resume|answered 500.*resume/), ignore]]);
    expect((await told({ failure: "timeout" }))[0]).toEqual([expect.stringMatching(/could not be read/), ignore]);
  });

  it("says that only one page was found, and not when a rule is the cause", async () => {
    using lonely = new SimulatedCrawl((url) => (url === START ? {} : undefined));
    expect(messages(await lonely.run())).toEqual([expect.stringMatching(/^Only one page was found: it has no links/)]);
    using ruled = new SimulatedCrawl((url) => (url === START ? { links: [`${START}a`] } : undefined), { exclude: ["/a"] });
    expect(messages(await ruled.run())).toEqual([]);
  });

  it("never tells more than a handful of notices", async () => {
    const hosts = Array.from({ length: 40 }, (_, n) => `http://host-${n}.test/`);
    using crawl = new SimulatedCrawl((url) => (url === START ? { links: hosts } : { failure: "connection-refused" }), {
      seeds: [START, ...hosts],
      robots: "ignore",
      retries: 0,
    });
    const session = await crawl.run();
    expect(session.live().notices.length).toBeLessThanOrEqual(6);
    expect(session.live().notices.length).toBeGreaterThan(0);
  });
});
