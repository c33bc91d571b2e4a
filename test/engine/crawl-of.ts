import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { crawlConfigSchema, type CrawlConfig, type CrawlConfigInput } from "#contract/config.ts";
import { SETTLED_AS } from "#contract/words.ts";
import type { CrawlStore } from "#engine/ports.ts";
import { CrawlSession } from "#engine/session.ts";
import type { ChangeNews } from "#store/changes.ts";
import { takeConfig } from "#service/change-options.ts";
import { openCrawlStore } from "#store/crawl-store.ts";
import { openReader } from "#store/reader.ts";
import { createCrawlFile } from "#store/create.ts";
import { HandClock } from "#test/engine/hand-clock.ts";
import { SimulatedWeb, type SimulatedPage } from "#test/engine/simulated-web.ts";

/** Where every simulated crawl starts. */
export const START = "http://site.test/";

/** A crawl of a simulated web, with its file in a folder of its own. */
export class SimulatedCrawl implements Disposable {
  readonly clock = new HandClock();
  readonly web: SimulatedWeb;
  readonly path: string;
  /** Hears what each commit changes. */
  news: (news: ChangeNews) => void = () => {};
  readonly #folder = mkdtempSync(join(tmpdir(), "orbweaver-engine-"));
  #config: CrawlConfig;
  /** The options of the run. */
  config: CrawlConfig;
  #store: CrawlStore | null = null;

  constructor(pages: (url: string, timesAsked: number) => SimulatedPage | undefined, config: CrawlConfigInput = {}) {
    this.web = new SimulatedWeb(this.clock, pages);
    this.path = join(this.#folder, "test.crawl");
    this.#config = crawlConfigSchema.parse({ seeds: [START], ...config });
    this.config = this.#config;
    createCrawlFile(this.path, this.#config);
  }

  /** Opens the file and starts or resumes; the run goes on as the clock is turned. */
  start(changes: CrawlConfigInput = {}): CrawlSession {
    this.close();
    this.#store = openCrawlStore(this.path, this.clock, {
      committing: (written) => this.news({ t: "changed", changes: written }),
      committed: () => this.news({ t: "committed" }),
      failed: (error) => {
        throw error;
      },
    });
    const config = { ...this.#config, ...changes } as CrawlConfig;
    this.config = config;
    const session = new CrawlSession({
      store: this.#store,
      pool: this.web,
      clock: this.clock,
      config,
      seeds: config.seeds,
      robotsToken: "Orbweaver",
      changed: () => {},
    });
    session.start();
    return session;
  }

  /** Changes options of a session that runs. */
  change(session: CrawlSession, changes: CrawlConfigInput): void {
    this.config = { ...this.config, ...changes } as CrawlConfig;
    this.#config = this.config;
    const orders = { config: this.config, seeds: this.config.seeds, robotsToken: "Orbweaver" };
    session.change(orders, { config: this.config, seedOrigins: [], seedHosts: [], userAgent: "Orbweaver" });
  }

  /** Numbers in the file that its rows do not bear out. */
  differences(): readonly unknown[] {
    using reader = openReader(this.path);
    return reader.verify().differences;
  }

  /** Runs to the end, whatever that is. */
  async run(changes: CrawlConfigInput = {}): Promise<CrawlSession> {
    const session = this.start(changes);
    let isOver = false;
    void session.whenEnded().then(() => (isOver = true));
    await this.clock.until(() => isOver);
    return session;
  }

  /** Every discovered address with how it stands: `kept`, `excluded: depth`, `waiting` ... */
  states(): Record<string, string> {
    const names = ["waiting", "leased", ...SETTLED_AS];
    return Object.fromEntries(
      this.rows<{ text: string; state: number; reason: string | null }>("SELECT text, state, reason FROM url ORDER BY text").map((row) => [
        row.text,
        row.reason === null ? names[row.state]! : `${names[row.state]}: ${row.reason}`,
      ]),
    );
  }

  /** Reads the committed file, as another process would. */
  rows<T>(sql: string): T[] {
    const reader = new Database(this.path, { readonly: true });
    try {
      return reader.prepare<[], T>(sql).all();
    } finally {
      reader.close();
    }
  }

  /** Ends everything without a word, as SIGKILL does. */
  kill(): void {
    this.clock.forget();
    this.close();
  }

  /** Changes options while nothing runs; the next run applies them. */
  changeAtRest(changes: CrawlConfigInput): void {
    this.close();
    using store = openCrawlStore(this.path, this.clock, { committed: () => {}, failed: () => {} });
    this.#config = takeConfig(store, { changes, check: (input) => crawlConfigSchema.parse(input) });
  }

  close(): void {
    this.#store?.[Symbol.dispose]();
    this.#store = null;
  }

  [Symbol.dispose](): void {
    this.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
