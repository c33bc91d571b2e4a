import type { CrawlViewProps } from "../crawl/crawl-view.ts";

/** The sections of the site as a tree. */
export function OutlineView({ crawl }: CrawlViewProps) {
  return <p>{crawl}</p>;
}
