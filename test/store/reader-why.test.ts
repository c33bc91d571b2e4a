import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { HASH_SEED, sampleCrawl, TestFolder, writeCrawl } from "#test/store/fixture.ts";
import { hashText } from "#store/url-hash.ts";

const folder = new TestFolder();
const { urls } = sampleCrawl();
const url = (id: number) => urls.find((one) => one.id === id)?.url ?? "";
let reader: CrawlReader;

beforeAll(() => {
  reader = openReader(folder.sample());
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

describe("why", () => {
  it("tells how a page was found and what it answered", () => {
    const told = reader.why(url(17));
    expect(told).toMatchObject({
      known: true,
      state: "kept",
      status: 404,
      depth: 3,
      attempts: 1,
      firstSeenOn: url(5),
      firstSeenAs: "a",
      path: [url(1), url(5), url(17)],
    });
    expect(told.explanation).toContain("It was fetched and answered 404.");
    expect(told.explanation).toContain(`It was first named on ${url(5)} (a).`);
    expect(told.explanation).toContain(`The way from the start: ${url(1)} > ${url(5)} > ${url(17)}.`);
  });

  it("tells which rule kept an address out", () => {
    expect(reader.why(url(20))).toMatchObject({
      state: "excluded",
      reason: "depth",
      rule: "rule 2",
      attempts: 0,
      status: null,
      explanation: expect.stringContaining(
        "It was discovered but not fetched: It is more clicks away from the start than the limit. (rule 2)",
      ) as string,
    });
  });

  it("tells why an address failed, and how often it was tried", () => {
    expect(reader.why(url(19)).explanation).toContain(
      "It was asked for 3 times and failed: The name of the host could not be found. (No answer within 60 s.)",
    );
  });

  it("tells where a redirect leads", () => {
    expect(reader.why(url(3)).explanation).toContain(`It was fetched, answered 301 and redirects to ${url(4)}.`);
  });

  it("tells of addresses that wait, are being fetched, are blocked, or are where the crawl began", () => {
    const ofState = (state: string) => urls.find((one) => one.state === state)?.url ?? "";
    expect(reader.why(ofState("waiting")).explanation).toMatch(/^It is waiting for its turn\./);
    expect(reader.why(ofState("leased")).explanation).toMatch(/^It is being fetched right now\./);
    expect(reader.why(ofState("blocked")).explanation).toMatch(
      /^It answered with something else than the page: The site answered with a check/,
    );
    expect(reader.why("https://example.com/").explanation).toContain("It is a start address.");
  });

  it.each([
    "example.com/section-3/page-17",
    "  https://EXAMPLE.com:443/section-3/./page-17#top ",
    "https://example.com/section-3/page-17?PHPSESSID=1",
  ])("knows an address however it is typed: %s", (typed) => expect(reader.why(typed)).toMatchObject({ known: true, url: url(17) }));

  it("says that nothing names an address, and what was searched", () => {
    expect(reader.why("https://example.com/nowhere")).toMatchObject({
      known: false,
      state: null,
      url: "https://example.com/nowhere",
      searched: "238 pages, 2 start addresses",
      explanation: "Nothing in this crawl names https://example.com/nowhere. Searched: 238 pages, 2 start addresses.",
    });
  });

  it.each([
    "https://www.example.com/section-3/page-17",
    "http://example.com/section-3/page-17",
    "https://example.com/section-3/page-17/",
    "https://example.com/Section-3/PAGE-17",
    "https://example.com/section-3/page-17?ref=mail",
    "http://www.example.com/section-3/page-17/?ref=mail",
  ])("names an address that differs in little from %s", (typed) => {
    const told = reader.why(typed);
    expect(told.known).toBe(false);
    expect(told.explanation).toMatch(new RegExp(`But ${url(17)} was discovered: it was fetched and answered 404\\.$`));
  });

  it("answers to text that is no address at all", () => {
    for (const typed of ["", "   ", "::::", "mailto:a@example.com", "\0", "x".repeat(60_000)]) expect(reader.why(typed).known).toBe(false);
  });

  it("tells two addresses with the same hash apart", () => {
    const path = folder.file("collision.crawl");
    writeCrawl(path, sampleCrawl());
    const database = new Database(path);
    database.prepare("UPDATE url SET hash = ? WHERE id = 16").run(hashText(url(17), HASH_SEED));
    database.close();
    using other = openReader(path);
    expect(other.why(url(17)).url).toBe(url(17));
  });

  it("ends the way from the start where it would go round in a circle", () => {
    const path = folder.file("circle.crawl");
    writeCrawl(path, sampleCrawl());
    const database = new Database(path);
    database.exec("UPDATE url SET first_source = 17 WHERE id = 5");
    database.close();
    using other = openReader(path);
    expect(other.why(url(17)).path).toEqual([url(5), url(17)]);
  });
});
