import { describe, expect, it } from "vitest";
import type { CrawlConfigInput } from "#contract/config.ts";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { startSite, type Site } from "#test/site/site.ts";

/** Crawls a site from a page that links to `targets` and to ten healthy pages, which must all be kept. */
async function crawlTrap(site: Site, targets: readonly string[], config: CrawlConfigInput): Promise<RealCrawl> {
  const healthy = Array.from({ length: 10 }, (_, index) => `/page/healthy-${index}`);
  const crawl = new RealCrawl({ seeds: [linksTo(site.origin, [...targets, ...healthy])], ...config });
  expect(await crawl.run()).toBe("finished");
  for (const path of healthy) expect(crawl.verdict(`${site.origin}${path}`)).toBe("200");
  expect(crawl.contradictions()).toEqual([]);
  return crawl;
}

describe("sites without an end", () => {
  it("F082 a calendar ends at the limit of depth, and the last page says so", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = await crawlTrap(site, ["/calendar/2024/1"], { maxDepth: 12 });
    expect(site.hits("/calendar/2024/12")).toBe(1);
    expect(crawl.rows("pages").filter(({ url }) => String(url).includes("/calendar/"))).toHaveLength(23);
    expect(crawl.row("excluded", `${site.origin}/calendar/2025/1`)).toMatchObject({ reason: "depth", rule: "maxDepth 12" });
    expect(crawl.reader.why(`${site.origin}/calendar/2025/1`).explanation).toContain("more clicks away from the start than the limit");
  });

  it("F083 session ids in the path are one page, and in the query end at the limit of depth", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = await crawlTrap(site, ["/session?sid=start"], { maxDepth: 15 });
    expect(site.hits("/session/page")).toBe(1);
    expect(crawl.rows("pages").filter(({ url }) => String(url).includes("jsessionid"))).toEqual([]);
    expect(site.hits("/session")).toBeLessThan(40);
    expect(crawl.rows("excluded").every(({ reason }) => reason === "depth")).toBe(true);
  });

  it("F084 a path that repeats itself is called a trap, with the part that repeats", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = await crawlTrap(site, ["/a/"], {});
    expect(crawl.verdict(`${site.origin}/a/a/a/a/`)).toBe("200");
    expect(crawl.row("excluded", `${site.origin}/a/a/a/a/a/`)).toMatchObject({
      reason: "trap",
      rule: 'the part "a" stands more than 4 times in the path (maxPathRepeats)',
    });
    expect(site.requests.filter(({ path }) => path.startsWith("/a/"))).toHaveLength(4);
  });

  it("F085 the filters of a shop end at the limit of variants", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = await crawlTrap(site, ["/facets"], { maxQueryVariants: 30, normalise: { sortQuery: true } });
    const asked = site.requests
      .filter(({ path }) => path.startsWith("/facets"))
      .map(({ path }) => new URLSearchParams(path.split("?")[1] ?? "").size);
    expect(asked.filter((parameters) => parameters >= 3)).toHaveLength(30);
    const trapped = crawl.rows("excluded").filter(({ reason }) => reason === "trap");
    expect(trapped.length).toBeGreaterThan(30);
    expect(trapped.every(({ rule }) => rule === "maxQueryVariants 30")).toBe(true);
  });

  it("F086 pages that say Not found with a 200 are seen to have the same text", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = await crawlTrap(site, ["/soft-404/one", "/soft-404/two"], {});
    const [one, two] = ["one", "two"].map((name) => crawl.row("pages", `${site.origin}/soft-404/${name}`));
    expect(one!.text_hash).toBe(two!.text_hash);
    expect(one!.text_hash).not.toBe(crawl.row("pages", `${site.origin}/page/healthy-1`).text_hash);
  });

  it("F087 a hidden link into what robots.txt disallows is never asked for", { timeout: 30_000 }, async () => {
    await using site = await startSite({ robots: { text: "User-agent: *\nDisallow: /private/\n" } });
    using crawl = await crawlTrap(site, ["/honeypot"], {});
    expect(site.hits("/private/honeypot")).toBe(0);
    expect(crawl.row("excluded", `${site.origin}/private/honeypot`)).toMatchObject({
      reason: "robots",
      first_seen_on: `${site.origin}/honeypot`,
    });
    expect(crawl.verdict(`${site.origin}/page/fine`)).toBe("200");
  });

  it("F088 nothing is ever posted, forms are not followed, and what is excluded is not asked for", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = await crawlTrap(site, ["/actions"], { exclude: ["/page/logout", "/[?&]id=/"] });
    expect(site.requests.every(({ method }) => method === "GET")).toBe(true);
    for (const path of ["/page/logout", "/page/delete", "/page/post"]) expect([path, site.hits(path)]).toEqual([path, 0]);
    expect(crawl.row("excluded", `${site.origin}/page/logout`)).toMatchObject({ reason: "pattern", rule: "/page/logout" });
    expect(crawl.row("excluded", `${site.origin}/page/delete?id=1`)).toMatchObject({ reason: "pattern", rule: "/[?&]id=/" });
    expect(crawl.row("excluded", `${site.origin}/page/post`)).toMatchObject({ reason: "not-followed", rule: "form" });
  });

  it("a limit of pages ends any trap, and what is left waits", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = new RealCrawl({ seeds: [`${site.origin}/calendar/2024/1`], maxPages: 15 });
    expect(await crawl.run()).toBe("limit");
    expect(crawl.rows("pages")).toHaveLength(15);
    expect(site.requests.filter(({ path }) => path !== "/robots.txt")).toHaveLength(15);
    expect(crawl.coverage.waiting).toBeGreaterThan(0);
    expect(crawl.reader.verify().differences).toEqual([]);
  });
});
