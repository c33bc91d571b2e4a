import type { SectionNode } from "#contract/site-map.ts";
import { URL_STATE } from "#store/migrations.ts";
import { Counts } from "#store/reader-counts.ts";
import { partEnds, SectionNames } from "#store/reader-section-names.ts";
import { sectionOf } from "#url/section.ts";

/**
 * Sections that a tree keeps, and levels below a host. A tree takes about 65 bytes a section, so 65 MB at most. Addresses in
 * folders beyond these bounds are counted in the nearest folder that is kept, so all sums stay right.
 */
export const MOST_SECTIONS = 1_000_000;
export const MOST_LEVELS = 1000;

/** Where sections were found lately is kept for this many. */
const RECENT_SECTIONS = 2000;

/** Larger than the number of any section: one number then holds how many addresses a section has, and its own number. */
const RANK = 2 ** 24;

/** An address as a tree counts it. */
export interface CountedAddress {
  readonly url: string;
  readonly state: number;
  readonly depth: number;
  /** Whether it is a row of `pages`; the rest counts only then. */
  readonly isPage: boolean;
  readonly status: number | null;
  readonly words: number;
  readonly bytes: number;
}

/** What is counted of a section: in one byte while it is small, in four what is large from the beginning. */
const SMALL = ["here", "waiting", "leased", "kept", "failed", "excluded", "blocked", "s2", "s3", "s4", "s5", "pages", "problems"] as const;
const LARGE = ["words", "bytes"] as const;
type Name = (typeof SMALL)[number] | (typeof LARGE)[number];
/** What a section sums up over those below it: everything but what is directly in it. */
const SUMMED: readonly Name[] = [...SMALL.slice(1), ...LARGE];
const STATES = ["waiting", "leased", "kept", "failed", "excluded", "blocked"] as const;
const CLASSES = ["s2", "s3", "s4", "s5"] as const;

/** Everything that a node tells of its section but the sections below. */
export type SectionFigures = Omit<SectionNode, "below">;

/** The folders of a site with what is in them. Addresses are added, then summed up; they themselves are not kept. */
export class SectionTree {
  readonly #names = new SectionNames();
  readonly #counts: Readonly<Record<Name, Counts>>;
  /** Depths plus one; 0 for a section without pages. */
  readonly #least = new Counts(Uint8Array);
  readonly #most = new Counts(Uint8Array);
  /** The sections below one: the last that came, and from each the one that came before it. 0 ends the list. */
  readonly #below = new Counts(Uint32Array);
  readonly #beside = new Counts(Uint32Array);
  readonly #sections = new Counts(Uint8Array);
  readonly #recent = new Map<string, number>();
  #scratch = Buffer.alloc(4096);

  constructor() {
    const columns = [...SMALL.map((name) => [name, new Counts(Uint8Array)]), ...LARGE.map((name) => [name, new Counts(Uint32Array)])];
    this.#counts = Object.fromEntries(columns) as Record<Name, Counts>;
  }

  /** How many sections there are, with the root; section 0 is the root, and each comes after the one above it. */
  get size(): number {
    return this.#names.count;
  }

