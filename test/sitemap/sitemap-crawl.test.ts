import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RealCrawl } from "#test/faults/crawl-for-real.ts";
import { startSite, type Site } from "#test/site/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const crawlOf = (...seeds: readonly string[]) => new RealCrawl({ seeds: [...seeds], mode: "sitemap" });
const states = (crawl: RealCrawl) =>
  Object.fromEntries(crawl.rows("addresses").map((row) => [String(row.url).replace(site.origin, ""), row.state]));

describe("A crawl of what sitemaps name", () => {
  it("finds them through robots.txt, follows indexes, and asks for every page once and for nothing else", async () => {
    await using own = await startSite();
    own.setRobots({ text: `User-agent: *\nDisallow: /page/text-1\nSitemap: ${own.origin}/sitemaps/index\nSitemap: /sitemaps/moved\n` });
    using crawl = crawlOf(`${own.origin}/`);
    const run = crawl.start();
    await run.closed;
    expect(run.session.state).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
    const names = ["bomb-0", "broken-0", "gz-0", "gz-1", "rss-0", "text-0", "urls-0", "urls-1", "urls-2"];
    const asked = crawl.rows("pages").filter((row) => row.status === 200);
    expect(
      asked
        .map((row) => String(row.url).replace(`${own.origin}/page/`, ""))
        .filter((name) => !name.includes("&"))
        .toSorted(),
    ).toEqual(names);
    for (const row of asked) expect(row).toMatchObject({ depth: 0, first_seen_as: "sitemap" });
    for (const name of names) expect(own.hits(`/page/${name}`)).toBe(1);
    expect(own.hits("/sitemaps/index")).toBe(1);
    expect(crawl.row("excluded", "http://elsewhere.test/page")).toMatchObject({ reason: "scope" });
    expect(crawl.row("excluded", `${own.origin}/page/text-1`)).toMatchObject({ reason: "robots" });
    expect(crawl.row("failed", `${own.origin}/sitemaps/missing`)).toMatchObject({ code: "no-sitemap", message: "It answered 404." });
    expect(crawl.row("addresses", `${own.origin}/sitemaps/index`)).toMatchObject({
      state: "kept",
      status: 200,
      first_seen_as: "sitemap-index",
    });
    expect(crawl.rows("links").find((row) => row.target_url === `${own.origin}/page/gz-1`)).toMatchObject({
      source_url: `${own.origin}/sitemaps/gz/2`,
      kind: "sitemap",
      anchor: "2026-01-05",
    });
    const why = crawl.reader.why(`${own.origin}/page/gz-1`);
    expect(why.explanation).toContain(`It was first named on ${own.origin}/sitemaps/gz/2 (sitemap).`);
    expect(why.path).toEqual(["/robots.txt", "/sitemaps/index", "/sitemaps/gz/2", "/page/gz-1"].map((path) => own.origin + path));
    const notices = run.session.live().notices.map(({ message }) => message);
    expect(notices.find((message) => message.includes("/sitemaps/missing"))).toContain("It answered 404.");
    expect(notices.find((message) => message.includes("/sitemaps/broken"))).toContain("read in part only (1 addresses)");
  });

  it("tries /sitemap.xml when robots.txt names none, and says plainly when there is none either", async () => {
    using crawl = crawlOf(`${site.origin}/page/start`);
    const run = crawl.start();
    await run.closed;
    expect(run.session.state).toBe("finished");
    expect(states(crawl)).toEqual({ "/robots.txt": "kept", "/sitemap.xml": "failed" });
    expect(run.session.live().notices.map(({ id }) => id)).toContain("no-sitemap");
    expect(crawl.reader.coverage().failures).toMatchObject([{ code: "no-sitemap", count: 1 }]);
  });

  it("takes start addresses that are sitemaps as they are", async () => {
    using crawl = crawlOf(`${site.origin}/sitemaps/text?a.txt`, `${site.origin}/sitemaps/urls/2?sitemap`);
    await crawl.run();
    expect(states(crawl)["/robots.txt"]).toBe("kept");
    using direct = crawlOf(`${site.origin}/sitemaps/urls/sitemap`, `${site.origin}/sitemaps/rss/feed`);
    await direct.run();
    expect(states(direct)).toMatchObject({ "/page/rss-0": "kept" });
    expect(states(direct)["/robots.txt"]).toBeUndefined();
  });

  it("ends although indexes name each other without end, and survives what only pretends to be a sitemap", async () => {
    const names = ["deep/0", "html", "empty", "inflating", "loop"];
    await using own = await startSite();
    own.setRobots({ text: names.map((name) => `Sitemap: ${own.origin}/sitemaps/${name}`).join("\n") });
    using crawl = crawlOf(own.origin);
    expect(await crawl.run()).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
    expect(crawl.row("excluded", `${own.origin}/sitemaps/deep/6`)).toMatchObject({ reason: "depth" });
    expect(own.hits("/sitemaps/deep/6")).toBe(0);
    const failed = Object.fromEntries(crawl.rows("failed").map((row) => [String(row.url).split("/sitemaps/")[1], row.message]));
    expect(failed).toMatchObject({
      html: "It is a web page, not a sitemap.",
      empty: "It names no address.",
      inflating: "It is larger than 64 MiB when it is unpacked.",
    });
  });

  it("holds maxPages, include and exclude, and goes on after a limit", async () => {
    await using own = await startSite();
    own.setRobots({ text: `Sitemap: ${own.origin}/sitemaps/urls/30\nSitemap: ${own.origin}/sitemaps/gz/5` });
    using crawl = new RealCrawl({
      seeds: [own.origin],
      mode: "sitemap",
      maxPages: 10,
      exclude: ["/page/urls-7"],
      include: ["/page/urls-*"],
    });
    expect(await crawl.run()).toBe("limit");
    expect(crawl.rows("pages").length).toBe(10);
    expect(await crawl.run({ maxPages: 0 })).toBe("finished");
    expect(crawl.rows("pages").length).toBe(29);
    expect(crawl.rows("excluded").filter((row) => row.reason === "not-included").length).toBe(5);
    expect(crawl.contradictions()).toEqual([]);
    for (const row of crawl.rows("pages")) expect(own.hits(new URL(String(row.url)).pathname)).toBe(1);
  });

  it("reads a sitemap as one when the pattern that excluded it is taken back", async () => {
    await using own = await startSite();
    own.setRobots({ text: `Sitemap: ${own.origin}/sitemaps/urls/3\nSitemap: ${own.origin}/sitemaps/gz/5` });
    using crawl = new RealCrawl({ seeds: [own.origin], mode: "sitemap", exclude: ["/sitemaps/gz/*"] });
    expect(await crawl.run()).toBe("finished");
    expect(crawl.row("excluded", `${own.origin}/sitemaps/gz/5`)).toMatchObject({ reason: "pattern" });
    expect(await crawl.run({ exclude: [] })).toBe("finished");
    expect(crawl.rows("pages").filter((row) => String(row.url).includes("/page/gz-")).length).toBe(5);
    expect(crawl.contradictions()).toEqual([]);
    for (const row of crawl.rows("pages")) expect(own.hits(new URL(String(row.url)).pathname)).toBe(1);
  });

  it("that is stopped at any time and resumed asks for nothing twice and misses nothing", async () => {
    await using own = await startSite({ latencyMs: 20 });
    own.setRobots({ text: `Sitemap: ${own.origin}/sitemaps/index` });
    using crawl = crawlOf(own.origin);
    for (let stops = 0; ; stops += 1) {
      const run = crawl.start();
      const seen = own.requests.length;
      while (own.requests.length < seen + 3 && run.session.state === "running") await new Promise((resolve) => setTimeout(resolve, 5));
      // Stopping gives up what is being fetched; pausing takes it in, so that the crawl gets on.
      await (stops % 2 === 0 ? run.session.stop() : run.session.pause());
      await run.closed;
      expect(run.session.receipt?.fetchedTwice ?? 0).toBe(0);
      if (run.session.state === "finished") break;
      expect(stops).toBeLessThan(100);
    }
    expect(crawl.contradictions()).toEqual([]);
    expect(crawl.rows("pages").filter((row) => row.status === 200).length).toBeGreaterThanOrEqual(10);
  });
});
