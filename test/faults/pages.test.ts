import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { CHARSET_PAGES } from "#test/site/charsets.ts";
import { startSite, type Site } from "#test/site/site.ts";

const HEALTHY = ["/page/healthy-1", "/page/healthy-2"];
const PNG_AS_HTML = "/picture.png?type=text/html&bytes=5000";

describe("a crawl of pages that are hard to read", () => {
  let site: Site;
  let crawl: RealCrawl;
  let state: string;
  const url = (path: string) => `${site.origin}${path}`;
  const page = (path: string) => crawl.row("pages", url(path));

  beforeAll(async () => {
    site = await startSite({
      pages: {
        "/attribute": `<title>Attribute</title><a href="/page/after-attribute" data-x="${"x".repeat(5_000_000)}">x</a>`,
        "/headings": `<title>Headings</title>${"<h1>one more</h1>".repeat(10_000)}`,
      },
    });
    const targets = [
      "/empty",
      "/big?mb=10",
      "/deep?n=100000",
      "/odd-characters",
      "/binary-as-html",
      PNG_AS_HTML,
      "/long-title?n=1000000",
      "/broken-html",
      "/attribute",
      "/headings",
      "/base?href=http://elsewhere.test/base/",
      "/undeclared",
      "/declared",
      ...Object.keys(CHARSET_PAGES).map((name) => `/charset/${name}`),
      ...HEALTHY,
    ];
    crawl = new RealCrawl({
      seeds: [linksTo(site.origin, targets)],
      firstByteTimeoutMs: 10_000,
      timeoutMs: 20_000,
      stallTimeoutMs: 10_000,
    });
    state = await crawl.run();
    return async () => {
      crawl[Symbol.dispose]();
      await site.close();
    };
  }, 60_000);

  it("F074 shows an empty answer as a page without a title", () => {
    expect(page("/empty")).toMatchObject({ status: 200, size_bytes: 0, settled_as: "kept", outlinks: 0 });
    expect(page("/empty").title ?? "").toBe("");
  });

  it("F075 reads a page of 10 MB in one line to its end", () => {
    expect(page("/big?mb=10")).toMatchObject({ status: 200, title: "Big", settled_as: "kept" });
    expect(Number(page("/big?mb=10").size_bytes)).toBeGreaterThan(10_000_000);
    expect(crawl.verdict(url("/page/at-the-end"))).toBe("200");
  });

  it("F077 reads a page of 100,000 nested elements, down to the link at the bottom", () => {
    expect(page("/deep?n=100000")).toMatchObject({ status: 200, title: "Deep" });
    expect(crawl.verdict(url("/page/deep-down"))).toBe("200");
  });

  it("F078 keeps odd characters as text that every export can write", () => {
    const title = String(page("/odd-characters").title);
    expect(title).toContain("\u202e");
    expect(title).toContain("🕸");
    expect(title.isWellFormed()).toBe(true);
    expect(title).not.toContain("\0");
    expect(crawl.verdict(url("/page/%E2%80%AEodd"))).toBe("200");
  });

  it("F079 takes neither title nor links out of rubbish and pictures that say they are HTML", () => {
    for (const path of ["/binary-as-html", PNG_AS_HTML]) {
      expect(page(path)).toMatchObject({
        status: 200,
        content_type: "text/html",
        title: null,
        outlinks: 0,
        indexability_reason: "not-html",
      });
      expect(page(path).media_kind).not.toBe("html");
    }
    expect(page(PNG_AS_HTML).media_kind).toBe("image");
  });

  it("F057 takes no text out of compressed bytes that do not say so", () => {
    expect(page("/undeclared")).toMatchObject({ status: 200, title: null, outlinks: 0 });
    expect(page("/undeclared").media_kind).not.toBe("html");
  });

  it("F056 shows a plain page that says it is compressed as a damaged one", () => {
    expect(crawl.verdict(url("/declared"))).toMatch(/^(?:bad-encoding after 1 attempt|200)$/);
  });

  it("F080 cuts a title of 1 MB, ten thousand headings and an attribute of 5 MB", () => {
    expect(String(page("/long-title?n=1000000").title).length).toBeLessThanOrEqual(32_767);
    expect(Number(page("/long-title?n=1000000").title_length)).toBeGreaterThan(1000);
    expect(page("/headings")).toMatchObject({ h1_count: 10_000, h1: "one more" });
    expect(JSON.parse(String(page("/headings").h1s))).toHaveLength(20);
    expect(crawl.verdict(url("/page/after-attribute"))).toBe("200");
  });

  it("F081 resolves links against the base of the page, on whatever host it is", () => {
    expect(crawl.row("excluded", "http://elsewhere.test/base/relative")).toMatchObject({
      reason: "scope",
      first_seen_on: url("/base?href=http://elsewhere.test/base/"),
    });
  });

  it("finds in broken HTML the links that a browser shows, and no others", () => {
    const found = crawl
      .rows("links")
      .filter(({ source_url: source }) => source === url("/broken-html"))
      .map(({ target_url: target }) => String(target));
    for (const path of ["in-table", "unquoted", "single", "upper", "amp?a=1&b=2", "spaces", "newline"])
      expect(found).toContain(url(`/page/${path}`));
    for (const path of ["in-comment", "in-script"]) expect(found).not.toContain(url(`/page/${path}`));
  });

  it.each(Object.entries(CHARSET_PAGES))("shows the title of /charset/%s as its author wrote it", (name, { text }) => {
    expect(page(`/charset/${name}`)).toMatchObject({ status: 200, title: text });
  });

  it("keeps the healthy pages, finishes, and its numbers add up", () => {
    for (const path of HEALTHY) expect(crawl.verdict(url(path))).toBe("200");
    expect(state).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
  });
});

