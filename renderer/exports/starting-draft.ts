import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import type { CsvFormat } from "#contract/settings.ts";
import type { RememberedExport } from "../shell/remembered.ts";
import type { ExportDraft, RowsInView } from "./export-draft.ts";

/** What a new draft begins with. */
interface DraftSources {
  readonly inView: RowsInView | null;
  /** CSV as the settings have it. */
  readonly csv: CsvFormat;
  readonly last: RememberedExport;
}

/**
 * The draft that the dialog begins with: what was chosen last. A sitemap and a copy of the file are not begun with: they are asked
 * for once in a while, and rows nearly always. CSV as it was written last gives way to the settings when these were changed since.
 */
export function startingDraft({ inView, csv, last }: DraftSources): ExportDraft {
  const isSelected = inView !== null && inView.selection.kind === "some" && inView.selection.ids.size > 0;
  return {
    format: last.format ?? "csv",
    rows: inView === null ? "table" : isSelected ? "selected" : "shown",
    table: inView?.view ?? firstTable,
    columns: last.columns ?? "shown",
    csv: last.csv !== undefined && sameCsv(last.csv.settings, csv) ? last.csv.chosen : csv,
    sitemap: last.sitemap ?? { gzip: false, lastmod: true },
  };
}

/** What is remembered of a draft that was carried out. */
export function rememberedDraft(draft: ExportDraft, csv: CsvFormat, last: RememberedExport): RememberedExport {
  switch (draft.format) {
    case "csv":
      return { ...last, format: "csv", columns: draft.columns, csv: { chosen: draft.csv, settings: csv } };
    case "jsonl":
      return { ...last, format: "jsonl", columns: draft.columns };
    case "sitemap":
      return { ...last, sitemap: draft.sitemap };
    case "crawl":
      return last;
  }
}

const firstTable: ViewName = VIEW_NAMES[0] ?? "pages";

function sameCsv(one: CsvFormat, other: CsvFormat): boolean {
  return one.separator === other.separator && one.lineEnds === other.lineEnds && one.byteOrderMark === other.byteOrderMark;
}
