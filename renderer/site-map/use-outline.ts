import { useEffect, useMemo, useRef, useState } from "react";
import type { CrawlStatus } from "#contract/questions.ts";
import { isActive } from "../crawl/state-sentence.ts";
import { useGridScroll, type GridScroll } from "../results/use-grid-scroll.ts";
import { remembered } from "../shell/remembered.ts";
import { OUTLINE_SORTS, OutlineRows, topOf, type OutlineSort } from "./outline-rows.ts";
import type { SectionSource } from "./section-source.ts";
import { sectionPath } from "./section-path.ts";
import type { LookedAt, WantedSection } from "./use-looked-at.ts";
import { useRegularly } from "./use-regularly.ts";
import { useSectionSource } from "./use-section-source.ts";

const REFRESH_EVERY_MS = 2000;
/** Sections that are kept unfolded over a reload. */
const MOST_REMEMBERED = 200;

/** Where the keyboard is: a row by its key, and one of its cells; `cell` -1 for the row as a whole. */
export interface OutlineCursor {
  readonly key: string;
  readonly cell: number;
}

/** An outline as it stands on the screen, and what the person can do to it. */
export interface Outline {
  readonly source: SectionSource;
  readonly rows: OutlineRows;
  readonly scroll: GridScroll;
  readonly cursor: OutlineCursor | null;
  readonly cursorRow: number;
  readonly sort: OutlineSort;
  readonly sortBy: (sort: OutlineSort) => void;
  readonly moveTo: (row: number, cell: number) => void;
  readonly fold: (prefix: string, unfold: boolean) => void;
}

/** The state of the outline of a crawl: what is unfolded, where the keyboard is, what is asked for. */
export function useOutline(crawl: string, status: CrawlStatus, looked: LookedAt): Outline {
  const [sort, setSort] = useState(() => OUTLINE_SORTS.find((name) => name === remembered.siteMap(crawl).outlineSort) ?? "section");
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(() => new Set(remembered.siteMap(crawl).unfolded ?? []));
  const [cursor, setCursor] = useState<OutlineCursor | null>(null);
  const source = useSectionSource(crawl, sort);
  const [shown, rows] = useRows(source, unfolded, sort);
  const scroll = useGridScroll(rows.total);

  const keep = (next: ReadonlySet<string>): void => {
    setUnfolded(next);
    remembered.keepSiteMap(crawl, { unfolded: [...next].slice(-MOST_REMEMBERED) });
  };
  const fold = (prefix: string, unfold: boolean): void => {
    const next = new Set(shown);
    if (unfold) next.add(prefix);
    else next.delete(prefix);
    // The top folds like the others, although it is unfolded at first.
    if (prefix === topOf(source)?.prefix) next[unfold ? "delete" : "add"](FOLDED_TOP);
    keep(next);
  };
  const moveTo = (index: number, cell: number): void => {
    const row = rows.at(index);
    if (row === null) return;
    setCursor({ key: row.key, cell });
    scroll.show(index);
    looked.lookAt(row.kind === "section" ? row.key : row.folder);
  };
  const sortBy = (next: OutlineSort): void => {
    setSort(next);
    remembered.keepSiteMap(crawl, { outlineSort: next });
  };

  const unfold = (prefixes: readonly string[]): void => keep(new Set([...shown, ...prefixes]));
  useReveal({ wanted: looked.wanted, rows, source, scroll, unfold, put: setCursor });
  useAskForShown(source, rows, shown, scroll);
  useSteadyScroll(rows, scroll);
  useRegularly(REFRESH_EVERY_MS, isActive(status.state), `${status.generation} ${status.state}`, () =>
    refresh(source, rows, shown, scroll),
  );

  const cursorRow = cursor === null ? -1 : rows.indexOf(cursor.key);
  return { source, rows, scroll, cursor, cursorRow, sort, sortBy, moveTo, fold };
}

