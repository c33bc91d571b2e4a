import { useSyncExternalStore } from "react";
import { EMPTY_DRAFT, type Draft } from "./draft.ts";

/** Keeps the crawl that is being set up while the person looks at other screens. It lives as long as the window: headers may be secret. */
export class DraftStore {
  readonly #listeners = new Set<() => void>();
  #draft = EMPTY_DRAFT;

  readonly get = (): Draft => this.#draft;

  readonly set = (draft: Draft): void => {
    this.#draft = draft;
    for (const listener of this.#listeners) listener();
  };

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The draft of this window. */
export const draftStore = new DraftStore();

/** The draft; the component is drawn again when it changes. */
export function useStoredDraft(): Draft {
  return useSyncExternalStore(draftStore.onChange, draftStore.get);
}
