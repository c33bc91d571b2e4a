import { describe, expect, it } from "vitest";
import type { SitemapEntry } from "#sitemap/sitemap-entry.ts";
import { MOST_SITEMAP_BYTES, SitemapReader } from "#sitemap/sitemap-reader.ts";
import { sitemapStart } from "#sitemap/sitemap-start.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads bytes in pieces of some size. */
function read(bytes: Uint8Array | string, pieceBytes = Infinity, maxEntries = 1_000_000) {
  const entries: SitemapEntry[] = [];
  const reader = new SitemapReader(maxEntries, (entry) => entries.push(entry));
  const all = typeof bytes === "string" ? utf8(bytes) : bytes;
  for (let at = 0; at < all.length; at += pieceBytes) reader.write(all.subarray(at, at + pieceBytes));
  return { ...reader.end(), named: entries, urls: entries.map(({ loc }) => loc) };
}

const urlset = (body: string, attributes = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${attributes}>${body}</urlset>`;
const url = (loc: string, more = "") => `<url><loc>${loc}</loc>${more}</url>`;

describe("A sitemap that is XML", () => {
  it("names its addresses and when they changed, however its bytes are cut", () => {
    const text = urlset(
      `${url("\n  https://a.example/?a=1&amp;b=%C3%BC  ", "<lastmod>2026-01-05</lastmod>")}<!-- x -->${url("<![CDATA[https://a.example/<ü>]]>")}${url("https://a.example/&#x41;&#66;")}`,
    );
    const expected = [
      { loc: "https://a.example/?a=1&b=%C3%BC", lastmod: "2026-01-05", isSitemap: false },
      { loc: "https://a.example/<ü>", lastmod: "", isSitemap: false },
      { loc: "https://a.example/AB", lastmod: "", isSitemap: false },
    ];
    for (const pieceBytes of [Infinity, 1, 2, 7, 199, 201]) {
      expect(read(text, pieceBytes)).toMatchObject({ named: expected, problem: null, leftOut: 0 });
    }
  });

  it("may have prefixes, and names of images, videos and languages are no addresses of pages", () => {
    const text = urlset(
      "<s:url><s:loc>https://a.example/1</s:loc><image:image><image:loc>https://a.example/i.png</image:loc></image:image><image:loc>no</image:loc>" +
        '<xhtml:link rel="alternate" href="https://a.example/de"/><video:video><video:loc>no</video:loc></video:video></s:url>',
      'xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"',
    )
      .replace("<urlset", "<s:urlset")
      .replace("</urlset", "</s:urlset");
    expect(read(text)).toMatchObject({ urls: ["https://a.example/1"], problem: null });
  });

  it("may be an index, which names sitemaps", () => {
    const text = "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc><lastmod>2026</lastmod></sitemap></sitemapindex>";
    expect(read(text).named).toEqual([{ loc: "https://a.example/1.xml", lastmod: "2026", isSitemap: true }]);
  });

  it.each([
    [
      "RSS 2.0",
      '<rss version="2.0"><channel><link>https://a.example/</link><atom:link href="https://a.example/feed" rel="self"/><item><title>t</title>' +
        "<link>https://a.example/1</link><pubDate>Mon, 05 Jan 2026 12:00:00 GMT</pubDate></item><item><guid>x</guid></item></channel></rss>",
      "Mon, 05 Jan 2026 12:00:00 GMT",
    ],
    [
      "RSS 1.0",
      '<rdf:RDF xmlns:rdf="r"><channel><link>https://a.example/</link></channel><item><link>https://a.example/1</link><dc:date>2026-01-05</dc:date></item></rdf:RDF>',
      "2026-01-05",
    ],
    [
      "Atom",
      '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/><entry><link rel="self" href="https://a.example/x"/>' +
        '<link href="https://a.example/1"/><link rel="alternate" href="https://a.example/2"/><updated>2026-01-05</updated></entry></feed>',
      "2026-01-05",
    ],
  ])("may be a feed: %s", (_name, text, lastmod) => {
    expect(read(text)).toMatchObject({ named: [{ loc: "https://a.example/1", lastmod, isSitemap: false }], problem: null });
  });

  it("is read in the encoding that it declares, or by its byte order mark", () => {
    const text = urlset(url("https://a.example/ü"));
    expect(read(`\ufeff${text}`).urls).toEqual(["https://a.example/ü"]);
    const latin = Buffer.from(text.replace("UTF-8", "ISO-8859-1"), "latin1");
    expect(read(latin).urls).toEqual(["https://a.example/ü"]);
    const utf16 = Buffer.from(`\ufeff${text.replace("UTF-8", "UTF-16")}`, "utf16le");
    expect(read(utf16).urls).toEqual(["https://a.example/ü"]);
    expect(read(text.replace("UTF-8", "no-such-encoding")).urls).toEqual(["https://a.example/ü"]);
  });

  it("expands no entities of its own and fetches none, so that a bomb is nothing but text", () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>' +
      `<urlset>${url("https://a.example/&b;")}${url("https://a.example/&x;")}</urlset>`;
    expect(read(bomb)).toMatchObject({ urls: ["https://a.example/&b;", "https://a.example/&x;"], problem: null });
  });

  it("that breaks off gives what was whole, and says so", () => {
    const whole = url("https://a.example/1") + url("https://a.example/2");
    for (const rest of ["", "<url>", "<url><loc>https://a.example/3", "<url><loc>https://a.example/3</lo"]) {
      expect(read(`<urlset>${whole}${rest}`)).toMatchObject({
        urls: ["https://a.example/1", "https://a.example/2"],
        problem: expect.stringContaining("not well-formed"),
      });
    }
  });

  it("that is something else says what it is", () => {
    expect(read("<!doctype html><html><body><a href=/x>x</a></body></html>").problem).toBe("It is a web page, not a sitemap.");
    expect(read("<note><url><loc>https://a.example/</loc></url></note>")).toMatchObject({
      urls: [],
      problem: expect.stringContaining("<note>"),
    });
    expect(read("").problem).toBe("It is empty.");
    expect(read(" \n ").problem).toBe("It is empty.");
    expect(read("<").problem).not.toBeNull();
    expect(read(urlset("")).problem).toBeNull();
  });

  it("that nests without end, or holds an address without end, is not kept in memory", () => {
    expect(read(`<urlset>${"<a>".repeat(1_000_000)}`).problem).toContain("nested");
    const { named } = read(`<urlset><url><loc>https://a.example/${"x".repeat(20_000_000)}</loc></url></urlset>`, 65_536);
    expect(named[0]?.loc.length).toBeLessThan(200_000);
  });

  it("over the limits is read up to them", () => {
    const text = urlset(Array.from({ length: 30 }, (_, index) => url(`https://a.example/${index}`)).join(""));
    expect(read(text, Infinity, 20)).toMatchObject({ entries: 20, leftOut: 10, problem: expect.stringContaining("10 addresses") });
    const reader = new SitemapReader(10, () => undefined);
    reader.write(utf8(`<urlset>${url("https://a.example/")}`));
    const blank = new Uint8Array(1024 * 1024).fill(0x20);
    for (let bytes = 0; bytes <= MOST_SITEMAP_BYTES; bytes += blank.length) reader.write(blank);
    expect(reader.end()).toMatchObject({ entries: 1, problem: expect.stringContaining("larger than 64 MiB") });
  });
});

