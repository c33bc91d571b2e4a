import type { Cell, Filter, ViewName } from "#contract/views.ts";

/**
 * One way in which the rows of a view fall into groups, shown with counts beside the grid. The kind says what a group is:
 * - `value`: the rows with the same value in the column;
 * - `range`: the rows from one of `steps` up to the next; the group's value is the lower step;
 * - `section`: the rows at or below one folder of the site; the group's value is the address of the folder, with its slash.
 *   Offered are the folders directly below the deepest folder that all rows are in. Each picked folder is offered too, and the
 *   way to it is opened as in a tree: below every folder from there to the pick, and below the pick, the next level. So groups of
 *   this facet contain one another, and rows that are in the common folder itself are in none.
 * Values that a filter cannot tell apart (upper and lower case, nothing and empty text) are one group. Groups that were picked are
 * always among the groups, also when no row is in them.
 */
export interface Facet {
  readonly name: string;
  readonly column: string;
  readonly kind: "value" | "range" | "section";
  /** Lower ends of the ranges, ascending, beginning with 0. Empty for other kinds. */
  readonly steps: readonly number[];
}

/** A group of rows. `value` null: the rows with nothing in the column. */
export interface FacetValue {
  readonly value: Cell;
  readonly count: number;
}

/** The groups of one facet, the largest first (ranges and depths in their own order). */
export interface FacetCount {
  readonly name: string;
  readonly values: readonly FacetValue[];
  /** Groups that were left out because of `most`. */
  readonly more: number;
}

/** What the person picked: facet -> the groups of it, of which a row must be in one. */
export type Picks = Readonly<Record<string, readonly Cell[]>>;

const value = (name: string, column = name): Facet => ({ name, column, kind: "value", steps: [] });
const range = (name: string, steps: readonly number[], column = name): Facet => ({ name, column, kind: "range", steps });
const section: Facet = { name: "section", column: "section", kind: "section", steps: [] };

/** The facets of every view, in the order shown. */
export const FACETS: Readonly<Record<ViewName, readonly Facet[]>> = {
  pages: [
    value("status"),
    value("media_kind"),
    section,
    value("depth"),
    value("indexable"),
    value("indexability_reason"),
    value("settled_as"),
    value("language"),
    range("total_ms", [0, 200, 500, 1000, 3000, 10_000]),
    range("size_bytes", [0, 10_000, 100_000, 1_000_000, 10_000_000]),
    range("word_count", [0, 1, 50, 300, 1000, 3000]),
    range("inlinks", [0, 1, 2, 10, 100, 1000]),
  ],
  links: [value("kind"), value("internal"), value("position"), value("nofollow"), value("target_status")],
  resources: [
    value("first_seen_as"),
    value("internal"),
    value("settled_as"),
    value("reason"),
    value("status"),
    value("content_type"),
    section,
  ],
  images: [
    value("internal"),
    value("settled_as"),
    value("status"),
    value("content_type"),
    range("size_bytes", [0, 10_000, 100_000, 200_000, 1_000_000]),
    section,
  ],
  redirects: [value("status"), value("kind"), value("hops"), value("loop"), value("final_status"), section],
  excluded: [value("reason"), value("first_seen_as"), value("internal"), value("depth"), section],
  failed: [value("code"), value("attempts"), value("depth"), section],
  blocked: [value("reason"), value("status"), section],
  addresses: [value("state"), value("reason"), section, value("shape"), value("depth"), value("internal"), value("first_seen_as")],
};

/** The filter that lets exactly the rows of one group through. `value` must be a group's value as `view.facets` gives it. */
export function facetFilter(facet: Facet, group: Cell): Filter {
  const { column, kind, steps } = facet;
  if (group === null || group === "") return { column, test: "is-empty" };
  if (kind === "section") return { column, test: "starts-with", value: group };
  if (kind === "value") return { column, test: "is", value: group };
  const next = steps[steps.indexOf(Number(group)) + 1];
  const from: Filter = { column, test: "at-least", value: group };
  return next === undefined ? from : { op: "and", of: [from, { column, test: "less-than", value: next }] };
}

/** What was picked, as one filter; undefined when nothing is. Picks of facets that the view does not have count for nothing. */
export function picksFilter(view: ViewName, picks: Picks): Filter | undefined {
  const groups = FACETS[view].flatMap((facet): readonly Filter[] => {
    const picked = picks[facet.name] ?? [];
    if (picked.length === 0) return [];
    return [{ op: "or", of: picked.map((group) => facetFilter(facet, group)) }];
  });
  return groups.length === 0 ? undefined : { op: "and", of: groups };
}
