import { constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { OrbweaverError } from "#contract/failure.ts";
import { storeError } from "#store/failures.ts";
import { APPLICATION_ID, SCHEMA_VERSION } from "#store/migrations.ts";
import { ReadConnection } from "#store/reader-connection.ts";
import { foldCase } from "#store/reader-filter.ts";
import { matches } from "#store/reader-matches.ts";
import { foreignObject } from "#store/reader-schema.ts";
import { sectionOf } from "#url/section.ts";
import { shapeOf } from "#url/shape.ts";

/** Kibibytes of page cache; what is sorted beyond it goes to temporary files. */
const CACHE_KIB = 32_768;

/** Functions of text that queries use, by name. */
const TEXT_FUNCTIONS: Readonly<Record<string, (text: string) => string>> = { fold: foldCase, section: sectionOf, shape: shapeOf };

/** Bytes of an SQLite header; a shorter file cannot be a database. */
const HEADER_BYTES = 100;

/**
 * Opens a crawl file for reading, while another process writes it or not. Nothing in the file is changed, not even when it is
 * from another version; what an older one lacks is empty (`bringUpToDate`). Errors: not-found, not-a-crawl, newer-version, damaged, storage (no permission).
 *
 * The header is read through SQLite's own descriptor. Opening the file a second time to look at its bytes would, on closing,
 * drop every POSIX lock that a writer in the same process holds on it (sqlite.org/howtocorrupt.html §2.2).
 */
export function openReadonly(path: string): ReadConnection {
  const connection = withPermission(path, () => {
    checkFile(path);
    return connect(path);
  });
  try {
    checkIdentity(connection);
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

function checkFile(path: string): void {
  if (/\s$/.test(path)) throw new OrbweaverError("bad-input", `The name of a crawl file cannot end with a space: "${path}". Rename it.`);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new OrbweaverError("not-found", `There is no file "${path}".`);
  if (!stats.isFile() || stats.size < HEADER_BYTES) throw notACrawl(path);
}

/** Runs `work`, and says so when it fails because the person may not read the file. */
function withPermission<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EPERM") throw thrown;
    throw new OrbweaverError("storage", `"${basename(path)}" in ${dirname(path)} may not be read. Allow reading it, then try again.`, {
      cause: thrown,
    });
  }
}

function connect(path: string): ReadConnection {
  try {
    return new ReadConnection(openDatabase(path), path);
  } catch (thrown) {
    if (needsWritableFolder(thrown)) return connectToCopy(path);
    throw storeError(thrown, path);
  }
}

/** A file in WAL mode, or one with an unfinished transaction, needs files beside it that a read-only folder cannot take. */
function needsWritableFolder(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && (thrown.code.startsWith("SQLITE_READONLY") || thrown.code.startsWith("SQLITE_CANTOPEN"));
}

/**
 * Reads a file in a read-only folder through a private copy that is deleted on closing. Nobody can be writing the original:
 * a writer would need the same files beside it.
 */
function connectToCopy(path: string): ReadConnection {
  const folder = mkdtempSync(join(tmpdir(), "orbweaver-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, "copy.crawl");
    for (const suffix of ["", "-wal", "-journal"]) {
      if (suffix === "" || existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix, constants.COPYFILE_FICLONE);
    }
    return new ReadConnection(openDatabase(copy), path, remove);
  } catch (thrown) {
    remove();
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM") throw thrown;
    if (code !== "ENOSPC") throw storeError(thrown, path);
    throw new OrbweaverError(
      "disk-full",
      `"${basename(path)}" is in a read-only folder, and ${tmpdir()} has no room for the copy that reading it needs.`,
      { cause: thrown },
    );
  }
}

/** Memory mapping stays off: a mapped file that shrinks ends the process instead of failing the query. */
function openDatabase(path: string): Database.Database {
  const database = new Database(resolve(path), { readonly: true, fileMustExist: true });
  try {
    database.pragma("trusted_schema = OFF");
    database.pragma("query_only = ON");
    database.pragma("cell_size_check = ON");
    database.pragma("mmap_size = 0");
    database.pragma(`cache_size = -${CACHE_KIB}`);
    for (const [name, work] of Object.entries(TEXT_FUNCTIONS)) {
      database.function(name, { deterministic: true, directOnly: true }, (text: unknown) => (typeof text === "string" ? work(text) : text));
    }
    database.function("matches", { deterministic: true, directOnly: true }, matches);
    database.pragma("application_id");
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function checkIdentity(connection: ReadConnection): void {
  const { path } = connection;
  if (connection.value("PRAGMA application_id") !== APPLICATION_ID) throw notACrawl(path);
  const version = connection.value("PRAGMA user_version") as number;
  if (version > SCHEMA_VERSION) {
    throw new OrbweaverError(
      "newer-version",
      `"${basename(path)}" was made by a newer Orbweaver (file version ${version}, this one knows ${SCHEMA_VERSION}). Update Orbweaver to open it; the file was not touched.`,
    );
  }
  if (version < 1) throw damaged(path, "it holds no crawl");
  const foreign = foreignObject(connection, version);
  if (foreign !== null) throw damaged(path, `its tables are not those of a crawl (${foreign})`);
}

function notACrawl(path: string): OrbweaverError {
  return new OrbweaverError("not-a-crawl", `"${basename(path)}" is not a crawl file.`);
}

function damaged(path: string, why: string): OrbweaverError {
  return new OrbweaverError("damaged", `"${basename(path)}" is damaged: ${why}. It was not opened.`);
}
