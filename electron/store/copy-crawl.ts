import { statSync } from "node:fs";
import { chmod, rm } from "node:fs/promises";
import Database from "better-sqlite3";
import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { ACTIVE_STATES, type CrawlState } from "#contract/words.ts";
import { claimPath } from "#export/claim-path.ts";
import { everySoOften, throwIfCancelled, type ExportOptions, type ExportProgress, type ExportResult } from "#export/export-progress.ts";
import { PartFile, partPathOf } from "#export/part-file.ts";
import { openReadonly } from "#store/open-readonly.ts";
import type { ReadConnection } from "#store/reader-connection.ts";

/**
 * Copies a crawl file, as of the last commit, into one file that opens anywhere, also while the crawl goes on. In the copy of a
 * crawl that runs, the crawl is paused, and what was being fetched waits. Request headers of the configuration, which may hold
 * secrets, are left out. Progress counts the discovered addresses, in proportion to the bytes that are copied. The copy appears
 * under its name when it is complete. Errors: those of `claimPath`, cancelled, damaged.
 */
export function copyCrawl(from: string, path: string, options: ExportOptions = {}): Promise<ExportResult> {
  return claimPath(path, async () => {
    if (isSameFile(from, path)) throw new OrbweaverError("bad-input", "A crawl cannot be copied onto itself. Choose another name.");
    using source = openReadonly(from);
    await removeLogs(partPathOf(path));
    const part = await PartFile.open(path);
    try {
      await chmod(part.partPath, 0o600);
      const result = await copyPages(source, part.partPath, options);
      putToRest(part.partPath);
      throwIfCancelled(options.signal);
      await part.finish();
      await part.publish();
      return { ...result, files: [path] };
    } finally {
      await part.discard();
      await removeLogs(part.partPath);
    }
  });
}

function isSameFile(one: string, other: string): boolean {
  const [found, target] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return found !== undefined && target !== undefined && found.ino === target.ino && found.dev === target.dev;
}

/** Logs of SQLite beside a part: those of an interrupted copy would be taken for those of this one. */
async function removeLogs(partPath: string): Promise<void> {
  for (const suffix of ["-journal", "-wal", "-shm"]) await rm(partPath + suffix, { force: true });
}

async function copyPages(source: ReadConnection, path: string, { signal, onProgress }: ExportOptions): Promise<ExportProgress> {
  const rowsTotal = source.value("SELECT count(*) FROM url") as number;
  const fileBytes = (source.value("PRAGMA page_count") as number) * (source.value("PRAGMA page_size") as number);
  const progressAt = (share: number): ExportProgress => ({
    rowsDone: Math.floor(rowsTotal * share),
    rowsTotal,
    bytes: Math.floor(fileBytes * share),
    cellsEscaped: 0,
  });
  const tell = everySoOften(onProgress);
  await source.copyTo(path, (share) => {
    throwIfCancelled(signal);
    tell(() => progressAt(share));
  });
  return progressAt(1);
}

/** Makes the copy one file without a log beside it, in which nothing runs and no secret stands. */
function putToRest(path: string): void {
  const copy = new Database(path, { timeout: 0, fileMustExist: true });
  try {
    copy.pragma("trusted_schema = OFF");
    copy.pragma("journal_mode = DELETE");
    copy.pragma("secure_delete = ON");
    copy.transaction(() => {
      pause(copy);
      rewriteMeta(copy);
    })();
  } finally {
    copy.close();
  }
}

function pause(copy: Database.Database): void {
  const { changes } = copy.prepare("UPDATE url SET state = 0 WHERE state = 1").run();
  if (changes === 0) return;
  const move = copy.prepare(
    "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
  );
  move.run("state:leased", -changes);
  move.run("state:waiting", changes);
}

/** Writes the plain values anew; with `secure_delete` nothing of the old ones stays in the file. */
function rewriteMeta(copy: Database.Database): void {
  const rows = copy.prepare<[], { key: string; value: string }>("SELECT key, value FROM meta").all();
  copy.exec("DELETE FROM meta");
  const put = copy.prepare("INSERT INTO meta (key, value) VALUES (?, ?)");
  for (const { key, value } of rows) put.run(key, atRest(key, value));
}

function atRest(key: string, value: string): string {
  if (key === "run_state") return ACTIVE_STATES.has(JSON.parse(value) as CrawlState) ? JSON.stringify("paused") : value;
  if (key === "config") return JSON.stringify({ ...(JSON.parse(value) as CrawlConfig), headers: [] });
  return value;
}
