/** An address that a sitemap names. */
export interface SitemapEntry {
  /** As written, without white space around it. */
  readonly loc: string;
  /** When it changed, as written; "" when that is not said. */
  readonly lastmod: string;
  /** Whether it is the address of another sitemap, not of a page. */
  readonly isSitemap: boolean;
}

/** What reading a sitemap came to. */
export interface SitemapEnd {
  /** Entries that were handed on. */
  readonly entries: number;
  /** Entries over the limit. */
  readonly leftOut: number;
  /** What is wrong with it, as one plain sentence; null when nothing is. What was read up to there counts. */
  readonly problem: string | null;
}

/** Takes a sitemap apart as its text comes in. */
export interface SitemapParser {
  write(text: string): void;
  /** What is wrong with it; null when nothing is. */
  end(): string | null;
}

/** An address as long as this is none; the rest of it is not kept. */
export const LONGEST_TEXT = 65_536;
