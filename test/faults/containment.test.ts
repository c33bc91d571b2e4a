import { beforeAll, describe, expect, it } from "vitest";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { startSite, type Site } from "#test/site/site.ts";

const SECRET = "Authorization: Basic b3duOnNlY3JldA==";
const redirectTo = (url: string) => `/redirect-to?url=${encodeURIComponent(url)}`;

describe("a crawl that is led to other hosts and into private networks", () => {
  let site: Site;
  let other: Site;
  let crawl: RealCrawl;
  const inside = () => [
    `http://localhost:${other.port}/page/inside`,
    `http://127.0.0.2:${other.port}/page/inside`,
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://[::1]:1/",
    "http://192.168.0.1/admin",
  ];
  const odd = ["mailto:a@example.com", "ftp://example.com/", "file:///etc/passwd", "tel:1", "gopher://example.com/"];

  beforeAll(async () => {
    [site, other] = await Promise.all([startSite(), startSite()]);
    const foreign = `${other.origin}/echo`;
    const withPassword = foreign.replace("http://", "http://user:password@");
    const targets = [
      ...inside(),
      redirectTo(`http://localhost:${other.port}/page/redirected-inside`),
      redirectTo("http://[fe80::1]/"),
      foreign,
      redirectTo(`${other.origin}/page/redirected`),
      withPassword,
      redirectTo(withPassword.replace("/echo", "/page/password")),
      ...odd,
      "javascript:alert(1)",
      "/auth",
      "/echo",
      "/page/fine",
    ];
    crawl = new RealCrawl({ seeds: [linksTo(site.origin, targets)], external: "check", headers: [SECRET, "X-Own: yes"] });
    await crawl.run();
    return async () => {
      crawl[Symbol.dispose]();
      await Promise.all([site.close(), other.close()]);
    };
  }, 60_000);

  it("F070 shows private addresses that are no start addresses as excluded, and never connects to them", () => {
    for (const url of inside()) expect([url, crawl.verdict(url)]).toEqual([url, "excluded: private-address"]);
    expect(crawl.row("excluded", inside()[0]!).rule).toMatch(/localhost is on a private network/);
    expect(other.requests.filter(({ path }) => path.includes("inside"))).toEqual([]);
  });

  it("F070 looks at the address again after a redirect", () => {
    expect(crawl.verdict(`http://localhost:${other.port}/page/redirected-inside`)).toBe("excluded: private-address");
    expect(crawl.verdict("http://[fe80::1]/")).toBe("excluded: private-address");
    expect(crawl.row("redirects", `${site.origin}${redirectTo("http://[fe80::1]/")}`)).toMatchObject({ status: 302, final_status: null });
  });

  it("F093 sends a person's own headers with every request to the start address, robots.txt too", () => {
    expect(site.requests.length).toBeGreaterThan(3);
    for (const { headers, path } of site.requests)
      expect([path, headers["x-own"], headers.authorization]).toEqual([path, "yes", SECRET.slice(15)]);
    expect(crawl.verdict(`${site.origin}/auth`)).toBe("200");
  });

  it("F093 sends them to no other host, neither through a link nor through a redirect", () => {
    expect(other.requests.map(({ path }) => path)).toEqual(expect.arrayContaining(["/robots.txt", "/echo", "/page/redirected"]));
    for (const { headers, path } of other.requests)
      expect([path, headers["x-own"], headers.authorization]).toEqual([path, undefined, undefined]);
  });

  it("neither sends nor shows a name and password that stand in a link", () => {
    expect(other.hits("/page/password")).toBe(1);
    expect(crawl.verdict(`${other.origin}/page/password`)).toBe("200");
    expect(JSON.stringify(crawl.rows("links"))).not.toContain("user:password@127");
    expect(JSON.stringify(crawl.rows("pages").map(({ url }) => url))).not.toContain("user:password@127");
  });

  it.each(odd)("F069 records %s as excluded for its scheme", (target) => {
    expect(crawl.row("excluded", target)).toMatchObject({ reason: "scheme", first_seen_as: "a" });
  });

  it("keeps the healthy page, and its numbers add up", () => {
    expect(crawl.verdict(`${site.origin}/page/fine`)).toBe("200");
    expect(crawl.contradictions()).toEqual([]);
  });
});

describe("addresses that ask who is there", () => {
  it("F093 keeps a 401 and a 407 as answers, and a check for humans as blocked", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, ["/auth", "/status/407", "/challenge", "/page/fine"])] });
    expect(await crawl.run()).toBe("finished");
    expect(["/auth", "/status/407", "/challenge", "/page/fine"].map((path) => crawl.verdict(`${site.origin}${path}`))).toEqual([
      "401",
      "407",
      "blocked: challenge",
      "200",
    ]);
    expect(crawl.contradictions()).toEqual([]);
  });
});
