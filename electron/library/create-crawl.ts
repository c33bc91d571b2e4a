import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, resolve } from "node:path";
import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { crawlFileName } from "#library/file-name.ts";
import { freePath, isCrawlPathTaken } from "#library/free-path.ts";
import { createCrawlFile } from "#store/create.ts";

export const CRAWL_EXTENSION = ".crawl";

/** Makes a folder that only its owner may enter; one that is there already is left as it is. Throws `read-only`. */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (cause) {
    throw new OrbweaverError("read-only", `The folder ${folder} cannot be made. Choose another one, or allow writing there.`, { cause });
  }
}

/** Where a new crawl file is made. */
export interface CrawlPlace {
  /** "" for a free name in `folder`. */
  readonly path: string;
  readonly folder: string;
  /** Wanted name without extension; default: the host of the first start address. */
  readonly name?: string;
}

/**
 * Makes the file of a new crawl and returns its absolute path. Nothing is ever overwritten. Throws `bad-input`, `read-only`,
 * `disk-full`.
 */
export function createCrawl(config: CrawlConfig, { path, folder, name }: CrawlPlace): string {
  if (path !== "") return createAt(path, config);
  makePrivateFolder(folder);
  const wanted = join(folder, `${name ?? crawlFileName(config.seeds[0] ?? "")}${CRAWL_EXTENSION}`);
  for (;;) {
    const free = freePath(wanted, isCrawlPathTaken);
    try {
      createCrawlFile(free, config);
      return free;
    } catch (thrown) {
      // Another Orbweaver may have taken the name just now.
      if (!(thrown instanceof OrbweaverError && thrown.code === "bad-input")) throw thrown;
    }
  }
}

function createAt(path: string, config: CrawlConfig): string {
  if (!isAbsolute(path))
    throw new OrbweaverError(
      "bad-input",
      `"${path}" is not a complete path. Give one that begins at the root, such as ${resolve("name.crawl")}.`,
    );
  const target = resolve(path);
  if (extname(target) !== CRAWL_EXTENSION)
    throw new OrbweaverError("bad-input", `"${basename(target)}" does not end with ${CRAWL_EXTENSION}.`);
  if (!existsSync(dirname(target))) throw new OrbweaverError("bad-input", `There is no folder ${dirname(target)}.`);
  createCrawlFile(target, config);
  return target;
}
