import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { texts } from "../texts.ts";
import type { CrawlView } from "./route.ts";

/** The views of a crawl in the order of the keys 1 to 9: the summary first, then tables, then the faces of the site map. */
export const NAV_GROUPS: readonly { readonly label: string; readonly views: readonly CrawlView[] }[] = [
  { label: "", views: ["overview"] },
  { label: texts.results.tables, views: VIEW_NAMES },
  { label: texts.results.siteMap, views: ["outline", "treemap", "graph"] },
  { label: "", views: ["coverage", "options"] },
];

/** All views in the order shown. */
export const NAV_VIEWS: readonly CrawlView[] = NAV_GROUPS.flatMap((group) => group.views);

/** Whether a view is a table. */
export function isTable(view: CrawlView): view is ViewName {
  return (VIEW_NAMES as readonly CrawlView[]).includes(view);
}

/** What a view is called. */
export function viewTitle(view: CrawlView): string {
  return isTable(view) ? texts.views[view] : texts.places[view];
}

/** The key that shows a view; null for those after the ninth. */
export function viewKey(view: CrawlView): string | null {
  const position = NAV_VIEWS.indexOf(view) + 1;
  return position >= 1 && position <= 9 ? String(position) : null;
}
