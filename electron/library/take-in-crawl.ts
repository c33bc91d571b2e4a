import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statfsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { OrbweaverError } from "#contract/failure.ts";
import { CRAWL_EXTENSION, makePrivateFolder } from "#library/create-crawl.ts";
import { safeFileName } from "#library/file-name.ts";
import { freePath, isCrawlPathTaken } from "#library/free-path.ts";
import { moveCrawlFile } from "#library/move-crawl-file.ts";
import { readStored } from "#library/read-stored.ts";

const ARRIVALS = ".arriving";
/** Another Orbweaver may be taking a file in right now, but hardly for longer than this. */
const MAX_ARRIVAL_MS = 86_400_000;

/** A file on its way into the library. */
export interface ArrivingFile {
  /** As its owner calls it; any text. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** As announced; null when it was not. */
  readonly sizeBytes: number | null;
}

/**
 * Takes a crawl file that arrives as bytes into a library folder, under its own name or one with a number, and returns its path.
 * When it breaks off or is no crawl, nothing is left of it. Throws `not-a-crawl`, `newer-version`, `damaged`, `disk-full`,
 * `read-only`, `cancelled` (broken off).
 */
export async function takeInCrawl({ name, bytes, sizeBytes }: ArrivingFile, folder: string): Promise<string> {
  makePrivateFolder(folder);
  checkRoom(folder, sizeBytes);
  // In a folder of its own it has its right name from the beginning, for what may have to be said of it.
  const arrivals = join(folder, ARRIVALS, randomUUID());
  const arriving = join(arrivals, fileNameOf(name));
  try {
    mkdirSync(arrivals, { recursive: true, mode: 0o700 });
    await pipeline(bytes, createWriteStream(arriving, { flags: "wx", mode: 0o600, flush: true }));
    const { problem } = readStored(arriving);
    if (problem !== null) throw problem;
    const target = freePath(join(folder, basename(arriving)), isCrawlPathTaken);
    moveCrawlFile(arriving, target);
    return target;
  } catch (thrown) {
    throw thrown instanceof OrbweaverError ? thrown : arrivalProblem(folder, name, thrown as NodeJS.ErrnoException);
  } finally {
    rmSync(arrivals, { recursive: true, force: true });
    removeIfEmpty(dirname(arrivals));
  }
}

/** Removes what arrived in `folder` when an Orbweaver ended without a word. Never throws. */
export function removeOldArrivals(folder: string, nowMs: number): void {
  const arrivals = join(folder, ARRIVALS);
  try {
    for (const name of existsSync(arrivals) ? readdirSync(arrivals) : []) {
      const isOld = nowMs - statSync(join(arrivals, name)).mtimeMs > MAX_ARRIVAL_MS;
      if (isOld) rmSync(join(arrivals, name), { recursive: true, force: true });
    }
    removeIfEmpty(arrivals);
  } catch {
    // Tried again at the next start.
  }
}

function fileNameOf(name: string): string {
  return `${safeFileName(name.replace(/\.crawl$/i, ""))}${CRAWL_EXTENSION}`;
}

function checkRoom(folder: string, sizeBytes: number | null): void {
  const { bavail, bsize } = statfsSync(folder);
  if (sizeBytes !== null && sizeBytes > bavail * bsize) throw diskFull(folder);
}

function arrivalProblem(folder: string, name: string, cause: NodeJS.ErrnoException): OrbweaverError {
  if (cause.code === "ENOSPC" || cause.code === "EDQUOT") return diskFull(folder, cause);
  if (["EACCES", "EPERM", "EROFS"].includes(cause.code ?? ""))
    return new OrbweaverError(
      "read-only",
      `Nothing can be written to ${folder}. Allow writing there, or choose another folder for crawls.`,
      {
        cause,
      },
    );
  return new OrbweaverError("cancelled", `"${basename(name)}" did not arrive completely, so nothing was kept of it. Try again.`, { cause });
}

function diskFull(folder: string, cause?: unknown): OrbweaverError {
  return new OrbweaverError("disk-full", `There is not enough room for this file in ${folder}. Free some space, then try again.`, {
    cause,
  });
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another file arrives.
  }
}
