import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { LibraryEntry } from "#contract/questions.ts";
import { CRAWL_EXTENSION } from "#library/create-crawl.ts";
import { readStored, type CrawlFigures, type StoredCrawl } from "#library/read-stored.ts";
import type { RememberedFiles } from "#library/remembered-files.ts";

/** What the host knows of a crawl beyond its file: the figures its engine told last. */
export type LiveFigures = (path: string) => CrawlFigures | null;

/** Lists crawl files. What was read off a file is kept until the file changes, so listing a thousand of them stays cheap. */
export class CrawlList {
  readonly #folders: () => readonly string[];
  readonly #remembered: RememberedFiles;
  readonly #live: LiveFigures;
  readonly #stored = new Map<string, { readonly stamp: string; readonly crawl: StoredCrawl }>();

  constructor(folders: () => readonly string[], remembered: RememberedFiles, live: LiveFigures) {
    this.#folders = folders;
    this.#remembered = remembered;
    this.#live = live;
  }

  /** Every crawl of the library folders and every remembered one, last changed first. */
  entries(): readonly LibraryEntry[] {
    const paths = this.#paths();
    for (const path of this.#stored.keys()) if (!paths.has(path)) this.#stored.delete(path);
    return [...paths].map((path) => this.entry(path)).toSorted((a, b) => b.changedAtMs - a.changedAtMs);
  }

  /** One crawl as the library lists it; a file that cannot be read is an entry with `problem`. */
  entry(path: string): LibraryEntry {
    const size = measure(path);
    const crawl = this.#readStored(path, size.stamp);
    const figures = this.#live(path) ?? crawl.figures;
    return {
      crawl: path,
      name: basename(path, CRAWL_EXTENSION),
      path,
      site: crawl.site,
      state: figures?.state ?? "idle",
      pages: figures?.rows.pages ?? 0,
      badAnswers: figures === null ? 0 : countBadAnswers(figures),
      coverage: figures?.coverage ?? null,
      fileBytes: size.bytes,
      changedAtMs: size.changedAtMs,
      problem: crawl.problem?.message ?? null,
      problemCode: crawl.problem?.code ?? null,
    };
  }

  /** Whether a crawl file is listed. */
  has(path: string): boolean {
    return this.#paths().has(path);
  }

  /** Throws why the file cannot be read: `not-found`, `not-a-crawl`, `newer-version`, `damaged`. */
  check(path: string): void {
    const { problem } = this.#readStored(path, measure(path).stamp);
    if (problem !== null) throw problem;
  }

  #readStored(path: string, stamp: string): StoredCrawl {
    const known = this.#stored.get(path);
    if (known?.stamp === stamp) return known.crawl;
    const crawl = readStored(path);
    // A crawl of another Orbweaver can end without a change of its file.
    if (crawl.figures?.state !== "running") this.#stored.set(path, { stamp, crawl });
    return crawl;
  }

  #paths(): ReadonlySet<string> {
    return new Set([...this.#folders().flatMap(crawlFilesIn), ...this.#remembered.list()]);
  }
}

function crawlFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((file) => file.name.endsWith(CRAWL_EXTENSION) && !file.isDirectory())
      .map((file) => join(folder, file.name));
  } catch {
    return [];
  }
}

function countBadAnswers({ statuses, coverage }: CrawlFigures): number {
  return (statuses["4xx"] ?? 0) + (statuses["5xx"] ?? 0) + coverage.failed + coverage.blocked;
}

interface Measured {
  readonly bytes: number;
  readonly changedAtMs: number;
  /** Differs when the file or its write-ahead log has changed. */
  readonly stamp: string;
}

function measure(path: string): Measured {
  const parts = [path, `${path}-wal`].map((part) => statSync(part, { throwIfNoEntry: false }));
  return {
    bytes: parts.reduce((sum, part) => sum + (part?.size ?? 0), 0),
    changedAtMs: Math.round(Math.max(0, ...parts.map((part) => part?.mtimeMs ?? 0))),
    stamp: parts.map((part) => `${part?.mtimeMs}/${part?.size}/${part?.ino}`).join(" "),
  };
}
