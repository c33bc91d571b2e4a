import type { crawlQuestions, SentInputOf } from "#contract/questions.ts";
import type { ExportDraft, RowsInView } from "./export-draft.ts";

/** What an export is asked for. */
export interface ExportAsked {
  readonly crawl: string;
  /** What the crawl is called. */
  readonly name: string;
  /** Host whose addresses are shown from the path on; "" when it is not known. */
  readonly site: string;
  /** The shown table; null when none is shown. */
  readonly inView: RowsInView | null;
  /** What to begin with; what was chosen last, when it is left out. */
  readonly draft?: ExportDraft;
}

/** Starts the export and closes the dialog. Rejects with the sentence to show. */
export type StartExport = (question: SentInputOf<typeof crawlQuestions, "export.start">, draft: ExportDraft) => Promise<void>;
