import Database from "better-sqlite3";

let version: string | null = null;

/** The version of SQLite that reads and writes crawl files, such as `3.51.0`. */
export function sqliteVersion(): string {
  version ??= ask();
  return version;
}

function ask(): string {
  const database = new Database(":memory:");
  try {
    return String(database.prepare("SELECT sqlite_version()").pluck().get());
  } finally {
    database.close();
  }
}
