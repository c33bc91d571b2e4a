import Database from "better-sqlite3";
import { LINK_KINDS, SETTLED_AS } from "#contract/words.ts";

const STATES = ["waiting", "leased", ...SETTLED_AS];

/** What a crawl came to, in an order that does not depend on the way it went: two crawls of one site can be compared. */
export interface CrawlContents {
  /** `url state reason` */
  readonly settlements: readonly string[];
  /** `url status settled_as failure` of all that was asked for. */
  readonly pages: readonly string[];
  /** `source target kind anchor`, each as often as it is there. */
  readonly links: readonly string[];
  /** `url depth inlinks` */
  readonly places: readonly string[];
}

/** Reads what a crawl came to straight out of its file; `origin` is cut off, so that sites on different ports can be compared. */
export function contentsOf(path: string, origin: string): CrawlContents {
  return reading(path, (database) => {
    const lines = (sql: string) =>
      (database.prepare(sql).raw().all() as (string | number | null)[][]).map((row) => row.join(" ").replaceAll(origin, "")).toSorted();
    const state = nameOf("url.state", STATES);
    return {
      settlements: lines(`SELECT text, ${state}, reason FROM url`),
      pages: lines(`SELECT text, page.status, ${state}, iif(state = 3, reason, '') FROM page JOIN url USING (id) WHERE navigated = 1`),
      links: lines(
        `SELECT source.text, target.text, ${nameOf("kind", LINK_KINDS)}, anchor FROM link` +
          " JOIN url AS source ON source.id = link.source JOIN url AS target ON target.id = link.target",
      ),
      places: lines("SELECT text, depth, inlinks FROM url"),
    };
  });
}

/** What was committed at a moment: read while nobody writes, or while somebody does. */
export interface Committed {
  /** The answer of `PRAGMA integrity_check`. */
  readonly integrity: string;
  /** Addresses that are settled and were asked for. */
  readonly answered: readonly string[];
  readonly settled: number;
  readonly leased: number;
}

/** Reads what is committed. */
export function committedIn(path: string): Committed {
  return reading(path, (database) => {
    const count = (condition: string) => database.prepare(`SELECT count(*) FROM url WHERE ${condition}`).pluck().get() as number;
    database.exec("BEGIN");
    return {
      integrity: database.prepare("PRAGMA integrity_check").pluck().get() as string,
      answered: database.prepare("SELECT text FROM url JOIN page USING (id)").pluck().all() as string[],
      settled: count("state >= 2"),
      leased: count("state = 1"),
    };
  });
}

function reading<T>(path: string, work: (database: Database.Database) => T): T {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const nameOf = (column: string, names: readonly string[]): string =>
  `CASE ${column} ${names.map((name, index) => `WHEN ${index} THEN '${name}'`).join(" ")} END`;
