import type { CrawlViewProps } from "../crawl/crawl-view.ts";

/** The pages of the site and the links between them. */
export function GraphView({ crawl }: CrawlViewProps) {
  return <p>{crawl}</p>;
}
