import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import type { ViewName } from "#contract/views.ts";
import { completeAsked, routeAsked, type TableAsked } from "../results/table-asked.ts";
import { remembered } from "../shell/remembered.ts";
import { goTo, parseRoute } from "../shell/route.ts";
import { formatAsked, parseAsked, type RowsAsked } from "../shell/rows-asked.ts";

/** What goes on changing (a search that is typed, the row that the keyboard is on) reaches the route this much later. */
const WRITE_AFTER_MS = 150;

/** How many rows a grid shows: `loading` before the first answer, `unreadable` when there was an error instead. */
export type ShownRows = number | "loading" | "unreadable";

/** A change of what is asked. `step`: one to come back to in the history; `replace`: a moment of one that goes on. */
export type AskChange = (changes: Partial<TableAsked>, how?: "step" | "replace") => void;

/** What the person asks of the shown table. */
export interface Table {
  readonly asked: TableAsked;
  readonly change: AskChange;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

interface TableState {
  readonly view: ViewName;
  readonly asked: TableAsked;
  /** What the route said when it was last looked at. */
  readonly seen: string;
  /** What was last written into the route. */
  readonly written: string;
}

/**
 * What is asked of the shown table. It stands in the route, so that reload, the history and links work, and is remembered per crawl
 * and view. A route that says nothing asks for what is remembered. `view` null: no table is shown.
 */
export function useTable(crawl: string, view: ViewName | null, fromRoute: RowsAsked | undefined): Table {
  const shown = view ?? "pages";
  const route = view === null || fromRoute === undefined ? "" : formatAsked(fromRoute);
  const [state, setState] = useState<TableState>(() => readState(crawl, shown, fromRoute));
  const searchRef = useRef<HTMLInputElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  let current = state;
  if (state.view !== shown || route !== state.seen) {
    const isEcho = state.view === shown && (route === state.written || route === "");
    current = isEcho ? { ...state, seen: route } : readState(crawl, shown, fromRoute);
    setState(current);
  }

  const put = (asked: TableAsked, how: "step" | "replace"): void => {
    const written = routeText(asked);
    if (view === null || (written === routeText(completeAsked(fromRoute ?? {})) && route !== "")) return;
    setState((last) => ({ ...last, written }));
    goTo({ kind: "crawl", crawl, view, asked: routeAsked(asked) }, how);
  };
  useEffect(() => {
    if (view !== null) remembered.keepView(crawl, view, { asked: routeAsked(current.asked) });
  }, [crawl, view, current.asked]);
  const write = useEffectEvent(() => {
    // Another view may have been chosen a moment ago, which is drawn only after this.
    const now = parseRoute(window.location.hash);
    if (now.kind === "crawl" && now.crawl === crawl && (now.view ?? shown) === shown) put(current.asked, "replace");
  });
  useEffect(() => {
    const timer = setTimeout(() => write(), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [current.asked, view]);

  const change: AskChange = (changes, how = "step") => {
    const asked = { ...current.asked, ...changes };
    setState((last) => ({ ...last, asked: { ...last.asked, ...changes } }));
    if (how === "replace") return;
    // What went on changing until now is where Back leads to.
    put(current.asked, "replace");
    put(asked, "step");
  };
  return { asked: current.asked, change, searchRef, gridRef };
}

function readState(crawl: string, view: ViewName, fromRoute: RowsAsked | undefined): TableState {
  const asked = fromRoute ?? remembered.view(crawl, view).asked ?? {};
  const seen = fromRoute === undefined ? "" : formatAsked(fromRoute);
  return { view, asked: completeAsked(asked), seen, written: seen };
}

/** What a route says that was read back. */
function routeText(asked: TableAsked): string {
  return formatAsked(parseAsked(formatAsked(routeAsked(asked))));
}
