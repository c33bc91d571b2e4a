/** One thing that the palette finds. */
export interface PaletteItem {
  /** The same in every run of the program. */
  readonly id: string;
  readonly title: string;
  /** What kind of thing it is: "Crawl", "Setting". */
  readonly group: string;
  /** Found by too, but not shown: the path of a crawl file. */
  readonly alsoFoundBy: string;
  /** Shown at the end: its key. */
  readonly hint: string;
  /** Why it cannot be chosen right now; null when it can. */
  readonly refused: string | null;
  readonly run: () => void;
}

/** How many of the last choices stand in front. */
export const MOST_RECENT = 6;

/**
 * The items that have every word of a query, best first: titles that begin with it, then titles with a word that begins with it, then
 * all others. What was chosen recently stands in front of its equals, and in front of everything as long as nothing is asked.
 */
export function findItems(items: readonly PaletteItem[], query: string, recent: readonly string[]): readonly PaletteItem[] {
  const asked = query.trim().toLowerCase();
  const words = asked.split(/\s+/);
  const found = items.filter(({ title, group, alsoFoundBy }) => {
    const text = `${title} ${group} ${alsoFoundBy}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const age = ({ id }: PaletteItem): number => {
    const place = recent.indexOf(id);
    return place < 0 ? recent.length : place;
  };
  return found.toSorted((left, right) => rank(left, asked) - rank(right, asked) || age(left) - age(right));
}

/** The recent choices after one more, the last first. */
export function withRecent(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, MOST_RECENT);
}

function rank({ title }: PaletteItem, asked: string): number {
  if (asked === "") return 0;
  const text = title.toLowerCase();
  if (text.startsWith(asked)) return 0;
  return text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(asked)) ? 1 : 2;
}
