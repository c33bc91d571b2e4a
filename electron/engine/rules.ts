import type { CrawlConfig } from "#contract/config.ts";
import { Caps } from "#engine/caps.ts";
import { Judge } from "#engine/judge.ts";
import type { CrawlStore } from "#engine/ports.ts";
import { createScope, type Scope } from "#engine/scope.ts";

/** Everything that decides which addresses of a crawl are asked for, made from one configuration. */
export interface Rules {
  readonly config: CrawlConfig;
  readonly scope: Scope;
  readonly caps: Caps;
  readonly judge: Judge;
}

/** The rules of a configuration. `seeds`: normalised. The store counts the configuration's caps from now on. */
export function rulesOf(store: CrawlStore, config: CrawlConfig, seeds: readonly string[]): Rules {
  const scope = createScope(config, seeds);
  const caps = new Caps(store, config);
  return { config, scope, caps, judge: new Judge({ store, config, scope, caps, seeds }) };
}
