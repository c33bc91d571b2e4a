import { useMemo, useState } from "react";
import type { ViewName } from "#contract/views.ts";
import { remembered, type ColumnLayout } from "../shell/remembered.ts";
import { completeLayout } from "./column-layout.ts";
import { shownColumns, type GridColumn } from "./columns.ts";

/** The columns of a view as the person arranged them, remembered for every crawl. */
export interface ColumnLayouting {
  readonly layout: ColumnLayout;
  readonly columns: readonly GridColumn[];
  readonly change: (layout: ColumnLayout) => void;
}

/** Keeps the columns of a view. */
export function useColumnLayout(view: ViewName): ColumnLayouting {
  const [layout, setLayout] = useState(() => completeLayout(view, remembered.layout(view)));
  const columns = useMemo(() => shownColumns(view, layout), [view, layout]);
  const change = (next: ColumnLayout): void => {
    const complete = completeLayout(view, next);
    setLayout(complete);
    remembered.keepLayout(view, complete);
  };
  return { layout, columns, change };
}
