import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { VIEW_NAMES, VIEWS, type ViewName } from "#contract/views.ts";
import { systemClock } from "#engine/system-clock.ts";
import { openCrawlStore } from "#store/crawl-store.ts";
import { planOf } from "#store/columns/select-rows.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { SimulatedCrawl, START } from "#test/engine/crawl-of.ts";
import type { SimulatedPage } from "#test/engine/simulated-web.ts";
import { TestFolder } from "#test/store/fixture.ts";

const never = () => false;

/** A site of 120 pages with redirects, images, missing pages, pages that fail at first and pages that always do. */
function site(url: string, timesAsked: number): SimulatedPage | undefined {
  const number = url === START ? 0 : Number(/\/p\/(\d+)/.exec(url)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return undefined;
  if (number % 17 === 5) return { location: `${START}p/${number + 1}`, status: 301 };
  if (number % 19 === 7) return { failure: "timeout" };
  if (number % 13 === 3 && timesAsked === 1) return { failure: "reset" };
  if (number % 11 === 9) return { status: 404 };
  const targets = [1, 2, 3].map((step) => `${START}p/${(number * 3 + step) % 120}`);
  return {
    links: [
      ...targets,
      START,
      "https://elsewhere.test/",
      [`${START}i/${number % 30}.png`, "img"],
      `${START}deep/a/b/${number}?q=${number}`,
    ],
  };
}

/** What columns answer is what the file says now, for every view, order and facet. */
async function expectSame(reader: CrawlReader, names: readonly ViewName[] = VIEW_NAMES): Promise<void> {
  using fresh = openReader(reader.path);
  nowMs += 10_000;
  for (const view of names) {
    const all = { view, first: 0, count: 100_000 } as const;
    const shown = await reader.live.ids(all, never);
    expect(
      shown.toSorted((left, right) => left - right),
      view,
    ).toEqual(fresh.viewIds(all));
    for (const { name } of VIEWS[view]) {
      const sorted = { ...all, sort: { column: name, descending: false } };
      if (planOf(sorted) === null) continue;
      expect(await reader.live.ids(sorted, never), `${view} by ${name}`).toEqual(fresh.viewIds(sorted));
    }
    for (const search of ["p/1", "elsewhere"]) {
      const found = await reader.live.ids({ ...all, search }, never);
      expect(
        found.toSorted((left, right) => left - right),
        `${search} in ${view}`,
      ).toEqual(fresh.viewIds({ ...all, search }));
    }
    expect(await reader.live.facets({ view }, never), view).toEqual(fresh.viewFacets({ view }));
  }
}

const STEERED: readonly ViewName[] = ["pages", "failed", "excluded", "blocked", "addresses", "links"];

/** The clock of readers; it goes on before each comparison. */
let nowMs = 0;
const readerOf = (path: string): CrawlReader => openReader(path, () => nowMs);

describe("columns in memory, while an engine of this process writes", () => {
  it("are those of the file after every commit, from the first page to the last", async () => {
    using crawl = new SimulatedCrawl(site, { adaptive: false, perHost: 4 });
    using reader = readerOf(crawl.path);
    let commits = 0;
    let isOver = false;
    reader.live.follow();
    crawl.news = (news) => {
      if (news.t === "committed") commits++;
      reader.live.hear(news);
    };
    await expectSame(reader);
    const session = crawl.start();
    void session.whenEnded().then(() => (isOver = true));
    while (!isOver) {
      const next = commits + 4;
      await crawl.clock.until(() => isOver || commits >= next);
      await expectSame(reader, ["pages", "links", "addresses", "failed"]);
    }
    await expectSame(reader);
    expect(reader.viewIds({ view: "pages", first: 0, count: 1000 }).length).toBeGreaterThan(100);
    expect(reader.live.bytes).toBeGreaterThan(0);
  });

  it("follow pages that are asked for again, and what becomes of them and their links", async () => {
    using crawl = new SimulatedCrawl(site, { adaptive: false });
    await crawl.run();
    crawl.close();
    using reader = readerOf(crawl.path);
    await expectSame(reader);
    reader.live.follow();
    {
      using store = openCrawlStore(crawl.path, systemClock, {
        failed: () => {},
        committing: (changes) => reader.live.hear({ t: "changed", changes }),
        committed: () => reader.live.hear({ t: "committed" }),
      });
      for (const number of [1, 2, 5, 30, 40]) {
        const known = store.find(`${START}p/${number}`);
        if (known === null) continue;
        store.reopen(known, { kind: "wanted", purpose: "page", internal: true });
        store.commit();
        await expectSame(reader, ["pages", "links", "redirects", "addresses"]);
        if (number !== 40) continue;
        store.exclude(known, { kind: "excluded", reason: "pattern", rule: "x", internal: false });
        store.commit();
        await expectSame(reader, ["addresses", "excluded"]);
      }
    }
    reader.live.hear({ t: "ended" });
    await expectSame(reader);
    await crawl.run();
    crawl.close();
    await expectSame(reader);
  });

  it("follow a crawl that is steered: stopped patterns, other depths, requeued rows, pause, resume and options changed at rest", async () => {
    const slowly = (url: string, timesAsked: number) => {
      const page = site(url, timesAsked);
      return page === undefined ? undefined : { tookMs: 400, ...page };
    };
    using crawl = new SimulatedCrawl(slowly, { adaptive: false, perHost: 2 });
    using reader = readerOf(crawl.path);
    let commits = 0;
    let isOver = false;
    crawl.news = (news) => {
      if (news.t === "committed") commits++;
      reader.live.hear(news);
    };
    const go = async (count: number) => {
      const next = commits + count;
      await crawl.clock.until(() => isOver || commits >= next);
      await expectSame(reader, STEERED);
    };
    reader.live.follow();
    let session = crawl.start();
    await go(14);
    expect(crawl.rows("SELECT 1 FROM url WHERE state = 0 AND text LIKE '%/deep/%'")).not.toEqual([]);
    crawl.change(session, { exclude: ["/deep/**"] });
    await go(5);
    expect(crawl.rows("SELECT 1 FROM url WHERE state = 0 AND text LIKE '%/deep/%'")).toEqual([]);
    const pages = await reader.live.ids({ view: "pages", first: 0, count: 5 }, never);
    const failed = await reader.live.ids({ view: "failed", first: 0, count: 5 }, never);
    void session.requeue([...pages, ...failed]);
    await go(5);
    crawl.change(session, { exclude: [], maxDepth: 3, caps: { "/p/*": 40 } });
    await go(5);
    let isPaused = false;
    void session.pause().then(() => (isPaused = true));
    await crawl.clock.until(() => isPaused);
    crawl.close();
    reader.live.hear({ t: "ended" });
    await expectSame(reader);
    crawl.changeAtRest({ exclude: ["/p/1*"], maxDepth: 200, caps: {} });
    await expectSame(reader, STEERED);
    reader.live.follow();
    session = crawl.start();
    void session.whenEnded().then(() => (isOver = true));
    while (!isOver) await go(5);
    crawl.close();
    reader.live.hear({ t: "ended" });
    await expectSame(reader);
    expect(crawl.differences()).toEqual([]);
    expect(reader.viewIds({ view: "excluded", first: 0, count: 1000 }).length).toBeGreaterThan(10);
  });

  it("show what was written and not yet told as committed neither twice nor never", async () => {
    using folder = new TestFolder();
    using reader = readerOf(folder.sample());
    const writer = new Database(reader.path);
    await expectSame(reader);
    reader.live.follow();
    reader.live.hear({ t: "changed", changes: { urls: [20, 21], links: [[3, 5]], everything: false } });
    await expectSame(reader);
    writer.exec(
      "UPDATE url SET inlinks = 77 WHERE id = 20; UPDATE page SET status = 299 WHERE id = 21; DELETE FROM link WHERE id BETWEEN 3 AND 5",
    );
    await expectSame(reader);
    reader.live.hear({ t: "committed" });
    await expectSame(reader);
    writer.close();
  });
});

describe("columns in memory, when another process writes", () => {
  it("are let go of, and read again when it is quiet", async () => {
    using folder = new TestFolder();
    using reader = readerOf(folder.sample());
    const writer = new Database(reader.path);
    await expectSame(reader);
    writer.exec("UPDATE url SET inlinks = inlinks + 5 WHERE id % 2 = 0; UPDATE page SET title = 'Another' WHERE id % 3 = 0");
    await expectSame(reader);
    writer.exec("DELETE FROM link WHERE id % 7 = 0");
    await expectSame(reader);
    expect(reader.live.bytes).toBeGreaterThan(0);
    await expectSame(reader);
    writer.close();
  });
});
