import { useState } from "react";
import type { LibraryEntry } from "#contract/questions.ts";

/** Which crawls of the list are selected. */
export interface Chosen {
  /** Those that are shown and selected, in their order. */
  readonly entries: readonly LibraryEntry[];
  readonly has: (crawl: string) => boolean;
  /** Selects one more or one less; `range`: all from the one before to this one. */
  readonly toggle: (crawl: string, range?: boolean) => void;
  /** Selects two rows and all between them. */
  readonly extend: (from: string, to: string) => void;
  readonly all: () => void;
  readonly none: () => void;
}

/** Selecting several crawls. What a search hides is not meant. */
export function useChosen(shown: readonly LibraryEntry[]): Chosen {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  const extend = (from: string, to: string): void => {
    const places = [from, to].map((id) => shown.findIndex(({ crawl }) => crawl === id)).toSorted((a, b) => a - b);
    const between = shown.slice(Math.max(0, places[0] ?? 0), (places[1] ?? -1) + 1);
    setIds(new Set([...ids, ...between.map(({ crawl }) => crawl)]));
  };
  const toggle = (crawl: string, range = false): void => {
    setAnchor(crawl);
    if (range && anchor !== null) return extend(anchor, crawl);
    const next = new Set(ids);
    if (!next.delete(crawl)) next.add(crawl);
    setIds(next);
  };
  return {
    entries: shown.filter(({ crawl }) => ids.has(crawl)),
    has: (crawl) => ids.has(crawl),
    toggle,
    extend,
    all: () => setIds(new Set(shown.map(({ crawl }) => crawl))),
    none: () => setIds(new Set()),
  };
}
