import type { PageDetail } from "#contract/page-detail.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";

/** What every part of a detail is given. */
export interface DetailPartProps {
  readonly crawl: string;
  readonly site: string;
  readonly detail: PageDetail;
  /** Goes up when the crawl may know more of the address. */
  readonly tick: number;
  readonly show: CrawlViewProps["show"];
}
