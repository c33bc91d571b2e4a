import { existsSync } from "node:fs";
import { basename } from "node:path";
import Database from "better-sqlite3";
import { OrbweaverError } from "#contract/failure.ts";
import { withStoreErrors } from "#store/failures.ts";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "#store/migrations.ts";

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
  if (!existsSync(path)) throw new OrbweaverError("not-found", `There is no file "${path}".`);
  return withStoreErrors(path, () => {
    const connection = new Database(path, { timeout: 2000, fileMustExist: true }) as WriterConnection;
    try {
      checkVersion(connection, path);
      configure(connection);
      migrate(connection);
      return connection;
    } catch (thrown) {
      connection.close();
      throw thrown;
    }
  });
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

function checkVersion(connection: Database.Database, path: string): void {
  const applicationId = connection.pragma("application_id", { simple: true });
  if (applicationId !== APPLICATION_ID) throw new OrbweaverError("not-a-crawl", `"${basename(path)}" is not a crawl file.`);
  const version = Number(connection.pragma("user_version", { simple: true }));
  if (version > SCHEMA_VERSION) {
    throw new OrbweaverError(
      "newer-version",
      `"${basename(path)}" was made by a newer Orbweaver (file version ${version}, this one knows ${SCHEMA_VERSION}). Update Orbweaver to open it; the file was not touched.`,
    );
  }
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
