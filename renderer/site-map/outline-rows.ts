import type { SectionNode } from "#contract/site-map.ts";
import type { Row } from "../results/row-source.ts";
import type { SectionSource } from "./section-source.ts";

/** What the rows of an outline are put in order by. */
export const OUTLINE_SORTS = ["section", "urls", "problems"] as const;
export type OutlineSort = (typeof OUTLINE_SORTS)[number];

interface Place {
  /** Tells a row from all others and stays with it. */
  readonly key: string;
  /** 1 for the top. */
  readonly level: number;
  readonly setSize: number;
  /** From 1 on. */
  readonly position: number;
}

/** A row of the outline. `folder` is the section a row stands in. */
export type OutlineRow =
  | (Place & { readonly kind: "section"; readonly node: SectionNode; readonly unfolded: boolean; readonly canUnfold: boolean })
  | (Place & { readonly kind: "page"; readonly folder: string; readonly cells: Row | null })
  | (Place & { readonly kind: "note"; readonly folder: string; readonly note: OutlineNote });

/** What a row says that is neither a section nor a page. */
export type OutlineNote = { readonly what: "loading" | "failed" } | { readonly what: "others" | "more-sections"; readonly count: number };

type Segment =
  | { readonly start: number; readonly row: OutlineRow }
  | {
      readonly start: number;
      readonly pagesOf: string;
      readonly count: number;
      readonly level: number;
      readonly setSize: number;
      readonly before: number;
    };

/** The rows of an outline, as many as there may be: pages are looked up only when they are drawn. */
export class OutlineRows {
  readonly #segments: Segment[] = [];
  readonly #source: SectionSource;
  readonly #unfolded: ReadonlySet<string>;
  readonly #sort: OutlineSort;
  /** How many rows there are. */
  readonly total: number;

  constructor(source: SectionSource, unfolded: ReadonlySet<string>, sort: OutlineSort) {
    this.#source = source;
    this.#unfolded = unfolded;
    this.#sort = sort;
    const top = topOf(source);
    this.total = top === null ? 0 : this.#addSection(top, { level: 1, setSize: 1, position: 1 }, 0);
  }

  /** The row at an index; null beyond the end. */
  at(index: number): OutlineRow | null {
    const segment = this.#segmentAt(index);
    if (segment === null) return null;
    if ("row" in segment) return segment.row;
    const { pagesOf, level, setSize, before } = segment;
    const nth = index - segment.start;
    const key = `${pagesOf}\n${nth}`;
    return {
      kind: "page",
      key,
      level,
      setSize,
      position: before + nth + 1,
      folder: pagesOf,
      cells: this.#source.pages(pagesOf).rowAt(nth),
    };
  }

  /** Index of a section's row; -1 when it is not shown. */
  indexOf(key: string): number {
    const [pagesOf, nth] = key.split("\n");
    for (const segment of this.#segments) {
      if ("row" in segment ? segment.row.key === key : nth !== undefined && segment.pagesOf === pagesOf && Number(nth) < segment.count)
        return "row" in segment ? segment.start : segment.start + Number(nth);
    }
    return -1;
  }

  /** Calls for each stretch of pages between two rows: the folder, and the first and last (exclusive) page of it. */
  pagesBetween(first: number, end: number, found: (folder: string, from: number, to: number) => void): void {
    for (const segment of this.#segments) {
      if (!("pagesOf" in segment) || segment.start >= end || segment.start + segment.count <= first) continue;
      found(segment.pagesOf, Math.max(0, first - segment.start), Math.min(segment.count, end - segment.start));
    }
  }

  /** Index of the first page of the stretch that a row stands in; the row itself when it is no page. */
  firstOfStretch(index: number): number {
    return this.#segmentAt(index)?.start ?? index;
  }

  #segmentAt(index: number): Segment | null {
    if (index < 0 || index >= this.total) return null;
    let [low, high] = [0, this.#segments.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle] as Segment).start <= index) low = middle;
      else high = middle - 1;
    }
    return this.#segments[low] ?? null;
  }

  /** Adds a section and what is unfolded below it from `start` on; answers where the next row comes. */
  #addSection(node: SectionNode, place: Omit<Place, "key">, start: number): number {
    const unfolded = this.#unfolded.has(node.prefix);
    const canUnfold = node.sections > 0 || node.urlsHere > 0;
    this.#segments.push({ start, row: { kind: "section", key: node.prefix, ...place, node, unfolded: unfolded && canUnfold, canUnfold } });
    return unfolded && canUnfold ? this.#addBelow(node, place.level + 1, start + 1) : start + 1;
  }

  #addBelow({ prefix, urlsHere }: SectionNode, level: number, start: number): number {
    const known = this.#source.section(prefix);
    if (known === null) return this.#addNote(prefix, level, start, { what: this.#source.error(prefix) === null ? "loading" : "failed" });
    const sections = sortSections(known.below, this.#sort);
    const source = this.#source.pages(prefix);
    const pages = urlsHere === 0 ? 0 : source.total;
    const setSize = sections.length + (pages ?? 0);
    let next = start;
    sections.forEach((section, nth) => (next = this.#addSection(section, { level, setSize, position: nth + 1 }, next)));
    const missing = known.sections - sections.length;
    if (missing > 0) next = this.#addNote(prefix, level, next, { what: "more-sections", count: missing });
    if (pages === null) return this.#addNote(prefix, level, next, { what: source.error === null ? "loading" : "failed" });
    if (pages > 0) this.#segments.push({ start: next, pagesOf: prefix, count: pages, level, setSize, before: sections.length });
    next += pages;
    const others = known.urlsHere - pages;
    return others > 0 ? this.#addNote(prefix, level, next, { what: "others", count: others }) : next;
  }

  #addNote(folder: string, level: number, start: number, note: OutlineNote): number {
    const key = `${folder}\n${note.what}`;
    this.#segments.push({ start, row: { kind: "note", key, level, setSize: 1, position: 1, folder, note } });
    return start + 1;
  }
}

/** The section at the top: the only host, or what holds all of them. Null until it is known. */
export function topOf(source: SectionSource): SectionNode | null {
  const root = source.section("");
  if (root === null) return null;
  return root.below.length === 1 && root.sections === 1 ? (root.below[0] ?? root) : root;
}

const byName = new Intl.Collator("en", { numeric: true });

function sortSections(sections: readonly SectionNode[], sort: OutlineSort): readonly SectionNode[] {
  if (sort === "section") return sections.toSorted((one, other) => byName.compare(one.name, other.name));
  return sections.toSorted((one, other) => other[sort] - one[sort] || byName.compare(one.name, other.name));
}
