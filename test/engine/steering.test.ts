import { describe, expect, it } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import { NOTHING_REQUEUED } from "#engine/requeueing.ts";
import { requeueAtRest } from "#service/at-rest.ts";
import { SimulatedCrawl, START } from "#test/engine/crawl-of.ts";
import type { SimulatedPage } from "#test/engine/simulated-web.ts";

/** A site whose start page leads to `pages` pages below each of these sections. */
const sections = (names: readonly string[], pages: number, more: Partial<SimulatedPage> = {}) => {
  const urls = names.flatMap((name) => Array.from({ length: pages }, (_, page) => `http://site.test/${name}/${page}`));
  const known = new Set(urls);
  return (url: string): SimulatedPage | undefined => (url === START ? { links: urls } : known.has(url) ? more : undefined);
};

const SLOW = { concurrency: 1, perHost: 1 };
const ofState = (crawl: SimulatedCrawl, state: string) =>
  Object.entries(crawl.states())
    .filter(([, now]) => now === state)
    .map(([url]) => url);
const below = (section: string) => (url: string) => url.startsWith(`http://site.test/${section}/`);

/** Turns the clock until the run has stored what is under way and judged all there is. */
const judged = (crawl: SimulatedCrawl) =>
  crawl.clock.until(() =>
    crawl.rows<{ value: string }>("SELECT value FROM meta WHERE key = 'judging'").every((row) => row.value === "null"),
  );

async function begun(crawl: SimulatedCrawl, requests = 5) {
  const session = crawl.start();
  await crawl.clock.until(() => crawl.web.requests.length >= requests);
  return session;
}

async function ended(crawl: SimulatedCrawl, session: ReturnType<SimulatedCrawl["start"]>) {
  let isOver = false;
  void session.whenEnded().then(() => (isOver = true));
  await crawl.clock.until(() => isOver);
}

