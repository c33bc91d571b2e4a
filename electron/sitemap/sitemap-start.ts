/** Names by which people recognise a sitemap or a feed: the end of the path. */
const SITEMAP_NAME = /\.(?:xml|txt|rss|rdf|atom)(?:\.gz)?$|\.gz$|sitemap[^/]*$|\/(?:rss|feed|atom)\/?$/i;

/** Where the sitemaps of a start address are looked for: itself when it looks like one, else the robots.txt of its site. */
export function sitemapStart(seed: string): { readonly url: string; readonly isSitemap: boolean } {
  const { pathname, origin } = new URL(seed);
  return SITEMAP_NAME.test(pathname) ? { url: seed, isSitemap: true } : { url: `${origin}/robots.txt`, isSitemap: false };
}

/** Whether an address is that of a robots.txt, which names sitemaps in lines of its own. */
export function isRobotsTxt(url: string): boolean {
  return new URL(url).pathname === "/robots.txt";
}
