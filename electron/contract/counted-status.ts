import type { Coverage, CrawlStatus } from "#contract/questions.ts";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";

/** Coverage as the counters of a crawl file have it. */
export function coverageOf(counts: ReadonlyMap<string, number>): Coverage {
  const count = (state: string) => counts.get(`state:${state}`) ?? 0;
  const parts = {
    waiting: count("waiting"),
    leased: count("leased"),
    kept: count("kept"),
    failed: count("failed"),
    excluded: count("excluded"),
    blocked: count("blocked"),
  };
  return { discovered: Object.values(parts).reduce((sum, part) => sum + part, 0), ...parts };
}

/** The counted part of a status, read off the counters of a crawl file. */
export function countedStatus(
  counts: ReadonlyMap<string, number>,
): Pick<CrawlStatus, "coverage" | "rows" | "statuses" | "failures" | "exclusions"> {
  return {
    coverage: coverageOf(counts),
    rows: Object.fromEntries(VIEW_NAMES.map((view) => [view, counts.get(`rows:${view}`) ?? 0])) as Record<ViewName, number>,
    statuses: group(counts, "status:"),
    failures: group(counts, "failure:"),
    exclusions: group(counts, "reason:"),
  };
}

/** Counters that begin with `prefix` and are not 0, without it. */
function group(counts: ReadonlyMap<string, number>, prefix: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, count] of counts) if (name.startsWith(prefix) && count !== 0) found[name.slice(prefix.length)] = count;
  return found;
}
