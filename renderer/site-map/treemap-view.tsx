import type { CrawlViewProps } from "../crawl/crawl-view.ts";

/** The sections of the site as areas. */
export function TreemapView({ crawl }: CrawlViewProps) {
  return <p>{crawl}</p>;
}
