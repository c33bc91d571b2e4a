import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FilterTest, ViewName } from "#contract/views.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { sampleCrawl, TestFolder } from "#test/store/fixture.ts";

const folder = new TestFolder();
const { urls, links } = sampleCrawl();
const wasAsked = (state: string) => ["kept", "failed", "blocked"].includes(state);
const pages = urls.filter((one) => one.role !== "resource" && wasAsked(one.state));
let reader: CrawlReader;

beforeAll(() => {
  reader = openReader(folder.sample());
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

const total = (view: ViewName, column: string, test: FilterTest, value: string | number) =>
  reader.viewRows({ view, filter: { column, test, value }, first: 0, count: 1 }).total;

describe("a pattern as a filter", () => {
  it.each([
    ["/section-3/**", (url: string) => url.startsWith("https://example.com/section-3/")],
    ["/section-*/page-1*", (url: string) => /^\/section-[^/]*\/page-1[^/]*$/.test(new URL(url).pathname)],
    [String.raw`/page-\d5$/`, (url: string) => /page-\d5$/.test(url)],
  ])("%s lets through the addresses that the same option would, and its opposite all others", (pattern, isMatch) => {
    const expected = pages.filter((one) => isMatch(one.url)).length;
    expect(expected).toBeGreaterThan(0);
    expect(total("pages", "url", "matches", pattern)).toBe(expected);
    expect(total("pages", "url", "matches-not", pattern)).toBe(pages.length - expected);
  });

  it("looks for an expression in other texts, without regard to case, and nothing matches nothing", () => {
    const expected = pages.filter((one) => /TITLE 0\d\d/i.test(one.title ?? "")).length;
    expect(total("pages", "title", "matches", String.raw`TITLE 0\d\d`)).toBe(expected);
    expect(total("pages", "title", "matches-not", String.raw`TITLE 0\d\d`)).toBe(pages.length - expected);
  });

  it("works on words, on numbers and on the addresses of links", () => {
    expect(total("addresses", "state", "matches", "^(kept|failed)$")).toBe(
      urls.filter((one) => ["kept", "failed"].includes(one.state)).length,
    );
    expect(total("pages", "status", "matches", "^40")).toBe(pages.filter((one) => String(one.status ?? "").startsWith("40")).length);
    const ids = new Set(urls.filter((one) => one.url.includes("/section-2/")).map((one) => one.id));
    const expected = links.filter((one) => ids.has(one.target)).length;
    expect(total("links", "target_url", "matches", "/section-2/")).toBe(expected);
    expect(total("links", "target_url", "matches-not", "/section-2/")).toBe(links.length - expected);
  });

  it("that cannot be one is told with what is wrong", () => {
    const wrong = expect.objectContaining({
      code: "bad-input",
      message: expect.stringMatching(/^The pattern ".*" cannot be used: /) as string,
    }) as Error;
    expect(() => total("pages", "url", "matches", "/(/")).toThrow(wrong);
    expect(() => total("pages", "title", "matches", "(?=ahead)")).toThrow(wrong);
  });
});

describe("more-than and less-than", () => {
  it("leave out the value itself, and rows with nothing", () => {
    const withStatus = pages.filter((one) => one.status !== null);
    expect(total("pages", "status", "more-than", 302)).toBe(withStatus.filter((one) => one.status! > 302).length);
    expect(total("pages", "status", "less-than", 302)).toBe(withStatus.filter((one) => one.status! < 302).length);
    expect(total("pages", "fetched_at", "more-than", 1_767_600_000_000 + 100_000)).toBe(pages.filter((one) => one.id > 100).length);
  });

  it("compare texts and words in their order", () => {
    expect(total("addresses", "state", "less-than", "kept")).toBe(urls.filter((one) => one.state < "kept").length);
    expect(total("addresses", "url", "more-than", "https://example.com/section-5")).toBe(
      urls.filter((one) => one.url.toLowerCase() > "https://example.com/section-5").length,
    );
  });
});
