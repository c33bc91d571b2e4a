/** Which rows are selected: some by their ids, or all that search and filter let through. */
export type RowSelection =
  | { readonly kind: "some"; readonly ids: ReadonlySet<number> }
  /** Rows that come later while the crawl runs are selected too. */
  | { readonly kind: "all" };

/** No row is selected. */
export const NO_SELECTION: RowSelection = { kind: "some", ids: new Set() };

/** Whether the row with this id is selected. A row that has not come yet (null) is when all are. */
export function isSelected(selection: RowSelection, id: number | null): boolean {
  return selection.kind === "all" || (id !== null && selection.ids.has(id));
}

/** How many rows are selected, of so many that there are. */
export function selectedCount(selection: RowSelection, rows: number): number {
  return selection.kind === "all" ? rows : selection.ids.size;
}

/** With one row more, or one less when it was selected. */
export function toggleId(ids: ReadonlySet<number>, id: number): RowSelection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { kind: "some", ids: next };
}

/** The rows from `anchor` to `row`, both included. */
export function rangeOf(anchor: number, row: number): { readonly first: number; readonly count: number } {
  return { first: Math.min(anchor, row), count: Math.abs(anchor - row) + 1 };
}

/** The ids that name a selection in a question; undefined for all rows. */
export function onlyIds(selection: RowSelection): number[] | undefined {
  return selection.kind === "all" ? undefined : [...selection.ids].toSorted((left, right) => left - right);
}
