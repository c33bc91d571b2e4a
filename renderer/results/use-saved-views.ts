import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { SavedView } from "#contract/settings.ts";
import type { ViewName } from "#contract/views.ts";
import { useConnection } from "../connection/connection-context.ts";
import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { resultsTexts } from "../texts/results.ts";
import type { Say } from "./use-said.ts";

/** The saved views of a table, and what can be done to them. */
export interface SavedViews {
  /** Those of this crawl and those of all crawls; null while they are not known. */
  readonly list: readonly SavedView[] | null;
  readonly error: string | null;
  readonly save: (saved: SavedView) => void;
  /** Deletes a view and offers to undo it. */
  readonly forget: (saved: SavedView) => void;
}

/** Follows the saved views, also when another window changes them. */
export function useSavedViews(crawl: string, view: ViewName, say: Say): SavedViews {
  const connection = useConnection();
  const { value, error, again } = useQuestion("savedViews.list", {});
  const [newest, setNewest] = useState<{ of: unknown; list: readonly SavedView[] } | null>(null);
  useSubscription("settings", again);
  const all = newest !== null && newest.of === value ? newest.list : value;
  const list = all?.filter((one) => one.view === view && (one.crawl === null || one.crawl === crawl)) ?? null;
  const follow = async (answer: Promise<readonly SavedView[]>, done: () => void): Promise<void> => {
    try {
      const next = await answer;
      setNewest({ of: value, list: next });
      done();
    } catch (thrown) {
      say.loudly({ level: "error", message: toOrbweaverError(thrown).message });
    }
  };
  const save = (saved: SavedView): void =>
    void follow(connection.call("savedViews.save", { saved: { ...saved } }), () => say.quietly(resultsTexts.saved.saved(saved.name)));
  const forget = (saved: SavedView): void =>
    void follow(connection.call("savedViews.forget", { id: saved.id }), () =>
      say.loudly({
        level: "info",
        message: resultsTexts.saved.forgotten(saved.name),
        action: {
          label: resultsTexts.saved.undo,
          run: () => {
            save(saved);
          },
        },
      }),
    );
  return { list, error: error?.message ?? null, save, forget };
}
