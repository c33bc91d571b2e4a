import Database from "better-sqlite3";
import { MIGRATIONS } from "#store/migrations.ts";
import type { ReadConnection } from "#store/reader-connection.ts";

/** Statistics that SQLite keeps for its planner; they hold numbers and can run nothing. */
const STATISTICS = [
  ["table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"],
  ["table", "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"],
];

const SCHEMA_SQL = "SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 1000";
const expected = new Map<number, ReadonlySet<string>>();

/**
 * The first object in the file that our migrations do not make, or do make and is not there; null when all is as it should be.
 * A file from a stranger can carry views, triggers or virtual tables that would run when a query touches them.
 */
export function foreignObject(connection: ReadConnection, version: number): string | null {
  const wanted = schemaOf(version);
  const found = new Set<string>();
  for (const row of connection.rows(SCHEMA_SQL)) {
    const key = JSON.stringify(row);
    if (wanted.has(key)) found.add(key);
    else if (!STATISTICS.some((known) => JSON.stringify(known) === key)) return `${String(row[0])} ${String(row[1])}`.slice(0, 100);
  }
  for (const key of wanted) {
    if (!found.has(key)) return (JSON.parse(key) as string[]).slice(0, 2).join(" ");
  }
  return null;
}

function schemaOf(version: number): ReadonlySet<string> {
  let objects = expected.get(version);
  if (objects === undefined) {
    const database = new Database(":memory:");
    for (const step of MIGRATIONS.slice(0, version)) database.exec(step);
    objects = new Set(
      database
        .prepare(SCHEMA_SQL)
        .raw()
        .all()
        .map((row) => JSON.stringify(row)),
    );
    database.close();
    expected.set(version, objects);
  }
  return objects;
}
