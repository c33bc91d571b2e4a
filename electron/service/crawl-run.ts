import { availableParallelism } from "node:os";
import type { CrawlConfig } from "#contract/config.ts";
import type { Clock, CrawlStore, VisitPool } from "#engine/ports.ts";
import { changedOptions, checkChangeable } from "#engine/changed-options.ts";
import { CrawlSession } from "#engine/session.ts";
import type { ChangeNews } from "#store/changes.ts";
import { openCrawlStore } from "#store/crawl-store.ts";
import { changedConfig, takeConfig, type OptionChanges } from "#service/change-options.ts";
import { robotsTokenOf, seedsOf, visitSettings } from "#service/visit-settings.ts";
import type { LaunchWorker } from "#workers/messages.ts";
import { WorkerPool } from "#workers/pool.ts";

/** What a run needs from its process. */
export interface RunOptions extends OptionChanges {
  readonly path: string;
  readonly clock: Clock;
  readonly launch: LaunchWorker;
  /** Called with what each commit changes, before and after it, and when nothing more is written. */
  readonly tellReader: (news: ChangeNews) => void;
  /** Called after anything that the status shows has changed; often. */
  readonly changed: () => void;
}

const MOST_WORKERS_BY_DEFAULT = 4;

/** One run of a crawl with everything it holds: the file, the workers, the session. All is let go of when the run ends. */
export class CrawlRun {
  readonly session: CrawlSession;
  /** Resolves when the run has ended and the file is free for another process. */
  readonly closed: Promise<void>;
  readonly #store: CrawlStore;
  #config: CrawlConfig;
  #counts: ReadonlyMap<string, number> | null = null;

  /** Opens the file and starts. Throws what `openCrawlStore` throws, and `bad-config`; then nothing is held. */
  constructor(options: RunOptions) {
    this.#store = openCrawlStore(options.path, options.clock, {
      failed: (thrown) => this.session.fail(thrown),
      committing: (changes) => options.tellReader({ t: "changed", changes }),
      committed: () => {
        options.tellReader({ t: "committed" });
        options.changed();
      },
    });
    let pool: VisitPool | null = null;
    try {
      const config = takeConfig(this.#store, options);
      this.#config = config;
      const seeds = seedsOf(config);
      const settings = visitSettings(config, seeds);
      pool = new WorkerPool({
        launch: options.launch,
        clock: options.clock,
        settings,
        broken: (error) => this.session.fail(error),
        workers: config.workers > 0 ? config.workers : Math.min(MOST_WORKERS_BY_DEFAULT, availableParallelism()),
      });
      this.session = new CrawlSession({
        store: this.#store,
        pool,
        clock: options.clock,
        config,
        seeds,
        robotsToken: robotsTokenOf(settings.userAgent),
        changed: options.changed,
      });
    } catch (thrown) {
      void pool?.[Symbol.asyncDispose]();
      this.#store[Symbol.dispose]();
      throw thrown;
    }
    this.session.start();
    this.closed = this.#close(pool).finally(() => options.tellReader({ t: "ended" }));
  }

  /** Counters as a reader of the file sees them. */
  counts(): ReadonlyMap<string, number> {
    return this.#counts ?? this.#store.committedCounts();
  }

  /** Changes options while the crawl runs. Throws `bad-config`, and what the file throws when it cannot be written. */
  change(options: OptionChanges): CrawlConfig {
    const config = changedConfig(this.#config, options);
    const changed = changedOptions(this.#config, config);
    checkChangeable(changed, { hasBegun: true, isRunning: true });
    if (changed.length === 0) return config;
    const seeds = seedsOf(config);
    const settings = visitSettings(config, seeds);
    this.session.change({ config, seeds, robotsToken: robotsTokenOf(settings.userAgent) }, settings);
    this.#config = config;
    return config;
  }

  async #close(pool: VisitPool): Promise<void> {
    await this.session.whenEnded();
    this.#counts = this.#store.committedCounts();
    await pool[Symbol.asyncDispose]();
    this.#store[Symbol.dispose]();
  }
}
