import type { Coverage } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";
import type { StateKey } from "../results/cell-text.ts";

/** One part of everything discovered. */
export interface CoveragePart {
  readonly key: Exclude<StateKey, "redirect" | "client-error" | "server-error">;
  readonly count: number;
  /** The view whose rows these are; null when no view lists them. */
  readonly view: ViewName | null;
}

/** The parts that add up to everything discovered, in the order in which the bar shows them. */
export function coverageParts(coverage: Coverage): readonly CoveragePart[] {
  return [
    { key: "kept", count: coverage.kept, view: "pages" },
    { key: "failed", count: coverage.failed, view: "failed" },
    { key: "blocked", count: coverage.blocked, view: "blocked" },
    { key: "excluded", count: coverage.excluded, view: "excluded" },
    { key: "fetching", count: coverage.leased, view: null },
    { key: "waiting", count: coverage.waiting, view: null },
  ];
}

/**
 * Widths of the parts in percent, adding up to 100. A part that is there at all is at least `minPercent` wide, so that one failed
 * page among a million can be seen; the widest parts give that room.
 */
export function partWidths(counts: readonly number[], minPercent: number): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const isSmall = (count: number): boolean => count > 0 && (count / total) * 100 < minPercent;
  const small = counts.filter(isSmall).length;
  const large = counts.reduce((sum, count) => (isSmall(count) ? sum : sum + count), 0);
  return counts.map((count) => (isSmall(count) ? minPercent : (count / large) * (100 - small * minPercent)));
}
