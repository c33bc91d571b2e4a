import Database from "better-sqlite3";
import { withStoreErrors } from "#store/failures.ts";
import { MIGRATIONS, SCHEMA_VERSION } from "#store/migrations.ts";
import { openReadonly } from "#store/open-readonly.ts";

declare const writing: unique symbol;
/** A connection that may write; the reader's type is another one, so a query cannot write by mistake. */
export type WriterConnection = Database.Database & { readonly [writing]: true };

/** Page cache of the writer in KiB. Holds the hot inner pages of the indexes of a crawl of a million URLs. */
const WRITER_CACHE_KIB = 32_768;

/**
 * Opens a crawl file for writing and brings its schema up to date. The caller holds the lock of `lockCrawl`.
 * Throws `not-found`, `not-a-crawl`, `newer-version`, `read-only`, `damaged`.
 */
export function openWriter(path: string): WriterConnection {
  // A file from a stranger may hold triggers or views that writing would run: it is looked through before it is opened.
  openReadonly(path).close();
  return withStoreErrors(path, () => {
    const connection = new Database(path, { timeout: 2000, fileMustExist: true }) as WriterConnection;
    try {
      configure(connection);
      migrate(connection);
      return connection;
    } catch (thrown) {
      connection.close();
      throw thrown;
    }
  });
}

/**
 * Makes a crawl that nobody writes or reads one single file again, so that it can be copied and mailed. Does nothing when
 * somebody still has it open, or when it cannot be written: it is a complete crawl either way. Answers whether somebody has it open.
 */
export function tidyCrawlFile(path: string): "in-use" | "free" {
  try {
    const connection = new Database(path, { timeout: 0, fileMustExist: true });
    try {
      connection.pragma("journal_mode = DELETE");
    } finally {
      connection.close();
    }
    return "free";
  } catch (thrown) {
    // Anything else is left as it is, on purpose.
    return String((thrown as { readonly code?: unknown }).code).startsWith("SQLITE_BUSY") ? "in-use" : "free";
  }
}

/** Makes the settings that every writing connection needs: durable commits, no trust in what the file says. */
export function configure(connection: Database.Database): void {
  connection.pragma("trusted_schema = OFF");
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
  connection.pragma("temp_store = MEMORY");
  connection.pragma("wal_autocheckpoint = 4000");
}

/** Runs the schema steps that the file lacks, all or none. */
export function migrate(connection: Database.Database): void {
  const version = Number(connection.pragma("user_version", { simple: true }));
  if (version === SCHEMA_VERSION) return;
  connection.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) connection.exec(step);
    connection.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}