describe("options that change while a crawl runs", () => {
  it("stop a pattern at once: nothing of it is asked for any more, and what waited is excluded with the pattern", async () => {
    using crawl = new SimulatedCrawl(sections(["a", "b"], 300), SLOW);
    const session = await begun(crawl);
    const asked = crawl.web.requests.length;
    crawl.change(session, { exclude: ["/b/*"] });
    await ended(crawl, session);
    expect(session.state).toBe("finished");
    expect(
      crawl.web.requests
        .slice(asked)
        .map(({ url }) => url)
        .filter(below("b")),
    ).toEqual([]);
    expect(ofState(crawl, "excluded: pattern").length).toBe(300);
    expect(crawl.rows("SELECT DISTINCT rule FROM url WHERE state = 4")).toEqual([{ rule: "/b/*" }]);
    expect(ofState(crawl, "kept").length).toBe(301);
    expect(crawl.differences()).toEqual([]);
  });

  it("bring back exactly what waited when they are undone", async () => {
    using crawl = new SimulatedCrawl(sections(["a", "b", "c"], 200, { tookMs: 100_000 }), SLOW);
    const session = await begun(crawl, 3);
    await session.stop();
    const before = ofState(crawl, "waiting");
    const again = crawl.start();
    crawl.change(again, { exclude: ["/b/*"], maxDepth: 0, caps: { "/c/*": 7 } });
    await judged(crawl);
    expect(ofState(crawl, "waiting").filter(below("b"))).toEqual([]);
    crawl.change(again, { exclude: [], maxDepth: 200, caps: {} });
    await judged(crawl);
    await again.stop();
    expect(ofState(crawl, "waiting")).toEqual(before);
    expect(crawl.differences()).toEqual([]);
  });

  it("are applied to the end when the run is cut off in the middle", async () => {
    using crawl = new SimulatedCrawl(sections(["a", "b"], 3000, { tookMs: 1000 }), SLOW);
    const session = await begun(crawl, 3);
    await session.stop();
    const again = crawl.start();
    crawl.change(again, { exclude: ["/b/*"] });
    crawl.kill();
    expect(ofState(crawl, "excluded: pattern")).toEqual([]);
    const last = crawl.start();
    await judged(crawl);
    expect(ofState(crawl, "excluded: pattern").length).toBe(3000);
    await last.stop();
    expect(crawl.differences()).toEqual([]);
  });

  it("take in deeper pages when the depth is raised", async () => {
    const chain = (url: string): SimulatedPage => {
      const step = Number(/\d+$/.exec(url)?.[0] ?? 0);
      return url.endsWith("robots.txt") ? { status: 404 } : { links: step < 6 ? [`http://site.test/${step + 1}`] : [], tookMs: 1000 };
    };
    using crawl = new SimulatedCrawl(chain, { maxDepth: 2 });
    await crawl.run();
    expect(ofState(crawl, "excluded: depth")).toEqual(["http://site.test/3"]);
    crawl.changeAtRest({ maxDepth: 5 });
    await crawl.run();
    expect(ofState(crawl, "kept")).toHaveLength(6);
    expect(crawl.rows("SELECT text, rule FROM url WHERE state = 4")).toEqual([{ text: "http://site.test/6", rule: "maxDepth 5" }]);
  });

  it("take in what robots.txt kept away when it is ignored from now on", async () => {
    const web = sections(["a", "b"], 5);
    using crawl = new SimulatedCrawl(
      (url) => (url.endsWith("robots.txt") ? { robotsText: "User-agent: *\nDisallow: /b/" } : web(url)),
      SLOW,
    );
    await crawl.run();
    expect(ofState(crawl, "excluded: robots")).toHaveLength(5);
    crawl.changeAtRest({ robots: "ignore" });
    await crawl.run();
    expect(ofState(crawl, "kept")).toHaveLength(11);
  });

  it("ask for new start addresses, and count their hosts as the site", async () => {
    const other = "http://other.test/";
    const web = (url: string): SimulatedPage | undefined =>
      ({ [START]: { links: [`${other}page`] }, [other]: {}, [`${other}page`]: {} })[url];
    using crawl = new SimulatedCrawl(web);
    await crawl.run();
    expect(ofState(crawl, "excluded: scope")).toEqual([`${other}page`]);
    crawl.changeAtRest({ seeds: [START, other] });
    await crawl.run();
    expect(ofState(crawl, "kept")).toEqual([other, `${other}page`, START]);
    expect(crawl.differences()).toEqual([]);
  });

  it("let more combinations of query parameters in, and out again", async () => {
    const urls = Array.from({ length: 30 }, (_, n) => `http://site.test/shop?a=1&b=2&c=${n}`);
    const web = (url: string): SimulatedPage | undefined =>
      url === START ? { links: urls } : url.includes("/shop") ? { tookMs: 100_000 } : undefined;
    using crawl = new SimulatedCrawl(web, { ...SLOW, maxQueryVariants: 10 });
    const session = await begun(crawl, 3);
    const trapped = () => ofState(crawl, "excluded: trap").length;
    crawl.change(session, { maxQueryVariants: 20 });
    await judged(crawl);
    expect(trapped()).toBe(10);
    crawl.change(session, { maxQueryVariants: 10 });
    await judged(crawl);
    expect(trapped()).toBe(20);
    crawl.change(session, { maxQueryVariants: 0 });
    await judged(crawl);
    expect(trapped()).toBe(0);
    await session.stop();
    expect(crawl.differences()).toEqual([]);
  });

  it("obey nofollow by all the links in the file, not only by the first", async () => {
    const [never, both] = ["http://site.test/never", "http://site.test/both"];
    const links = [[never, "a", true], [both, "a", true], "http://site.test/a"] as const;
    const web = (url: string): SimulatedPage | undefined =>
      url === START
        ? { links }
        : url === "http://site.test/a"
          ? { links: [both], tookMs: 10 }
          : { status: url === never ? 200 : 404, tookMs: 5000 };
    using crawl = new SimulatedCrawl(web, { concurrency: 3 });
    const session = await begun(crawl, 4);
    await crawl.clock.until(() => ofState(crawl, "kept").length === 2);
    await session.stop();
    crawl.changeAtRest({ nofollow: "obey" });
    await crawl.run();
    expect(crawl.states()).toMatchObject({ [never]: "excluded: nofollow", [both]: "kept" });
  });

  it("keep the distance between requests from the next one on", async () => {
    using crawl = new SimulatedCrawl(sections(["a"], 20), { concurrency: 4, perHost: 4 });
    const session = await begun(crawl, 8);
    crawl.change(session, { delayMs: 5000 });
    const from = crawl.web.requests.length;
    await ended(crawl, session);
    const times = crawl.web.requests.slice(from - 1).map(({ atMs }) => atMs);
    for (let next = 1; next < times.length; next += 1) expect(times[next]! - times[next - 1]!).toBeGreaterThanOrEqual(5000);
  });

  it("end the run when a lower limit of pages is reached already", async () => {
    using crawl = new SimulatedCrawl(sections(["a"], 50), SLOW);
    const session = await begun(crawl, 10);
    crawl.change(session, { maxPages: 5 });
    await ended(crawl, session);
    expect(session.state).toBe("limit");
    expect(session.live().notices[0]?.remedies.map(({ changes }) => changes)).toEqual([{ maxPages: 10 }, { maxPages: 0 }]);
  });
});

