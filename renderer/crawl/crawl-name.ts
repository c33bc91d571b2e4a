import type { CrawlConfig } from "#contract/config.ts";

/** The host that a crawl is about: that of its first start address; "" when none is known yet. */
export function siteOfCrawl(config: CrawlConfig | null): string {
  const seed = config?.seeds[0];
  if (seed === undefined) return "";
  return (URL.parse(seed) ?? URL.parse(`https://${seed}`))?.host ?? "";
}

/** The name of a crawl file, without its folder and ending. */
export function nameOfCrawl(crawl: string): string {
  return crawl.slice(Math.max(crawl.lastIndexOf("/"), crawl.lastIndexOf("\\")) + 1).replace(/\.crawl$/, "");
}
