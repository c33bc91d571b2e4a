import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { randomInt } from "node:crypto";
import { basename, dirname } from "node:path";
import Database from "better-sqlite3";
import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { storeError, withStoreErrors } from "#store/failures.ts";
import { APPLICATION_ID } from "#store/migrations.ts";
import { configure, migrate } from "#store/open-writer.ts";

/**
 * Makes a new crawl file with its configuration, readable by its owner only. Nothing is crawled yet.
 * Throws `bad-input` when the file is there already, `read-only`, `disk-full`. On an error nothing is left behind.
 */
export function createCrawlFile(path: string, config: CrawlConfig): void {
  if (existsSync(path)) throw new OrbweaverError("bad-input", `"${basename(path)}" is there already. Resume it, or choose another name.`);
  withStoreErrors(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    let connection: Database.Database | null = null;
    try {
      connection = new Database(path);
      chmodSync(path, 0o600);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      configure(connection);
      migrate(connection);
      const put = connection.prepare("INSERT INTO meta (key, value) VALUES (?, ?)");
      const values = { config, hash_seed: randomInt(2 ** 31), created_at: Date.now(), generation: 0, seconds: 0, run_state: "idle" };
      for (const [key, value] of Object.entries(values)) put.run(key, JSON.stringify(value));
      connection.pragma("journal_mode = DELETE");
      connection.close();
    } catch (thrown) {
      // While the file is still there: without it every error looks as if somebody had taken the file away.
      const told = storeError(thrown, path);
      connection?.close();
      for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
      throw told;
    }
  });
}
