import type { Coverage } from "#contract/questions.ts";
import type { StateKey } from "../results/cell-text.ts";

/** One part of everything discovered. */
export interface CoveragePart {
  readonly key: Exclude<StateKey, "redirect" | "client-error" | "server-error">;
  /** Value of `state` in the view `addresses`, whose rows these are. */
  readonly state: "kept" | "failed" | "blocked" | "excluded" | "leased" | "waiting";
  readonly count: number;
}

/** The parts that add up to everything discovered, in the order in which the bar shows them. */
export function coverageParts(coverage: Coverage): readonly CoveragePart[] {
  return [
    { key: "kept", state: "kept", count: coverage.kept },
    { key: "failed", state: "failed", count: coverage.failed },
    { key: "blocked", state: "blocked", count: coverage.blocked },
    { key: "excluded", state: "excluded", count: coverage.excluded },
    { key: "fetching", state: "leased", count: coverage.leased },
    { key: "waiting", state: "waiting", count: coverage.waiting },
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