describe("a cap of a pattern", () => {
  const CAPS = { caps: { "/b/*": 10 } };

  it("lets as many addresses be asked for and no more, and excludes the rest with the pattern", async () => {
    using crawl = new SimulatedCrawl(sections(["a", "b"], 100), { concurrency: 8, perHost: 8, ...CAPS });
    await crawl.run();
    expect([...crawl.web.timesAsked().keys()].filter(below("b"))).toHaveLength(10);
    expect(ofState(crawl, "excluded: cap")).toHaveLength(90);
    expect(crawl.rows("SELECT DISTINCT rule FROM url WHERE reason = 'cap'")).toEqual([{ rule: "/b/*" }]);
    expect(crawl.differences()).toEqual([]);
  });

  it("counts on after a resume, and lets more in when it is raised or removed", async () => {
    using crawl = new SimulatedCrawl(sections(["a", "b"], 40), { ...SLOW, ...CAPS });
    await begun(crawl, 45);
    crawl.kill();
    await crawl.run();
    expect(ofState(crawl, "kept").filter(below("b"))).toHaveLength(10);
    crawl.changeAtRest({ caps: { "/b/*": 25 } });
    await crawl.run();
    expect(ofState(crawl, "kept").filter(below("b"))).toHaveLength(25);
    crawl.changeAtRest({ caps: {} });
    await crawl.run();
    expect(ofState(crawl, "kept").filter(below("b"))).toHaveLength(40);
    expect(crawl.differences()).toEqual([]);
  });

  it("that comes late counts what was asked for before", async () => {
    using crawl = new SimulatedCrawl(sections(["b"], 100), { concurrency: 4, perHost: 4 });
    const session = await begun(crawl, 30);
    crawl.change(session, { caps: { "/b/*": 40 } });
    await ended(crawl, session);
    expect([...crawl.web.timesAsked().keys()].filter(below("b"))).toHaveLength(40);
  });

  it("keeps the place of an address that is asked again after a failure, and gives that of a disallowed one to another", async () => {
    const pages = sections(["b"], 20);
    using crawl = new SimulatedCrawl(
      (url, times) => {
        if (url.endsWith("robots.txt")) return { robotsText: "User-agent: *\nDisallow: /b/3" };
        return url.endsWith("/b/2") && times < 3 ? { failure: "reset" } : pages(url);
      },
      { concurrency: 4, perHost: 4, caps: { "/b/*": 5 } },
    );
    await crawl.run();
    expect(ofState(crawl, "kept").filter(below("b"))).toHaveLength(5);
    expect(crawl.states()["http://site.test/b/2"]).toBe("kept");
    expect(crawl.differences()).toEqual([]);
  });
});

describe("addresses that are to be asked for again", () => {
  const idsOf = (crawl: SimulatedCrawl, where: string) =>
    crawl.rows<{ id: number }>(`SELECT id FROM url WHERE ${where}`).map(({ id }) => id);

  it("are asked for whatever rule excluded them, and no later judging takes them away", async () => {
    const web = sections(["a", "b"], 5);
    const robots = { robotsText: "User-agent: *\nDisallow: /b/4" };
    using crawl = new SimulatedCrawl((url) => (url.endsWith("robots.txt") ? robots : { tookMs: 1000, ...web(url) }), {
      ...SLOW,
      exclude: ["/b/[0-3]"],
    });
    const session = await begun(crawl, 3);
    crawl.change(session, { exclude: ["/b/*"] });
    await judged(crawl);
    const ids = idsOf(crawl, "state = 4");
    expect(ids.length).toBeGreaterThanOrEqual(4);
    let answer: unknown = null;
    void session.requeue(ids).then((done) => (answer = done));
    await crawl.clock.until(() => answer !== null);
    expect(answer).toMatchObject({ requeued: ids.length, leftOut: 0 });
    crawl.change(session, { exclude: ["/b/*", "/nothing"] });
    await ended(crawl, session);
    expect(idsOf(crawl, "state = 4")).toEqual([]);
    expect(ofState(crawl, "kept")).toHaveLength(11);
    expect(crawl.differences()).toEqual([]);
  });

  it("replace what they answered before, with counts, links and depths that stay right", async () => {
    let round = 1;
    const web = (url: string): SimulatedPage | undefined =>
      url === START
        ? { links: round === 1 ? ["http://site.test/old", "http://site.test/both"] : ["http://site.test/new", "http://site.test/both"] }
        : url.endsWith("robots.txt")
          ? undefined
          : { tookMs: 50 };
    using crawl = new SimulatedCrawl(web);
    await crawl.run();
    round = 2;
    const check = (input: unknown) => crawlConfigSchema.parse(input);
    crawl.close();
    expect(await requeueAtRest(crawl, idsOf(crawl, "depth = 0"), NOTHING_REQUEUED, check)).toMatchObject({ requeued: 1, leftOut: 0 });
    expect(crawl.rows("SELECT value FROM meta WHERE key = 'run_state'")).toEqual([{ value: '"paused"' }]);
    expect(crawl.differences()).toEqual([]);
    await crawl.run();
    expect(crawl.states()).toEqual({
      [START]: "kept",
      "http://site.test/both": "kept",
      "http://site.test/new": "kept",
      "http://site.test/old": "kept",
    });
    expect(crawl.rows("SELECT text, inlinks, depth FROM url WHERE depth > 0 ORDER BY text")).toEqual([
      { text: "http://site.test/both", inlinks: 1, depth: 1 },
      { text: "http://site.test/new", inlinks: 1, depth: 1 },
      { text: "http://site.test/old", inlinks: 0, depth: 1 },
    ]);
    expect(crawl.web.timesAsked().get(START)).toBe(2);
    expect(crawl.differences()).toEqual([]);
  });
});
