import type { Sort } from "#contract/views.ts";

/** The sort after a click on the header of `column`: rising, then falling, then the order in which rows came. */
export function nextSort(last: Sort | null, column: string): Sort | null {
  if (last === null || last.column !== column) return { column, descending: false };
  return last.descending ? null : { column, descending: true };
}
