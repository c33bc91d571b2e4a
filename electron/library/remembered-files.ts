import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { makePrivateFolder } from "#library/create-crawl.ts";

const FILE_NAME = "library.json";
const MAX_FILES = 1000;

const schema = z.object({ version: z.literal(1), opened: z.array(z.string().min(1).max(4096)).max(MAX_FILES) });

/**
 * The crawl files outside the library folder that were opened, newest first; kept in `library.json` in the library folder. Where
 * that cannot be written, or is null, they are remembered until the program ends.
 */
export class RememberedFiles {
  readonly #folder: string | null;
  #here: readonly string[] = [];

  constructor(libraryFolder: string | null) {
    this.#folder = libraryFolder;
  }

  /** Absolute paths. A damaged or foreign `library.json` counts as empty: it holds nothing that cannot be opened again. */
  list(): readonly string[] {
    return [...new Set([...this.#here, ...this.#read()])];
  }

  add(path: string): void {
    this.#here = [path, ...this.#here.filter((known) => known !== path)];
    this.#write(this.list());
  }

  forget(path: string): void {
    const before = this.list();
    this.#here = this.#here.filter((known) => known !== path);
    if (before.includes(path)) this.#write(before.filter((known) => known !== path));
  }

  #read(): readonly string[] {
    if (this.#folder === null) return [];
    try {
      const parsed = schema.parse(JSON.parse(readFileSync(join(this.#folder, FILE_NAME), "utf8")));
      return parsed.opened.filter((path) => isAbsolute(path)).map((path) => resolve(path));
    } catch {
      return [];
    }
  }

  /** Written beside and renamed, so that a crash leaves the old list or the new one. */
  #write(opened: readonly string[]): void {
    if (this.#folder === null) return;
    const target = join(this.#folder, FILE_NAME);
    const draft = `${target}.${process.pid}.new`;
    const text = `${JSON.stringify({ version: 1, opened: opened.slice(0, MAX_FILES) }, null, 2)}\n`;
    try {
      makePrivateFolder(this.#folder);
      writeFileSync(draft, text, { mode: 0o600, flush: true });
      renameSync(draft, target);
    } catch {
      rmSync(draft, { force: true });
    }
  }
}
