import type { ReadConnection } from "#store/reader-connection.ts";
import { counterValues } from "#store/reader-status.ts";
import { VIEW_SQL } from "#store/reader-columns.ts";
import { SETTLED_AS } from "#contract/words.ts";
import { URL_STATE } from "#store/migrations.ts";

/** A number in the file that is not what the rows say. */
export interface Difference {
  /** A counter, or what was compared. */
  readonly name: string;
  readonly stored: number;
  readonly counted: number;
}

/**
 * Compares every number that the file keeps with the rows it counts, in one state of the file. Reads all of it, so this takes
 * seconds for a large crawl. No differences: every number the window shows is right.
 */
export function verify(connection: ReadConnection): readonly Difference[] {
  return connection.snapshot(() => {
    const stored = counterValues(connection);
    const counted = countRows(connection);
    const names = [...new Set([...stored.keys(), ...counted.keys()])].filter((name) => COUNTED.test(name)).toSorted();
    const differences = names.map((name) => ({ name, stored: stored.get(name) ?? 0, counted: counted.get(name) ?? 0 }));
    return [...differences, ...RULES.map(([name, sql]) => ({ name, stored: 0, counted: connection.value(sql) as number }))].filter(
      (one) => one.stored !== one.counted,
    );
  });
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

/** What must not be there: name -> query that counts it. */
const RULES: readonly (readonly [name: string, sql: string])[] = [
  [
    "addresses whose inlinks are not the links to them",
    "SELECT count(*) FROM url LEFT JOIN (SELECT target, count(*) AS links FROM link GROUP BY target) AS named ON named.target = url.id WHERE url.inlinks <> coalesce(named.links, 0)",
  ],
  [
    "pages whose range of links is not theirs",
    "SELECT count(*) FROM page WHERE link_count <> (SELECT count(*) FROM link WHERE link.id >= page.first_link AND link.id < page.first_link + page.link_count AND link.source = page.id)",
  ],
  ["links outside the range of their page", "SELECT (SELECT count(*) FROM link) - (SELECT coalesce(sum(link_count), 0) FROM page)"],
  [
    "links to or from an address that is not there",
    "SELECT count(*) FROM link WHERE NOT EXISTS (SELECT 1 FROM url WHERE url.id = link.target) OR NOT EXISTS (SELECT 1 FROM page WHERE page.id = link.source)",
  ],
  ["pages without an address", "SELECT count(*) FROM page WHERE NOT EXISTS (SELECT 1 FROM url WHERE url.id = page.id)"],
  [
    "kept, failed or blocked addresses without a page",
    "SELECT count(*) FROM url WHERE state IN (2, 3, 5) AND NOT EXISTS (SELECT 1 FROM page WHERE page.id = url.id)",
  ],
  [
    "pages of addresses that are not kept, failed or blocked",
    "SELECT count(*) FROM page JOIN url ON url.id = page.id WHERE url.state NOT IN (2, 3, 5)",
  ],
  [
    "addresses stored twice",
    "SELECT count(*) FROM url AS one JOIN url AS other ON other.hash = one.hash AND other.id > one.id AND other.text = one.text",
  ],
  ["addresses in no state", "SELECT count(*) FROM url WHERE state NOT BETWEEN 0 AND 5"],
  ["page details without a page", "SELECT count(*) FROM page_detail WHERE NOT EXISTS (SELECT 1 FROM page WHERE page.id = page_detail.id)"],
];
