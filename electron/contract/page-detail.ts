import type { Cell } from "#contract/views.ts";
import type { Why } from "#contract/why.ts";

/** One address of a chain of redirects. */
export interface RedirectStep {
  readonly url: string;
  /** HTTP status; null when it was not asked for or gave no answer. */
  readonly status: number | null;
}

/** Everything that the crawl knows of one address. Its links are rows of `links`, filtered by `target_url` and `source_url`. */
export interface PageDetail {
  readonly url: string;
  /** Facts of the address: column of `pages` -> cell. Null when the address was not asked for. */
  readonly facts: Readonly<Record<string, Cell>> | null;
  /** Headers of the answer, in the order sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** From this address to where its redirects end; one entry when it does not redirect. */
  readonly redirects: readonly RedirectStep[];
  /** Whether the chain of redirects comes back to itself. */
  readonly redirectsLoop: boolean;
  readonly linksIn: number;
  readonly linksOut: number;
  /** Whether its source is kept in the file. */
  readonly hasSource: boolean;
  readonly why: Why;
}

/** The source of a page as text, cut at `PAGE_SOURCE_CHARS`. Null when it is not kept. */
export interface PageSource {
  readonly text: string | null;
  readonly isCut: boolean;
}

export const PAGE_SOURCE_CHARS = 2_000_000;
