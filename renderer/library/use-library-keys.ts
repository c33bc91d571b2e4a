import type { KeyboardEvent } from "react";
import type { LibraryEntry } from "#contract/questions.ts";
import { goTo } from "../shell/route.ts";
import { libraryKeyAction, type LibraryKeyAction } from "./library-keys.ts";
import type { CurrentRow } from "./use-current-row.ts";
import type { Chosen } from "./use-chosen.ts";
import type { LibraryActions } from "./use-library-actions.ts";

interface LibraryKeys {
  readonly shown: readonly LibraryEntry[];
  readonly chosen: Chosen;
  readonly actions: LibraryActions;
  readonly current: CurrentRow;
  readonly openMenu: (entry: LibraryEntry) => void;
}

/** What keys do on the rows of the library. Keys of what stands in a row are left to it. */
export function useLibraryKeys({ shown, chosen, actions, current, openMenu }: LibraryKeys): (event: KeyboardEvent) => void {
  const act = (action: LibraryKeyAction, at: number): void => {
    const entry = shown[at]!;
    const meant = chosen.has(entry.crawl) ? chosen.entries : [entry];
    switch (action.kind) {
      case "go": {
        const next = shown[action.to]!.crawl;
        if (action.selects) chosen.extend(entry.crawl, next);
        return current.go(next);
      }
      case "open":
        return entry.problem === null ? goTo({ kind: "crawl", crawl: entry.crawl, view: null }) : openMenu(entry);
      case "select":
        return chosen.toggle(entry.crawl);
      case "select-all":
        return chosen.all();
      case "clear":
        return chosen.none();
      case "rename":
        return entry.problem === null ? actions.rename(entry) : undefined;
      case "delete": {
        const next = shown.slice(at + 1).find((one) => !meant.includes(one)) ?? shown.slice(0, at).findLast((one) => !meant.includes(one));
        if (next !== undefined) current.go(next.crawl);
        return actions.delete(meant);
      }
      case "menu":
        return openMenu(entry);
    }
  };
  return (event) => {
    const row = event.target instanceof HTMLElement ? event.target.dataset["crawl"] : undefined;
    const at = shown.findIndex(({ crawl }) => crawl === row);
    const action = at < 0 ? null : libraryKeyAction(event, at, shown.length);
    if (action === null) return;
    event.preventDefault();
    event.stopPropagation();
    act(action, at);
  };
}
