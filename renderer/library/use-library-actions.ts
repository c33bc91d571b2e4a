import { useState } from "react";
import type { LibraryEntry } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { toOrbweaverError } from "#contract/failure.ts";
import { messages } from "../shell/messages.ts";
import { useSettings } from "../settings/use-settings.ts";
import type { CrawlFile } from "./crawl-files.ts";
import { useCrawlFiles } from "./use-crawl-files.ts";

/** What can be done with crawls of the list. */
export interface LibraryActions {
  /** The crawl whose name is asked for; null when none is. */
  readonly renaming: CrawlFile | null;
  readonly rename: (entry: LibraryEntry | null) => void;
  readonly duplicate: (entry: LibraryEntry) => void;
  readonly showInFolder: (entry: LibraryEntry) => void;
  readonly copyPath: (entry: LibraryEntry) => void;
  readonly removeFromList: (entry: LibraryEntry) => void;
  readonly delete: (entries: readonly LibraryEntry[]) => void;
  readonly runAll: (action: "start" | "pause", entries: readonly LibraryEntry[]) => void;
}

/** Puts together what can be done with crawls of the list; `follow` is told which crawl to go to then. */
export function useLibraryActions(follow: (crawl: string) => void): LibraryActions {
  const connection = useConnection();
  const files = useCrawlFiles();
  const { settings } = useSettings();
  const [renaming, setRenaming] = useState<CrawlFile | null>(null);
  return {
    renaming,
    rename: setRenaming,
    duplicate: (entry) => void files.duplicate(entry).then((made) => made !== null && follow(made)),
    showInFolder: (entry) => void files.showInFolder(entry),
    copyPath: (entry) => files.copyPath(entry),
    removeFromList: (entry) => void files.removeFromList(entry),
    delete: (entries) => {
      const missing = entries.filter(({ problemCode }) => problemCode === "not-found");
      const there = entries.filter(({ problemCode }) => problemCode !== "not-found");
      for (const entry of missing) void files.removeFromList(entry);
      if (there.length > 0) void files.delete(there, settings.confirmDelete);
    },
    runAll: (action, entries) => {
      for (const { crawl } of entries)
        connection
          .call(`crawl.${action}`, { crawl })
          .catch((thrown: unknown) => messages.say({ key: `action ${crawl}`, level: "error", message: toOrbweaverError(thrown).message }));
    },
  };
}
