import type { LinkGraph } from "#contract/site-map.ts";

/** Angle between two neighbours of a sunflower, in radians: no two seeds lie in one line. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** Air between two discs, as a share of their radius. */
const AIR = 1.15;

interface Disc {
  readonly section: number;
  readonly radius: number;
  x: number;
  y: number;
}

/** x, y of each node within 0 and 1 to begin with: each section a disc of its nodes, the largest in the middle. */
export function firstPlaces({ sectionOf, sections }: Pick<LinkGraph, "sectionOf" | "sections">): Float32Array {
  const members: number[][] = Array.from({ length: Math.max(1, sections.length) }, () => []);
  sectionOf.forEach((section, node) => members[section]?.push(node));
  const discs = placeDiscs(members.map((nodes) => nodes.length));
  const reach = Math.max(...discs.map((disc) => Math.hypot(disc.x, disc.y) + disc.radius), 1);
  const places = new Float32Array(sectionOf.length * 2).fill(0.5);
  for (const { section, x, y } of discs) {
    members[section]?.forEach((node, nth) => {
      const far = Math.sqrt(nth + 0.5);
      places[node * 2] = 0.5 + (x + far * Math.cos(nth * GOLDEN_ANGLE)) / (2 * reach);
      places[node * 2 + 1] = 0.5 + (y + far * Math.sin(nth * GOLDEN_ANGLE)) / (2 * reach);
    });
  }
  return places;
}

/** Discs with room for so many nodes each, beside each other without touching, the largest in the middle. */
function placeDiscs(sizes: readonly number[]): readonly Disc[] {
  const discs = sizes
    .map((size, section): Disc => ({ section, radius: Math.sqrt(size) * AIR, x: 0, y: 0 }))
    .filter((disc) => disc.radius > 0)
    .toSorted((one, other) => other.radius - one.radius);
  discs.forEach((disc, nth) => {
    const placed = discs.slice(0, nth);
    const step = Math.max(1, disc.radius / 4);
    for (let turn = 0; placed.some((other) => touches(disc, other)); turn += 1) {
      const far = Math.sqrt(turn) * step;
      disc.x = far * Math.cos(turn * GOLDEN_ANGLE);
      disc.y = far * Math.sin(turn * GOLDEN_ANGLE);
    }
  });
  return discs;
}

function touches(one: Disc, other: Disc): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius;
}
