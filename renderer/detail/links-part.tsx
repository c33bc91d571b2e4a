import { Button } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import type { Filter } from "#contract/views.ts";
import { resizeColumn } from "../results/column-layout.ts";
import { shownColumns } from "../results/columns.ts";
import { DataGrid } from "../results/data-grid.tsx";
import type { GridControls } from "../results/data-grid-props.ts";
import { nextSort } from "../results/next-sort.ts";
import { textToCopy } from "../results/text-to-copy.ts";
import { useCopy } from "../results/use-copy.ts";
import { useRowSelection } from "../results/use-row-selection.ts";
import { useRowSource, type RowQuestion } from "../results/use-row-source.ts";
import { useSaid } from "../results/use-said.ts";
import type { ColumnLayout } from "../shell/remembered.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { detailTexts } from "../texts/detail.ts";
import styles from "./detail.module.css";
import type { DetailPartProps } from "./detail-part-props.ts";

const column = (name: string, widthPx: number): ColumnLayout[number] => ({ name, widthPx, pinned: false });
const LAYOUTS: Readonly<Record<"in" | "out", ColumnLayout>> = {
  in: [column("source_url", 420), column("anchor", 240), column("kind", 92), column("position", 92), column("nofollow", 84)],
  out: [
    column("target_url", 420),
    column("target_status", 92),
    column("anchor", 240),
    column("kind", 92),
    column("position", 92),
    column("internal", 84),
    column("nofollow", 84),
  ],
};

/** The links to the address or from it, as a grid of their own. Enter goes to the page at the other end. */
export function LinksPart({ crawl, site, detail, tick, show, way }: DetailPartProps & { readonly way: "in" | "out" }) {
  const filter = useMemo<Filter>(
    () => ({ column: way === "in" ? "target_url" : "source_url", test: "is", value: detail.url }),
    [way, detail.url],
  );
  const [layout, setLayout] = useState(LAYOUTS[way]);
  const [sort, setSort] = useState<RowQuestion["sort"]>(null);
  const columns = useMemo(() => shownColumns("links", layout), [layout]);
  const question: RowQuestion = { crawl, view: "links", columns: columns.map(({ name }) => name), search: "", filter, sort };
  const { source, busy } = useRowSource(question);
  const { say } = useSaid();
  const selecting = useRowSelection(question, source, (message) => say.loudly({ level: "warning", message }));
  const copy = useCopy(question, source, say);
  const focusTarget = useRef<HTMLDivElement>(null);
  const controls = useRef<GridControls | null>(null);
  const open = (row: number): void => {
    const other = source.cellAt(row, way === "in" ? "source_url" : "target_url");
    if (typeof other === "string") show("addresses", { search: other, selected: other });
  };
  return (
    <div className={styles.links}>
      <div className={styles.partActions}>
        <Button onClick={() => show("links", { filter })}>{detailTexts.showInTable}</Button>
      </div>
      {source.error !== null && <SentenceLine level="error" message={source.error.message} />}
      <DataGrid
        label={way === "in" ? detailTexts.linksIn(detail.linksIn) : detailTexts.linksOut(detail.linksOut)}
        columns={columns}
        columnActions={{
          sort,
          onSort: (name) => setSort(nextSort(sort, name)),
          onResize: (name, widthPx) => setLayout(resizeColumn(layout, name, widthPx)),
          onMove: () => undefined,
        }}
        source={source}
        busy={busy}
        tick={tick}
        site={site}
        selecting={selecting}
        firstRow={0}
        onFirstRow={() => undefined}
        onCursorRow={() => undefined}
        onOpen={open}
        onEscape={() => undefined}
        onMenu={() => undefined}
        onCopy={(row, name) => textToCopy({ copy, columns, selection: selecting.selection }, row, name)}
        empty={<p>{way === "in" ? detailTexts.noLinksIn : detailTexts.noLinksOut}</p>}
        focusTarget={focusTarget}
        controls={controls}
      />
    </div>
  );
}