/** The sections that are unfolded, and the rows that this makes of what has come so far. */
function useRows(source: SectionSource, unfolded: ReadonlySet<string>, sort: OutlineSort): readonly [ReadonlySet<string>, OutlineRows] {
  const { version } = source;
  return useMemo(() => {
    const shown = withTop(unfolded, source);
    return [shown, new OutlineRows(source, shown, sort)];
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what a source holds is another with each `version`
  }, [source, unfolded, sort, version]);
}

const FOLDED_TOP = "\nfolded";

/** The unfolded sections with the top, which is unfolded until the person folds it. */
function withTop(unfolded: ReadonlySet<string>, source: SectionSource): ReadonlySet<string> {
  const top = topOf(source);
  return top === null || unfolded.has(FOLDED_TOP) ? unfolded : new Set([...unfolded, top.prefix]);
}

/** Asks for the sections that are unfolded and for the pages that are on the screen. */
function useAskForShown(source: SectionSource, rows: OutlineRows, unfolded: ReadonlySet<string>, { drawn }: GridScroll): void {
  useEffect(() => {
    source.want(["", ...shownSections(rows, source, unfolded)]);
    for (const prefix of unfolded)
      if ((source.section(prefix)?.urlsHere ?? 0) > 0 && source.pages(prefix).total === null) source.pages(prefix).want(0, 1);
    rows.pagesBetween(drawn.first, drawn.end, (folder, from, to) => source.pages(folder).want(from, to));
  }, [source, rows, unfolded, drawn]);
}

/** Sections that are unfolded and whose row is there: those above it are unfolded too. */
function shownSections(rows: OutlineRows, source: SectionSource, unfolded: ReadonlySet<string>): readonly string[] {
  return [...unfolded].filter((prefix) => source.section(prefix) !== null || rows.indexOf(prefix) !== -1);
}

function refresh(source: SectionSource, rows: OutlineRows, unfolded: ReadonlySet<string>, { drawn }: GridScroll): void {
  source.refresh(["", ...shownSections(rows, source, unfolded)]);
  rows.pagesBetween(drawn.first, drawn.end, (folder, from, to) => void source.pages(folder).refresh(from, to, null));
}

/** Keeps the first visible row where it is when rows come or go above it. */
function useSteadyScroll(rows: OutlineRows, scroll: GridScroll): void {
  const first = useRef<{ key: string; index: number } | null>(null);
  useEffect(() => {
    const last = first.current;
    const index = last === null ? -1 : rows.indexOf(last.key);
    if (last !== null && index !== -1 && index !== last.index) scroll.shiftBy(index - last.index);
  }, [rows, scroll]);
  useEffect(() => {
    const index = scroll.firstVisible();
    const row = rows.at(index);
    first.current = row === null ? null : { key: row.key, index };
  });
}

interface Reveal {
  readonly wanted: WantedSection | null;
  readonly rows: OutlineRows;
  readonly source: SectionSource;
  readonly scroll: GridScroll;
  readonly unfold: (prefixes: readonly string[]) => void;
  readonly put: (cursor: OutlineCursor) => void;
}

/** Unfolds what is above the wanted section and puts the keyboard on it as soon as it is there. */
function useReveal({ wanted, rows, source, scroll, unfold, put }: Reveal): void {
  const shown = useRef<WantedSection | null>(null);
  const unfolded = useRef<WantedSection | null>(null);
  useEffect(() => {
    if (wanted === null || shown.current === wanted || rows.total === 0) return;
    const key = wanted.prefix === "" ? (topOf(source)?.prefix ?? "") : wanted.prefix;
    const index = rows.indexOf(key);
    if (index !== -1) {
      shown.current = wanted;
      put({ key, cell: -1 });
      scroll.show(index);
    } else if (unfolded.current !== wanted) {
      unfolded.current = wanted;
      unfold(sectionPath(wanted.prefix).slice(0, -1));
    }
  });
}
