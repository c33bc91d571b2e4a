import { picksFilter, type Picks } from "#contract/facets.ts";
import type { Filter, Sort, ViewName } from "#contract/views.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";

/** What is asked of a table, with nothing left open: the form in which it stands in the address of the page. */
export interface TableAsked {
  readonly search: string;
  readonly filter: Filter | undefined;
  readonly picks: Picks;
  readonly sort: Sort | null;
  /** Address of the row whose detail is shown; undefined when none is. */
  readonly selected: string | undefined;
}

/** What a link or the memory says, completed. */
export function completeAsked({ search = "", filter, picks = {}, sort = null, selected }: RowsAsked): TableAsked {
  const picked = Object.entries(picks).filter(([, values]) => values.length > 0);
  return { search, filter: simpleFilter(filter), picks: Object.fromEntries(picked), sort, selected };
}

/** The form for a route and for the memory. `sort` always stands in it: a route that says nothing asks for what is remembered. */
export function routeAsked({ search, filter, picks, sort, selected }: TableAsked): RowsAsked {
  return {
    sort,
    ...(search === "" ? {} : { search }),
    ...(filter === undefined ? {} : { filter }),
    ...(Object.keys(picks).length === 0 ? {} : { picks }),
    ...(selected === undefined ? {} : { selected }),
  };
}

/** Filter and picks together, as rows, ids and exports are asked for. */
export function rowsFilter(view: ViewName, { filter, picks }: Pick<TableAsked, "filter" | "picks">): Filter | undefined {
  const picked = picksFilter(view, picks);
  if (filter === undefined || picked === undefined) return filter ?? picked;
  return { op: "and", of: [filter, picked] };
}

/** Whether some rows may be left out. */
export function isNarrowed({ search, filter, picks }: TableAsked): boolean {
  return search !== "" || filter !== undefined || Object.keys(picks).length > 0;
}

/** The parts of a filter that all have to hold: each is one chip of the filter bar. */
export function filterParts(filter: Filter | undefined): readonly Filter[] {
  if (filter === undefined) return [];
  return "op" in filter && filter.op === "and" ? filter.of : [filter];
}

/** The filter of parts that all have to hold; undefined for none. */
export function filterOfParts(parts: readonly Filter[]): Filter | undefined {
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : { op: "and", of: parts };
}

/** A filter without what says nothing: groups of one, and empty groups. */
function simpleFilter(filter: Filter | undefined): Filter | undefined {
  if (filter === undefined || !("op" in filter)) return filter;
  if (filter.of.length === 0 && filter.op === "and") return undefined;
  return filter.of.length === 1 ? simpleFilter(filter.of[0]) : filter;
}
