import { Parser } from "htmlparser2";
import { LONGEST_TEXT, type SitemapEntry, type SitemapParser } from "#sitemap/sitemap-entry.ts";

/** Deeper elements than any sitemap or feed has; a file that nests further is taken for an attack on memory. */
const MOST_LEVELS = 100;
/** Letters between two looks at the depth: the parser's own stack takes time with the square of it. */
const PIECE_LETTERS = 8192;

/** Where the addresses of an entry stand, by the path of local names: sitemaps.org 0.9, RSS 2.0 and 1.0, Atom (RFC 4287). */
const ENTRIES: Readonly<Record<string, { readonly isSitemap: boolean; readonly loc: string; readonly lastmod: readonly string[] }>> = {
  "urlset/url": { isSitemap: false, loc: "loc", lastmod: ["lastmod"] },
  "sitemapindex/sitemap": { isSitemap: true, loc: "loc", lastmod: ["lastmod"] },
  "rss/channel/item": { isSitemap: false, loc: "link", lastmod: ["pubdate", "date"] },
  "rdf/item": { isSitemap: false, loc: "link", lastmod: ["date"] },
  "feed/entry": { isSitemap: false, loc: "link", lastmod: ["updated"] },
};
const ROOTS: ReadonlySet<string> = new Set(Object.keys(ENTRIES).map((path) => path.split("/")[0] as string));
/** Prefixes whose `loc`, `link` and the like speak of something else than the entry: images, videos, the feed's own links. */
const FOREIGN = /^(?:image|video|news|xhtml|media|atom|itunes|content):/;

/**
 * Reads XML sitemaps, their indexes, and RSS and Atom feeds. Only the five entities of XML and numbers are resolved; a DTD is
 * passed over and declares nothing, so there is nothing to expand and nothing to fetch.
 */
export class XmlSitemap implements SitemapParser {
  readonly #onEntry: (entry: SitemapEntry) => void;
  readonly #parser: Parser;
  /** Local names of the open elements, lower case. */
  readonly #open: string[] = [];
  #root = "";
  #rule: (typeof ENTRIES)[string] | null = null;
  #entryLevel = 0;
  #loc = "";
  #lastmod = "";
  /** The text of the element that is being read; null when it is not wanted. */
  #text: string | null = null;
  #openedAt = -1;
  #isCutOff = false;
  #isTooDeep = false;

  constructor(onEntry: (entry: SitemapEntry) => void) {
    this.#onEntry = onEntry;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#openTag(name.toLowerCase(), attributes),
        ontext: (text) => {
          if (this.#text !== null && this.#text.length < LONGEST_TEXT) this.#text += text;
        },
        onclosetag: (_name, isImplied) => this.#closeTag(isImplied),
      },
      { xmlMode: true, decodeEntities: true },
    );
  }

  write(text: string): void {
    for (let at = 0; at < text.length && !this.#isTooDeep; at += PIECE_LETTERS) this.#parser.write(text.slice(at, at + PIECE_LETTERS));
  }

  end(): string | null {
    if (this.#isTooDeep) return `Its elements are nested more than ${MOST_LEVELS} deep.`;
    this.#parser.end();
    if (this.#root === "") return "It holds no XML element.";
    if (this.#root === "html") return "It is a web page, not a sitemap.";
    if (!ROOTS.has(this.#root)) return `It is XML, but no sitemap or feed: it begins with <${this.#root.slice(0, 50)}>.`;
    return this.#isCutOff ? "It is not well-formed XML: elements are not closed, or it breaks off in the middle." : null;
  }

  #openTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#isTooDeep) return;
    const local = localName(name);
    if (this.#open.length === 0 && this.#root === "") this.#root = local;
    this.#open.push(local);
    this.#openedAt = this.#parser.endIndex;
    if (this.#open.length > MOST_LEVELS) return this.#giveUp();
    if (this.#rule === null) {
      this.#rule = this.#open.length <= 3 ? (ENTRIES[this.#open.join("/")] ?? null) : null;
      this.#entryLevel = this.#open.length;
      this.#loc = "";
      this.#lastmod = "";
      return;
    }
    if (this.#open.length !== this.#entryLevel + 1 || FOREIGN.test(name)) return;
    if (local === this.#rule.loc || this.#rule.lastmod.includes(local)) this.#text = "";
    if (this.#root === "feed" && local === "link") this.#takeAtomLink(attributes);
  }

  /** Atom names the page in an attribute; without `rel`, or with `alternate`, it is the page of the entry. */
  #takeAtomLink(attributes: Readonly<Record<string, string>>): void {
    this.#text = null;
    const rel = attributes["rel"] ?? "alternate";
    if (rel === "alternate" && this.#loc === "") this.#loc = (attributes["href"] ?? "").trim();
  }

  #closeTag(isImplied: boolean): void {
    if (this.#isTooDeep) return;
    // The parser calls the end of `<link/>` implied too; that one stands where the tag does.
    const isMissing = isImplied && this.#parser.endIndex !== this.#openedAt;
    if (isMissing) this.#isCutOff = true;
    const level = this.#open.length;
    const local = this.#open.pop() ?? "";
    const rule = this.#rule;
    if (rule === null) return;
    // An element that never ended holds half an address at most.
    if (level === this.#entryLevel + 1 && this.#text !== null && !isMissing) this.#takeText(rule, local, this.#text.trim());
    if (level === this.#entryLevel + 1) this.#text = null;
    if (level === this.#entryLevel) this.#endEntry(rule);
  }

  #takeText(rule: (typeof ENTRIES)[string], local: string, text: string): void {
    if (local === rule.loc) this.#loc = this.#loc === "" ? text : this.#loc;
    else this.#lastmod = text.slice(0, 100);
  }

  #endEntry({ isSitemap }: (typeof ENTRIES)[string]): void {
    this.#rule = null;
    if (this.#loc !== "") this.#onEntry({ loc: this.#loc, lastmod: this.#lastmod, isSitemap });
  }

  #giveUp(): void {
    this.#isTooDeep = true;
    this.#rule = null;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
