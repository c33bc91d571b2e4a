import { promisify } from "node:util";
import { gzip as gzipWithCallback } from "node:zlib";
import { OrbweaverError } from "#contract/failure.ts";
import { PartFile } from "#export/part-file.ts";
import { publishTogether, type NamedPart } from "#export/publish-together.ts";
import { siteLabels, sitemapNames } from "#export/sitemap-names.ts";
import { SITEMAP_HEAD, SITEMAP_TAIL, sitemapIndex } from "#export/sitemap-text.ts";

const gzip = promisify(gzipWithCallback);

/** The most that one file may hold; `bytes` before compression. */
export interface SitemapLimits {
  readonly urls: number;
  readonly bytes: number;
  /** Sites whose sitemaps one export writes. */
  readonly sites: number;
}

/** Of the protocol (sitemaps.org), and of good sense. */
export const SITEMAP_LIMITS: SitemapLimits = { urls: 50_000, bytes: 50 * 1024 * 1024, sites: 100 };

const TAIL_BYTES = Buffer.byteLength(SITEMAP_TAIL);
/** Lines are gathered to this much before they are compressed and written. */
const CHUNK_LETTERS = 256 * 1024;

interface OpenFile {
  readonly part: PartFile;
  urls: number;
  bytes: number;
  lines: string;
}

/**
 * The files of one sitemap export. Each site gets a sitemap of its own, as the protocol demands, and an index where one file is
 * not enough. Nothing has its name before `publish`; `discard` must be called at the end, always.
 */
export class SitemapFiles {
  readonly #path: string;
  readonly #limits: SitemapLimits;
  readonly #compressed: boolean;
  /** Site -> the parts of its sitemap, in the order of the addresses. */
  readonly #sites = new Map<string, PartFile[]>();
  readonly #all: PartFile[] = [];
  /** Site -> the part that its next address goes to. */
  readonly #open = new Map<string, OpenFile>();
  /** Written so far, as on disk. */
  bytes = 0;

  /** `path` is one that `sitemapPath` gave; it is compressed when it ends in `.gz`. */
  constructor(path: string, limits: SitemapLimits) {
    this.#path = path;
    this.#limits = limits;
    this.#compressed = path.endsWith(".gz");
  }

  /** Adds an entry to the sitemap of a site (an origin). Errors: bad-input (too many sites), and those of the file system. */
  async add(site: string, entry: string): Promise<void> {
    const entryBytes = Buffer.byteLength(entry);
    let file = this.#open.get(site);
    if (file === undefined || isFull(file, entryBytes, this.#limits)) {
      if (file !== undefined) await this.#finish(file);
      file = await this.#begin(site);
    }
    file.urls += 1;
    file.bytes += entryBytes;
    file.lines += entry;
    if (file.lines.length >= CHUNK_LETTERS) await this.#flush(file);
  }

  /** Gives every file its name, and writes the indexes. `mainSite` gets the name that was asked for. Returns the paths, that one first. */
  async publish(mainSite: string): Promise<readonly string[]> {
    for (const file of this.#open.values()) await this.#finish(file);
    const sites = [...this.#sites.keys()];
    const main = this.#sites.has(mainSite) ? mainSite : (sites[0] ?? "");
    const labels = siteLabels(sites);
    const named: NamedPart[] = [];
    for (const site of [main, ...sites.filter((one) => one !== main)]) {
      named.push(...(await this.#nameSite(site, site === main ? "" : (labels.get(site) ?? ""))));
    }
    // What names the others comes last, so that nobody is led to a file that is not there yet.
    await publishTogether(named.toReversed());
    return named.map(({ path }) => path);
  }

  /** Removes everything that has no name yet. Never rejects. */
  async discard(): Promise<void> {
    for (const part of this.#all) await part.discard();
  }

  async #nameSite(site: string, label: string): Promise<NamedPart[]> {
    const names = sitemapNames(this.#path);
    const parts = this.#sites.get(site) ?? [];
    if (parts.length === 1) return [{ part: parts[0] as PartFile, path: names.main(label) }];
    const named = parts.map((part, index) => ({ part, path: names.part(label, index + 1) }));
    const index = await this.#newPart();
    await this.#write(index, sitemapIndex(named.map(({ path }) => addressOf(site, path))));
    await index.finish();
    return [{ part: index, path: names.main(label) }, ...named];
  }

  async #begin(site: string): Promise<OpenFile> {
    const parts = this.#sites.get(site) ?? [];
    if (!this.#sites.has(site)) this.#sites.set(site, parts);
    if (this.#sites.size > this.#limits.sites) {
      throw new OrbweaverError(
        "bad-input",
        `These pages are on more than ${this.#limits.sites} sites, and every site needs a sitemap of its own. Choose fewer with a filter.`,
      );
    }
    const part = await this.#newPart();
    parts.push(part);
    const file = { part, urls: 0, bytes: Buffer.byteLength(SITEMAP_HEAD), lines: SITEMAP_HEAD };
    this.#open.set(site, file);
    return file;
  }

  async #finish(file: OpenFile): Promise<void> {
    file.lines += SITEMAP_TAIL;
    await this.#flush(file);
    await file.part.finish();
  }

  async #flush(file: OpenFile): Promise<void> {
    const { lines } = file;
    file.lines = "";
    await this.#write(file.part, lines);
  }

  /** A file may consist of several gzip members (RFC 1952 section 2.2), so each piece is compressed by itself. */
  async #write(part: PartFile, text: string): Promise<void> {
    const bytes = this.#compressed ? await gzip(text) : Buffer.from(text);
    await part.write(bytes);
    this.bytes += bytes.length;
  }

  async #newPart(): Promise<PartFile> {
    const part = await PartFile.open(`${this.#path}.${this.#all.length + 1}`);
    this.#all.push(part);
    return part;
  }
}

function isFull({ urls, bytes }: OpenFile, moreBytes: number, limits: SitemapLimits): boolean {
  return urls + 1 > limits.urls || bytes + moreBytes + TAIL_BYTES > limits.bytes;
}

/** Where a search engine will find a file of a site: at the top of it. */
function addressOf(site: string, path: string): string {
  return `${site}/${encodeURIComponent(path.split(/[\\/]/).at(-1) ?? "")}`;
}
