import { existsSync } from "node:fs";
import { basename, isAbsolute, resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { OpenCrawl, type OpenCrawlOptions } from "#library/open-crawl.ts";

/** The crawls that somebody has asked something about, by the path of their file. */
export class OpenCrawls {
  readonly #options: OpenCrawlOptions;
  readonly #crawls = new Map<string, OpenCrawl>();
  /** Paths of crawls that are being let go of. */
  readonly #aside = new Set<string>();
  #closed = false;

  constructor(options: OpenCrawlOptions) {
    this.#options = options;
    options.events.onDeserted = (topic) => {
      if (topic.startsWith("crawl:")) this.find(topic.slice("crawl:".length))?.considerIdle();
    };
  }

  /** The crawl when somebody has asked about it already. */
  find(path: string): OpenCrawl | null {
    return this.#crawls.get(path) ?? null;
  }

  /** The crawl of a file; nothing is started yet. Throws `bad-input`, `not-found`, and `cancelled` after `close`. */
  open(path: string): OpenCrawl {
    if (this.#closed) throw new OrbweaverError("cancelled", "Orbweaver is closing.");
    checkCrawlPath(path);
    this.#checkNotAside(path);
    if (!existsSync(path)) throw new OrbweaverError("not-found", `There is no file ${path}.`);
    const crawl = this.#crawls.get(path) ?? new OpenCrawl(path, this.#options);
    this.#crawls.set(path, crawl);
    return crawl;
  }

  /** Pauses one crawl, ends its process and forgets it. Throws `in-use` when its file is just being moved. */
  async letGo(path: string): Promise<void> {
    await this.setAside(path, () => undefined);
  }

  /**
   * Lets go of one crawl and does something with its file that nobody else may have open; meanwhile it cannot be opened. Throws
   * `in-use` when that is being done already, and what `work` throws.
   */
  async setAside<T>(path: string, work: () => T): Promise<T> {
    this.#checkNotAside(path);
    this.#aside.add(path);
    try {
      await this.find(path)?.close();
      this.#crawls.delete(path);
      return work();
    } finally {
      this.#aside.delete(path);
    }
  }

  /** Paths of the crawls that run. */
  active(): readonly string[] {
    return [...this.#crawls.values()].filter((crawl) => crawl.isActive).map((crawl) => crawl.path);
  }

  async pauseAll(): Promise<void> {
    await Promise.all([...this.#crawls.values()].map((crawl) => crawl.pauseNow()));
  }

  /** Pauses all crawls and ends their processes; none is opened any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#crawls.values()].map((crawl) => crawl.close()));
  }

  #checkNotAside(path: string): void {
    if (this.#aside.has(path))
      throw new OrbweaverError("in-use", `"${basename(path)}" is just being closed, renamed or deleted. Try again in a moment.`);
  }
}

/** A crawl is known by one complete path, so that one file never gets two engines. Throws `bad-input`. */
export function checkCrawlPath(path: string): void {
  if (isAbsolute(path) && resolve(path) === path && !path.includes("\0")) return;
  throw new OrbweaverError(
    "bad-input",
    `"${basename(path)}" is not a complete path. Give one that begins at the root, such as ${resolve("name.crawl")}.`,
  );
}
