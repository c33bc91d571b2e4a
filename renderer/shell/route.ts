import { useSyncExternalStore } from "react";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";

/** What the window shows. It stands in the address of the page, so that a reload changes nothing. */
export type Route = { readonly kind: "library" } | { readonly kind: "crawl"; readonly crawl: string; readonly view: ViewName | null };

/** The route that the fragment of an address names; the library when it names none. */
export function parseRoute(fragment: string): Route {
  const [place, crawl, view] = fragment.replace(/^#?\/?/, "").split("/");
  const id = place === "crawl" && crawl ? decode(crawl) : null;
  if (id === null) return { kind: "library" };
  return { kind: "crawl", crawl: id, view: VIEW_NAMES.find((name) => name === view) ?? null };
}

/** The fragment that names a route. */
export function formatRoute(route: Route): string {
  if (route.kind === "library") return "#/";
  return `#/crawl/${encodeURIComponent(route.crawl)}${route.view === null ? "" : `/${route.view}`}`;
}

/** Shows another route. Changing the view of the same crawl leaves no step in the history. */
export function goTo(route: Route): void {
  const current = parseRoute(window.location.hash);
  const sameCrawl = current.kind === "crawl" && route.kind === "crawl" && current.crawl === route.crawl;
  if (sameCrawl) window.location.replace(formatRoute(route));
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
