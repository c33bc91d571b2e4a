import { basename } from "node:path";
import { z } from "zod";
import { crawlConfigSchema, type CrawlConfig } from "#contract/config.ts";
import { countedStatus } from "#contract/counted-status.ts";
import { OrbweaverError } from "#contract/failure.ts";
import type { CoverageReport, CrawlStatus, Receipt } from "#contract/questions.ts";
import { CRAWL_STATES, EXCLUSIONS, FAILURES } from "#contract/words.ts";
import type { ReadConnection } from "#store/reader-connection.ts";

/**
 * The status as the file tells it, all of one commit; what only a running engine knows is empty. `state` is the one the last
 * engine wrote: `running` in a file that no engine holds means that it was ended without a word. Counts come from counters, so
 * this takes the same time for any crawl.
 */
export function storedStatus(connection: ReadConnection): CrawlStatus {
  return connection.snapshot(() => {
    const counters = counterValues(connection);
    const meta = metaValues(connection);
    const stoppedBecause = meta.get("stopped_because");
    return {
      crawl: connection.path,
      generation: numberIn(meta.get("generation")),
      state: CRAWL_STATES.find((known) => known === meta.get("run_state")) ?? "idle",
      ...countedStatus(counters),
      pagesPerSecond: 0,
      bytesPerSecond: 0,
      seconds: numberIn(meta.get("seconds")),
      secondsLeft: null,
      fetching: [],
      hosts: [],
      responseMs: null,
      notices: [],
      receipt: (meta.get("receipt") ?? null) as Receipt | null,
      stoppedBecause: typeof stoppedBecause === "string" ? stoppedBecause : null,
    };
  });
}

/** The configuration of the crawl. Errors: damaged, when the file holds none that is valid. */
export function storedConfig(connection: ReadConnection): CrawlConfig {
  const parsed = crawlConfigSchema.safeParse(metaValues(connection).get("config"));
  if (parsed.success) return parsed.data;
  throw new OrbweaverError(
    "damaged",
    `"${basename(connection.path)}" is damaged: its configuration cannot be read. ${z.prettifyError(parsed.error)}`,
  );
}

/** The reconciliation of all discovered addresses, the most frequent reason first. */
export function coverageReport(connection: ReadConnection): CoverageReport {
  const { state, coverage, exclusions, failures } = storedStatus(connection);
  return {
    state,
    coverage,
    exclusions: mostFirst(exclusions).map(([reason, count]) => ({ reason, meaning: EXCLUSIONS[reason] ?? "", count })),
    failures: mostFirst(failures).map(([code, count]) => ({ code, meaning: FAILURES[code] ?? "", count })),
  };
}

function mostFirst<K extends string>(counts: Readonly<Partial<Record<K, number>>>): [K, number][] {
  return (Object.entries(counts) as [K, number][]).toSorted((left, right) => right[1] - left[1]);
}

/** Every counter of the file. */
export function counterValues(connection: ReadConnection): Map<string, number> {
  return new Map(connection.rows("SELECT name, value FROM counter LIMIT 10000") as [string, number][]);
}

/** Every plain value of the file. One that is not valid JSON is left out. */
export function metaValues(connection: ReadConnection): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [key, text] of connection.rows("SELECT key, value FROM meta LIMIT 1000") as [string, string][]) {
    try {
      values.set(key, JSON.parse(text));
    } catch {
      continue;
    }
  }
  return values;
}

function numberIn(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
