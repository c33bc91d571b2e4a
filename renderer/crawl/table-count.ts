import { selectedCount } from "../results/row-selection.ts";
import { isNarrowed } from "../results/table-asked.ts";
import type { TablePlace } from "../results/table-place.ts";
import type { Results } from "../results/use-results.ts";
import { isActive } from "./state-sentence.ts";
import type { ShownRows } from "./use-table.ts";

/** How many rows of a table are shown, and how many are selected. */
export interface TableCount {
  readonly shown: ShownRows;
  readonly all: number;
  readonly isNarrowed: boolean;
  readonly selected: number;
}

/** Counts what the status bar tells of a table. */
export function tableCount({ view, status, table }: TablePlace, { source, selecting }: Results): TableCount {
  const narrowed = isNarrowed(table.asked);
  const all = status.rows[view];
  const known = source.total ?? (source.error === null ? "loading" : "unreadable");
  // While rows keep coming the grid follows the status a moment later; the person sees one number.
  const shown = !narrowed && isActive(status.state) ? all : known;
  return { shown, all, isNarrowed: narrowed, selected: selectedCount(selecting.selection, source.total ?? 0) };
}
