import { basename } from "node:path";
import type { VerifyReport } from "#contract/questions.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { SETTLED_AS } from "#contract/words.ts";
import { SCHEMA_VERSION, URL_STATE } from "#store/migrations.ts";
import { VIEW_SQL } from "#store/reader-columns.ts";
import type { ViewGroups } from "#store/compare-shown.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import type { HashOf } from "#store/reader-filter.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import { counterValues } from "#store/reader-status.ts";
import { facetComparisons, type Comparison } from "#store/reader-verify-facets.ts";
import { RULES } from "#store/reader-verify-rules.ts";

/** What a self-check found, and the groups that it counted. */
export interface FileReport extends VerifyReport {
  readonly groups: readonly ViewGroups[];
}

/**
 * Compares every number that the file keeps, and every group beside a grid, with the rows, in one state of the file. Reads all of
 * it several times, so this takes seconds for a large crawl, and blocks its thread meanwhile. Errors: damaged, storage (a file of an
 * older version), cancelled.
 */
export function verify(connection: ReadConnection, hashOf: HashOf, isCancelled: IsCancelled): FileReport {
  return connection.snapshot(() => {
    let checked = 0;
    const differences: Comparison[] = [];
    const groups: ViewGroups[] = [];
    for (const comparison of comparisons(connection, hashOf, { isCancelled, tell: (one) => groups.push(one) })) {
      if (isCancelled()) throw new OrbweaverError("cancelled", "Cancelled.");
      checked += 1;
      if (comparison.stored !== comparison.counted) differences.push(comparison);
    }
    return { checked, differences, groups };
  });
}

function* comparisons(
  connection: ReadConnection,
  hashOf: HashOf,
  heard: { readonly isCancelled: IsCancelled; readonly tell: (groups: ViewGroups) => void },
): Generator<Comparison> {
  requireThisVersion(connection);
  requireWholePages(connection);
  const stored = counterValues(connection);
  const counted = countRows(connection);
  const names = [...new Set([...stored.keys(), ...counted.keys()])].filter((name) => COUNTED.test(name)).toSorted();
  for (const name of names) yield { what: `counter ${name}`, stored: stored.get(name) ?? 0, counted: counted.get(name) ?? 0 };
  for (const [what, sql] of RULES) yield { what, stored: 0, counted: connection.value(sql) as number };
  yield* facetComparisons(connection, hashOf, heard);
}

/** A file of an older version lacks numbers and tables; it stays older only where it cannot be brought up to date. */
function requireThisVersion(connection: ReadConnection): void {
  if (connection.value("PRAGMA user_version") === SCHEMA_VERSION) return;
  throw new OrbweaverError(
    "storage",
    `"${basename(connection.path)}" was made by an older Orbweaver, and could not be brought up to date because it is being crawled or cannot be written. Pause it, or allow writing to it, then try again.`,
  );
}

/** Looks at every page of the database, also at those that no question reads. */
function requireWholePages(connection: ReadConnection): void {
  const found = connection.value("PRAGMA quick_check(1)");
  if (found === "ok") return;
  throw new OrbweaverError(
    "damaged",
    `"${basename(connection.path)}" is damaged (${String(found).replace(/\s+/g, " ").slice(0, 200)}). Copy what can be read with "orbweaver export", then start a new crawl.`,
  );
}

/** Counters that rows can be counted for; others belong to whoever keeps them. */
const COUNTED = /^(state|status|reason|failure|block|rows):/;

const STATES = ["waiting", "leased", ...SETTLED_AS] as const;
const REASON_OF = { [URL_STATE.failed]: "failure", [URL_STATE.excluded]: "reason", [URL_STATE.blocked]: "block" } as Readonly<
  Record<number, string>
>;

function countRows(connection: ReadConnection): Map<string, number> {
  const counted = new Map<string, number>();
  const groups = (sql: string, name: (...group: (string | number)[]) => string | undefined) => {
    for (const row of connection.rows(sql) as (string | number)[][]) {
      const key = name(...row.slice(0, -1));
      if (key !== undefined) counted.set(key, (counted.get(key) ?? 0) + (row.at(-1) as number));
    }
  };
  groups("SELECT state, count(*) FROM url GROUP BY state", (state) => `state:${STATES[state as number] ?? state}`);
  groups("SELECT state, reason, count(*) FROM url WHERE reason IS NOT NULL GROUP BY state, reason", (state, reason) => {
    const prefix = REASON_OF[state as number];
    return prefix === undefined ? `reason:${reason} on state ${state}` : `${prefix}:${reason}`;
  });
  groups(
    "SELECT status / 100, count(*) FROM page WHERE navigated = 1 AND status IS NOT NULL GROUP BY status / 100",
    (hundreds) => `status:${(hundreds as number) >= 2 && (hundreds as number) <= 5 ? `${hundreds}xx` : "other"}`,
  );
  for (const [view, { base, condition }] of Object.entries(VIEW_SQL)) {
    counted.set(`rows:${view}`, connection.value(`SELECT count(*) FROM ${base}${condition === "" ? "" : ` WHERE ${condition}`}`) as number);
  }
  return counted;
}
