import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { partPathOf } from "#export/part-file.ts";

const SITEMAP = /\.xml(?:\.gz)?$/i;

/** The path, or the first with a number behind its name (`a-2.csv`, `a-3.csv` …) that is not taken. */
export function freePath(path: string, isTaken: (path: string) => boolean = existsSync): string {
  const extension = SITEMAP.exec(path)?.[0] ?? extname(path);
  const name = basename(path, extension);
  for (let number = 1; ; number += 1) {
    const free = join(dirname(path), `${name}${number === 1 ? "" : `-${number}`}${extension}`);
    if (!isTaken(free)) return free;
  }
}

/** Whether something is at the path, or is being written there, or is where further files of a sitemap would go. */
export function isExportPathTaken(path: string): boolean {
  if (existsSync(path) || existsSync(partPathOf(path))) return true;
  if (!SITEMAP.test(path)) return false;
  const stem = basename(path).replace(SITEMAP, "");
  return readdirSync(dirname(path)).some((name) => name.startsWith(`${stem}-`) || name.startsWith(`${basename(path)}.`));
}

/** Whether a crawl file would not be alone under this path: left-overs of one that was deleted by hand would become part of it. */
export function isCrawlPathTaken(path: string): boolean {
  return ["", "-wal", "-shm", "-journal"].some((suffix) => existsSync(path + suffix));
}
