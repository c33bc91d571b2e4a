import type { Preset } from "#contract/presets.ts";
import { useSettings } from "../settings/use-settings.ts";
import { EMPTY_DRAFT, withPreset, withText, type Draft } from "./draft.ts";
import { draftStore, useStoredDraft } from "./draft-store.ts";
import { withValue, type GivenOptions } from "./given-options.ts";

/** The crawl that is being set up, and what a person can do with it. */
export interface DraftAccess {
  readonly draft: Draft;
  /** Its options: those that were set, else those for every new crawl. */
  readonly given: GivenOptions;
  readonly type: (text: string) => void;
  readonly setOptions: (given: GivenOptions) => void;
  readonly setMode: (mode: "site" | "list") => void;
  readonly choose: (preset: Preset) => void;
  /** Begins anew, with the options for every new crawl. */
  readonly clear: () => void;
}

/** The crawl that is being set up: the same one in the library and on the screen of a new crawl. */
export function useDraft(): DraftAccess {
  const draft = useStoredDraft();
  const base: GivenOptions = useSettings().settings.newCrawl;
  const given = draft.given ?? base;
  return {
    draft,
    given,
    type: (text) => draftStore.set(withText(draftStore.get(), text, base)),
    setOptions: (next) => draftStore.set({ ...draftStore.get(), given: next }),
    setMode: (mode) => {
      const last = draftStore.get();
      const preset = mode === "list" ? "list" : last.preset === "list" ? EMPTY_DRAFT.preset : last.preset;
      draftStore.set({ ...last, preset, given: withValue(last.given ?? base, ["mode"], mode) });
    },
    choose: (preset) => draftStore.set(withPreset(draftStore.get(), preset, base)),
    clear: () => draftStore.set(EMPTY_DRAFT),
  };
}
