import type { SectionTree } from "#store/reader-section-tree.ts";

/** A section with those below it, largest first; those before `next` were given already. */
interface Open {
  readonly above: number;
  readonly below: Float64Array;
  readonly levels: number;
  next: number;
  /** Addresses of the next one. */
  urls: number;
}

/**
 * The sections below `top`, at most `levels` deep, those with the most addresses first, whichever folder they are in; each comes
 * after the one above it. They are looked for one by one, so that who needs a few of a million waits for a few.
 */
export function* largestSections(
  tree: SectionTree,
  top: number,
  levels: number,
): Generator<{ readonly section: number; readonly above: number }> {
  const open: Open[] = [];
  const openUp = (above: number, levelsBelow: number): void => {
    if (levelsBelow > 0) insert(open, { above, below: tree.below(above), levels: levelsBelow, next: 0, urls: 0 }, tree);
  };
  openUp(top, levels);
  for (let largest = open.pop(); largest !== undefined; largest = open.pop()) {
    const section = largest.below[largest.next++] as number;
    yield { section, above: largest.above };
    openUp(section, largest.levels - 1);
    insert(open, largest, tree);
  }
}

/** Puts it where it belongs in a list that ascends by the addresses of what comes next; drops it when nothing does. */
function insert(open: Open[], one: Open, tree: SectionTree): void {
  const next = one.below[one.next];
  if (next === undefined) return;
  one.urls = tree.urls(next);
  let low = 0;
  let high = open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((open[middle] as Open).urls < one.urls) low = middle + 1;
    else high = middle;
  }
  open.splice(low, 0, one);
}