describe("a page with 100,000 links", () => {
  it("F076 has all of them recorded, and at a limit of pages the rest waits", { timeout: 60_000 }, async () => {
    await using site = await startSite();
    using crawl = new RealCrawl({
      seeds: [`${site.origin}/many-links?n=100000`],
      maxPages: 20,
      firstByteTimeoutMs: 10_000,
      timeoutMs: 20_000,
    });
    expect(await crawl.run()).toBe("limit");
    expect(crawl.coverage).toEqual({ discovered: 100_001, waiting: 99_981, leased: 0, kept: 20, failed: 0, excluded: 0, blocked: 0 });
    expect(crawl.row("pages", `${site.origin}/many-links?n=100000`)).toMatchObject({ outlinks: 100_000, links_left_out: 0 });
    expect(crawl.reader.verify().differences).toEqual([]);
    expect(await crawl.run({ maxPages: 40 })).toBe("limit");
    expect(crawl.coverage).toMatchObject({ discovered: 100_001, kept: 40, waiting: 99_961 });
    expect(site.requests.filter(({ path }) => path !== "/robots.txt")).toHaveLength(40);
  });

  it("F076 has as many of them recorded as the limit says, and the page says how many are left out", { timeout: 60_000 }, async () => {
    await using site = await startSite();
    using crawl = new RealCrawl({ seeds: [`${site.origin}/many-links?n=5000`], maxDepth: 0, maxLinksPerPage: 1000 });
    expect(await crawl.run()).toBe("finished");
    expect(crawl.row("pages", `${site.origin}/many-links?n=5000`)).toMatchObject({ outlinks: 1000, links_left_out: 4000 });
    expect(crawl.coverage).toMatchObject({ discovered: 1001, kept: 1, excluded: 1000 });
    expect(crawl.contradictions()).toEqual([]);
  });
});

describe("bombs and endless bodies", () => {
  it("F018 F060 leave the memory of the page worker bounded", { timeout: 60_000 }, async () => {
    await using site = await startSite();
    const bombs = ["gzip", "br", "zstd"].flatMap((encoding) => [1, 2].map((n) => `/bomb?encoding=${encoding}&mb=100&n=${n}`));
    const endless = Array.from({ length: 6 }, (_, n) => `/endless-body?n=${n}`);
    using crawl = new RealCrawl({
      seeds: [linksTo(site.origin, [...bombs, ...endless, ...HEALTHY])],
      maxBodyBytes: 4_194_304,
      retries: 0,
      firstByteTimeoutMs: 10_000,
      timeoutMs: 20_000,
      stallTimeoutMs: 10_000,
    });
    const run = crawl.start();
    let mostKib = 0;
    const timer = setInterval(() => (mostKib = Math.max(mostKib, childrenKib())), 100);
    await run.closed;
    clearInterval(timer);
    for (const path of [...bombs, ...endless])
      expect([path, crawl.verdict(`${site.origin}${path}`)]).toEqual([path, "too-large after 1 attempt"]);
    for (const path of HEALTHY) expect(crawl.verdict(`${site.origin}${path}`)).toBe("200");
    expect(crawl.contradictions()).toEqual([]);
    expect(mostKib).toBeLessThan(250 * 1024);
  });
});

/** Memory of the page workers of this process; 0 where it cannot be told. */
function childrenKib(): number {
  try {
    const lines = execFileSync("ps", ["-A", "-o", "ppid=,rss=,args="], { encoding: "utf8" }).split("\n");
    const own = lines
      .map((line) => line.trim().split(/\s+/))
      .filter(([parent, , ...args]) => Number(parent) === process.pid && args.join(" ").includes("page-worker"));
    return own.reduce((sum, [, kib]) => sum + Number(kib), 0);
  } catch {
    return 0;
  }
}
