import type { ViewName } from "#contract/views.ts";
import type { ColumnLayout } from "../shell/remembered.ts";
import { onlyIds, type RowSelection } from "./row-selection.ts";
import { rowsFilter, type TableAsked } from "./table-asked.ts";
import type { ExportWish } from "./use-exports.ts";

/** What is in view as it is exported: the same rows in the same order with the same columns; only the selected ones when given. */
export function exportWish(view: ViewName, asked: TableAsked, layout: ColumnLayout, selection?: RowSelection): ExportWish {
  return {
    view,
    search: asked.search.trim(),
    filter: rowsFilter(view, asked),
    sort: asked.sort,
    columns: layout.map(({ name }) => name),
    only: selection === undefined ? undefined : onlyIds(selection),
  };
}
