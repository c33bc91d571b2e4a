import type { CrawlStatus } from "#contract/questions.ts";
import type { CrawlView } from "../shell/route.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { NAV_VIEWS } from "./crawl-nav.tsx";
import { canResume } from "./state-sentence.ts";

interface CrawlShortcuts {
  readonly status: CrawlStatus | null;
  readonly run: (action: "start" | "pause") => void;
  readonly show: (view: CrawlView) => void;
  readonly startExport: () => void;
  readonly goToSearch: () => void;
}

/** The keys of a crawl: / searches, Space pauses and resumes, Ctrl or Cmd with E exports, 1 to 9 show the views. */
export function useCrawlShortcuts({ status, run, show, startExport, goToSearch }: CrawlShortcuts): void {
  const toggle = (): void => {
    if (status?.state === "running") run("pause");
    else if (status !== null && canResume(status)) run("start");
  };
  const views = Object.fromEntries(NAV_VIEWS.slice(0, 9).map((view, position) => [String(position + 1), () => show(view)]));
  useShortcuts({ "/": goToSearch, " ": toggle, "Mod+e": startExport, ...views });
}
