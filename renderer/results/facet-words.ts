import type { Facet, FacetValue, Picks } from "#contract/facets.ts";
import type { Cell, ViewName } from "#contract/views.ts";
import { formatBytes, formatCount } from "../shell/format.ts";
import { resultsTexts } from "../texts/results.ts";
import { addressParts } from "./address-text.ts";
import { outcomeState, statusState, type StateKey } from "./cell-text.ts";
import { labelOf } from "./columns.ts";
import { codeMeaning } from "./code-meaning.ts";
import { columnOf, valueWords } from "./filter-words.ts";

/** What a facet is called. */
export function facetLabel({ name, column }: Facet): string {
  return resultsTexts.facets.names[name] ?? labelOf(column);
}

/** What a group is called. */
export function groupLabel(view: ViewName, facet: Facet, value: Cell, site: string): string {
  if (value === null || value === "") return resultsTexts.facets.nothing;
  if (facet.kind === "range") return rangeLabel(facet, Number(value));
  if (facet.kind === "section" || facet.column === "shape") return sectionLabel(String(value), site);
  const column = columnOf(view, facet.column);
  return column === undefined ? String(value) : valueWords(view, column, value);
}

/** What a facet is about: the meaning of its column. */
export function facetMeaning(view: ViewName, { column }: Facet): string {
  return columnOf(view, column)?.meaning ?? "";
}

/** What a group means, when its name does not say it. */
export function groupMeaning({ column }: Facet, value: Cell): string | undefined {
  return codeMeaning(column, value);
}

/** The state that a group of statuses or outcomes stands for; null when it stands for none. */
export function groupState({ column }: Facet, value: Cell): StateKey | null {
  if (column === "status" || column.endsWith("_status")) return typeof value === "number" ? statusState(value) : null;
  return column === "settled_as" || column === "state" ? outcomeState(value) : null;
}

/** The picks after one group was picked or given up. A folder takes the place of those it is in, and of those in it. */
export function togglePick(picks: Picks, facet: Facet, value: Cell): Picks {
  const picked = picks[facet.name] ?? [];
  const isPicked = picked.includes(value);
  const others = picked.filter((one) => one !== value && !(facet.kind === "section" && !isPicked && isNested(one, value)));
  return withPicks(picks, facet.name, isPicked ? others : [...others, value]);
}

/** The picks with these groups of a facet and no others. */
export function withPicks(picks: Picks, name: string, values: readonly Cell[]): Picks {
  const { [name]: _, ...others } = picks;
  return values.length === 0 ? others : { ...others, [name]: values };
}

/** Sections in the order of a tree, each with how many of the others it is in. */
export function sectionTree(values: readonly FacetValue[]): readonly (FacetValue & { readonly level: number })[] {
  const within = (outer: Cell, inner: Cell): boolean => outer !== inner && String(inner).startsWith(String(outer));
  const put = (among: readonly FacetValue[], level: number): (FacetValue & { level: number })[] =>
    among
      .filter((one) => !among.some((other) => other.value !== null && within(other.value, one.value)))
      .flatMap((one) => [
        { ...one, level },
        ...(one.value === null
          ? []
          : put(
              among.filter((other) => within(one.value, other.value)),
              level + 1,
            )),
      ]);
  return put(values, 0);
}

/** The folders from the outermost to this one: what a breadcrumb shows. */
export function foldersTo(section: string): readonly string[] {
  const host = /^[a-z]+:\/\/[^/]*\//i.exec(section)?.[0] ?? "";
  const steps = section.slice(host.length).split("/").filter(Boolean);
  return [host, ...steps.map((_, position) => `${host}${steps.slice(0, position + 1).join("/")}/`)].filter(Boolean);
}

/** The last folder of a section: "library/". */
export function lastFolder(section: string): string {
  return /[^/]+\/$/.exec(section)?.[0] ?? section;
}

/** A section as people read it: from the path on when it is on the site. */
export function sectionLabel(section: string, site: string): string {
  const { host, head, tail } = addressParts(section, site);
  return host + head + tail;
}

function isNested(one: Cell, other: Cell): boolean {
  return String(one).startsWith(String(other)) || String(other).startsWith(String(one));
}

function rangeLabel({ column, steps }: Facet, from: number): string {
  const next = steps[steps.indexOf(from) + 1];
  const words = column.endsWith("_bytes") ? formatBytes : formatCount;
  const unit = column.endsWith("_ms") ? " ms" : "";
  const isWhole = !column.endsWith("_bytes") && !column.endsWith("_ms");
  const to = next === undefined ? null : `${words(isWhole ? next - 1 : next)}${unit}`;
  const first = isWhole || to === null ? `${words(from)}${to === null || next === from + 1 ? unit : ""}` : words(from);
  return resultsTexts.facets.range(first, to);
}
