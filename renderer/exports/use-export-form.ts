import { useState } from "react";
import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { About, CrawlStatus } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";
import { useLiveQuestion } from "../connection/use-live-question.ts";
import { isActive } from "../crawl/state-sentence.ts";
import { useCrawlStatus } from "../crawl/use-crawl-status.ts";
import { useSettings } from "../settings/use-settings.ts";
import { remembered } from "../shell/remembered.ts";
import { countQuestion, draftColumns, draftRows, exportQuestion, type ExportDraft } from "./export-draft.ts";
import type { ExportAsked, StartExport } from "./export-asked.ts";
import { endingOf, exportName, joinPath, typedName } from "./export-name.ts";
import { rememberedDraft, startingDraft } from "./starting-draft.ts";

/** What the export dialog holds and does. */
export interface ExportForm {
  readonly draft: ExportDraft;
  readonly change: (changes: Partial<ExportDraft>) => void;
  /** The table whose rows are written. */
  readonly view: ViewName;
  readonly status: CrawlStatus | null;
  /** Whether the crawl runs, so that rows may still come. */
  readonly isLive: boolean;
  /** Rows that will be written; `total` null until they are counted. */
  readonly count: { readonly total: number | null; readonly error: OrbweaverError | null };
  readonly file: FileDraft;
  readonly isPossible: boolean;
  readonly isStarting: boolean;
  /** Why the start did not work; null when it did. */
  readonly problem: string | null;
  readonly submit: () => void;
}

/** The name of the file: the suggested one until another is typed. */
interface FileDraft {
  readonly shown: string;
  /** Null when no file can be called so. */
  readonly name: string | null;
  readonly type: (typed: string) => void;
}

/** While a crawl runs, rows are counted again so often. */
const COUNT_EVERY_MS = 1000;

/** Keeps what is chosen in the export dialog, counts the rows of it, and starts it. */
export function useExportForm(asked: ExportAsked, about: About | null, start: StartExport): ExportForm {
  const { crawl, inView } = asked;
  const { csv } = useSettings().settings;
  const [draft, setDraft] = useState(() => asked.draft ?? startingDraft({ inView, csv, last: remembered.exports() }));
  const { status } = useCrawlStatus(crawl);
  const isLive = status !== null && isActive(status.state);
  const rows = draftRows(draft, inView);
  const count = useLiveQuestion("view.rows", countQuestion(crawl, draft, rows), { everyMs: COUNT_EVERY_MS, isLive });
  const total = count.value?.total ?? null;
  const file = useFile(asked, draft, rows.view);
  const starting = useStarting();
  const isPossible = about !== null && file.name !== null && !(draft.format === "sitemap" && total === 0);
  const submit = (): void => {
    if (about === null || file.name === null || !isPossible || starting.isUnderWay) return;
    const columns = draftColumns(draft, inView, (view) => remembered.layout(view));
    const path = joinPath(about.exportFolder, file.name);
    remembered.keepExports(rememberedDraft(draft, csv, remembered.exports()));
    starting.follow(start(exportQuestion(crawl, draft, { rows, columns, path }), draft));
  };
  return {
    draft,
    change: (changes) => setDraft((last) => ({ ...last, ...changes })),
    view: rows.view,
    status,
    isLive,
    count: { total, error: count.error },
    file,
    isPossible,
    isStarting: starting.isUnderWay,
    problem: starting.problem,
    submit,
  };
}

function useFile({ name }: ExportAsked, { format, sitemap }: ExportDraft, view: ViewName): FileDraft {
  const [at] = useState(() => new Date());
  const [typed, type] = useState<string | null>(null);
  const suggested = exportName({ site: name, format, view, gzip: sitemap.gzip, at });
  return { shown: typed ?? suggested, name: typed === null ? suggested : typedName(typed, endingOf(format, sitemap.gzip)), type };
}

/** How the start goes. A person who chose no file in the end has nothing to be told. */
function useStarting() {
  const [isUnderWay, setUnderWay] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const follow = (answer: Promise<void>): void => {
    setUnderWay(true);
    setProblem(null);
    answer.catch((thrown: unknown) => {
      const error = toOrbweaverError(thrown);
      setProblem(error.code === "cancelled" ? null : error.message);
      setUnderWay(false);
    });
  };
  return { isUnderWay, problem, follow };
}
