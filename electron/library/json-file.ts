import { readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import type { Log } from "#library/log.ts";
import { writePrivateFile } from "#library/private-file.ts";

/** Where a `JsonFile` is kept and what it says when its file cannot be used. */
export interface JsonFileOptions {
  /** The application's own folder; null: nothing is read or written, the content lives as long as the program. */
  readonly folder: string | null;
  readonly name: string;
  readonly log: Log;
}

/**
 * A small document of the application, read anew each time because another Orbweaver may have written it. A damaged file is put
 * aside as NAME.damaged, and the log says so; the content is then empty.
 */
export class JsonFile {
  readonly path: string | null;
  readonly #log: Log;
  #here: unknown = null;

  constructor({ folder, name, log }: JsonFileOptions) {
    this.path = folder === null ? null : join(folder, name);
    this.#log = log;
  }

  /** What the file holds when `isUsable`; null when there is none, or none that can be used. */
  read(isUsable: (content: unknown) => boolean): unknown {
    if (this.path === null) return this.#here;
    let text: string;
    try {
      text = readFileSync(this.path, "utf8");
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") this.#log.warning(`${basename(this.path)} cannot be read (${code}); defaults are used.`);
      return null;
    }
    const content = parse(text);
    if (content !== undefined && isUsable(content)) return content;
    this.#putAside(this.path);
    return null;
  }

  /** Throws `read-only`, `disk-full`; then the file is as it was. */
  write(content: object): void {
    if (this.path === null) this.#here = content;
    else writePrivateFile(this.path, `${JSON.stringify(content, null, 2)}\n`);
  }

  #putAside(path: string): void {
    try {
      renameSync(path, `${path}.damaged`);
      this.#log.error(`${basename(path)} was damaged and is kept as ${basename(path)}.damaged; defaults are used.`);
    } catch (thrown) {
      this.#log.error(`${basename(path)} is damaged (${(thrown as NodeJS.ErrnoException).code}); defaults are used.`);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
