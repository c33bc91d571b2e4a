import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { isCrawlPathTaken } from "#library/free-path.ts";
import { lockCrawl } from "#store/lock.ts";
import { tidyCrawlFile } from "#store/open-writer.ts";

/**
 * Gives a crawl file another path on the same disk; nothing is ever overwritten. No engine of this Orbweaver may have it open.
 * Throws `in-use` (another program has it open), `bad-input` (the path is taken), `not-found`, `read-only`, `disk-full`.
 */
export function moveCrawlFile(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) === undefined)
    throw new OrbweaverError("not-found", `There is no file ${from}. It may have been moved or deleted by hand.`);
  using _lock = lockCrawl(from);
  // Whoever has the file open would go on writing beside the old name.
  if (tidyCrawlFile(from) === "in-use") throw openElsewhere(from);
  try {
    rename(from, to);
    // Only a file that cannot be written or is damaged still has one; it belongs to it.
    if (existsSync(`${from}-wal`)) renameSync(`${from}-wal`, `${to}-wal`);
  } catch (thrown) {
    throw thrown instanceof OrbweaverError ? thrown : moveProblem(from, to, thrown as NodeJS.ErrnoException);
  }
  rmSync(`${from}-shm`, { force: true });
}

/** The new name is taken with an empty file first, which is atomic on every system, and that file is then replaced. */
function rename(from: string, to: string): void {
  if (isSameFile(from, to)) return renameSync(from, to);
  if (isCrawlPathTaken(to)) throw taken(to);
  closeSync(openSync(to, "wx", 0o600));
  try {
    renameSync(from, to);
  } catch (thrown) {
    rmSync(to, { force: true });
    throw thrown;
  }
}

/** Where case does not count in names, a name that differs in case only is the file itself. */
function isSameFile(left: string, right: string): boolean {
  const [one, other] = [left, right].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

function taken(path: string): OrbweaverError {
  return new OrbweaverError("bad-input", `"${basename(path)}" is there already in ${dirname(path)}. Choose another name.`);
}

function moveProblem(from: string, to: string, cause: NodeJS.ErrnoException): OrbweaverError {
  const name = basename(from);
  switch (cause.code) {
    case "EEXIST":
      return taken(to);
    case "ENOENT":
      return new OrbweaverError("not-found", `There is no file ${from}. It may have been moved or deleted by hand.`, { cause });
    case "EBUSY":
      return openElsewhere(from, cause);
    case "ENOSPC":
    case "EDQUOT":
      return new OrbweaverError("disk-full", `The disk is full: "${name}" could not be moved. Free some space, then try again.`, { cause });
    default:
      return new OrbweaverError(
        "read-only",
        `"${name}" in ${dirname(from)} could not be moved (${cause.code ?? cause.message}). Allow writing to the folder, then try again.`,
        { cause },
      );
  }
}

function openElsewhere(path: string, cause?: unknown): OrbweaverError {
  return new OrbweaverError("in-use", `"${basename(path)}" is open in another program. Close it there, then try again.`, { cause });
}
