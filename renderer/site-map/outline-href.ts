import { formatRoute } from "../shell/route.ts";

/** The route to a section, or to the section of an address, in the outline of a crawl. */
export function outlineHref(crawl: string, prefix: string): string {
  return formatRoute({ kind: "crawl", crawl, view: "outline", asked: { selected: prefix } });
}
