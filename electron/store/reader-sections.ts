import { OrbweaverError } from "#contract/failure.ts";
import type { SectionNode } from "#contract/site-map.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import { SectionTree } from "#store/reader-section-tree.ts";
import type { SlowWork, Stretches } from "#store/reader-slow-work.ts";

/** `map.sections` without the crawl. */
export interface SectionsQuestion {
  readonly prefix: string;
  readonly levels: number;
  readonly most: number;
}

interface KeptTree {
  readonly tree: SectionTree;
  readonly dataVersion: number;
  readonly madeAtMs: number;
  readonly costMs: number;
}

/** While the file changes, the tree is this old at least before it is made again, and this many times what making it took. */
const SHORTEST_AGE_MS = 1000;
const COST_FACTOR = 2;
/** Sections between two looks at the clock. */
const SUMMED_AT_ONCE = 2000;

const ADDRESSES_SQL = `
  SELECT url.text, url.state, url.depth, page.navigated, page.status, page.word_count, page.size_bytes
  FROM url LEFT JOIN page ON page.id = url.id WHERE url.id > ? AND url.id <= ? AND url.internal = 1`;

/** The sections of the site, made in stretches over one state of the file and kept while it does not change. */
export class Sections {
  readonly #connection: ReadConnection;
  readonly #slowWork: SlowWork;
  readonly #now: () => number;
  #kept: KeptTree | null = null;
  #making: { readonly tree: Promise<KeptTree>; readonly asking: Set<IsCancelled> } | null = null;

  constructor(connection: ReadConnection, slowWork: SlowWork, now: () => number) {
    this.#connection = connection;
    this.#slowWork = slowWork;
    this.#now = now;
  }

  /** A section with those below it, of one state of the file. Errors: not-found (no such section), cancelled. */
  async answer(question: SectionsQuestion, isCancelled: IsCancelled): Promise<SectionNode> {
    const tree = await this.tree(isCancelled);
    const section = tree.find(question.prefix);
    if (section !== -1) return sectionNode(tree, section, question);
    throw new OrbweaverError("not-found", `The crawl has discovered no address below ${question.prefix.slice(0, 200)}.`);
  }

  /** The tree of all sections, at most a few seconds old. Errors: cancelled. */
  async tree(isCancelled: IsCancelled): Promise<SectionTree> {
    const kept = this.#kept;
    const dataVersion = this.#connection.dataVersion();
    if (kept !== null && (kept.dataVersion === dataVersion || this.#isRecent(kept))) return kept.tree;
    const making = (this.#making ??= this.#make(dataVersion));
    making.asking.add(isCancelled);
    return (await making.tree).tree;
  }

  #isRecent(kept: KeptTree): boolean {
    return this.#now() - kept.madeAtMs < Math.max(SHORTEST_AGE_MS, COST_FACTOR * kept.costMs);
  }

  /** Several questions share the making of a tree; it is given up when nobody waits for it any more. */
  #make(dataVersion: number) {
    const asking = new Set<IsCancelled>();
    const isGivenUp = () => [...asking].every((isCancelled) => isCancelled());
    const make = async (stretches: Stretches): Promise<KeptTree> => {
      const startedAtMs = this.#now();
      const tree = await makeTree(stretches);
      const madeAtMs = this.#now();
      return (this.#kept = { tree, dataVersion, madeAtMs, costMs: madeAtMs - startedAtMs });
    };
    return { tree: this.#slowWork.run(isGivenUp, make).finally(() => (this.#making = null)), asking };
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
  for (let section = tree.size - 1; section > 0; section--) {
    tree.passUp(section);
    if (section % SUMMED_AT_ONCE === 0 && stretches.isDue) await stretches.rest();
  }
  return tree;
}

interface Growing {
  readonly node: SectionNode & { readonly below: SectionNode[] };
  readonly section: number;
  readonly levels: number;
}

/** A section of the answer with those below it, largest first; from `next` on they are not in the answer yet. */
interface Open {
  readonly above: Growing;
  readonly below: Float64Array;
  next: number;
  /** Addresses of the next one. */
  urls: number;
}

/** A section with the largest of those below it, whichever folder they are in, until there are `most`. */
function sectionNode(tree: SectionTree, top: number, { levels, most }: SectionsQuestion): SectionNode {
  const open: Open[] = [];
  const grow = (section: number, levelsBelow: number): Growing => {
    const grown: Growing = { node: { ...tree.figures(section), below: [] }, section, levels: levelsBelow };
    if (levelsBelow > 0) queue(open, { above: grown, below: tree.below(section), next: 0, urls: 0 }, tree);
    return grown;
  };
  const root = grow(top, levels);
  for (let count = 1; count < most; count++) {
    const largest = open.pop();
    if (largest === undefined) break;
    const { above, below } = largest;
    above.node.below.push(grow(below[largest.next++] as number, above.levels - 1).node);
    queue(open, largest, tree);
  }
  return root.node;
}

/** Puts a section where it belongs in a list that ascends by the addresses of what comes next; drops it when nothing does. */
function queue(open: Open[], one: Open, tree: SectionTree): void {
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
