import type { LinkGraph } from "#contract/site-map.ts";

/** The way from a start page to a node, as nodes, along the links that named each first. */
export function pathTo(graph: Pick<LinkGraph, "foundBy">, node: number): readonly number[] {
  const path: number[] = [];
  const seen = new Set<number>();
  for (let at = node; at >= 0 && !seen.has(at); at = graph.foundBy[at] ?? -1) {
    seen.add(at);
    path.unshift(at);
  }
  return path;
}

/** Nodes that link to a node or are linked from it, and the links among them as positions in `edges` (of their sources). */
export interface Neighbours {
  readonly nodes: ReadonlySet<number>;
  /** Source, target, source, target … */
  readonly edges: Uint32Array;
  readonly linkedFrom: number;
  readonly linksTo: number;
}

/** The neighbours of a node. */
export function neighboursOf(edges: Uint32Array, node: number): Neighbours {
  const nodes = new Set<number>();
  const found: number[] = [];
  let [linkedFrom, linksTo] = [0, 0];
  for (let at = 0; at < edges.length; at += 2) {
    const [source, target] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    if (source !== node && target !== node) continue;
    if (source === node) linksTo += 1;
    else linkedFrom += 1;
    nodes.add(source === node ? target : source);
    found.push(source, target);
  }
  return { nodes, edges: Uint32Array.from(found), linkedFrom, linksTo };
}

/** The links along which nodes were found first: a tree over the whole graph, as source, target … */
export function treeEdges(foundBy: readonly number[]): Uint32Array {
  return Uint32Array.from(foundBy.flatMap((source, target) => (source >= 0 ? [source, target] : [])));
}

/** Radius of each node in pixels: the more it is linked the larger; a section the larger the more pages it holds. */
export function nodeSizes({ kind, inlinks, weights }: Pick<LinkGraph, "kind" | "inlinks" | "weights">): Float32Array {
  if (kind === "sections") {
    const most = weights.reduce((largest, weight) => Math.max(largest, weight), 1);
    return Float32Array.from(weights, (weight) => 4 + 26 * Math.sqrt(weight / most));
  }
  const base = inlinks.length > 5000 ? 1.6 : inlinks.length > 500 ? 2.4 : 4;
  return Float32Array.from(inlinks, (count) => base + Math.min(9, 0.75 * Math.log2(1 + count)));
}

/** The node nearest to a place, within its own radius and `slack`; -1 for none. All lengths as shares of the picture. */
export function nodeAt(
  places: Float32Array,
  radii: (node: number) => number,
  at: { readonly x: number; readonly y: number; readonly slack: number },
): number {
  let best = -1;
  let bestGap = at.slack;
  for (let node = 0; node < places.length / 2; node += 1) {
    const dx = (places[node * 2] ?? 0) - at.x;
    const dy = (places[node * 2 + 1] ?? 0) - at.y;
    const gap = Math.sqrt(dx * dx + dy * dy) - radii(node);
    if (gap < bestGap) [best, bestGap] = [node, gap];
  }
  return best;
}
