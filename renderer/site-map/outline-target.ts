import { formatRoute } from "../shell/route.ts";
import { sectionOfAddress } from "./section-path.ts";
import { rowsHref, sectionRows } from "./section-rows.ts";

/** The route to the pages at or below a section. */
export function rowHref(crawl: string, prefix: string): string {
  return rowsHref(crawl, sectionRows(prefix, "pages"));
}

/** The route to a page in the table of pages, among the pages of its folder. */
export function pageHref(crawl: string, url: string): string {
  const filter = { column: "section", test: "is", value: sectionOfAddress(url) } as const;
  return formatRoute({ kind: "crawl", crawl, view: "pages", asked: { filter: { op: "and", of: [filter] }, selected: url } });
}
