import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { randomInt } from "node:crypto";
import { basename, dirname } from "node:path";
import Database from "better-sqlite3";
import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { storeError } from "#store/failures.ts";
import { APPLICATION_ID } from "#store/migrations.ts";
import { migrate } from "#store/open-writer.ts";

/**
 * Makes a new crawl file with its configuration, readable by its owner only. Nothing is crawled yet. The file appears under its
 * name when it is complete. Throws `bad-input` when the file is there already, `read-only`, `disk-full`. On an error nothing is
 * left behind.
 */
export function createCrawlFile(path: string, config: CrawlConfig): void {
  if (existsSync(path)) throw new OrbweaverError("bad-input", `"${basename(path)}" is there already. Resume it, or choose another name.`);
  const unfinished = `${path}-new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeNewCrawl(unfinished, config);
    renameSync(unfinished, path);
  } catch (thrown) {
    // The error is about the file that was asked for, and that one is not there yet: it has not vanished.
    throw storeError(thrown, path, { mayBeMissing: true });
  } finally {
    for (const suffix of ["", "-journal"]) rmSync(unfinished + suffix, { force: true });
  }
}

function writeNewCrawl(path: string, config: CrawlConfig): void {
  rmSync(path, { force: true });
  const connection = new Database(path);
  try {
    chmodSync(path, 0o600);
    connection.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(connection);
    const put = connection.prepare("INSERT INTO meta (key, value) VALUES (?, ?)");
    const values = { config, hash_seed: randomInt(2 ** 31), created_at: Date.now(), generation: 0, seconds: 0, run_state: "idle" };
    connection.transaction(() => {
      for (const [key, value] of Object.entries(values)) put.run(key, JSON.stringify(value));
    })();
  } finally {
    connection.close();
  }
}
