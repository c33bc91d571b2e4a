import type { ViewName } from "#contract/views.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import type { Table } from "../crawl/use-table.ts";
import type { RowSelection } from "./row-selection.ts";

/** Which table is shown, and whom its parts tell. */
export interface TablePlace extends CrawlViewProps {
  readonly view: ViewName;
  readonly table: Table;
  /** Opens the export dialog for these rows. */
  readonly onExport: (rows: RowSelection) => void;
}
