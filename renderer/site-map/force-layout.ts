import iterate from "graphology-layout-forceatlas2/iterate.js";
import type { ToLayout } from "./layout-messages.ts";

/** Numbers that the library keeps of a node and of an edge (graphology-layout-forceatlas2, `helpers.js`). */
const PER_NODE = 10;
const PER_EDGE = 3;
const [X, Y, MASS, CONVERGENCE, SIZE] = [0, 1, 6, 7, 8];

/** Links along which pages were found hold this much more than others: the tree of the site shows. */
const TREE_WEIGHT = 4;
/** Nodes from which on forces are gathered by regions instead of by pairs. */
const BARNES_HUT_FROM = 500;
/** The layout is settled when nodes move by less than this share of the picture on average in one round. */
const SETTLED_MOVE = 0.00025;
const LEAST_ROUNDS = 60;
/** Rounds after which it ends in any case. */
const MOST_ROUNDS = 600;
/** The picture is as large as this share of the nodes needs; single ones may stand outside, at the edge. */
const INSIDE = 0.995;

/** ForceAtlas2 over a link graph, round by round. */
export class ForceLayout {
  readonly #nodes: Float32Array;
  readonly #edges: Float32Array;
  readonly #settings: Readonly<Record<string, number | boolean>>;
  #last: Float32Array;
  #rounds = 0;

  constructor({ places, edges, foundBy, masses }: Extract<ToLayout, { kind: "start" }>) {
    const count = places.length / 2;
    this.#nodes = nodeMatrix(places, masses);
    this.#edges = edgeMatrix(edges, foundBy);
    this.#last = normalised(this.#nodes);
    this.#settings = {
      linLogMode: false,
      outboundAttractionDistribution: false,
      adjustSizes: false,
      edgeWeightInfluence: 1,
      scalingRatio: 10,
      strongGravityMode: true,
      gravity: 0.05,
      slowDown: 1 + Math.log(Math.max(1, count)),
      barnesHutOptimize: count > BARNES_HUT_FROM,
      barnesHutTheta: 0.7,
    };
  }

  /** One round. Answers whether the nodes have come to rest. */
  round(): boolean {
    iterate(this.#settings, this.#nodes, this.#edges);
    this.#rounds += 1;
    const now = normalised(this.#nodes);
    const moved = meanMove(this.#last, now);
    this.#last = now;
    return this.#rounds >= MOST_ROUNDS || (this.#rounds >= LEAST_ROUNDS && moved < SETTLED_MOVE);
  }

  /** x, y of each node within 0 and 1, as a copy of its own. */
  places(): Float32Array {
    return this.#last.slice();
  }
}

function nodeMatrix(places: Float32Array, masses: Float32Array): Float32Array {
  const matrix = new Float32Array(masses.length * PER_NODE);
  // The library expects room between nodes: about 10 units for each.
  const scale = 10 * Math.sqrt(masses.length);
  for (let node = 0; node < masses.length; node += 1) {
    const at = node * PER_NODE;
    matrix[at + X] = ((places[node * 2] ?? 0) - 0.5) * scale;
    matrix[at + Y] = ((places[node * 2 + 1] ?? 0) - 0.5) * scale;
    matrix[at + MASS] = masses[node] ?? 1;
    matrix[at + CONVERGENCE] = 1;
    matrix[at + SIZE] = 1;
  }
  return matrix;
}

/** Links that nearly every page has (menus, footers) would pull all pages into one heap, so the links of a much linked page hold less. */
function edgeMatrix(edges: Uint32Array, foundBy: Int32Array): Float32Array {
  const inlinks = new Uint32Array(foundBy.length);
  for (let at = 1; at < edges.length; at += 2) bump(inlinks, edges[at] ?? 0);
  const matrix = new Float32Array((edges.length / 2) * PER_EDGE);
  for (let edge = 0; edge < edges.length / 2; edge += 1) {
    const source = edges[edge * 2] ?? 0;
    const target = edges[edge * 2 + 1] ?? 0;
    const isTree = foundBy[target] === source;
    matrix[edge * PER_EDGE] = source * PER_NODE;
    matrix[edge * PER_EDGE + 1] = target * PER_NODE;
    matrix[edge * PER_EDGE + 2] = isTree ? TREE_WEIGHT : 2 / Math.sqrt(1 + (inlinks[target] ?? 0));
  }
  return matrix;
}

function bump(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

/** x, y of the nodes within 0 and 1, the middle of them at 0.5. */
function normalised(nodes: Float32Array): Float32Array {
  const count = nodes.length / PER_NODE;
  const places = new Float32Array(count * 2);
  let [sumX, sumY] = [0, 0];
  for (let node = 0; node < count; node += 1) {
    sumX += nodes[node * PER_NODE + X] ?? 0;
    sumY += nodes[node * PER_NODE + Y] ?? 0;
  }
  const [midX, midY] = [sumX / Math.max(1, count), sumY / Math.max(1, count)];
  const far = new Float32Array(count);
  for (let node = 0; node < count; node += 1) {
    far[node] = Math.max(Math.abs((nodes[node * PER_NODE + X] ?? 0) - midX), Math.abs((nodes[node * PER_NODE + Y] ?? 0) - midY));
  }
  const reach = far.sort()[Math.min(count - 1, Math.floor(count * INSIDE))] || 1;
  const within = (value: number): number => Math.max(0, Math.min(1, 0.5 + value / (2 * reach)));
  for (let node = 0; node < count; node += 1) {
    places[node * 2] = within((nodes[node * PER_NODE + X] ?? 0) - midX);
    places[node * 2 + 1] = within((nodes[node * PER_NODE + Y] ?? 0) - midY);
  }
  return places;
}

function meanMove(before: Float32Array, after: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < after.length; at += 1) sum += Math.abs((after[at] ?? 0) - (before[at] ?? 0));
  return sum / Math.max(1, after.length);
}
