import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { CRAWL_EXTENSION } from "#library/create-crawl.ts";
import { crawlFileName } from "#library/file-name.ts";
import type { CommandContext } from "#cli/command-context.ts";

/**
 * Absolute path for the file of a new crawl: what the person asked for, else a free name in their folder after the host of the
 * first address. Throws `bad-input` when the file is there, or cannot be there.
 */
export function newCrawlPath(asked: string | undefined, firstAddress: string, context: CommandContext): string {
  if (asked === undefined) return freePath(crawlFileName(firstAddress), context.folder);
  const path = resolve(context.folder, asked);
  if (existsSync(path)) {
    const cure = path.endsWith(CRAWL_EXTENSION)
      ? `Go on with it: ${resumeCommand(path, context)}; or choose another name.`
      : "Choose another name.";
    throw new OrbweaverError("bad-input", `${asked} is there already. ${cure}`);
  }
  if (!path.endsWith(CRAWL_EXTENSION))
    throw new OrbweaverError("bad-input", `--to ${asked}: the name of a crawl file ends with ${CRAWL_EXTENSION}.`);
  if (!existsSync(dirname(path))) throw new OrbweaverError("bad-input", `--to ${asked}: there is no folder ${dirname(path)}.`);
  return path;
}

/** Absolute path of a crawl file that is there. Throws `not-found` and `bad-input`. */
export function existingCrawlPath(asked: string, { folder }: CommandContext): string {
  const path = resolve(folder, asked);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new OrbweaverError("not-found", `There is no file ${asked}.`);
  if (!stats.isFile()) throw new OrbweaverError("bad-input", `${asked} is not a file.`);
  return path;
}

/** What to type to go on with a crawl. */
export function resumeCommand(path: string, { program, folder }: CommandContext): string {
  const name = dirname(path) === folder ? basename(path) : path;
  return `${program} resume ${/^[\w@%+=:,./\\-]+$/.test(name) ? name : `"${name}"`}`;
}

function freePath(name: string, folder: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${name}${number === 1 ? "" : `-${number}`}${CRAWL_EXTENSION}`);
    if (["", "-wal", "-shm", "-journal"].every((suffix) => !existsSync(path + suffix))) return path;
  }
}
