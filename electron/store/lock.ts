import { rmSync } from "node:fs";
import { basename } from "node:path";
import Database from "better-sqlite3";
import { OrbweaverError } from "#contract/failure.ts";
import { storeError } from "#store/failures.ts";

/** Who only looks whether a file is being crawled holds the lock for a moment. */
const GLANCE_MS = 300;

/**
 * Takes the right to crawl a file, or throws `in-use`. The right is a lock of the operating system on `<path>-lock`, held
 * through SQLite's own file locking: it ends with the process, however that ends, so there are no stale locks.
 */
export function lockCrawl(path: string): Disposable {
  const lockPath = `${path}-lock`;
  let lock: Database.Database | null = null;
  try {
    lock = new Database(lockPath, { timeout: GLANCE_MS });
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (thrown) {
    lock?.close();
    if ((thrown as { code?: string }).code?.startsWith("SQLITE_BUSY")) {
      throw new OrbweaverError(
        "in-use",
        `"${basename(path)}" is being crawled by another Orbweaver. Pause it there first; reading it here works meanwhile.`,
      );
    }
    throw storeError(thrown, path);
  }
  const held = lock;
  return {
    [Symbol.dispose]: () => {
      held.close();
      rmSync(lockPath, { force: true });
    },
  };
}
