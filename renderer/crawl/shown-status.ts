import type { CrawlState } from "#contract/words.ts";
import { isActive } from "./state-sentence.ts";
import type { CrawlAction } from "./use-crawl-actions.ts";

/** The state that is shown while an action is under way: what was pressed is to be seen at once, before the engine has answered. */
export function withAction(state: CrawlState, underWay: CrawlAction | null): CrawlState {
  if (underWay === "pause") return state === "running" ? "pausing" : state;
  if (underWay === "stop") return isActive(state) ? "stopping" : state;
  return underWay === "start" && !isActive(state) ? "running" : state;
}
