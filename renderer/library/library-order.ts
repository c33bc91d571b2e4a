import type { LibraryEntry } from "#contract/questions.ts";

export const LIBRARY_COLUMNS = ["site", "state", "pages", "problems", "size", "changed"] as const;
export type LibraryColumn = (typeof LIBRARY_COLUMNS)[number];

/** How the library is sorted. */
export interface LibrarySort {
  readonly column: LibraryColumn;
  readonly descending: boolean;
}

/** The last changed first. */
export const USUAL_SORT: LibrarySort = { column: "changed", descending: true };

const text = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Entries whose site or name holds the text. */
export function searchEntries(entries: readonly LibraryEntry[], search: string): readonly LibraryEntry[] {
  const wanted = search.trim().toLowerCase();
  return wanted === "" ? entries : entries.filter(({ site, name }) => `${site}\n${name}`.toLowerCase().includes(wanted));
}

/** Entries in an order; what is equal stands by its last change. */
export function sortEntries(entries: readonly LibraryEntry[], { column, descending }: LibrarySort): readonly LibraryEntry[] {
  const direction = descending ? -1 : 1;
  return entries.toSorted((a, b) => direction * compare(a, b, column) || b.changedAtMs - a.changedAtMs || text.compare(a.crawl, b.crawl));
}

/** Sorting after a click on the header of a column: the other way round, or first the way that is looked for most. */
export function nextLibrarySort(sort: LibrarySort, column: LibraryColumn): LibrarySort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: column !== "site" && column !== "state" };
}

/**
 * The ids of sorted entries, where those that were shown before stay in the order they had: figures that tick move no row. New ones
 * come after the entry that they are sorted behind.
 */
export function keepOrder(sorted: readonly string[], shown: readonly string[]): readonly string[] {
  const still = new Set(sorted);
  const before = new Set(shown);
  const order = shown.filter((id) => still.has(id));
  let previous: string | null = null;
  for (const id of sorted) {
    if (!before.has(id)) order.splice(previous === null ? 0 : order.indexOf(previous) + 1, 0, id);
    previous = id;
  }
  return order;
}

function compare(a: LibraryEntry, b: LibraryEntry, column: LibraryColumn): number {
  switch (column) {
    case "site":
      return text.compare(a.site || a.name, b.site || b.name) || text.compare(a.name, b.name);
    case "state":
      return text.compare(stateOf(a), stateOf(b));
    case "pages":
      return a.pages - b.pages;
    case "problems":
      return a.badAnswers - b.badAnswers;
    case "size":
      return a.fileBytes - b.fileBytes;
    case "changed":
      return a.changedAtMs - b.changedAtMs;
  }
}

function stateOf({ state, problem }: LibraryEntry): string {
  return problem === null ? state : "~";
}
