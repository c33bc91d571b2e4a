import type { VisitOutcome } from "#engine/ports.ts";

/** A sitemap that could not be read, or only in part. */
export interface SitemapTrouble {
  readonly url: string;
  readonly message: string;
  /** Addresses that were read nevertheless. */
  readonly entries: number;
  readonly atMs: number;
}

const MOST_SITEMAPS = 100;

/** Remembers the sitemaps that something is wrong with, so that it can be told. */
export class SitemapTroubles {
  readonly #troubles: SitemapTrouble[] = [];

  /** Takes in what asking for a sitemap came to. */
  add(url: string, outcome: VisitOutcome, atMs: number): void {
    const message = outcome.kind === "failure" ? outcome.message : (outcome.sitemapProblem ?? null);
    if (message === null || this.#troubles.length >= MOST_SITEMAPS) return;
    this.#troubles.push({ url, message, entries: entriesOf(outcome), atMs });
  }

  /** Oldest first. */
  list(): readonly SitemapTrouble[] {
    return this.#troubles;
  }
}

/** How many addresses an outcome names as a sitemap does. */
export function entriesOf(outcome: VisitOutcome): number {
  if (outcome.kind === "failure") return 0;
  return outcome.links.links.filter(([, kind]) => kind === "sitemap" || kind === "sitemap-index").length;
}
