import type { FacetCount } from "#contract/facets.ts";
import type { VerifyReport } from "#contract/questions.ts";
import type { Cell, ViewName } from "#contract/views.ts";

/** The groups of one view, as the queries of the file count them. */
export interface ViewGroups {
  readonly view: ViewName;
  readonly rows: number;
  readonly facets: readonly FacetCount[];
}

/** Compares the groups that the window is shown beside a grid, and its number of rows, with what the queries of the file count. */
export function compareShown(counted: ViewGroups, shown: { readonly total: number; readonly facets: readonly FacetCount[] }): VerifyReport {
  const differences =
    shown.total === counted.rows ? [] : [{ what: `rows shown of ${counted.view}`, stored: shown.total, counted: counted.rows }];
  let checked = 1;
  for (const facet of counted.facets) {
    const there = new Map(shown.facets.find(({ name }) => name === facet.name)?.values.map(({ value, count }) => [value, count]));
    for (const { value, count } of facet.values) {
      checked += 1;
      const told = there.get(value) ?? 0;
      there.delete(value);
      if (told !== count) differences.push({ what: groupName(value, facet.name, counted.view), stored: told, counted: count });
    }
    for (const [value, told] of there) differences.push({ what: groupName(value, facet.name, counted.view), stored: told, counted: 0 });
  }
  return { checked, differences };
}

const groupName = (value: Cell, facet: string, view: ViewName): string =>
  `group ${String(value ?? "(nothing)").slice(0, 200)} of ${facet} in ${view}, as it is shown`;
