import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Filter } from "#contract/views.ts";
import { exportSitemap, type SitemapOptions, type SitemapRequest } from "#export/export-sitemap.ts";
import type { ExportSelection, ExportSource } from "#export/export-source.ts";
import { SITEMAP_LIMITS } from "#export/sitemap-files.ts";
import { sitemapPath } from "#export/sitemap-names.ts";
import { openReader } from "#store/reader.ts";
import { readSitemap } from "#test/export/read-sitemap.ts";
import { TestFolder } from "#test/store/fixture.ts";

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NOW_MS = Date.UTC(2026, 0, 5, 12);

/** Pages with their Last-Modified, in the order given. */
function pages(rows: readonly (readonly [url: string, lastModified: string | null])[], onRow: (index: number) => void = () => {}) {
  const asked: ExportSelection[] = [];
  const source: ExportSource = {
    openCursor(selection) {
      asked.push(selection);
      let at = 0;
      const next = (count: number) =>
        rows.slice(at, at + count).map((row) => {
          onRow(at++);
          return row;
        });
      return { columns: [], total: rows.length, next, close: () => {} };
    },
  };
  return { source, asked };
}

const many = (count: number, site = "https://example.com") =>
  Array.from({ length: count }, (_, index): [string, null] => [`${site}/page-${String(index).padStart(5, "0")}`, null]);

const write = (
  source: ExportSource,
  path: string,
  { gzip = false, lastmod = true, mainSite = "https://example.com", ...more }: Partial<SitemapRequest["sitemap"]> & SitemapOptions = {},
) => exportSitemap(source, { view: "pages", format: "sitemap", path, sitemap: { gzip, lastmod, mainSite } }, { nowMs: NOW_MS, ...more });

const locations = (path: string) => readSitemap(readFileSync(path, "utf8")).entries.map(({ loc }) => loc);

