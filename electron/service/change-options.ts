import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { changedOptions, checkChangeable, concernsAddresses } from "#engine/changed-options.ts";
import { markForJudging } from "#engine/judging.ts";
import type { CrawlStore } from "#engine/ports.ts";
import { robotsTokenOf, seedsOf, userAgentOf } from "#service/visit-settings.ts";

/** Options that a person changes, and how a whole configuration is checked. */
export interface OptionChanges {
  readonly changes: Readonly<Record<string, unknown>>;
  /** Throws `bad-config`. */
  check(input: unknown): CrawlConfig;
}

/** The configuration in the file with some changes. It is checked anew: the file may come from anywhere. Throws `bad-config`. */
export function changedConfig(before: unknown, { changes, check }: OptionChanges): CrawlConfig {
  const config = check({ ...(before as object), ...changes });
  if (seedsOf(config).length === 0) throw new OrbweaverError("bad-config", "The configuration has no start address.");
  return config;
}

/**
 * The configuration of a crawl that rests, with some changes, which are kept; the next run applies them to the addresses in the
 * file. Throws `bad-config`.
 */
export function takeConfig(store: CrawlStore, options: OptionChanges): CrawlConfig {
  const stored = store.getMeta<object>("config");
  const config = changedConfig(stored, options);
  if (Object.keys(options.changes).length === 0) return config;
  const before = options.check(stored);
  const changed = changedOptions(before, config);
  const hasBegun = store.lastId() > 0;
  checkChangeable(changed, { hasBegun, isRunning: false });
  store.setMeta("config", config);
  if (hasBegun && concernsAddresses(changed)) {
    const askRobots = robotsTokenOf(userAgentOf(before)) !== robotsTokenOf(userAgentOf(config));
    markForJudging(store, { askRobots, recount: changed.includes("maxQueryVariants"), seedsChanged: changed.includes("seeds") });
  }
  store.commit();
  return config;
}
