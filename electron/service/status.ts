import type { CrawlStatus } from "#contract/questions.ts";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { coverageOf } from "#engine/session.ts";

/** The counted part of a status, read off the counters of a file. */
export function countedStatus(counts: ReadonlyMap<string, number>): Pick<CrawlStatus, "coverage" | "rows" | "statuses" | "failures" | "exclusions"> {
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
