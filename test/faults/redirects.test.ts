import { beforeAll, describe, expect, it } from "vitest";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { startSite, type Site } from "#test/site/site.ts";

const HEALTHY = ["/page/healthy-1", "/page/healthy-2"];
const to = (target: string, status = 302) => `/redirect-to?status=${status}&url=${encodeURIComponent(target)}`;
const SCHEMES = [
  "mailto:someone@example.com",
  "file:///etc/passwd",
  "ftp://example.com/x",
  "gopher://example.com/",
  "chrome://settings/",
  "tel:+123",
];
const SCRIPTS = ["javascript:alert(1)", "data:text/html,<h1>x</h1>"];

describe("a crawl that is redirected in every way", () => {
  let site: Site;
  let other: Site;
  let crawl: RealCrawl;
  let state: string;
  const url = (path: string) => `${site.origin}${path}`;

  beforeAll(async () => {
    other = await startSite();
    site = await startSite({
      robots: { text: "User-agent: *\nDisallow: /private/\n" },
      pages: {
        "/canonical-a": '<title>A</title><link rel="canonical" href="/canonical-b"><a href="/canonical-b">b</a>',
        "/canonical-b": '<title>B</title><link rel="canonical" href="/canonical-a"><a href="/canonical-a">a</a>',
        "/long": `<a href="/page/${"long".repeat(3000)}">long</a>`,
        "/meta-loop": '<meta http-equiv="refresh" content="0; url=/meta-loop"><title>Loop</title>',
      },
    });
    const targets = [
      ...[301, 302, 303, 307, 308].map((status) => to(`/page/after-${status}`, status)),
      "/redirect-chain?n=25",
      "/redirect-loop",
      "/redirect-pair/a",
      "/redirect-slash",
      "/redirect-unique?n=0",
      "/redirect-empty?status=302",
      "/redirect-empty?status=300",
      "/status/304",
      ...SCHEMES.map((target) => to(target)),
      ...SCRIPTS.map((target) => to(target)),
      to("/private/never"),
      to(`${other.origin}/page/elsewhere`),
      to("/page/sp ace é"),
      to("//127.0.0.1:1/x"),
      to("?url=%2Fpage%2Fquery-only"),
      to("/page/with-fragment#part"),
      "/redirect-refresh?url=/page/refreshed",
      "/redirect-meta?url=/page/meta-refreshed",
      "/meta-loop",
      "/canonical-a",
      to("http://["),
      "/long",
      ...HEALTHY,
    ];
    crawl = new RealCrawl({ seeds: [linksTo(site.origin, targets)], maxRedirects: 10 });
    state = await crawl.run();
    return async () => {
      crawl[Symbol.dispose]();
      await Promise.all([site.close(), other.close()]);
    };
  }, 60_000);

  it.each([301, 302, 303, 307, 308])("F064 shows a %i as one row that names its target, and the target as another", (status) => {
    const from = url(to(`/page/after-${status}`, status));
    expect(crawl.viewsOf(from)).toEqual(["pages", "redirects"]);
    expect(crawl.row("redirects", from)).toMatchObject({
      status,
      kind: "redirect",
      redirect_url: url(`/page/after-${status}`),
      location: `/page/after-${status}`,
      final_status: 200,
      hops: 1,
      loop: false,
    });
    expect(crawl.row("pages", url(`/page/after-${status}`))).toMatchObject({ status: 200, depth: 1 });
    expect(site.requests.filter(({ path }) => path === `/page/after-${status}`).map(({ method }) => method)).toEqual(["GET"]);
  });

  it("F065 follows a chain up to the limit, keeps every hop and says why it went no further", () => {
    for (let left = 25; left >= 15; left -= 1) expect([left, crawl.verdict(url(`/redirect-chain?n=${left}`))]).toEqual([left, "301"]);
    expect(crawl.verdict(url("/redirect-chain?n=14"))).toBe("excluded: redirect-limit");
    expect(crawl.row("excluded", url("/redirect-chain?n=14"))).toMatchObject({ rule: "maxRedirects 10", first_seen_as: "redirect" });
    expect(site.hits("/redirect-chain")).toBe(11);
  });

  it("F066 calls a redirect to itself, a pair and a slash that comes and goes loops, and asks for each once", () => {
    for (const path of ["/redirect-loop", "/redirect-pair/a", "/redirect-pair/b", "/redirect-slash", "/redirect-slash/"]) {
      expect([path, site.hits(path), crawl.row("redirects", url(path)).loop]).toEqual([path, 1, true]);
    }
  });

  it("F067 ends a chain that never repeats at the limit", () => {
    expect(site.hits("/redirect-unique")).toBe(11);
    expect(crawl.verdict(url("/redirect-unique?n=11"))).toBe("excluded: redirect-limit");
  });

  it("F068 keeps a redirect that does not say where, and its status, and goes nowhere", () => {
    expect(crawl.verdict(url("/redirect-empty?status=302"))).toBe("302");
    expect(crawl.verdict(url("/redirect-empty?status=300"))).toBe("300");
    expect(crawl.verdict(url("/status/304"))).toBe("304");
    expect(crawl.viewsOf(url("/never-from-here"))).toEqual([]);
  });

  it.each(SCHEMES)("F069 never opens %s and shows it as excluded for its scheme", (target) => {
    expect(crawl.verdict(url(to(target)))).toBe("302");
    expect(crawl.row("redirects", url(to(target)))).toMatchObject({ redirect_url: target, final_status: null });
    expect(crawl.row("excluded", target)).toMatchObject({ reason: "scheme", rule: "only http and https", first_seen_as: "redirect" });
  });

  it.each(SCRIPTS)("F069 keeps a redirect to %s as an answer and follows nothing", (target) => {
    expect(crawl.verdict(url(to(target)))).toBe("302");
    expect(JSON.stringify(crawl.row("pages", url(to(target))).response_headers)).toContain(target.slice(0, 11));
  });

  it("F041 resolves targets as browsers do", () => {
    expect(crawl.row("redirects", url(to("/page/sp ace é"))).redirect_url).toBe(url("/page/sp%20ace%20%C3%A9"));
    expect(crawl.row("redirects", url(to("/page/with-fragment#part"))).redirect_url).toBe(url("/page/with-fragment"));
    expect(crawl.row("redirects", url(to("?url=%2Fpage%2Fquery-only"))).redirect_url).toBe(url("/redirect-to?url=%2Fpage%2Fquery-only"));
    expect(crawl.verdict(url("/page/query-only"))).toBe("200");
    expect(crawl.row("redirects", url(to("//127.0.0.1:1/x"))).redirect_url).toBe("http://127.0.0.1:1/x");
    expect(crawl.verdict("http://[")).toBe("excluded: invalid-url");
    expect(crawl.rows("excluded").filter(({ reason }) => reason === "url-too-long")).toHaveLength(1);
  });

  it("F070 does not follow a redirect to another site when other sites are ignored", () => {
    expect(crawl.verdict(`${other.origin}/page/elsewhere`)).toBe("excluded: scope");
    expect(other.requests).toEqual([]);
  });

  it("F071 takes no link out of the body of a redirect", () => {
    expect(crawl.viewsOf(url("/from-a-redirect-body"))).toEqual([]);
    expect(crawl.rows("links").filter(({ target_url: target }) => target === url("/from-a-redirect-body"))).toEqual([]);
  });

  it("F072 does not follow a redirect into what robots.txt disallows", () => {
    expect(crawl.row("excluded", url("/private/never"))).toMatchObject({ reason: "robots", first_seen_as: "redirect" });
    expect(crawl.row("excluded", url("/private/never")).rule).toMatch(/\/private\//);
    expect(site.hits("/private/never")).toBe(0);
  });

  it("F044 F073 tells refreshes from redirects, follows them, and comes to an end in loops", () => {
    expect(crawl.row("redirects", url("/redirect-refresh?url=/page/refreshed"))).toMatchObject({
      kind: "header-refresh",
      status: 200,
      final_url: url("/page/refreshed"),
    });
    expect(crawl.row("redirects", url("/redirect-meta?url=/page/meta-refreshed"))).toMatchObject({
      kind: "meta-refresh",
      final_url: url("/page/meta-refreshed"),
    });
    expect(crawl.verdict(url("/page/refreshed"))).toBe("200");
    expect(crawl.verdict(url("/page/meta-refreshed"))).toBe("200");
    expect(site.hits("/meta-loop")).toBe(1);
    for (const path of ["/canonical-a", "/canonical-b"]) {
      expect(crawl.row("pages", url(path))).toMatchObject({ status: 200, indexability_reason: "canonical" });
      expect(site.hits(path)).toBe(1);
    }
  });

  it("keeps the healthy pages, finishes, and its numbers add up", () => {
    for (const path of HEALTHY) expect(crawl.verdict(url(path))).toBe("200");
    expect(state).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
  });
});
