import { OrbweaverError } from "#contract/failure.ts";
import type { SectionNode } from "#contract/site-map.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { KeptAnswers } from "#store/reader-kept-answers.ts";
import { largestSections } from "#store/reader-largest-sections.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import { SectionTree } from "#store/reader-section-tree.ts";
import type { SlowWork, Stretches } from "#store/reader-slow-work.ts";

/** `map.sections` without the crawl. */
export interface SectionsQuestion {
  readonly prefix: string;
  readonly levels: number;
  readonly most: number;
}

const LIMITS = { most: 1, shortestAgeMs: 1000, costFactor: 2 } as const;
/** Sections between two looks at the clock. */
const SUMMED_AT_ONCE = 2000;

const ADDRESSES_SQL = `
  SELECT url.text, url.state, url.depth, page.navigated, page.status, page.word_count, page.size_bytes
  FROM url LEFT JOIN page ON page.id = url.id WHERE url.id > ? AND url.id <= ? AND url.internal = 1`;

/** The sections of the site, made in stretches over one state of the file and kept while it does not change. */
export class Sections {
  readonly #trees: KeptAnswers<SectionTree>;

  constructor(connection: ReadConnection, slowWork: SlowWork, now: () => number) {
    this.#trees = new KeptAnswers(connection, slowWork, now, LIMITS);
  }

  /** A section with those below it, of one state of the file, at most a few seconds old. Errors: not-found (no such section), cancelled. */
  async answer(question: SectionsQuestion, isCancelled: IsCancelled): Promise<SectionNode> {
    const tree = await this.#trees.answer("", isCancelled, makeTree);
    const section = tree.find(question.prefix);
    if (section !== -1) return sectionNode(tree, section, question);
    throw new OrbweaverError("not-found", `The crawl has discovered no address below ${question.prefix.slice(0, 200)}.`);
  }
}

async function makeTree(stretches: Stretches): Promise<SectionTree> {
  const tree = new SectionTree();
  await stretches.scan("url", ADDRESSES_SQL, (rows) => {
    for (const row of rows) {
      const [url, state, depth, navigated, status, words, bytes] = row as [string, number, number, ...(number | null)[]];
      tree.add({ url, state, depth, isPage: navigated === 1, status: status ?? null, words: words ?? 0, bytes: bytes ?? 0 });
    }
  });
  await sumUp(tree, stretches);
  return tree;
}

/** Makes the counts of every section those of all that is at and below it. Errors: cancelled. */
export async function sumUp(tree: SectionTree, stretches: Stretches): Promise<void> {
  for (let section = tree.size - 1; section > 0; section--) {
    tree.passUp(section);
    if (section % SUMMED_AT_ONCE === 0 && stretches.isDue) await stretches.rest();
  }
}

/** A section with the largest of those below it, whichever folder they are in, until there are `most`. */
function sectionNode(tree: SectionTree, top: number, { levels, most }: SectionsQuestion): SectionNode {
  const nodes = new Map<number, SectionNode & { readonly below: SectionNode[] }>([[top, { ...tree.figures(top), below: [] }]]);
  for (const { section, above } of largestSections(tree, top, levels)) {
    if (nodes.size >= most) break;
    const node = { ...tree.figures(section), below: [] };
    nodes.set(section, node);
    nodes.get(above)?.below.push(node);
  }
  return nodes.get(top) as SectionNode;
}