describe("A sitemap that is text", () => {
  it("has one address a line, whatever ends the lines", () => {
    const text = "\ufeffhttps://a.example/1\r\nhttps://a.example/2\n\n  https://a.example/3  \rnot an address\n# note\nHTTPS://a.example/4";
    for (const pieceBytes of [Infinity, 1, 5]) {
      expect(read(text, pieceBytes)).toMatchObject({
        urls: ["https://a.example/1", "https://a.example/2", "https://a.example/3", "HTTPS://a.example/4"],
        problem: null,
      });
    }
  });

  it("without any address is none", () => {
    expect(read("Page not found\nSorry").problem).toBe("It is neither XML nor a list of addresses.");
  });
});

describe("Where sitemaps are looked for", () => {
  it.each([
    ["https://a.example/", "https://a.example/robots.txt"],
    ["https://a.example:8080/shop/page.html", "https://a.example:8080/robots.txt"],
    ["https://a.example/sitemap.xml", "https://a.example/sitemap.xml"],
    ["https://a.example/maps/all.XML.gz?x=1", "https://a.example/maps/all.XML.gz?x=1"],
    ["https://a.example/sitemap_index.php", "https://a.example/sitemap_index.php"],
    ["https://a.example/blog/feed/", "https://a.example/blog/feed/"],
    ["https://a.example/urls.txt", "https://a.example/urls.txt"],
    ["https://a.example/robots.txt", "https://a.example/robots.txt"],
  ])("for %s: at %s", (seed, expected) => expect(sitemapStart(seed).url).toBe(expected));
});
