import { LISTABLE } from "#contract/listable.ts";
import type { crawlQuestions, ExportFormat, SentInputOf } from "#contract/questions.ts";
import type { CsvFormat } from "#contract/settings.ts";
import type { Filter, Sort, ViewName } from "#contract/views.ts";
import { completeLayout } from "../results/column-layout.ts";
import { onlyIds, type RowSelection } from "../results/row-selection.ts";
import { rowsFilter, type TableAsked } from "../results/table-asked.ts";
import type { ColumnLayout } from "../shell/remembered.ts";

/** What a shown table offers to an export: its rows as they are asked for, its columns, and what is selected. */
export interface RowsInView {
  readonly view: ViewName;
  readonly asked: TableAsked;
  readonly layout: ColumnLayout;
  readonly selection: RowSelection;
}

/** Which rows are exported: those that are shown, of those the selected ones, or a whole table in the order of discovery. */
export type RowsChoice = "shown" | "selected" | "table";

/** What the person chose in the export dialog. */
export interface ExportDraft {
  readonly format: ExportFormat;
  readonly rows: RowsChoice;
  /** The table that `rows: "table"` means. */
  readonly table: ViewName;
  readonly columns: "shown" | "all";
  readonly csv: CsvFormat;
  readonly sitemap: { readonly gzip: boolean; readonly lastmod: boolean };
}

/** The rows of an export, in the words of the contract. */
export interface ExportRows {
  readonly view: ViewName;
  readonly search: string;
  readonly filter: Filter | undefined;
  readonly sort: Sort | null;
  /** Ids of rows; undefined for all that pass search and filter. */
  readonly only: readonly number[] | undefined;
}

type Questions = typeof crawlQuestions;

/** Which rows can be chosen: a sitemap is made of pages alone, and a copy of the file is of all there is. */
export function possibleRows(format: ExportFormat, inView: RowsInView | null): readonly RowsChoice[] {
  if (format === "crawl") return [];
  if (inView === null || (format === "sitemap" && inView.view !== "pages")) return ["table"];
  const some = inView.selection.kind === "some" && inView.selection.ids.size > 0;
  return some ? ["shown", "selected", "table"] : ["shown", "table"];
}

/** The rows that a draft means. What was chosen and is not possible with its format gives way to what is. */
export function draftRows(draft: ExportDraft, inView: RowsInView | null): ExportRows {
  const choice = chosenRows(draft, inView);
  if (inView === null || choice === "table") {
    return { view: draftTable(draft), search: "", filter: undefined, sort: null, only: undefined };
  }
  const { view, asked, selection } = inView;
  const only = choice === "selected" ? onlyIds(selection) : undefined;
  return { view, search: asked.search.trim(), filter: rowsFilter(view, asked), sort: asked.sort, only };
}

/** The choice of rows that holds. */
export function chosenRows({ format, rows }: ExportDraft, inView: RowsInView | null): RowsChoice {
  const possible = possibleRows(format, inView);
  return possible.includes(rows) ? rows : (possible[0] ?? "table");
}

/** The table that a whole table is exported of. */
export function draftTable({ format, table }: ExportDraft): ViewName {
  return format === "sitemap" ? "pages" : format === "crawl" ? "addresses" : table;
}

/** Names of the columns that are written, in their order; empty for all of the view. */
export function draftColumns(draft: ExportDraft, inView: RowsInView | null, layoutOf: (view: ViewName) => ColumnLayout): readonly string[] {
  if (draft.columns === "all" || (draft.format !== "csv" && draft.format !== "jsonl")) return [];
  const { view } = draftRows(draft, inView);
  const layout = inView !== null && inView.view === view ? inView.layout : completeLayout(view, layoutOf(view));
  return layout.map(({ name }) => name);
}

/** The question whose `total` is the number of rows that the export writes. */
export function countQuestion(crawl: string, { format }: ExportDraft, rows: ExportRows): SentInputOf<Questions, "view.rows"> {
  const listable = format === "sitemap" ? LISTABLE : [];
  const tests = [...(rows.filter === undefined ? [] : [rows.filter]), ...listable];
  const filter: Filter | undefined = tests.length === 0 ? undefined : { op: "and", of: tests };
  return { ...selectionOf({ ...rows, filter }), crawl, columns: [rows.view === "links" ? "target_url" : "url"], first: 0, count: 0 };
}

/** The question that starts the export. */
export function exportQuestion(
  crawl: string,
  draft: ExportDraft,
  { rows, columns, path }: { readonly rows: ExportRows; readonly columns: readonly string[]; readonly path: string },
): SentInputOf<Questions, "export.start"> {
  const { format, csv, sitemap } = draft;
  const sort = rows.sort === null ? {} : { sort: rows.sort };
  return { ...selectionOf(rows), ...sort, crawl, columns: [...columns], format, path, csv, sitemap };
}

function selectionOf({ view, search, filter, only }: ExportRows) {
  return { view, search, ...(filter === undefined ? {} : { filter }), ...(only === undefined ? {} : { only: [...only] }) };
}
