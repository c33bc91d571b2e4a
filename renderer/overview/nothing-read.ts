import type { CrawlStatus } from "#contract/questions.ts";
import { EXCLUSIONS, FAILURES } from "#contract/words.ts";
import { isActive } from "../crawl/state-sentence.ts";

/** Why a crawl that rests has not read a single page, in the words of its most frequent reason; null when it has, or cannot tell yet. */
export function nothingRead({ state, coverage, failures, exclusions }: CrawlStatus): string | null {
  if (isActive(state) || coverage.kept > 0 || coverage.waiting + coverage.leased > 0) return null;
  return mostFrequent(failures, FAILURES) ?? mostFrequent(exclusions, EXCLUSIONS);
}

function mostFrequent<W extends string>(
  counts: Readonly<Partial<Record<W, number>>>,
  meanings: Readonly<Record<W, string>>,
): string | null {
  let most: W | null = null;
  for (const word of Object.keys(counts) as W[]) if ((counts[word] ?? 0) > (most === null ? 0 : (counts[most] ?? 0))) most = word;
  return most === null ? null : meanings[most];
}
