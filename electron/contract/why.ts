import type { LinkKind, SettledAs } from "#contract/words.ts";

/** The answer to "why is this page (not) here?". */
export interface Why {
  readonly url: string;
  /** Whether the crawl has discovered the address. */
  readonly known: boolean;
  readonly state: "waiting" | "leased" | SettledAs | null;
  readonly reason: string | null;
  /** The rule behind the reason: a pattern, a robots.txt line, a limit. */
  readonly rule: string | null;
  readonly status: number | null;
  readonly depth: number | null;
  readonly attempts: number;
  readonly firstSeenOn: string | null;
  readonly firstSeenAs: LinkKind | null;
  readonly inlinks: number;
  /** Addresses from a start address to this one, as first discovered. */
  readonly path: readonly string[];
  /** What was searched when nothing names the address, e.g. "11,204 pages, 1 start address". */
  readonly searched: string;
  /** All of the above as people read it. */
  readonly explanation: string;
}
