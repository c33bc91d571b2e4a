import { LINK_KINDS, NAVIGATION_KINDS } from "#contract/words.ts";
import type { GraphPage } from "#store/reader-graph-pages.ts";
import type { IdTable } from "#store/reader-id-table.ts";
import type { Stretches } from "#store/reader-slow-work.ts";

/** Which edges a picture shows: source, target, source, target ..., and how many there would be. */
export interface ChosenEdges {
  readonly edges: readonly number[];
  readonly total: number;
}

/** The kinds of links that lead from page to page, as SQL. */
export const NAVIGATION_SQL = `kind IN (${[...NAVIGATION_KINDS].map((kind) => LINK_KINDS.indexOf(kind)).join(", ")})`;
const TARGETS_SQL = `SELECT target FROM link WHERE id >= ? AND id < ? AND ${NAVIGATION_SQL}`;

/** Pages between two looks at the clock. */
const PAGES_AT_ONCE = 50;

/**
 * The edges between pages: all by which a page was found, however many, then others until there are `mostEdges`. When not all fit,
 * each page shows as many as any other, spread evenly over its links; so a page with a thousand links does not hide the rest,
 * and the menu that every page begins with does not hide what is in them. `foundBy`: node -> node, -1 for none.
 */
export async function pageEdges(
  stretches: Stretches,
  { pages, nodes, foundBy, mostEdges }: { pages: readonly GraphPage[]; nodes: IdTable; foundBy: readonly number[]; mostEdges: number },
): Promise<ChosenEdges> {
  const edges = treeEdges(foundBy);
  const budget = mostEdges - edges.length / 2;
  const degrees = new Uint32Array(pages.length);
  let total = 0;
  let others: number[] = [];
  await eachSource(stretches, { pages, nodes, foundBy }, (source, targets) => {
    degrees[source] = targets.length;
    total += targets.length;
    if (total <= budget) for (const target of targets) others.push(source, target);
    else others = [];
  });
  if (total > budget) {
    const shares = shareEdges(degrees, budget);
    await eachSource(stretches, { pages, nodes, foundBy }, (source, targets) => {
      for (const target of spread(targets, shares[source] as number)) others.push(source, target);
    });
  }
  return { edges: [...edges, ...others], total: total + edges.length / 2 };
}

/** The edges by which nodes were found, in the order of the nodes. */
export function treeEdges(foundBy: readonly number[]): readonly number[] {
  return foundBy.flatMap((source, node) => (source === -1 ? [] : [source, node]));
}

/** Every page with the nodes it links to, each once, without itself and without those that it was the first to name. */
async function eachSource(
  stretches: Stretches,
  { pages, nodes, foundBy }: { pages: readonly GraphPage[]; nodes: IdTable; foundBy: readonly number[] },
  take: (source: number, targets: readonly number[]) => void,
): Promise<void> {
  for (const [source, { firstLink, linkCount }] of pages.entries()) {
    const found = new Set<number>();
    for (const id of stretches.connection.values(TARGETS_SQL, firstLink, firstLink + linkCount) as number[]) {
      const target = nodes.get(id);
      if (target !== -1 && target !== source && foundBy[target] !== source) found.add(target);
    }
    take(source, [...found]);
    if (source % PAGES_AT_ONCE === 0 && stretches.isDue) await stretches.rest();
  }
}

/**
 * How many of its edges each source may show so that all show at most `budget` together: everybody as many as everybody else,
 * who has fewer shows all. What is left of the budget goes to the first that have more, one each.
 */
export function shareEdges(degrees: Uint32Array, budget: number): Uint32Array {
  const ascending = degrees.slice().sort();
  let left = Math.max(0, budget);
  let share = Infinity;
  for (const [index, degree] of ascending.entries()) {
    const sources = ascending.length - index;
    if (degree * sources > left) {
      share = Math.floor(left / sources);
      left -= share * sources;
      break;
    }
    left -= degree;
  }
  return degrees.map((degree) => {
    if (degree <= share) return degree;
    return left-- > 0 ? share + 1 : share;
  });
}

/** `count` entries of a list, spread evenly over it. */
function spread(list: readonly number[], count: number): readonly number[] {
  if (count >= list.length) return list;
  return Array.from({ length: count }, (_, index) => list[Math.floor(((index + 0.5) * list.length) / count)] as number);
}
