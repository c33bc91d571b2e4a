import type { LinkGraph } from "#contract/site-map.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { pageEdges } from "#store/reader-graph-edges.ts";
import { groupPages, MOST_COLOURS } from "#store/reader-graph-groups.ts";
import { readPages, type PagesBelow } from "#store/reader-graph-pages.ts";
import { sectionGraph } from "#store/reader-graph-sections.ts";
import { IdTable } from "#store/reader-id-table.ts";
import { KeptAnswers } from "#store/reader-kept-answers.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import type { SlowWork, Stretches } from "#store/reader-slow-work.ts";

/** `map.graph` without the crawl. */
export interface GraphQuestion {
  readonly prefix: string;
  readonly most: number;
  readonly mostEdges: number;
}

const LIMITS = { most: 3, shortestAgeMs: 2000, costFactor: 5 } as const;
/** The link graphs of a crawl, each made in stretches over one state of the file and kept while it does not change. */
export class Graphs {
  readonly #graphs: KeptAnswers<LinkGraph>;

  constructor(connection: ReadConnection, slowWork: SlowWork, now: () => number) {
    this.#graphs = new KeptAnswers(connection, slowWork, now, LIMITS);
  }

  /** The graph of the pages of the site below a prefix, which has none when nothing is there. Errors: cancelled. */
  answer(question: GraphQuestion, isCancelled: IsCancelled): Promise<LinkGraph> {
    const { prefix, most, mostEdges } = question;
    return this.#graphs.answer(JSON.stringify([prefix, most, mostEdges]), isCancelled, async (stretches) => {
      const below = await readPages(stretches, prefix, most);
      return below.pages.length === below.total ? pageGraph(stretches, below, mostEdges) : sectionGraph(stretches, below, mostEdges);
    });
  }
}

async function pageGraph(stretches: Stretches, { tree, top, pages }: PagesBelow, mostEdges: number): Promise<LinkGraph> {
  const colours = groupPages(tree, top, MOST_COLOURS);
  const nodes = new IdTable();
  pages.forEach(({ id }, node) => nodes.set(id, node));
  // A page was discovered before what it named first, so the way from the start never goes in a circle.
  const foundBy = pages.map(({ id, firstSource }) => (firstSource < id ? nodes.get(firstSource) : -1));
  const { edges, total } = await pageEdges(stretches, { pages, nodes, foundBy, mostEdges });
  return {
    kind: "pages",
    names: pages.map((page) => page.url),
    titles: pages.map((page) => page.title),
    statuses: pages.map((page) => page.status),
    depths: pages.map((page) => page.depth),
    inlinks: pages.map((page) => page.inlinks),
    sectionOf: pages.map((page) => colours.groupOf(page.section)),
    sections: colours.sections.map((section) => tree.prefix(section)),
    weights: pages.map(() => 1),
    foundBy,
    edges,
    edgesTotal: total,
    pagesTotal: pages.length,
  };
}
