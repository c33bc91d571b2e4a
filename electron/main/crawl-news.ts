import { basename } from "node:path";
import type { CrawlStatus, Notice } from "#contract/questions.ts";

/** What a notification says. */
export interface News {
  readonly title: string;
  readonly body: string;
  /** Id of the crawl that it is about. */
  readonly crawl: string;
}

/** What there is to tell of a crawl that has ended; null when the person ended it. */
export function newsOfEnd(status: CrawlStatus): News | null {
  const name = nameOf(status);
  switch (status.state) {
    case "finished":
      return { crawl: status.crawl, title: `${name} is finished`, body: figures(status) };
    case "limit":
      return { crawl: status.crawl, title: `${name} has reached its limit`, body: status.stoppedBecause ?? figures(status) };
    case "error":
      return { crawl: status.crawl, title: `${name} has stopped`, body: status.stoppedBecause ?? "Open it to see why." };
    default:
      return null;
  }
}

/** What there is to tell of a crawl that goes on but should be looked at. */
export function newsOfNotice(status: CrawlStatus, notice: Notice): News {
  return { crawl: status.crawl, title: `${nameOf(status)} needs attention`, body: notice.message };
}

const nameOf = ({ crawl }: CrawlStatus): string => basename(crawl, ".crawl");

function figures({ coverage: { kept, failed } }: CrawlStatus): string {
  const pages = `${kept.toLocaleString("en")} ${kept === 1 ? "page" : "pages"}`;
  return failed === 0 ? `${pages}.` : `${pages}; ${failed.toLocaleString("en")} ${failed === 1 ? "address" : "addresses"} failed.`;
}
