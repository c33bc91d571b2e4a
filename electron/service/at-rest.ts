import { setImmediate as nextTurn } from "node:timers/promises";
import type { CrawlConfig } from "#contract/config.ts";
import type { Clock, CrawlStore } from "#engine/ports.ts";
import { requeueSlice, type RequeueProgress } from "#engine/requeueing.ts";
import { rulesOf } from "#engine/rules.ts";
import { takeConfig, type OptionChanges } from "#service/change-options.ts";
import { seedsOf } from "#service/visit-settings.ts";
import { openCrawlStore } from "#store/crawl-store.ts";
import type { ReaderClient } from "#store/reader-client.ts";

/** A crawl file that no engine crawls. */
export interface CrawlAtRest {
  readonly path: string;
  readonly clock: Clock;
  /** Who is told what is written, so that it need not read everything again. */
  readonly reader?: Pick<ReaderClient, "follow" | "tell">;
}

/** Changes options of a crawl that rests. Throws `bad-config`, and what `openCrawlStore` throws. */
export async function changeAtRest(crawl: CrawlAtRest, options: OptionChanges): Promise<CrawlConfig> {
  return withStore(crawl, (store) => takeConfig(store, options));
}

/** Makes addresses of a crawl that rests wait again, so that it can be resumed. Throws what `openCrawlStore` throws. */
export async function requeueAtRest(
  crawl: CrawlAtRest,
  ids: ArrayLike<number>,
  before: RequeueProgress,
  check: OptionChanges["check"],
): Promise<RequeueProgress> {
  return withStore(crawl, async (store) => {
    const config = check(store.getMeta("config"));
    const { judge } = rulesOf(store, config, seedsOf(config));
    let progress = before;
    while (progress.taken < ids.length) {
      progress = requeueSlice({ store, judge: () => judge, frontier: null, now: () => crawl.clock.now() }, ids, progress);
      markAsPaused(store);
      await nextTurn();
    }
    return progress;
  });
}

/** A crawl that was finished has something left to do. */
function markAsPaused(store: CrawlStore): void {
  if (store.getMeta("run_state") === "finished" && store.count("state:waiting") > 0) store.setMeta("run_state", "paused");
}

async function withStore<T>(crawl: CrawlAtRest, work: (store: CrawlStore) => T | Promise<T>): Promise<T> {
  await crawl.reader?.follow();
  try {
    return await inStore(crawl, work);
  } finally {
    crawl.reader?.tell({ t: "ended" });
  }
}

async function inStore<T>({ path, clock, reader }: CrawlAtRest, work: (store: CrawlStore) => T | Promise<T>): Promise<T> {
  let failure: unknown = null;
  using store = openCrawlStore(path, clock, {
    failed: (thrown) => (failure ??= thrown),
    committing: (changes) => reader?.tell({ t: "changed", changes }),
    committed: () => reader?.tell({ t: "committed" }),
  });
  const value = await work(store);
  if (failure !== null) throw failure;
  store.commit();
  return value;
}
