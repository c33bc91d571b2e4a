import type { CrawlStatus } from "#contract/questions.ts";
import type { CrawlView } from "../shell/route.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";

/** What every view of a crawl is given. */
export interface CrawlViewProps {
  readonly crawl: string;
  /** Host of the first start address; "" until it is known. Addresses of it are shown from the path on. */
  readonly site: string;
  readonly status: CrawlStatus;
  /** Shows another view of the crawl; for a table, with these rows. */
  readonly show: (view: CrawlView, asked?: RowsAsked) => void;
}
