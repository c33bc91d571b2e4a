import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { OrbweaverError, type ErrorCode } from "#contract/failure.ts";

/** What SQLite's result codes mean to a person, by their beginning; the first that fits counts. */
const CAUSES: readonly (readonly [prefix: string, code: ErrorCode, tell: (name: string, folder: string) => string])[] = [
  ["SQLITE_FULL", "disk-full", (name, folder) => `The disk is full: "${name}" in ${folder} cannot grow. Free some space, then resume.`],
  ["SQLITE_IOERR_VNODE", "vanished", (name, folder) => `"${name}" is no longer in ${folder}. Put it back, then resume.`],
  ["SQLITE_READONLY_DBMOVED", "vanished", (name, folder) => `"${name}" is no longer in ${folder}. Put it back, then resume.`],
  [
    "SQLITE_READONLY",
    "read-only",
    (name, folder) => `"${name}" in ${folder} cannot be written. Allow writing to the file and its folder, then resume.`,
  ],
  ["SQLITE_PERM", "read-only", (name, folder) => `"${name}" in ${folder} may not be opened. Allow writing to it, then resume.`],
  [
    "SQLITE_CANTOPEN",
    "storage",
    (name, folder) => `"${name}" in ${folder} cannot be opened. Look whether the folder is there and may be written.`,
  ],
  ["SQLITE_NOTADB", "not-a-crawl", (name) => `"${name}" is not a crawl file.`],
  ["SQLITE_CORRUPT", "damaged", (name) => `"${name}" is damaged. Copy what can be read with "orbweaver export", then start a new crawl.`],
  ["SQLITE_BUSY", "in-use", (name) => `"${name}" is being written by another program. Close it there, then try again.`],
  ["SQLITE_LOCKED", "in-use", (name) => `"${name}" is being written by another program. Close it there, then try again.`],
  ["SQLITE_IOERR", "storage", (name, folder) => `Reading or writing "${name}" in ${folder} failed. Check the disk, then resume.`],
];

/**
 * An error of SQLite or the file system at `path` as one that a person can act on; any other error is returned as it is.
 * `mayBeMissing`: that the file is not there is no sign that somebody took it away.
 */
export function storeError(thrown: unknown, path: string, { mayBeMissing = false } = {}): unknown {
  if (thrown instanceof OrbweaverError || !(thrown instanceof Error)) return thrown;
  const code = (thrown as NodeJS.ErrnoException).code ?? "";
  const name = basename(path);
  const folder = dirname(path);
  if (!mayBeMissing && code.startsWith("SQLITE_") && !existsSync(path) && !code.startsWith("SQLITE_CANTOPEN")) {
    return new OrbweaverError("vanished", `"${name}" is no longer in ${folder}. Put it back, then resume.`, { cause: thrown });
  }
  if (code === "ENOSPC") return storeError(Object.assign(new Error(thrown.message), { code: "SQLITE_FULL" }), path, { mayBeMissing });
  if (code === "EROFS" || code === "EACCES" || code === "EPERM") {
    return storeError(Object.assign(new Error(thrown.message), { code: "SQLITE_READONLY" }), path, { mayBeMissing });
  }
  const cause = CAUSES.find(([prefix]) => code.startsWith(prefix));
  if (cause === undefined) return thrown;
  return new OrbweaverError(cause[1], cause[2](name, folder), { cause: thrown });
}

/** Runs `work` and gives its errors the meaning of `storeError`. */
export function withStoreErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw storeError(thrown, path);
  }
}
