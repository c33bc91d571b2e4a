import type { CrawlStatus } from "#contract/questions.ts";
import type { CrawlFile } from "../library/crawl-files.ts";
import { useCrawlFiles } from "../library/use-crawl-files.ts";
import { useSettings } from "../settings/use-settings.ts";
import { NAV_VIEWS } from "../shell/crawl-views.ts";
import { goTo, type CrawlView } from "../shell/route.ts";
import { useCommands } from "../shell/use-commands.ts";
import { libraryTexts } from "../texts/library.ts";
import { texts } from "../texts.ts";
import { canResume, isActive } from "./state-sentence.ts";
import type { CrawlActions } from "./use-crawl-actions.ts";

interface CrawlCommands {
  readonly file: CrawlFile;
  /** As it is shown; null until it is known. */
  readonly status: CrawlStatus | null;
  readonly actions: CrawlActions;
  readonly show: (view: CrawlView) => void;
  readonly startExport: () => void;
  readonly startRename: () => void;
}

/** What can be done to the shown crawl by key, palette and menu. */
export function useCrawlCommands({ file, status, actions, show, startExport, startRename }: CrawlCommands): void {
  const files = useCrawlFiles();
  const { settings } = useSettings();
  const isRunning = status?.state === "running";
  const active = status !== null && isActive(status.state);
  const stopping = status?.state === "stopping" ? texts.states.stopping : null;
  const toggle = {
    run: () => actions.run(isRunning ? "pause" : "start"),
    refused: isRunning || (status !== null && canResume(status)) ? null : active ? texts.states[status.state] : texts.crawl.nothingLeft,
  };
  useCommands({
    "pause-resume": status === null ? undefined : toggle,
    stop: { run: () => actions.run("stop"), refused: active ? stopping : texts.crawl.notRunning },
    export: status === null ? undefined : { run: startExport },
    rename: { run: startRename, refused: active ? libraryTexts.renameRuns : null },
    duplicate: { run: () => goTo({ kind: "new", from: file.crawl }) },
    "show-in-folder": { run: () => void files.showInFolder(file) },
    delete: {
      run: () =>
        void files.delete([file], settings.confirmDelete).then((isDone) => {
          if (isDone) goTo({ kind: "library" }, "replace");
        }),
    },
    ...Object.fromEntries(NAV_VIEWS.map((view) => [`view-${view}`, { run: () => show(view) }])),
  });
}
