import { zstdCompressSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_SOURCE_CHARS } from "#contract/page-detail.ts";
import { VIEWS } from "#contract/views.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { sampleCrawl, TestFolder } from "#test/store/fixture.ts";

const folder = new TestFolder();
const { urls, links } = sampleCrawl();
const url = (id: number) => urls.find((one) => one.id === id)?.url ?? "";
let reader: CrawlReader;

const utf8 = `<title>Ä</title>${"x".repeat(PAGE_SOURCE_CHARS)}`;
const cutInside = `${"x".repeat(PAGE_SOURCE_CHARS - 1)}\u{1f600}`;

beforeAll(() => {
  const path = folder.sample();
  const database = new Database(path);
  const keep = database.prepare("INSERT INTO page_html VALUES (?, ?)");
  keep.run(16, zstdCompressSync(Buffer.from([0x3c, 0x70, 0x3e, 0xe4])));
  database.exec("UPDATE page SET charset = 'windows-1252' WHERE id = 16");
  keep.run(17, zstdCompressSync(Buffer.from(utf8)));
  keep.run(18, zstdCompressSync(Buffer.from(cutInside)));
  keep.run(24, zstdCompressSync(Buffer.from("<p>whole</p>".repeat(1000))).subarray(0, 20));
  keep.run(27, zstdCompressSync(Buffer.alloc(50_000_000, "y")));
  database.exec("UPDATE page_detail SET headers = 'no list' WHERE id = 28");
  database.close();
  reader = openReader(path);
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

describe("everything about one address", () => {
  it("holds the columns of pages as the grid shows them", () => {
    const shown = reader.viewRows({ view: "pages", first: 0, count: 1000 });
    for (const cells of shown.rows) {
      const facts = Object.fromEntries(shown.columns.map((name, index) => [name, cells[index]]));
      expect(reader.pageDetail(String(facts["url"])).facts).toEqual(facts);
    }
  });

  it("holds the same columns for a resource, which is no row of pages", () => {
    const detail = reader.pageDetail(url(22));
    expect(Object.keys(detail.facts ?? {})).toEqual(VIEWS.pages.map((column) => column.name));
    expect(detail.facts).toMatchObject({ url: url(22), status: 200, content_type: "text/javascript", settled_as: "kept", internal: true });
  });

  it("has no facts of an address that was not asked for, and says why it was not", () => {
    const detail = reader.pageDetail(url(20));
    expect(detail).toMatchObject({ facts: null, headers: [], linksOut: 0, hasSource: false, redirectsLoop: false });
    expect(detail.redirects).toEqual([{ url: url(20), status: null }]);
    expect(detail.why).toEqual(reader.why(url(20)));
  });

  it("counts the links that the grid of links shows for it", () => {
    for (const { id } of urls.slice(0, 60)) {
      const { linksIn, linksOut } = reader.pageDetail(url(id));
      expect([linksIn, linksOut]).toEqual([
        links.filter((link) => link.target === id).length,
        links.filter((link) => link.source === id).length,
      ]);
    }
  });

  it("follows redirects to their end", () => {
    const { redirects, redirectsLoop } = reader.pageDetail(url(3));
    expect(redirects).toEqual([
      { url: url(3), status: 301 },
      { url: url(4), status: 302 },
      { url: url(5), status: 200 },
    ]);
    expect(redirectsLoop).toBe(false);
    expect(reader.pageDetail(url(10)).redirects.at(-1)).toEqual({ url: "https://elsewhere.example/", status: null });
  });

  it.each([
    [6, [6, 7, 6]],
    [8, [8, 6, 7, 6]],
    [9, [9, 9]],
  ])("shows where the redirects of %d come back to, once", (id, chain) => {
    const { redirects, redirectsLoop } = reader.pageDetail(url(id));
    expect(redirects.map((step) => step.url)).toEqual(chain.map(url));
    expect(redirectsLoop).toBe(true);
  });

  it("tells headers in the order sent, and none when the file holds something else", () => {
    expect(reader.pageDetail(url(16)).headers).toEqual([["content-type", "text/html"]]);
    expect(reader.pageDetail(url(28)).headers).toEqual([]);
  });

  it.each(["example.com/section-3/page-17", "  https://EXAMPLE.com:443/section-3/./page-17#top ", "HTTPS://example.com/section-3/page-17"])(
    "is found however the address is typed: %s",
    (typed) => expect(reader.pageDetail(typed).url).toBe(url(17)),
  );

  it("says that an address was not discovered, without repeating all of a long one", () => {
    expect(() => reader.pageDetail("https://example.com/nowhere")).toThrow(
      'The crawl "sample.crawl" has not discovered the address https://example.com/nowhere.',
    );
    expect(() => reader.pageDetail(`https://example.com/${"x".repeat(60_000)}`)).toThrow(/^.{200,300}$/);
  });
});

describe("the source of a page", () => {
  it("is the text as it was read, in its own encoding", async () => {
    expect(await reader.pageSource(url(16))).toEqual({ text: "<p>ä", isCut: false });
    expect(reader.pageDetail(url(16)).hasSource).toBe(true);
  });

  it("is null when it is not kept", async () => {
    expect(await reader.pageSource(url(1))).toEqual({ text: null, isCut: false });
    expect(await reader.pageSource(url(20))).toEqual({ text: null, isCut: false });
  });

  it("is cut where it is too long, and never through a character", async () => {
    expect(await reader.pageSource(url(17))).toEqual({ text: utf8.slice(0, PAGE_SOURCE_CHARS), isCut: true });
    expect(await reader.pageSource(url(18))).toEqual({ text: cutInside.slice(0, PAGE_SOURCE_CHARS - 1), isCut: true });
    expect(await reader.pageSource(url(27))).toEqual({ text: "y".repeat(PAGE_SOURCE_CHARS), isCut: true });
  });

  it("says that the file is damaged when it cannot be unpacked", async () => {
    await expect(reader.pageSource(url(24))).rejects.toMatchObject({ code: "damaged" });
  });

  it("says that an address was not discovered", async () => {
    await expect(reader.pageSource("https://example.com/nowhere")).rejects.toMatchObject({ code: "not-found" });
  });
});
