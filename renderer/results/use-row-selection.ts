import { useRef, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { MOST_NAMED_ROWS } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { resultsTexts } from "../texts/results.ts";
import { NO_SELECTION, onlyIds, rangeOf, toggleId, type RowSelection } from "./row-selection.ts";
import type { RowSource } from "./row-source.ts";
import type { RowQuestion } from "./use-row-source.ts";

/** What is selected in a grid, and how it is changed. Rows are told by their place; their ids are found out when they have not come. */
export interface Selecting {
  readonly selection: RowSelection;
  readonly clear: () => void;
  readonly selectAll: () => void;
  /** With the row at `current` too when nothing is selected yet, so that the second row makes two. */
  readonly toggle: (row: number, current: number | null) => void;
  readonly selectRange: (anchor: number, row: number) => void;
}

/** The selection of a grid. It ends when other rows are asked for; another order changes nothing. */
export function useRowSelection(question: RowQuestion, source: RowSource, say: (problem: string) => void): Selecting {
  const connection = useConnection();
  const { crawl, view, search, filter, sort } = question;
  const key = JSON.stringify([crawl, view, search, filter]);
  const [state, setState] = useState<{ key: string; selection: RowSelection }>({ key, selection: NO_SELECTION });
  const newestAsk = useRef<AbortController | null>(null);
  const selection = state.key === key ? state.selection : NO_SELECTION;

  const select = (next: RowSelection): void => {
    newestAsk.current?.abort();
    setState({ key, selection: next });
  };
  const idsOf = async (first: number, count: number): Promise<readonly number[]> => {
    const known = Array.from({ length: Math.min(count, 10_000) }, (_, position) => source.idAt(first + position));
    if (known.length === count && known.every((id) => id !== null)) return known;
    const abort = new AbortController();
    newestAsk.current?.abort();
    newestAsk.current = abort;
    const asked = { crawl, view, search, first, count, ...(filter === undefined ? {} : { filter }), ...(sort === null ? {} : { sort }) };
    return connection.call("view.ids", asked, abort.signal);
  };
  const selectFound = (ids: Promise<readonly number[]>, become: (ids: readonly number[]) => RowSelection): void => {
    ids.then(
      (found) => setState({ key, selection: become(found) }),
      (thrown: unknown) => {
        const error = toOrbweaverError(thrown);
        if (error.code !== "cancelled") say(error.message);
      },
    );
  };

  const toggle = (row: number, current: number | null): void => {
    if (selection.kind === "all") {
      const rows = source.total ?? 0;
      if (rows > MOST_NAMED_ROWS) return say(resultsTexts.selection.tooManyToTakeOut(MOST_NAMED_ROWS));
      return selectFound(
        Promise.all([idsOf(0, rows), idsOf(row, 1)]).then(([all, [one]]) => all.filter((id) => id !== one)),
        some,
      );
    }
    const { ids } = selection;
    const places = ids.size === 0 && current !== null && current !== row ? [current, row] : [row];
    const found = places.map((place) => source.idAt(place));
    const next = found.reduce<RowSelection>((last, id) => (id === null || last.kind === "all" ? last : toggleId(last.ids, id)), selection);
    select(next);
  };
  const selectRange = (anchor: number, row: number): void => {
    const { first, count } = rangeOf(anchor, row);
    if (count > MOST_NAMED_ROWS) return say(resultsTexts.selection.rangeTooLong(MOST_NAMED_ROWS));
    selectFound(idsOf(first, count), some);
  };
  return { selection, clear: () => select(NO_SELECTION), selectAll: () => select({ kind: "all" }), toggle, selectRange };
}

function some(ids: readonly number[]): RowSelection {
  return { kind: "some", ids: new Set(ids) };
}

/** What a selection adds to a question: the ids of its rows, or nothing when all are meant. */
export function onlySelected(selection: RowSelection): { readonly only?: number[] } {
  const only = onlyIds(selection);
  return only === undefined ? {} : { only };
}
