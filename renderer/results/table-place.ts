import type { ViewName } from "#contract/views.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import type { Table } from "../crawl/use-table.ts";
import type { ExportWish } from "./use-exports.ts";

/** Which table is shown, and whom its parts tell. */
export interface TablePlace extends CrawlViewProps {
  readonly view: ViewName;
  readonly table: Table;
  readonly onExport: (wish: ExportWish) => void;
}
