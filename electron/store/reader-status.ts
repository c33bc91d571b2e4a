import { basename } from "node:path";
import { z } from "zod";
import { crawlConfigSchema, type CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import type { Coverage, CoverageReport, CrawlStatus, Receipt } from "#contract/questions.ts";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { CRAWL_STATES, EXCLUSIONS, FAILURES, type ExclusionReason, type FailureCode } from "#contract/words.ts";
import type { ReadConnection } from "#store/reader-connection.ts";

const STATUS_CLASSES = ["2xx", "3xx", "4xx", "5xx", "other"] as const;
const STATES = ["waiting", "leased", "kept", "failed", "excluded", "blocked"] as const;

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
      coverage: coverageOf(counters),
      rows: Object.fromEntries(VIEW_NAMES.map((view) => [view, counters.get(`rows:${view}`) ?? 0])) as Record<ViewName, number>,
      statuses: Object.fromEntries(STATUS_CLASSES.map((name) => [name, counters.get(`status:${name}`) ?? 0])),
      failures: countsOf(counters, "failure:", FAILURES),
      exclusions: countsOf(counters, "reason:", EXCLUSIONS),
      pagesPerSecond: 0,
      bytesPerSecond: 0,
      seconds: numberIn(meta.get("seconds")),
      secondsLeft: null,
      fetching: [],
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
  throw new OrbweaverError("damaged", `"${basename(connection.path)}" is damaged: its configuration cannot be read. ${z.prettifyError(parsed.error)}`);
}

/** The reconciliation of all discovered addresses, the most frequent reason first. */
export function coverageReport(connection: ReadConnection): CoverageReport {
  const { state, coverage, exclusions, failures } = storedStatus(connection);
  const sorted = <K extends string>(counts: Readonly<Partial<Record<K, number>>>) =>
    (Object.entries(counts) as [K, number][]).toSorted((left, right) => right[1] - left[1]);
  return {
    state,
    coverage,
    exclusions: sorted(exclusions).map(([reason, count]) => ({ reason, meaning: EXCLUSIONS[reason], count })),
    failures: sorted(failures).map(([code, count]) => ({ code, meaning: FAILURES[code], count })),
  };
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

function coverageOf(counters: ReadonlyMap<string, number>): Coverage {
  const [waiting, leased, kept, failed, excluded, blocked] = STATES.map((name) => counters.get(`state:${name}`) ?? 0) as [number, number, number, number, number, number];
  return { discovered: waiting + leased + kept + failed + excluded + blocked, waiting, leased, kept, failed, excluded, blocked };
}

function countsOf<K extends string>(counters: ReadonlyMap<string, number>, prefix: string, known: Readonly<Record<K, string>>): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const name of Object.keys(known) as K[]) {
    const count = counters.get(prefix + name) ?? 0;
    if (count > 0) counts[name] = count;
  }
  return counts;
}

function numberIn(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
