import { FACETS, facetFilter, type FacetCount } from "#contract/facets.ts";
import type { VerifyReport } from "#contract/questions.ts";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import type { ViewGroups } from "#store/compare-shown.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { viewFacets } from "#store/reader-facets.ts";
import type { HashOf } from "#store/reader-filter.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import { idQuery } from "#store/view-sql.ts";

/** Two numbers that must be the same: one that is stored or told, and one that was counted. */
export type Comparison = VerifyReport["differences"][number];

/** Groups of each facet that are compared, the largest first: each costs a query over the whole view. */
const MOST_GROUPS = 50;
const LARGE_VIEW_ROWS = 100_000;
const MOST_GROUPS_OF_LARGE_VIEW = 5;
/** As many as `view.facets` tells at once. */
export const ALL_GROUPS = 1000;

const EVERY_ID = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

/**
 * Each group beside a grid with the rows that picking it shows, and the groups of each facet together with the rows of the view.
 * Of a view of many rows only the largest groups are compared one by one. `tell` is given the groups of each view.
 */
export function* facetComparisons(
  connection: ReadConnection,
  hashOf: HashOf,
  { isCancelled, tell }: { readonly isCancelled: IsCancelled; readonly tell: (groups: ViewGroups) => void },
): Generator<Comparison> {
  for (const view of VIEW_NAMES) {
    const rows = countRows(connection, hashOf, view);
    const most = rows > LARGE_VIEW_ROWS ? MOST_GROUPS_OF_LARGE_VIEW : MOST_GROUPS;
    const facets: FacetCount[] = [];
    for (const facet of FACETS[view]) {
      const question = { view, names: [facet.name], most: ALL_GROUPS };
      const told = viewFacets(connection, hashOf, question, isCancelled).facets[0] ?? { name: facet.name, values: [], more: 0 };
      const { values, more } = told;
      facets.push(told);
      // Sections contain one another, and rows of the folder that all are in are in none of them.
      if (facet.kind !== "section" && more === 0) {
        const all = values.reduce((sum, { count }) => sum + count, 0);
        yield { what: `all groups of ${facet.name} in ${view}`, stored: all, counted: rows };
      }
      for (const { value, count } of values.toSorted((one, other) => other.count - one.count).slice(0, most)) {
        const counted = countRows(connection, hashOf, view, facetFilter(facet, value));
        yield { what: `group ${String(value ?? "(nothing)").slice(0, 200)} of ${facet.name} in ${view}`, stored: count, counted };
      }
    }
    tell({ view, rows, facets });
  }
}

/** Rows of a view as its grid finds them. */
function countRows(connection: ReadConnection, hashOf: HashOf, view: ViewName, filter?: ReturnType<typeof facetFilter>): number {
  const query = idQuery({ view, filter }, hashOf);
  return connection.value(`SELECT count(*) FROM (${query.sql})`, ...query.bound, ...(query.ranged ? EVERY_ID : [])) as number;
}
