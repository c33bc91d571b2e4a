import { useMemo, useState } from "react";
import type { OrbweaverError } from "#contract/failure.ts";
import type { LibraryEntry } from "#contract/questions.ts";
import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { remembered } from "../shell/remembered.ts";
import { keepOrder, LIBRARY_COLUMNS, searchEntries, sortEntries, USUAL_SORT, type LibrarySort } from "./library-order.ts";

/** The crawls of the library as they are shown. */
export interface Library {
  /** All there are; null until they have been read. */
  readonly entries: readonly LibraryEntry[] | null;
  /** Those that pass the search, in their order. */
  readonly shown: readonly LibraryEntry[];
  readonly error: OrbweaverError | null;
  readonly again: () => void;
  readonly sort: LibrarySort;
  readonly setSort: (sort: LibrarySort) => void;
  readonly search: string;
  readonly setSearch: (search: string) => void;
}

/** The list as it was read last: who comes back to the library sees it at once, also while there is no connection. */
const lastKnown: { entries: readonly LibraryEntry[] | null } = { entries: null };

/** Reads the list of crawls and follows it. Rows keep their places while figures tick; sorting anew puts them in order. */
export function useLibrary(): Library {
  const { value, error, again } = useQuestion("library.list", {});
  if (value !== null) lastKnown.entries = value;
  const { entries } = lastKnown;
  useSubscription("library", again);
  const [sort, setSort] = useState<LibrarySort>(readSort);
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<{ readonly sort: LibrarySort; readonly ids: readonly string[] }>({ sort, ids: [] });
  const ids = useMemo(() => {
    const sorted = sortEntries(entries ?? [], sort).map(({ crawl }) => crawl);
    return order.sort === sort ? keepOrder(sorted, order.ids) : sorted;
  }, [entries, sort, order]);
  if (order.sort !== sort || ids.length !== order.ids.length || ids.some((id, place) => id !== order.ids[place])) setOrder({ sort, ids });
  const shown = useMemo(() => {
    const byId = new Map(searchEntries(entries ?? [], search).map((entry) => [entry.crawl, entry]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }, [entries, ids, search]);
  return {
    entries,
    shown,
    error,
    again,
    sort,
    setSort: (next) => {
      setSort(next);
      remembered.keepLibrary({ sort: next });
    },
    search,
    setSearch,
  };
}

function readSort(): LibrarySort {
  const { sort } = remembered.library();
  const column = LIBRARY_COLUMNS.find((name) => name === sort?.column);
  return column === undefined ? USUAL_SORT : { column, descending: sort?.descending === true };
}
