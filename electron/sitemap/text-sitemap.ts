import { LONGEST_TEXT, type SitemapEntry, type SitemapParser } from "#sitemap/sitemap-entry.ts";

/** Reads a sitemap that is plain text: one address a line (sitemaps.org). Lines that are none are passed over. */
export class TextSitemap implements SitemapParser {
  readonly #onEntry: (entry: SitemapEntry) => void;
  #rest = "";
  #addresses = 0;
  #others = 0;

  constructor(onEntry: (entry: SitemapEntry) => void) {
    this.#onEntry = onEntry;
  }

  write(text: string): void {
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? "").slice(0, LONGEST_TEXT);
    for (const line of lines) this.#take(line);
  }

  end(): string | null {
    this.#take(this.#rest);
    if (this.#addresses > 0) return null;
    return this.#others > 0 ? "It is neither XML nor a list of addresses." : "It is empty.";
  }

  #take(line: string): void {
    const loc = line.trim();
    if (loc === "" || loc.startsWith("#")) return;
    if (!/^https?:\/\//i.test(loc) || /\s/.test(loc)) {
      this.#others += 1;
      return;
    }
    this.#addresses += 1;
    this.#onEntry({ loc, lastmod: "", isSitemap: false });
  }
}
