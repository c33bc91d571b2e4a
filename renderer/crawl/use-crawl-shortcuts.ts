import type { CrawlStatus } from "#contract/questions.ts";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { canResume } from "./state-sentence.ts";

interface CrawlShortcuts {
  readonly status: CrawlStatus | null;
  readonly run: (action: "start" | "pause") => void;
  readonly show: (view: ViewName) => void;
  readonly startExport: () => void;
  readonly goToSearch: () => void;
}

/** The keys of a crawl: / searches, Space pauses and resumes, Ctrl or Cmd with E exports, 1 to 7 show the views. */
export function useCrawlShortcuts({ status, run, show, startExport, goToSearch }: CrawlShortcuts): void {
  const toggle = (): void => {
    if (status?.state === "running") run("pause");
    else if (status !== null && canResume(status)) run("start");
  };
  const views = Object.fromEntries(VIEW_NAMES.map((view, position) => [String(position + 1), () => show(view)]));
  useShortcuts({ "/": goToSearch, " ": toggle, "Mod+e": startExport, ...views });
}
