import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { DeletedCrawl } from "#contract/questions.ts";
import { CRAWL_EXTENSION, makePrivateFolder } from "#library/create-crawl.ts";
import { freePath, isCrawlPathTaken } from "#library/free-path.ts";
import { moveCrawlFile } from "#library/move-crawl-file.ts";
import type { RememberedFiles } from "#library/remembered-files.ts";
import type { SavedViewsFile } from "#library/saved-views-file.ts";

/** For how long a deleted crawl can be brought back. */
export const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
const FOLDER = ".deleted";

/**
 * Deleted crawls that can still be brought back. A file goes to `.deleted/MOMENT/NAME.crawl` in its own folder, so that it stays on
 * its disk and moves at once; MOMENT is the epoch ms of the deletion. Its saved views go with it.
 */
export class PutAside {
  readonly #remembered: RememberedFiles;
  readonly #savedViews: SavedViewsFile;

  constructor(remembered: RememberedFiles, savedViews: SavedViewsFile) {
    this.#remembered = remembered;
    this.#savedViews = savedViews;
  }

  /** Puts a crawl file aside and returns where it is. Throws what `moveCrawlFile` throws. */
  put(path: string, nowMs: number): string {
    const folder = freePath(join(dirname(path), FOLDER, String(nowMs)));
    const kept = join(folder, basename(path));
    try {
      makePrivateFolder(dirname(folder));
      makePrivateFolder(folder);
      moveCrawlFile(path, kept);
    } catch (thrown) {
      removeEmptyFolders(folder);
      throw thrown;
    }
    this.#remembered.addPutAside(kept);
    this.#remembered.forget(path);
    this.#savedViews.carry(path, kept);
    return kept;
  }

  /** What can be brought back, the last first. */
  list(): readonly DeletedCrawl[] {
    return this.#remembered
      .putAside()
      .filter((kept) => existsSync(kept))
      .map((kept) => {
        const deletedAtMs = Number.parseInt(basename(dirname(kept)), 10);
        return { undo: kept, name: basename(kept, CRAWL_EXTENSION), deletedAtMs, keptUntilMs: deletedAtMs + KEPT_DAYS * DAY_MS };
      })
      .toSorted((one, other) => other.deletedAtMs - one.deletedAtMs);
  }

  /** Brings a file back under its name, or one with a number when that is taken by now. Throws `not-found` and what `moveCrawlFile` throws. */
  bringBack(kept: string): string {
    if (!this.#remembered.putAside().includes(kept) || !existsSync(kept))
      throw new OrbweaverError("not-found", `This crawl cannot be brought back: what is deleted is kept for ${KEPT_DAYS} days.`);
    const moment = dirname(kept);
    const path = freePath(join(dirname(dirname(moment)), basename(kept)), isCrawlPathTaken);
    moveCrawlFile(kept, path);
    removeEmptyFolders(moment);
    this.#remembered.forgetPutAside(kept);
    this.#savedViews.carry(kept, path);
    return path;
  }

  /** Removes for good what was put aside more than `KEPT_DAYS` ago, also in `folders` that lost their list. Never throws. */
  removeOld(folders: readonly string[], nowMs: number): number {
    const moments = new Set([...this.#remembered.putAside().map((kept) => dirname(kept)), ...folders.flatMap(momentsIn)]);
    const old = [...moments].filter((moment) => nowMs - Number.parseInt(basename(moment), 10) > KEPT_DAYS * DAY_MS);
    for (const moment of old) this.#remove(moment);
    return old.length;
  }

  #remove(moment: string): void {
    try {
      rmSync(moment, { recursive: true, force: true });
      removeEmptyFolders(moment);
      for (const kept of this.#remembered.putAside().filter((path) => dirname(path) === moment)) {
        this.#remembered.forgetPutAside(kept);
        this.#savedViews.carry(kept, null);
      }
    } catch {
      // Tried again at the next start.
    }
  }
}

function momentsIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, FOLDER))
      .filter((name) => /^\d{13,}(-\d+)?$/.test(name))
      .map((name) => join(folder, FOLDER, name))
      .filter((moment) => readdirSync(moment).every((name) => name.includes(CRAWL_EXTENSION)));
  } catch {
    return [];
  }
}

function removeEmptyFolders(moment: string): void {
  for (const folder of [moment, dirname(moment)]) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}
