import { useEffect, useRef, useState } from "react";
import { rowId } from "./row-id.ts";

/** A row that has not come by then is not waited for: the person has gone on. */
const GO_WITHIN_MS = 2000;

/** The row of the library that the keyboard is on. */
export interface CurrentRow {
  readonly crawl: string | null;
  /** Brings the keyboard to another row, as soon as that is drawn. */
  readonly go: (crawl: string) => void;
}

/** Keeps the row that the keyboard is on; `first` until it was brought anywhere. */
export function useCurrentRow(first: string | null): CurrentRow {
  // An object, so that going to the row where the keyboard is already brings the focus back to it.
  const [at, setAt] = useState<{ readonly crawl: string } | null>(null);
  const wanted = useRef<{ readonly crawl: string; readonly untilMs: number } | null>(null);
  useEffect(() => {
    if (wanted.current === null || performance.now() > wanted.current.untilMs) return;
    const row = document.getElementById(rowId(wanted.current.crawl));
    if (row === null) return;
    wanted.current = null;
    if (document.activeElement !== row) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });
  const go = (next: string): void => {
    wanted.current = { crawl: next, untilMs: performance.now() + GO_WITHIN_MS };
    setAt({ crawl: next });
  };
  return { crawl: at?.crawl ?? first, go };
}