describe("An XML sitemap", () => {
  it("holds every address as it is, with the letters of XML escaped", async () => {
    using folder = new TestFolder();
    const urls = ["https://example.com/", "https://example.com/?a=1&b=%3C2%3E&c='x'", 'https://example.com/%C3%BC?q="<&amp;>'];
    const path = folder.file("map.xml");
    const result = await write(pages(urls.map((url) => [url, null])).source, path);
    const read = readSitemap(readFileSync(path, "utf8"));
    expect(read).toMatchObject({ root: "urlset", namespace: NAMESPACE });
    expect(read.entries.map(({ loc }) => loc)).toEqual(urls);
    expect(result).toEqual({ rowsDone: 3, rowsTotal: 3, bytes: readFileSync(path).length, cellsEscaped: 0, files: [path] });
  });

  it("says when a page changed, and nothing when that is no date or lies in the future", async () => {
    using folder = new TestFolder();
    const dates = [
      ["Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"],
      ["Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"],
      ["Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"],
      ["Mon, 05 Jan 2026 12:00:00 GMT", "2026-01-05T12:00:00Z"],
      ["Mon, 05 Jan 2026 12:00:01 GMT", null],
      ["Thu, 01 Jan 1970 00:00:00 GMT", null],
      ["yesterday", null],
      ["Sun, 06 Nov 99999 08:49:37 GMT", null],
      ["<script>", null],
      [null, null],
    ] as const;
    const rows = dates.map(([date], index): [string, string | null] => [`https://example.com/${index}`, date]);
    const path = folder.file("map.xml");
    await write(pages(rows).source, path);
    const read = () => readSitemap(readFileSync(path, "utf8")).entries.map(({ lastmod }) => lastmod);
    expect(read()).toEqual(dates.map(([, lastmod]) => lastmod));
    await write(pages(rows).source, path, { lastmod: false });
    expect(read().every((lastmod) => lastmod === null)).toBe(true);
  });

  it("is split at the number of addresses, with an index that names every part where it will be found", async () => {
    using folder = new TestFolder();
    const path = folder.file("my map.xml");
    const rows = many(2501);
    const result = await write(pages(rows).source, path, { limits: { ...SITEMAP_LIMITS, urls: 1000 } });
    const parts = [1, 2, 3].map((number) => folder.file(`my map-${number}.xml`));
    expect(result).toMatchObject({ rowsDone: 2501, files: [path, ...parts] });
    expect(readdirSync(folder.path).toSorted()).toEqual(["my map-1.xml", "my map-2.xml", "my map-3.xml", "my map.xml"]);
    expect(parts.map((part) => locations(part).length)).toEqual([1000, 1000, 501]);
    expect(parts.flatMap(locations)).toEqual(rows.map(([url]) => url));
    const index = readSitemap(readFileSync(path, "utf8"));
    expect(index).toMatchObject({ root: "sitemapindex", namespace: NAMESPACE });
    expect(index.entries.map(({ loc }) => loc)).toEqual([1, 2, 3].map((number) => `https://example.com/my%20map-${number}.xml`));
  });

  it("is one file up to the very limit", async () => {
    using folder = new TestFolder();
    const rows = many(1000);
    const path = folder.file("a.xml");
    expect((await write(pages(rows).source, path)).files).toEqual([path]);
    const { length } = readFileSync(path);
    expect((await write(pages(rows).source, path, { limits: { ...SITEMAP_LIMITS, urls: 1000, bytes: length } })).files.length).toBe(1);
    expect((await write(pages(rows).source, path, { limits: { ...SITEMAP_LIMITS, bytes: length - 1 } })).files.length).toBe(3);
    expect((await write(pages(rows).source, path, { limits: { ...SITEMAP_LIMITS, urls: 999 } })).files.length).toBe(3);
  });

  it("keeps every part below the limit of bytes before compression", async () => {
    using folder = new TestFolder();
    const { files } = await write(pages(many(3000)).source, folder.file("a.xml.gz"), {
      gzip: true,
      limits: { ...SITEMAP_LIMITS, bytes: 50_000 },
    });
    const texts = files.map((file) => gunzipSync(readFileSync(file)).toString());
    expect(files.every((file) => file.endsWith(".xml.gz"))).toBe(true);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(50_000);
    expect(texts.slice(1).flatMap((text) => readSitemap(text).entries).length).toBe(3000);
    expect(readSitemap(texts[0] as string).entries[0]?.loc).toBe("https://example.com/a-1.xml.gz");
  });

  it("holds the addresses of one site; those of others get files of their own", async () => {
    using folder = new TestFolder();
    const sites = [...many(3, "http://example.com"), ...many(2, "https://blog.example.com:8443"), ...many(4)];
    const rows = [0, 3, 5, 1, 4, 6, 7, 2, 8].map((index) => sites[index] as [string, null]);
    const { files } = await write(pages(rows).source, folder.file("a.xml"), { limits: { ...SITEMAP_LIMITS, urls: 2 } });
    const found = files.map((file) => file.slice(folder.path.length + 1));
    expect(found).toEqual([
      "a.xml",
      "a-1.xml",
      "a-2.xml",
      "a-http-example.com.xml",
      "a-http-example.com-1.xml",
      "a-http-example.com-2.xml",
      "a-blog.example.com-8443.xml",
    ]);
    expect(locations(folder.file("a-http-example.com.xml"))).toEqual([
      "http://example.com/a-http-example.com-1.xml",
      "http://example.com/a-http-example.com-2.xml",
    ]);
    for (const file of files) expect(new Set(locations(file).map((url) => new URL(url).origin)).size).toBe(1);
    await expect(write(pages(rows).source, folder.file("b.xml"), { limits: { ...SITEMAP_LIMITS, sites: 2 } })).rejects.toMatchObject({
      code: "bad-input",
    });
    expect(existsSync(folder.file("b.xml"))).toBe(false);
  });

  it("leaves out addresses that the protocol has no room for, and does not count them as written", async () => {
    using folder = new TestFolder();
    const address = (length: number) => "https://example.com/".padEnd(length, "x");
    const result = await write(
      pages([
        [address(2047), null],
        [address(2048), null],
      ]).source,
      folder.file("a.xml"),
    );
    expect(result).toMatchObject({ rowsDone: 1, rowsTotal: 2 });
    expect(locations(folder.file("a.xml"))).toEqual([address(2047)]);
  });

  it("is asked of the pages that search engines may list, within the filter of the person", async () => {
    using folder = new TestFolder();
    using reader = openReader(folder.sample());
    const filter: Filter = { column: "url", test: "contains", value: "section-3" };
    const path = folder.file("a.xml");
    const result = await exportSitemap(reader, {
      view: "pages",
      format: "sitemap",
      path,
      filter,
      columns: ["title"],
      sitemap: { gzip: false, lastmod: true, mainSite: "" },
    });
    const rows = reader.viewRows({ view: "pages", filter, columns: ["url", "status", "indexable"], first: 0, count: 1000 }).rows;
    const listable = rows.filter(([, status, indexable]) => indexable === true && status === 200).map(([url]) => url as string);
    expect(listable.length).toBeGreaterThan(3);
    expect(locations(path).toSorted()).toEqual(listable.toSorted());
    expect(result).toMatchObject({ rowsDone: listable.length, rowsTotal: listable.length });
  });

  it("is not written when nothing may be listed, or when it is asked of another view", async () => {
    using folder = new TestFolder();
    await expect(write(pages([]).source, folder.file("a.xml"))).rejects.toMatchObject({ code: "bad-input" });
    await expect(
      exportSitemap(pages([]).source, {
        view: "links",
        format: "sitemap",
        path: folder.file("a.xml"),
        sitemap: { gzip: false, lastmod: true, mainSite: "" },
      }),
    ).rejects.toMatchObject({ code: "bad-input" });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("appears as a whole or not at all: cancelled, failed, or with a name that is taken", async () => {
    using folder = new TestFolder();
    const limits = { ...SITEMAP_LIMITS, urls: 1000 };
    writeFileSync(folder.file("a.xml"), "old");
    writeFileSync(folder.file("a-1.xml"), "old part");
    const abort = new AbortController();
    const cancelling = pages(many(9000), (index) => index === 4000 && abort.abort());
    await expect(write(cancelling.source, folder.file("a.xml"), { limits, signal: abort.signal })).rejects.toMatchObject({
      code: "cancelled",
    });
    const failing = pages(many(9000), (index) => {
      if (index === 4000) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    });
    await expect(write(failing.source, folder.file("a.xml"), { limits })).rejects.toMatchObject({ code: "disk-full" });
    mkdirSync(folder.file("a-2.xml"));
    await expect(write(pages(many(3000)).source, folder.file("a.xml"), { limits })).rejects.toMatchObject({ code: "bad-input" });
    expect(readdirSync(folder.path).toSorted()).toEqual(["a-1.xml", "a-2.xml", "a.xml"]);
    expect([readFileSync(folder.file("a.xml"), "utf8"), readFileSync(folder.file("a-1.xml"), "utf8")]).toEqual(["old", "old part"]);
  });

  it("replaces the files of an earlier export", async () => {
    using folder = new TestFolder();
    const limits = { ...SITEMAP_LIMITS, urls: 1000 };
    await write(pages(many(3000)).source, folder.file("a.xml"), { limits });
    await write(pages(many(2000)).source, folder.file("a.xml"), { limits });
    expect(locations(folder.file("a.xml")).length).toBe(2);
    expect(readdirSync(folder.path).toSorted()).toEqual(["a-1.xml", "a-2.xml", "a-3.xml", "a.xml"]);
  });
});

describe("The path of a sitemap", () => {
  it.each([
    ["/x/map.xml", false, "/x/map.xml"],
    ["/x/map.xml", true, "/x/map.xml.gz"],
    ["/x/map.xml.gz", true, "/x/map.xml.gz"],
    ["/x/map.xml.gz", false, "/x/map.xml"],
    ["/x/map", true, "/x/map.xml.gz"],
    ["/x.d/map", false, "/x.d/map.xml"],
    ["/x/.gz", false, "/x/.gz.xml"],
  ])("that was asked for as %s with gzip %s is %s", (asked, gzip, path) => expect(sitemapPath(asked, gzip)).toBe(path));
});
