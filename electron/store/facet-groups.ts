import type { Facet, FacetCount, FacetValue } from "#contract/facets.ts";
import type { Cell } from "#contract/views.ts";
import { foldCase } from "#store/reader-filter.ts";
import { sectionGroups } from "#store/section-groups.ts";

/** Rows of each value of a facet's column; for a range, of each lower step. */
export type CountedValues = ReadonlyMap<Cell, number>;

/**
 * The groups of a facet from the rows that each value has. A group's count is the number of rows that `facetFilter` lets through,
 * so values that a filter cannot tell apart (case, nothing and empty text) are one group. Picked groups are always among them,
 * also with no rows, so that they can be given up; `most` is for the others too.
 */
export function facetCount(facet: Facet, counted: CountedValues, { picked, most }: { picked: readonly Cell[]; most: number }): FacetCount {
  const nothing = (counted.get(null) ?? 0) + (counted.get("") ?? 0);
  const values = new Map(counted);
  values.delete(null);
  values.delete("");
  const wanted = picked.filter((value) => value !== null && value !== "");
  const groups = groupsOf(facet, values, wanted);
  if (nothing > 0 || wanted.length < picked.length) groups.set(null, nothing);
  const sorted = inOrder(facet, groups);
  const shown = sorted.slice(0, most);
  const kept = sorted.slice(most).filter(({ value }) => picked.includes(value));
  return { name: facet.name, values: [...shown, ...kept], more: sorted.length - shown.length - kept.length };
}

function groupsOf(facet: Facet, counted: CountedValues, picked: readonly Cell[]): Map<Cell, number> {
  if (facet.kind === "section") return sectionGroups(counted as ReadonlyMap<string, number>, picked.map(String));
  if (facet.kind === "range") {
    const steps = new Set([...counted.keys(), ...picked.map(Number)]);
    return new Map([...steps].filter((step) => facet.steps.includes(Number(step))).map((step) => [step, counted.get(step) ?? 0]));
  }
  const groups = withoutCase(counted);
  for (const value of picked) if (![...groups.keys()].some((known) => sameValue(known, value))) groups.set(value, 0);
  return groups;
}

/** Texts that differ in case only are one group, named as most of its rows have it. */
function withoutCase(counted: CountedValues): Map<Cell, number> {
  const groups = new Map<string, { value: Cell; most: number; count: number }>();
  for (const [value, count] of counted) {
    const key = typeof value === "string" ? `text ${foldCase(value)}` : String(value);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { value, most: count, count });
    else {
      if (count > known.most || (count === known.most && String(value) < String(known.value))) Object.assign(known, { value, most: count });
      known.count += count;
    }
  }
  return new Map([...groups.values()].map(({ value, count }) => [value, count]));
}

const sameValue = (left: Cell, right: Cell): boolean => foldCase(String(left)) === foldCase(String(right));

/** The largest first; ranges and depths in their own order. Rows with nothing come last among equals, and last of all in an order. */
function inOrder(facet: Facet, groups: ReadonlyMap<Cell, number>): FacetValue[] {
  const values = [...groups].map(([value, count]) => ({ value, count }));
  const own = facet.kind === "range" || facet.column === "depth";
  const byValue = (left: Cell, right: Cell): number => {
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  };
  return values.toSorted((left, right) => (own ? 0 : right.count - left.count) || byValue(left.value, right.value));
}
