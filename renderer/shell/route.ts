import { useSyncExternalStore } from "react";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { formatAsked, parseAsked, type RowsAsked } from "./rows-asked.ts";

/** The views of a crawl beside its tables. */
export const CRAWL_PLACES = ["overview", "outline", "treemap", "graph", "coverage", "options"] as const;
export type CrawlPlace = (typeof CRAWL_PLACES)[number];
export type CrawlView = CrawlPlace | ViewName;

/** What the window shows. It stands in the address of the page, so that a reload changes nothing. */
export type Route =
  | { readonly kind: "library" }
  /** A new crawl; `from` is the crawl whose options it begins with, null for the defaults. */
  | { readonly kind: "new"; readonly from: string | null }
  | { readonly kind: "settings" }
  | { readonly kind: "about" }
  | { readonly kind: "log" }
  /** `view` null: the one that was shown last. `asked` concerns tables only. */
  | { readonly kind: "crawl"; readonly crawl: string; readonly view: CrawlView | null; readonly asked?: RowsAsked | undefined };

const CRAWL_VIEWS: readonly CrawlView[] = [...CRAWL_PLACES, ...VIEW_NAMES];

/** The route that the fragment of an address names; the library when it names none. */
export function parseRoute(fragment: string): Route {
  const [path = "", asked = ""] = fragment.replace(/^#?\/?/, "").split("?");
  const [place, crawl, view] = path.split("/");
  const id = crawl ? decode(crawl) : null;
  if (place === "settings" || place === "about" || place === "log") return { kind: place };
  if (place === "new") return { kind: "new", from: id };
  if (place !== "crawl" || id === null) return { kind: "library" };
  const shown = CRAWL_VIEWS.find((name) => name === view) ?? null;
  return asked === "" ? { kind: "crawl", crawl: id, view: shown } : { kind: "crawl", crawl: id, view: shown, asked: parseAsked(asked) };
}

/** The fragment that names a route. */
export function formatRoute(route: Route): string {
  if (route.kind === "library") return "#/";
  if (route.kind === "new") return route.from === null ? "#/new" : `#/new/${encodeURIComponent(route.from)}`;
  if (route.kind !== "crawl") return `#/${route.kind}`;
  const asked = formatAsked(route.asked ?? {});
  const place = `#/crawl/${encodeURIComponent(route.crawl)}${route.view === null ? "" : `/${route.view}`}`;
  return asked === "" ? place : `${place}?${asked}`;
}

/** Shows another route as a step of the history; `replace` for one that takes the place of the shown one. */
export function goTo(route: Route, how: "step" | "replace" = "step"): void {
  if (how === "replace") window.location.replace(formatRoute(route));
  else window.location.hash = formatRoute(route);
}

/** The route that is shown; the component is drawn again when it changes. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(onHashChange, () => window.location.hash));
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
