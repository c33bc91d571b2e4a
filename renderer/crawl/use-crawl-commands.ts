import type { CrawlStatus } from "#contract/questions.ts";
import { NAV_VIEWS } from "../shell/crawl-views.ts";
import type { CrawlView } from "../shell/route.ts";
import { useCommands } from "../shell/use-commands.ts";
import { texts } from "../texts.ts";
import { canResume, isActive } from "./state-sentence.ts";
import type { CrawlActions } from "./use-crawl-actions.ts";

interface CrawlCommands {
  readonly status: CrawlStatus | null;
  readonly actions: CrawlActions;
  readonly show: (view: CrawlView) => void;
  readonly startExport: () => void;
}

/** What can be done to the shown crawl by key, palette and menu. */
export function useCrawlCommands({ status, actions, show, startExport }: CrawlCommands): void {
  const isRunning = status?.state === "running";
  const active = status !== null && isActive(status.state);
  useCommands({
    "pause-resume": {
      run: () => actions.run(isRunning ? "pause" : "start"),
      refused: isRunning || (status !== null && canResume(status)) ? null : texts.crawl.nothingLeft,
    },
    stop: { run: () => actions.run("stop"), refused: active ? null : texts.crawl.notRunning },
    export: { run: startExport },
    ...Object.fromEntries(NAV_VIEWS.map((view) => [`view-${view}`, { run: () => show(view) }])),
  });
}
