import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CrawlConfigInput } from "#contract/config.ts";
import type { Coverage } from "#contract/questions.ts";
import type { Cell, ViewName } from "#contract/views.ts";
import type { CrawlState } from "#contract/words.ts";
import { checkConfig } from "#engine/check-config.ts";
import { systemClock } from "#engine/system-clock.ts";
import { CrawlRun } from "#service/crawl-run.ts";
import { createCrawlFile } from "#store/create.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { entryPath } from "#workers/entries.ts";
import { launchUnderNode } from "#workers/launch-under-node.ts";
import type { LaunchWorker } from "#workers/messages.ts";

/** One row of a view: column name -> cell. */
export type Row = Readonly<Record<string, Cell>>;

/** Short deadlines and retries, so that faults show soon. */
const QUICK: CrawlConfigInput = {
  workers: 1,
  concurrency: 16,
  perHost: 8,
  connectTimeoutMs: 1000,
  firstByteTimeoutMs: 1000,
  stallTimeoutMs: 500,
  timeoutMs: 2500,
  retries: 1,
  retryDelayMs: 10,
  maxBackOffMs: 40,
  adaptive: false,
  maxUrlLength: 10_000,
};

const ROWS_AT_A_TIME = 1000;

/** A crawl with a file of its own, real page workers and the system's clock; read as any window would read it. */
export class RealCrawl implements Disposable {
  readonly path: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "orbweaver-faults-"));
  readonly #launch: LaunchWorker;
  #reader: CrawlReader | null = null;
  #rows = new Map<ViewName, readonly Row[]>();

  constructor(config: CrawlConfigInput, launch: LaunchWorker = launchUnderNode(entryPath("page-worker"))) {
    this.path = join(this.#folder, "test.crawl");
    this.#launch = launch;
    createCrawlFile(this.path, checkConfig({ ...QUICK, ...config }));
  }

  /** Starts or resumes. */
  start(changes: CrawlConfigInput = {}): CrawlRun {
    this.#rows.clear();
    this.#reader?.close();
    this.#reader = null;
    return new CrawlRun({
      path: this.path,
      clock: systemClock,
      launch: this.#launch,
      changes,
      check: checkConfig,
      tellReader: () => undefined,
      changed: () => undefined,
    });
  }

  /** Starts or resumes, and waits for the end, whatever that is. */
  async run(changes: CrawlConfigInput = {}): Promise<CrawlState> {
    const run = this.start(changes);
    await run.closed;
    return run.session.state;
  }

  get reader(): CrawlReader {
    return (this.#reader ??= openReader(this.path));
  }

  get coverage(): Coverage {
    return this.reader.coverage().coverage;
  }

  /** All rows of a view, as of the first time they are asked for after a run. */
  rows(view: ViewName): readonly Row[] {
    const known = this.#rows.get(view);
    if (known !== undefined) return known;
    const rows: Row[] = [];
    for (let total = 1; rows.length < total;) {
      const window = this.reader.viewRows({ view, columns: [], first: rows.length, count: ROWS_AT_A_TIME });
      total = window.total;
      for (const cells of window.rows) rows.push(Object.fromEntries(window.columns.map((name, index) => [name, cells[index] ?? null])));
    }
    this.#rows.set(view, rows);
    return rows;
  }

  /** The one row of a view about `url`. Throws when there is none, or more than one. */
  row(view: ViewName, url: string): Row {
    const rows = this.rows(view).filter((row) => row.url === url);
    if (rows.length === 1) return rows[0]!;
    throw new Error(`${rows.length} rows of ${view} are about ${url}`);
  }

  /** The views that have a row about `url`, one name for each row. */
  viewsOf(url: string): readonly ViewName[] {
    const views: readonly ViewName[] = ["pages", "redirects", "resources", "failed", "excluded", "blocked"];
    return views.flatMap((view) =>
      this.rows(view)
        .filter((row) => row.url === url)
        .map(() => view),
    );
  }

  /** What the window says of an address in a few words: `200`, `reset after 2 attempts`, `excluded: robots` ... */
  verdict(url: string): string {
    const views = this.viewsOf(url).filter((view) => view !== "redirects");
    switch (views.join(" ")) {
      case "pages":
        return String(this.row("pages", url).status);
      case "pages failed": {
        const { code, attempts } = this.row("failed", url);
        if (this.row("pages", url).failure !== code) return "two views that contradict each other";
        return `${code} after ${attempts} attempt${attempts === 1 ? "" : "s"}`;
      }
      case "pages blocked":
        return `blocked: ${this.row("blocked", url).reason}`;
      case "excluded":
        return `excluded: ${this.row("excluded", url).reason}`;
      default:
        return `rows in [${views.join(" ")}]`;
    }
  }

  /** Everything that must hold of any crawl that has ended by itself; empty when it does. */
  contradictions(): readonly string[] {
    const { discovered, waiting, leased, kept, failed, excluded, blocked } = this.coverage;
    const found = this.reader.verify().differences.map(({ what, stored, counted }) => `${what}: ${stored} stored, ${counted} counted`);
    if (waiting + leased !== 0) found.push(`${waiting} wait and ${leased} are leased`);
    if (discovered !== waiting + leased + kept + failed + excluded + blocked) found.push("the coverage does not add up");
    return found;
  }

  [Symbol.dispose](): void {
    this.#reader?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Address of a page of a test site that links to each of `targets`. */
export function linksTo(origin: string, targets: readonly string[]): string {
  return `${origin}/links?${new URLSearchParams(targets.map((target) => ["to", target])).toString()}`;
}
