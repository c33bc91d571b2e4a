import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import type { ViewName } from "#contract/views.ts";
import { useExports, useOfferedRows } from "../exports/exports-context.ts";
import { DetailSlot } from "../results/detail-slot.tsx";
import { FacetsPanel } from "../results/facets-panel.tsx";
import results from "../results/results.module.css";
import { ResultsView } from "../results/results-view.tsx";
import { TableToolbar } from "../results/table-toolbar.tsx";
import type { TablePlace } from "../results/table-place.ts";
import { useResults } from "../results/use-results.ts";
import { Panel } from "../shell/panel.tsx";
import { remembered } from "../shell/remembered.ts";
import { useCommands } from "../shell/use-commands.ts";
import { resultsTexts } from "../texts/results.ts";
import type { CrawlViewProps } from "./crawl-view.ts";
import styles from "./crawl.module.css";
import { ReceiptLine } from "./receipt-line.tsx";
import { StatusBar } from "./status-bar.tsx";
import { tableCount } from "./table-count.ts";
import type { Table } from "./use-table.ts";

interface CrawlTablesProps extends CrawlViewProps {
  readonly view: ViewName;
  readonly table: Table;
  /** What the crawl is called. */
  readonly name: string;
}

/** Under this width the groups fold into a button and open above the rows. */
const NARROW = "(max-width: 1099px)";
const FACET_LIMITS = { usualPx: 240, leastPx: 180, mostPx: 480 };

/** The shown table of a crawl: toolbar, rows, groups, detail, and what there is to say below them. */
export function CrawlTables({ name, ...props }: CrawlTablesProps) {
  const exports = useExports();
  const place: TablePlace = { ...props, onExport: (meant) => exports.ask({ crawl: props.crawl, name, meant }) };
  const { crawl, site, view, status, table } = place;
  const shared = useResults(place);
  const { columns, selecting } = shared;
  useOfferedRows({ crawl, site, inView: { view, asked: table.asked, layout: columns.layout, selection: selecting.selection } });
  const facets = useFacetsShown(() => table.gridRef.current?.focus());
  const [side, setSide] = useState<"bottom" | "right">(() => remembered.panel("detail").side ?? "bottom");
  useCommands({
    find: { run: () => table.searchRef.current?.focus() },
    filter: { run: () => shared.editing.add() },
    groups: { run: facets.toggle },
  });
  const putDetail = (next: "bottom" | "right"): void => {
    setSide(next);
    remembered.keepPanel("detail", { side: next });
  };
  const detail = <DetailSlot place={place} results={shared} side={side} onSide={putDetail} />;
  const panel = (
    <FacetsPanel crawl={crawl} view={view} site={site} table={table} search={shared.search} tick={shared.tick} onHide={facets.toggle} />
  );
  return (
    <main className={styles.main}>
      <TableToolbar place={place} results={shared} facetsShown={facets.shown} onFacets={facets.toggle} />
      <div className={results.workspace}>
        <div className={results.center}>
          <ResultsView place={place} results={shared} />
          {side === "bottom" && detail}
        </div>
        {side === "right" && detail}
        {facets.shown && !facets.isNarrow && (
          <Panel name="facets" side="right" borderLabel={resultsTexts.facetsResize} {...FACET_LIMITS}>
            {panel}
          </Panel>
        )}
        {facets.shown && facets.isNarrow && (
          // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape for what is inside
          <div className={results.over} onKeyDown={(event) => event.key === "Escape" && facets.toggle()}>
            {panel}
          </div>
        )}
      </div>
      <ReceiptLine crawl={crawl} status={status} />
      <StatusBar status={status} site={site} show={place.show} count={tableCount(place, shared)} said={shared.said.quiet} />
    </main>
  );
}

/** Whether the groups are shown: remembered where there is room for them, else only for now. */
function useFacetsShown(focusRows: () => void) {
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const [folded, setFolded] = useState(() => remembered.panel("facets").folded ?? false);
  const [isOver, setOver] = useState(false);
  const toggle = (): void => {
    const isShown = isNarrow ? isOver : !folded;
    if (isShown) focusRows();
    if (isNarrow) return setOver(!isOver);
    setFolded(!folded);
    remembered.keepPanel("facets", { folded: !folded });
  };
  return { shown: isNarrow ? isOver : !folded, isNarrow, toggle };
}
