import { existsSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";

/** The path, or the first with a number behind its name (`a-2.csv`, `a-3.csv` …) that is not taken. */
export function freePath(path: string, isTaken: (path: string) => boolean = existsSync): string {
  const extension = extensionOf(path);
  const name = basename(path, extension);
  for (let number = 1; ; number += 1) {
    const free = join(dirname(path), `${name}${number === 1 ? "" : `-${number}`}${extension}`);
    if (!isTaken(free)) return free;
  }
}

/** The ending of a file name; `.xml.gz` is one. */
export function extensionOf(path: string): string {
  return /\.xml\.gz$/i.exec(path)?.[0] ?? extname(path);
}

/** Whether a crawl file would not be alone under this path: left-overs of one that was deleted by hand would become part of it. */
export function isCrawlPathTaken(path: string): boolean {
  return ["", "-wal", "-shm", "-journal"].some((suffix) => existsSync(path + suffix));
}
