import { createContext, useContext, useEffect } from "react";
import type { RowSelection } from "../results/row-selection.ts";
import type { RowsInView } from "./export-draft.ts";

/** The crawl that is exported from, and what to call it. */
export interface ExportPlace {
  readonly crawl: string;
  readonly name: string;
  /** The rows that an action in the shown table means; what is selected there, when it is left out. */
  readonly meant?: RowSelection;
}

/** The rows of a shown table, offered to an export that is asked for meanwhile. */
export interface OfferedRows {
  readonly crawl: string;
  readonly site: string;
  readonly inView: RowsInView;
}

/** How the parts of the window come to exports. */
export interface ExportsAccess {
  /** Opens the export dialog. */
  readonly ask: (place: ExportPlace) => void;
  /** Says what is in view; returns how to take it back. */
  readonly offer: (rows: OfferedRows) => () => void;
}

/** Where exports are found. */
export const ExportsContext = createContext<ExportsAccess | null>(null);

/** The exports of this window. */
export function useExports(): ExportsAccess {
  const access = useContext(ExportsContext);
  if (access === null) throw new Error("A component that exports stands outside of ExportsProvider.");
  return access;
}

/** Offers the rows of a shown table to exports, as long as it is shown. */
export function useOfferedRows(rows: OfferedRows): void {
  const { offer } = useExports();
  useEffect(() => offer(rows));
}
