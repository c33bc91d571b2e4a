import type { CrawlViewProps } from "../crawl/crawl-view.ts";

/** What is going on now; when the crawl has ended, what came of it. */
export function OverviewView({ crawl }: CrawlViewProps) {
  return <p>{crawl}</p>;
}
