import { existsSync } from "node:fs";
import Database from "better-sqlite3";

/**
 * Whether some engine, of this Orbweaver or another, crawls the file right now: it then holds an exclusive lock on `<path>-lock`
 * (`lockCrawl`), which nobody can read meanwhile. A lock file that a killed engine left behind can be read.
 */
export function isBeingCrawled(path: string): boolean {
  const lockPath = `${path}-lock`;
  if (!existsSync(lockPath)) return false;
  try {
    const lock = new Database(lockPath, { readonly: true, fileMustExist: true, timeout: 0 });
    try {
      lock.prepare("SELECT count(*) FROM sqlite_schema").get();
    } finally {
      lock.close();
    }
    return false;
  } catch (thrown) {
    return String((thrown as { readonly code?: unknown }).code).startsWith("SQLITE_BUSY");
  }
}
