import type { GridColumn } from "./columns.ts";
import type { RowSelection } from "./row-selection.ts";
import type { useCopy } from "./use-copy.ts";

interface Copied {
  readonly copy: ReturnType<typeof useCopy>;
  readonly columns: readonly GridColumn[];
  readonly selection: RowSelection;
}

/** What Ctrl+C copies: the selected rows, or the cell that the keyboard is on. Null when rows are copied by other means. */
export function textToCopy({ copy, columns, selection }: Copied, row: number, name: string): string | null {
  const ready = copy.takeReady();
  if (ready !== null) return ready;
  if (selection.kind === "all" || selection.ids.size > 0) {
    copy.copyRows(selection, columns, false);
    return null;
  }
  const column = columns.find((one) => one.name === name);
  return column === undefined ? "" : copy.cellText(row, column);
}
