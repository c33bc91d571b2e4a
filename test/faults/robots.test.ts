import { beforeAll, describe, expect, it } from "vitest";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import type { RobotsTxt } from "#test/site/robots-txt.ts";
import { startSite, type Site } from "#test/site/site.ts";

const RULES = "User-agent: *\nDisallow: /private/\n";
const HTML = "<!doctype html><html><title>Not found</title><p>User-agent: * Disallow: /</p></html>";

/** robots.txt -> what becomes of an open and of a private page. */
const CASES: readonly (readonly [name: string, robots: RobotsTxt, open: string, hidden: string])[] = [
  ["is absent (404)", {}, "200", "200"],
  ["answers 403", { status: 403, text: RULES }, "200", "200"],
  ["answers 410", { status: 410 }, "200", "200"],
  ["answers 429", { status: 429 }, "excluded: robots", "excluded: robots"],
  ["answers 500", { status: 500 }, "excluded: robots", "excluded: robots"],
  ["answers 503", { status: 503, text: "User-agent: *\nAllow: /\n" }, "excluded: robots", "excluded: robots"],
  ["hangs", { hang: true }, "first-byte-timeout", "first-byte-timeout"],
  ["is reset", { reset: true }, "reset", "reset"],
  ["has rules", { text: RULES }, "200", "excluded: robots"],
  ["is slow", { text: RULES, delayMs: 400 }, "200", "excluded: robots"],
  ["begins with a byte order mark", { text: RULES, bom: true }, "200", "excluded: robots"],
  ["is empty", { text: "" }, "200", "200"],
  ["is a page of HTML", { text: HTML, contentType: "text/html" }, "200", "200"],
  ["has rules in its first 300 KiB", { text: RULES, bytes: 300 * 1024 }, "200", "excluded: robots"],
  ["has rules only behind its first 512 KiB", { text: RULES, bytes: 2_000_000 }, "200", "200"],
  ["redirects to a page that is missing", { location: "/status/404" }, "200", "200"],
  ["redirects in a loop", { location: "/robots.txt" }, "200", "200"],
  ["redirects to a server error", { location: "/status/500" }, "excluded: robots", "excluded: robots"],
  ["redirects to a scheme that is not opened", { location: "file:///etc/passwd" }, "200", "200"],
];

describe("robots.txt of every kind (RFC 9309)", () => {
  let start: Site;
  let rules: Site;
  let redirected: Site;
  let sites: readonly Site[];
  let crawl: RealCrawl;
  let state: string;

  beforeAll(async () => {
    [start, rules] = await Promise.all([startSite(), startSite({ robots: { text: RULES } })]);
    redirected = await startSite({ robots: { location: `${rules.origin}/robots.txt` } });
    sites = await Promise.all(CASES.map(([, robots]) => startSite({ robots })));
    const seeds = [...sites, redirected].map(({ origin }) => linksTo(origin, ["/private/page", "/page/open"]));
    crawl = new RealCrawl({ seeds: [...seeds, linksTo(start.origin, ["/page/fine"])], concurrency: 64 });
    state = await crawl.run();
    return async () => {
      crawl[Symbol.dispose]();
      await Promise.all([start, rules, redirected, ...sites].map((site) => site.close()));
    };
  }, 60_000);

  it.each(CASES.map(([name, , open, hidden], index) => ({ name, open, hidden, index })))(
    "F092 when it $name, an open page is shown as $open and a private one as $hidden",
    ({ open, hidden, index }) => {
      const site = sites[index]!;
      const seed = linksTo(site.origin, ["/private/page", "/page/open"]);
      const shown = [crawl.verdict(seed).split(" after")[0]];
      // A start address that may not be asked for names nothing.
      if (shown[0] === "200") shown.push(crawl.verdict(`${site.origin}/page/open`), crawl.verdict(`${site.origin}/private/page`));
      expect(shown).toEqual(open === "200" ? ["200", open, hidden] : [open]);
      if (open !== "200") expect(site.requests.filter(({ path }) => path.startsWith("/links"))).toEqual([]);
      if (hidden !== "200") expect(site.hits("/private/page")).toBe(0);
    },
  );

  it("F092 holds the rules behind a redirect to another host", () => {
    expect(crawl.verdict(`${redirected.origin}/page/open`)).toBe("200");
    expect(crawl.verdict(`${redirected.origin}/private/page`)).toBe("excluded: robots");
  });

  it("asks for it once where it answers, whatever it answers", () => {
    for (const [index, [name, robots]] of CASES.entries()) {
      const asked = sites[index]!.hits("/robots.txt");
      const fails = robots.hang === true || robots.reset === true || (robots.status ?? 0) >= 429 || robots.location === "/status/500";
      expect([name, asked]).toEqual([name, fails ? 2 : robots.location === "/robots.txt" ? 6 : 1]);
    }
  });

  it("says in the row why nothing of a host was asked for", () => {
    const site = sites[CASES.findIndex(([name]) => name === "hangs")]!;
    const seed = linksTo(site.origin, ["/private/page", "/page/open"]);
    expect(crawl.row("failed", seed)).toMatchObject({ message: "robots.txt could not be read: No answer within 1 s.", attempts: 0 });
    expect(Number(crawl.row("failed", seed).fetched_at)).toBeGreaterThan(Date.now() - 300_000);
    const refused = sites[CASES.findIndex(([name]) => name === "answers 500")]!;
    expect(crawl.row("excluded", linksTo(refused.origin, ["/private/page", "/page/open"])).rule).toMatch(/robots\.txt answered 500/);
  });

  it("keeps the pages of the other hosts, and its numbers add up", () => {
    expect(crawl.verdict(`${start.origin}/page/fine`)).toBe("200");
    expect(state).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
  });
});

describe("robots.txt that was out of order", () => {
  it.each([
    ["answers 500", { status: 500 }],
    ["is reset", { reset: true }],
  ])(
    "is asked for again by a resume when it %s, and then the pages are crawled",
    async (_name, robots) => {
      await using site = await startSite({ robots });
      const seed = linksTo(site.origin, ["/page/open"]);
      using crawl = new RealCrawl({ seeds: [seed] });
      await crawl.run();
      expect(crawl.verdict(seed)).not.toBe("200");
      site.setRobots({ text: RULES });
      expect(await crawl.run()).toBe("finished");
      expect([crawl.verdict(seed), crawl.verdict(`${site.origin}/page/open`)]).toEqual(["200", "200"]);
      expect(crawl.contradictions()).toEqual([]);
    },
    30_000,
  );
});
