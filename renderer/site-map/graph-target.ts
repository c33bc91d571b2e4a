import { formatRoute } from "../shell/route.ts";
import { pageHref, rowHref } from "./outline-target.ts";

/** Where a node of the graph leads. */
export const NODE_LINKS = ["showInTable", "linksIn", "linksOut"] as const;
export type NodeLink = (typeof NODE_LINKS)[number];

/** The route from a page of the graph (or a section) to its row, or to the links that end or begin at it. */
export function linksHref(crawl: string, name: string, link: NodeLink): string {
  if (link === "showInTable") return name === "" || name.endsWith("/") ? rowHref(crawl, name) : pageHref(crawl, name);
  const column = link === "linksIn" ? "target_url" : "source_url";
  const filter = { op: "and", of: [{ column, test: "is", value: name }] } as const;
  return formatRoute({ kind: "crawl", crawl, view: "links", asked: { filter } });
}
