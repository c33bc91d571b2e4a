import { existsSync } from "node:fs";
import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError, toOrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import { ACTIVE_STATES } from "#contract/words.ts";
import { isBeingCrawled } from "#store/is-being-crawled.ts";
import { openReader } from "#store/reader.ts";

/** The figures that the library shows of a crawl. */
export type CrawlFigures = Pick<CrawlStatus, "state" | "rows" | "statuses" | "coverage">;

/** What a crawl file says of itself. */
export interface StoredCrawl {
  /** The host that the crawl started at, and how many more there are; "" when that cannot be read. */
  readonly site: string;
  readonly figures: CrawlFigures | null;
  /** Why the file cannot be read; null when it can. */
  readonly problem: OrbweaverError | null;
}

/** Reads the figures of a crawl file without changing it. Never throws: what is wrong is the `problem`. */
export function readStored(path: string): StoredCrawl {
  if (!existsSync(path)) return { site: "", figures: null, problem: new OrbweaverError("not-found", `There is no file ${path}.`) };
  try {
    using reader = openReader(path);
    const { state, rows, statuses, coverage } = reader.storedStatus();
    const figures: CrawlFigures = { state: ACTIVE_STATES.has(state) && !isBeingCrawled(path) ? "paused" : state, rows, statuses, coverage };
    return { site: siteOf(reader.config().seeds), figures, problem: null };
  } catch (thrown) {
    return { site: "", figures: null, problem: toOrbweaverError(thrown) };
  }
}

/** The configuration that a crawl file was made with. Throws why the file cannot be read. */
export function readStoredConfig(path: string): CrawlConfig {
  using reader = openReader(path);
  return reader.config();
}

function siteOf(seeds: readonly string[]): string {
  const hosts = [...new Set(seeds.map((seed) => URL.parse(seed)?.host ?? ""))].filter((host) => host !== "");
  const others = hosts.length - 1;
  return others > 0 ? `${hosts[0]} and ${others} more` : (hosts[0] ?? "");
}
