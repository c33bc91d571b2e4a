import { gzipSync } from "node:zlib";
import type { Resources, Visit } from "#test/site/resource.ts";

const urlset = (urls: readonly string[]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map((url) => `<url><loc>${url}</loc><lastmod>2026-01-05</lastmod></url>`).join("")}</urlset>`;
const index = (urls: readonly string[]) =>
  `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>`;
const pages = (origin: string, count: number, name: string) =>
  Array.from({ length: count }, (_, number) => `${origin}/page/${name}-${number}`);

const BLANK = gzipSync(Buffer.alloc(16 * 1024 * 1024, 0x20));

/** Sitemaps by the second segment of their path; what they name are pages of the resource `page`. */
const SITEMAPS: Readonly<Record<string, (origin: string, argument: string) => string | Buffer>> = {
  // /sitemaps/index: everything below, the index itself, and one that is not there.
  index: (origin) =>
    index(["index", "urls/3", "gz/2", "broken", "bomb", "rss", "text", "loop", "missing"].map((name) => `${origin}/sitemaps/${name}`)),
  urls: (origin, argument) => urlset([...pages(origin, Number(argument || "3"), "urls"), "http://elsewhere.test/page"]),
  gz: (origin, argument) => gzipSync(urlset(pages(origin, Number(argument || "2"), "gz"))),
  broken: (origin) => urlset(pages(origin, 2, "broken")).slice(0, -55),
  bomb: (origin) =>
    `<!DOCTYPE urlset [<!ENTITY a "${"a".repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;">]>${urlset([`${origin}/page/bomb-0`, `${origin}/page/&b;`])}`,
  // A megabyte that unpacks to a gigabyte.
  inflating: () => Buffer.concat(Array.from({ length: 64 }, () => BLANK)),
  rss: (origin) => `<rss version="2.0"><channel><link>${origin}/</link><item><link>${origin}/page/rss-0</link></item></channel></rss>`,
  text: (origin) => `${pages(origin, 2, "text").join("\n")}\n`,
  loop: (origin) => index([`${origin}/sitemaps/index`, `${origin}/sitemaps/loop`]),
  // /sitemaps/deep/N names /sitemaps/deep/N+1 and so on without end.
  deep: (origin, argument) => index([`${origin}/sitemaps/deep/${Number(argument || "0") + 1}`]),
  html: () => "<!doctype html><html><title>Not found</title></html>",
  empty: () => urlset([]),
};

function sendSitemap({ response, origin }: Visit, [name = "", argument = ""]: readonly string[]): void {
  const make = Object.hasOwn(SITEMAPS, name) ? SITEMAPS[name] : undefined;
  if (name === "moved") return void response.writeHead(301, { location: "/sitemaps/urls/3" }).end();
  if (make === undefined) return void response.writeHead(404, { "content-type": "text/html" }).end("<h1>There is no such page</h1>");
  const type = name === "text" ? "text/plain" : name === "gz" ? "application/gzip" : "application/xml";
  response.writeHead(200, { "content-type": type }).end(make(origin, argument));
}

/** Sitemaps of every kind, right and wrong. */
export const sitemapResources: Resources = { sitemaps: sendSitemap };