  /** Memory that the tree takes. */
  get bytes(): number {
    const columns = [...Object.values(this.#counts), this.#least, this.#most, this.#below, this.#beside, this.#sections];
    return this.#names.bytes + columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  /** Counts an address of the site. One that is in no section is left out. */
  add(address: CountedAddress): void {
    const text = sectionOf(address.url);
    if (text === "") return;
    const section = this.place(text);
    const { state, status, isPage } = address;
    this.#counts.here.add(section, 1);
    this.#counts[STATES[state] ?? "waiting"].add(section, 1);
    const isError = isPage && status !== null && status >= 400;
    if (isError || state === URL_STATE.failed || state === URL_STATE.blocked) this.#counts.problems.add(section, 1);
    if (isPage) this.#addPage(section, address);
  }

  #addPage(section: number, { status, depth, words, bytes }: CountedAddress): void {
    const statusClass = CLASSES[Math.floor((status ?? 0) / 100) - 2];
    if (statusClass !== undefined) this.#counts[statusClass].add(section, 1);
    this.#counts.pages.add(section, 1);
    this.#counts.words.add(section, words);
    this.#counts.bytes.add(section, bytes);
    this.#widen(section, depth + 1, depth + 1);
  }

  /** Adds what a section holds to the one above it. To be called once for each section but the root, the last one first. */
  passUp(section: number): void {
    const above = this.#names.above(section);
    for (const name of SUMMED) {
      const column = this.#counts[name];
      column.add(above, column.get(section));
    }
    this.#widen(above, this.#least.get(section), this.#most.get(section));
  }

  /** The section at a prefix; -1 when there is none. "" is the root. */
  find(prefix: string): number {
    if (prefix === "") return 0;
    const text = Buffer.from(prefix.endsWith("/") ? prefix : `${prefix}/`);
    let section = 0;
    let from = 0;
    for (const to of partEnds(text, text.length)) {
      section = this.#names.find(section, text, from, to);
      if (section === -1) return -1;
      from = to;
    }
    return from === 0 ? -1 : section;
  }

  /** The sections directly below one, those with the most addresses first. */
  below(section: number): Float64Array {
    const found = new Float64Array(this.#sections.get(section));
    let at = 0;
    for (let one = this.#below.get(section); one !== 0; one = this.#beside.get(one)) found[at++] = one - this.urls(one) * RANK;
    return found.sort().map((ranked) => ((ranked % RANK) + RANK) % RANK);
  }

  urls(section: number): number {
    return STATES.reduce((sum, state) => sum + this.#counts[state].get(section), 0);
  }

  /** The section above one; the root is above itself. */
  above(section: number): number {
    return this.#names.above(section);
  }

  /** Address of a section, with its slash. */
  prefix(section: number): string {
    const parts: string[] = [];
    for (let one = section; one !== 0; one = this.#names.above(one)) parts.push(this.#names.nameOf(one));
    return parts.toReversed().join("");
  }

  figures(section: number): SectionFigures {
    const count = (name: Name) => this.#counts[name].get(section);
    const name = section === 0 ? "" : this.#names.nameOf(section);
    const least = this.#least.get(section);
    return {
      prefix: this.prefix(section),
      name: this.#names.above(section) === 0 ? name.replace(/^.*\/\/|\/$/g, "") : name,
      urls: this.urls(section),
      waiting: count("waiting"),
      leased: count("leased"),
      kept: count("kept"),
      failed: count("failed"),
      excluded: count("excluded"),
      blocked: count("blocked"),
      statuses: [count("s2"), count("s3"), count("s4"), count("s5")],
      pages: count("pages"),
      words: count("words"),
      bytes: count("bytes"),
      problems: count("problems"),
      depths: least === 0 ? null : [least - 1, this.#most.get(section) - 1],
      urlsHere: count("here"),
      sections: this.#sections.get(section),
    };
  }

  /** The section of an address of a folder; it is made when it is not there. */
  place(text: string): number {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const section = this.#walk(text);
    if (this.#recent.size >= RECENT_SECTIONS) this.#recent.clear();
    this.#recent.set(text, section);
    return section;
  }

  #walk(text: string): number {
    if (text.length * 3 > this.#scratch.length) this.#scratch = Buffer.alloc(text.length * 3);
    const length = this.#scratch.write(text);
    let section = 0;
    let from = 0;
    for (const to of partEnds(this.#scratch, length).slice(0, MOST_LEVELS)) {
      let next = this.#names.find(section, this.#scratch, from, to);
      if (next === -1) {
        // A host always has its section, so that no address is left out.
        if (this.#names.count >= MOST_SECTIONS && section !== 0) break;
        next = this.#names.add(section, this.#scratch, from, to);
        this.#beside.set(next, this.#below.get(section));
        this.#below.set(section, next);
        this.#sections.add(section, 1);
      }
      section = next;
      from = to;
    }
    return section;
  }

  #widen(section: number, least: number, most: number): void {
    if (least === 0) return;
    const known = this.#least.get(section);
    if (known === 0 || least < known) this.#least.set(section, least);
    if (most > this.#most.get(section)) this.#most.set(section, most);
  }
}
