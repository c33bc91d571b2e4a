import { isAbsolute, join, resolve } from "node:path";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { writePrivateFile } from "#library/private-file.ts";

const FILE_NAME = "library.json";
const MAX_FILES = 1000;

const path = z.string().min(1).max(4096);
const paths = z.array(path).max(MAX_FILES);
const schema = z.object({ version: z.literal(1), opened: paths, folders: paths.default([]), putAside: paths.default([]) });

/** What is remembered of the library, each list newest first. */
interface Content {
  /** Crawl files outside the library folders that were opened. */
  readonly opened: readonly string[];
  /** Folders in which new crawls were made before another one was chosen. */
  readonly folders: readonly string[];
  /** Deleted crawls that can still be brought back: where their files are now. */
  readonly putAside: readonly string[];
}
type ListName = keyof Content;

/**
 * What cannot be seen in the library folder, kept in `library.json` in the application's own folder. Where that cannot be written,
 * or is null, it is remembered until the program ends. All paths are absolute.
 */
export class RememberedFiles {
  readonly #folder: string | null;
  #here: Content = { opened: [], folders: [], putAside: [] };

  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** Opened files. A damaged or foreign `library.json` counts as empty: it holds nothing that cannot be opened again. */
  list(): readonly string[] {
    return this.#all("opened");
  }

  add(file: string): void {
    this.#add("opened", file);
  }

  forget(file: string): void {
    this.#forget("opened", file);
  }

  folders(): readonly string[] {
    return this.#all("folders");
  }

  addFolder(folder: string): void {
    this.#add("folders", folder);
  }

  putAside(): readonly string[] {
    return this.#all("putAside");
  }

  addPutAside(file: string): void {
    this.#add("putAside", file);
  }

  forgetPutAside(file: string): void {
    this.#forget("putAside", file);
  }

  #all(name: ListName): readonly string[] {
    return [...new Set([...this.#here[name], ...this.#read()[name]])];
  }

  #add(name: ListName, entry: string): void {
    this.#here = { ...this.#here, [name]: [entry, ...this.#here[name].filter((known) => known !== entry)] };
    this.#write({ [name]: this.#all(name) });
  }

  #forget(name: ListName, entry: string): void {
    const before = this.#all(name);
    this.#here = { ...this.#here, [name]: this.#here[name].filter((known) => known !== entry) };
    if (before.includes(entry)) this.#write({ [name]: before.filter((known) => known !== entry) });
  }

  #read(): Content {
    if (this.#folder === null) return { opened: [], folders: [], putAside: [] };
    try {
      const { opened, folders, putAside } = schema.parse(JSON.parse(readFileSync(join(this.#folder, FILE_NAME), "utf8")));
      return { opened: absolute(opened), folders: absolute(folders), putAside: absolute(putAside) };
    } catch {
      return { opened: [], folders: [], putAside: [] };
    }
  }

  #write(changed: Partial<Content>): void {
    if (this.#folder === null) return;
    const all = { opened: this.#all("opened"), folders: this.#all("folders"), putAside: this.#all("putAside"), ...changed };
    const lists = Object.entries(all).map(([name, entries]) => [name, entries.slice(0, MAX_FILES)] as const);
    const told = lists.filter(([name, entries]) => name === "opened" || entries.length > 0);
    try {
      writePrivateFile(join(this.#folder, FILE_NAME), `${JSON.stringify({ version: 1, ...Object.fromEntries(told) }, null, 2)}\n`);
    } catch {
      // Remembered until the program ends.
    }
  }
}

function absolute(entries: readonly string[]): readonly string[] {
  return entries.filter((entry) => isAbsolute(entry)).map((entry) => resolve(entry));
}
