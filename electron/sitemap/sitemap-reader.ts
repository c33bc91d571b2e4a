import type { SitemapEnd, SitemapEntry, SitemapParser } from "#sitemap/sitemap-entry.ts";
import { TextSitemap } from "#sitemap/text-sitemap.ts";
import { XmlSitemap } from "#sitemap/xml-sitemap.ts";

/** The most of a sitemap that is read, after decompression; the protocol allows 50 MB (sitemaps.org). */
export const MOST_SITEMAP_BYTES = 64 * 1024 * 1024;

/** Bytes in which an XML declaration would say what encoding follows. */
const DECLARATION_BYTES = 200;

/**
 * Reads a sitemap of any kind from its bytes as they come: XML sitemaps and indexes, RSS and Atom feeds, plain text. Each entry is
 * handed on at once; nothing is kept. More than `maxEntries` are counted, not handed on. `end` must be called once, at the end.
 */
export class SitemapReader {
  readonly #onEntry: (entry: SitemapEntry) => void;
  readonly #maxEntries: number;
  #decoder: TextDecoder | null = null;
  #parser: SitemapParser | null = null;
  #head = new Uint8Array();
  #bytes = 0;
  #entries = 0;
  #leftOut = 0;

  constructor(maxEntries: number, onEntry: (entry: SitemapEntry) => void) {
    this.#maxEntries = maxEntries;
    this.#onEntry = onEntry;
  }

  /** Takes the next bytes. What is beyond `MOST_SITEMAP_BYTES` is not read. */
  write(bytes: Uint8Array): void {
    const room = Math.max(0, MOST_SITEMAP_BYTES - this.#bytes);
    this.#bytes += bytes.length;
    this.#take(bytes.subarray(0, room));
  }

  end(): SitemapEnd {
    this.#begin();
    this.#parse(this.#decoder?.decode() ?? "");
    const problem = this.#parser === null ? "It is empty." : this.#parser.end();
    const tooLarge =
      this.#bytes > MOST_SITEMAP_BYTES ? `It is larger than ${MOST_SITEMAP_BYTES / 1_048_576} MiB; the rest was not read.` : null;
    const tooMany = this.#leftOut > 0 ? `It names ${this.#leftOut} addresses more than are taken from one page (maxLinksPerPage).` : null;
    return { entries: this.#entries, leftOut: this.#leftOut, problem: tooLarge ?? problem ?? tooMany };
  }

  #take(bytes: Uint8Array): void {
    if (this.#decoder !== null) return this.#parse(this.#decoder.decode(bytes, { stream: true }));
    const joined = new Uint8Array(this.#head.length + bytes.length);
    joined.set(this.#head);
    joined.set(bytes, this.#head.length);
    this.#head = joined;
    if (joined.length >= DECLARATION_BYTES) this.#begin();
  }

  /** The encoding is known: what was held back is read. */
  #begin(): void {
    if (this.#decoder !== null) return;
    this.#decoder = decoderFor(this.#head);
    this.#parse(this.#decoder.decode(this.#head, { stream: true }));
  }

  /** White space in front tells nothing; the first letter tells XML from text. */
  #parse(text: string): void {
    const begun = this.#parser === null ? text.trimStart() : text;
    if (begun === "") return;
    this.#parser ??= begun.startsWith("<") ? new XmlSitemap(this.#count) : new TextSitemap(this.#count);
    this.#parser.write(begun);
  }

  readonly #count = (entry: SitemapEntry): void => {
    if (this.#entries >= this.#maxEntries) {
      this.#leftOut += 1;
      return;
    }
    this.#entries += 1;
    this.#onEntry(entry);
  };
}

/** UTF-8, as the protocol demands, unless a byte order mark or the XML declaration says otherwise. */
function decoderFor(head: Uint8Array): TextDecoder {
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder("utf-16be");
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le");
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    String.fromCharCode(...head.subarray(0, DECLARATION_BYTES)),
  )?.[1];
  try {
    // Whoever writes UTF-16 without a mark cannot be read this far, so a declaration of it is not true.
    return new TextDecoder(declared === undefined || /^utf-?16/i.test(declared) ? "utf-8" : declared);
  } catch {
    return new TextDecoder();
  }
}
