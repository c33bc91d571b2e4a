import { closeSync, openSync, renameSync, rmSync, statSync } from "node:fs";
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
  tidyCrawlFile(from);
  // What stands in the log belongs to the crawl, and whoever has the file open would go on writing it under the old name.
  if ((statSync(`${from}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new OrbweaverError("in-use", `"${basename(from)}" is open in another program. Close it there, then try again.`);
  try {
    rename(from, to);
  } catch (thrown) {
    throw thrown instanceof OrbweaverError ? thrown : moveProblem(from, to, thrown as NodeJS.ErrnoException);
  }
  for (const suffix of ["-wal", "-shm"]) rmSync(from + suffix, { force: true });
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
      return new OrbweaverError("in-use", `"${name}" is open in another program. Close it there, then try again.`, { cause });
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
