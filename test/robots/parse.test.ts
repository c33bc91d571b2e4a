import { describe, expect, it } from "vitest";
import { outcomeOfStatus } from "#robots/outcome.ts";
import { parseRobots, rulesFor, verdictOf } from "#robots/parse.ts";

const verdict = (text: string, path: string, token = "Orbweaver") =>
  verdictOf(rulesFor(parseRobots(text), token), `https://example.com${path}`);
const allowed = (text: string, path: string, token?: string) => verdict(text, path, token).allowed;

describe("robots.txt", () => {
  it("allows everything when it says nothing", () => {
    for (const text of [
      "",
      "\uFEFF",
      "# nothing",
      "User-agent: *\nDisallow:",
      "User-agent: other\nDisallow: /",
      "<html>not found</html>",
    ]) {
      expect(allowed(text, "/x"), text).toBe(true);
    }
  });

  it("takes the group that names the crawler, in any case, before the one for all", () => {
    const text = "User-agent: *\nDisallow: /\n\nUser-agent: ORBweaver/9.9\nDisallow: /private";
    expect(allowed(text, "/a")).toBe(true);
    expect(allowed(text, "/private/x")).toBe(false);
    expect(allowed(text, "/a", "Other")).toBe(false);
  });

  it("takes groups for the same crawler together, and one group for several crawlers", () => {
    const text = "User-agent: a\nUser-agent: orbweaver\nDisallow: /1\nUser-agent: b\nDisallow: /2\nUser-agent: orbweaver\nDisallow: /3";
    expect([1, 2, 3].map((part) => allowed(text, `/${part}`))).toEqual([false, true, false]);
  });

  it("ignores rules before any group", () => {
    expect(allowed("Disallow: /\nUser-agent: *\nDisallow: /x", "/a")).toBe(true);
  });

  it("lets the longest match count, and allow win a tie", () => {
    expect(allowed("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c")).toBe(true);
    expect(allowed("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /page\nAllow: /page", "/page")).toBe(true);
  });

  it.each([
    ["/fish", "/fish.html", true],
    ["/fish", "/Fish", false],
    ["/fish*", "/fishheads", true],
    ["/fish/", "/fish", false],
    ["/*.php", "/x/y.php?a", true],
    ["/*.php$", "/y.php", true],
    ["/*.php$", "/y.php?a", false],
    ["/fish*.php", "/fishheads/c.php?p", true],
    ["/a*b*c$", "/abbcbc", true],
    ["/a*b*c$", "/abcd", false],
    ["/$", "/", true],
    ["/$", "/a", false],
    ["*/x", "/a/x", true],
    ["/a$b", "/a$b", true],
    ["/ab*b$", "/ab", false],
  ])("matches %s against %s: %s", (pattern, path, isMatch) => {
    expect(allowed(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(!isMatch);
  });

  it("compares escapes by the octets they stand for", () => {
    expect(allowed("User-agent: *\nDisallow: /ü", "/%C3%BC")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /%7ejoe", "/~joe")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /a%2fb", "/a%2Fb")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /a%2fb", "/a/b")).toBe(true);
  });

  it("takes escaped stars and dollars in a rule for the characters themselves", () => {
    expect(allowed("User-agent: *\nDisallow: /file-with-a-%2A.html", "/file-with-a-*.html")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /file-with-a-%2a.html", "/file-with-a-x.html")).toBe(true);
    expect(allowed("User-agent: *\nDisallow: /foo-%24", "/foo-$")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /foo-%24", "/foo-%24")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /foo-%24", "/foo-")).toBe(true);
    expect(allowed("User-agent: *\nDisallow: /a$b$", "/a$b")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /a$b$", "/a$bc")).toBe(true);
  });

  it("always allows itself", () => {
    expect(allowed("User-agent: *\nDisallow: /", "/robots.txt")).toBe(true);
  });

  it("reads every kind of line end, a byte order mark, comments and space around", () => {
    expect(allowed("\uFEFFUser-agent : * # all\rDisallow : /a # no\r\nDisallow: /b\nAllow: /b/c", "/a")).toBe(false);
    expect(allowed("User-agent: *\r\n\r\n# pause\r\nDisallow: /b", "/b")).toBe(false);
  });

  it("names the line that decided", () => {
    expect(verdict("User-agent: *\n\nDisallow: /private/", "/private/x").rule).toBe("Disallow: /private/ (line 3)");
  });

  it("reads Crawl-delay with decimals and ignores rubbish", () => {
    expect(rulesFor(parseRobots("User-agent: *\nCrawl-delay: 2.5"), "Orbweaver").crawlDelayMs).toBe(2500);
    expect(rulesFor(parseRobots("User-agent: *\nCrawl-delay: soon"), "Orbweaver").crawlDelayMs).toBeNull();
  });

  it("collects sitemaps wherever they stand", () => {
    expect(parseRobots("Sitemap: https://example.com/a.xml\nUser-agent: *\nDisallow: /\nSITEMAP:b.xml").sitemaps).toEqual([
      "https://example.com/a.xml",
      "b.xml",
    ]);
  });

  it("takes no time over a pattern made to be slow", () => {
    const startedAtMs = performance.now();
    verdict(`User-agent: *\nDisallow: /${"a*".repeat(1000)}b$`, `/${"a".repeat(4000)}`);
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });

  it.each([
    [200, "rules"],
    [204, "rules"],
    [301, "allow-all"],
    [404, "allow-all"],
    [403, "allow-all"],
    [429, "disallow-all"],
    [500, "disallow-all"],
    [503, "disallow-all"],
  ])("means for its origin, when it answers %i: %s", (status, meaning) => expect(outcomeOfStatus(status)).toBe(meaning));
});
