import { useMemo } from "react";
import type { OrbweaverError } from "#contract/failure.ts";
import type { Filter } from "#contract/views.ts";
import { useAnswer } from "./use-answer.ts";

const PAUSE_MS = 250;
/** Addresses of a crawl that are shown; all are counted. */
export const SHOWN_HITS = 20;
const MOST_TYPED = 10_000;
const NO_FILTER = { view: "addresses" as const, columns: ["url"], first: 0, count: 0 };

/** What a pattern hits among the discovered addresses of a crawl; null values are not known yet. */
export interface CrawlHits {
  readonly hits: number | null;
  readonly all: number | null;
  readonly urls: readonly string[];
  readonly error: OrbweaverError | null;
  readonly isPending: boolean;
}

/** The filter of the rows that a pattern hits. */
export function patternFilter(pattern: string): Filter {
  return { column: "url", test: "matches", value: pattern };
}

/** Tries a pattern on what a crawl has discovered. `crawl` null or an empty pattern asks nothing. */
export function useCrawlHits(crawl: string | null, pattern: string): CrawlHits {
  const everything = useMemo(() => (crawl === null ? null : { crawl, ...NO_FILTER }), [crawl]);
  const wanted = useMemo(
    () => (crawl === null || pattern === "" ? null : { crawl, ...NO_FILTER, count: SHOWN_HITS, filter: patternFilter(pattern) }),
    [crawl, pattern],
  );
  const all = useAnswer("view.rows", everything, 0);
  const hit = useAnswer("view.rows", wanted, PAUSE_MS);
  return {
    hits: hit.value?.total ?? null,
    all: all.value?.total ?? null,
    urls: hit.value?.rows.map((row) => String(row[0])) ?? [],
    error: hit.error ?? all.error,
    isPending: hit.isPending,
  };
}

/** Tries a pattern on typed addresses, one a line. */
export function useTypedHits(text: string, pattern: string) {
  const urls = useMemo(
    () =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean)
        .slice(0, MOST_TYPED),
    [text],
  );
  const input = useMemo(() => (pattern === "" ? null : { pattern, urls }), [pattern, urls]);
  const { input: answered, value, error } = useAnswer("pattern.test", input, PAUSE_MS);
  return {
    tried: answered?.urls ?? [],
    hits: value?.hits ?? [],
    problem: value?.problem ?? error?.message ?? null,
    isAnswered: value !== null,
  };
}
