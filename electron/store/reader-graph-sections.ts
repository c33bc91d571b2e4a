import type { LinkGraph } from "#contract/site-map.ts";
import { NAVIGATION_SQL, shareEdges, treeEdges, type ChosenEdges } from "#store/reader-graph-edges.ts";
import { groupPages, MOST_COLOURS } from "#store/reader-graph-groups.ts";
import type { PagesBelow } from "#store/reader-graph-pages.ts";
import type { SectionTree } from "#store/reader-section-tree.ts";
import type { Stretches } from "#store/reader-slow-work.ts";

/** Nodes of such a graph, at most. A table of all pairs of them takes 9 MB. */
const MOST_SECTION_NODES = 1500;

const SECTIONS_AT_ONCE = 2000;
const PAGES_SQL = `
  SELECT page.id, url.depth, page.status, url.first_source FROM page JOIN url ON url.id = page.id
  WHERE page.id > ? AND page.id <= ? AND page.navigated = 1 AND url.internal = 1 ORDER BY page.id`;
const LINKS_SQL = `SELECT source, target FROM link WHERE id > ? AND id <= ? AND ${NAVIGATION_SQL}`;

/** The node that a page belongs to, by the id of the page; -1 for none. */
type NodeOf = (page: number) => number;

/** The graph of the largest sections: each holds the pages below it that are in no smaller section of the graph. */
export async function sectionGraph(stretches: Stretches, below: PagesBelow, mostEdges: number): Promise<LinkGraph> {
  const { tree, top, total } = below;
  const groups = groupPages(tree, top, MOST_SECTION_NODES);
  const colours = groupPages(tree, top, MOST_COLOURS);
  const nodes = await nodesOfSections(tree, groups.groupOf, stretches);
  const nodeOf: NodeOf = (page) => {
    const section = below.sectionOfPage.get(page);
    return section === -1 ? -1 : (nodes[section] as number);
  };
  const count = groups.sections.length;
  const facts = await readFacts(stretches, count, nodeOf);
  const links = await countLinks(stretches, count, nodeOf);
  const { edges, total: edgesTotal } = sectionEdges(links, facts.foundBy, mostEdges);
  return {
    kind: "sections",
    names: groups.sections.map((section) => tree.prefix(section)),
    titles: groups.sections.map(() => ""),
    statuses: facts.statuses,
    depths: facts.depths,
    inlinks: Array.from({ length: count }, (_, target) => {
      let sum = 0;
      for (let source = 0; source < count; source++) sum += links[source * count + target] as number;
      return sum;
    }),
    sectionOf: groups.sections.map(colours.groupOf),
    sections: colours.sections.map((section) => tree.prefix(section)),
    weights: groups.pages,
    foundBy: facts.foundBy,
    edges,
    edgesTotal,
    pagesTotal: total,
  };
}

async function nodesOfSections(tree: SectionTree, groupOf: (section: number) => number, stretches: Stretches): Promise<Int32Array> {
  const nodes = new Int32Array(tree.size);
  for (let section = 0; section < tree.size; section++) {
    nodes[section] = groupOf(section);
    if (section % SECTIONS_AT_ONCE === 0 && stretches.isDue) await stretches.rest();
  }
  return nodes;
}

interface SectionFacts {
  readonly statuses: readonly number[];
  readonly depths: readonly number[];
  readonly foundBy: readonly number[];
}

/** What the pages of each node say. A node was found by the one that named the first of its pages that was discovered. */
async function readFacts(stretches: Stretches, count: number, nodeOf: NodeOf): Promise<SectionFacts> {
  const classes = Array.from({ length: count }, () => [0, 0, 0, 0]);
  const depths = Array.from({ length: count }, () => Infinity);
  const foundBy = Array.from({ length: count }, () => -1);
  await stretches.scan("page", PAGES_SQL, (rows) => {
    for (const [id, depth, status, firstSource] of rows as [number, number, number | null, number | null][]) {
      const node = nodeOf(id);
      if (node === -1) continue;
      // Pages come in the order of discovery, and what named one was discovered before it.
      if (depths[node] === Infinity && firstSource !== null && firstSource < id) foundBy[node] = nodeOf(firstSource);
      depths[node] = Math.min(depths[node] as number, depth);
      const statusClass = Math.floor((status ?? 0) / 100) - 2;
      const counts = classes[node] as number[];
      if (counts[statusClass] !== undefined) counts[statusClass] += 1;
    }
  });
  const statuses = classes.map((counts) => (Math.max(...counts) === 0 ? 0 : (counts.indexOf(Math.max(...counts)) + 2) * 100));
  return { statuses, depths, foundBy };
}

/** Links from each node to each other one: source * count + target. Those within a node are not counted. */
async function countLinks(stretches: Stretches, count: number, nodeOf: NodeOf): Promise<Uint32Array> {
  const links = new Uint32Array(count * count);
  await stretches.scan("link", LINKS_SQL, (rows) => {
    let page = -1;
    let source = -1;
    for (const [from, to] of rows as [number, number][]) {
      if (from !== page) source = nodeOf((page = from));
      if (source === -1) continue;
      const target = nodeOf(to);
      if (target !== -1 && target !== source) links[source * count + target]! += 1;
    }
  });
  return links;
}

/** All edges by which a section was found, then others until there are `mostEdges`: those of most links of each section. */
function sectionEdges(links: Uint32Array, foundBy: readonly number[], mostEdges: number): ChosenEdges {
  const count = foundBy.length;
  const edges = [...treeEdges(foundBy)];
  const treeCount = edges.length / 2;
  const others = foundBy.map((_, source) => {
    const targets: number[] = [];
    for (let target = 0; target < count; target++)
      if (links[source * count + target] !== 0 && foundBy[target] !== source) targets.push(target);
    return targets;
  });
  const shares = shareEdges(
    Uint32Array.from(others, (targets) => targets.length),
    mostEdges - treeCount,
  );
  for (const [source, targets] of others.entries()) {
    const weight = (target: number) => links[source * count + target] as number;
    const heaviest = targets.sort((one, other) => weight(other) - weight(one) || one - other);
    for (const target of heaviest.slice(0, shares[source])) edges.push(source, target);
  }
  return { edges, total: treeCount + others.reduce((sum, targets) => sum + targets.length, 0) };
}
