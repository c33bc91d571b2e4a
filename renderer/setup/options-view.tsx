import type { CrawlViewProps } from "../crawl/crawl-view.ts";

/** The options of the crawl, to be changed while it runs. */
export function OptionsView({ crawl }: CrawlViewProps) {
  return <p>{crawl}</p>;
}
