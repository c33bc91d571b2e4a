import { remembered } from "../shell/remembered.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { resultsTexts } from "../texts/results.ts";
import { texts } from "../texts.ts";
import { useState } from "react";
import { moveColumn, resizeColumn } from "./column-layout.ts";
import { labelOf } from "./columns.ts";
import { DataGrid } from "./data-grid.tsx";
import { EmptyRows } from "./empty-rows.tsx";
import { nextSort } from "./next-sort.ts";
import { textToCopy } from "./text-to-copy.ts";
import { TableMenu } from "./table-menu.tsx";
import type { TablePlace } from "./table-place.ts";
import type { Results } from "./use-results.ts";

/** The rows of one view of a crawl. */
export function ResultsView({ place, results }: { readonly place: TablePlace; readonly results: Results }) {
  const { crawl, site, view, status, table } = place;
  const { source, busy, columns, selecting, controls, detail, tick, menu, said } = results;
  const { asked, change } = table;
  const [firstRow] = useState(() => remembered.view(crawl, view).firstRow ?? 0);
  const again = (): void => void source.refresh(0, 1, null);
  return (
    <>
      {source.error !== null && (
        <SentenceLine level="error" message={source.error.message} actions={[{ label: texts.tryAgain, run: again }]} />
      )}
      <DataGrid
        label={texts.views[view]}
        columns={columns.columns}
        columnActions={{
          sort: asked.sort,
          onSort: (column) => change({ sort: nextSort(asked.sort, column) }),
          onResize: (name, widthPx) => columns.change(resizeColumn(columns.layout, name, widthPx)),
          onMove: (name, to) => {
            const next = moveColumn(columns.layout, name, to);
            columns.change(next);
            const position = next.findIndex((column) => column.name === name) + 1;
            said.say.quietly(resultsTexts.columns.moved(labelOf(name), position, next.length));
          },
        }}
        source={source}
        busy={busy}
        tick={tick}
        site={site}
        selecting={selecting}
        firstRow={firstRow}
        onFirstRow={(row) => remembered.keepView(crawl, view, { firstRow: row })}
        onCursorRow={detail.onCursorRow}
        onOpen={detail.open}
        onEscape={() => asked.selected !== undefined && detail.close()}
        onMenu={menu.open}
        onCopy={(row, column) => textToCopy({ copy: results.copy, columns: columns.columns, selection: selecting.selection }, row, column)}
        empty={
          source.error === null && (
            <EmptyRows
              view={view}
              site={site}
              status={status}
              asked={asked}
              onClear={() => {
                change({ search: "", filter: undefined, picks: {} });
                table.gridRef.current?.focus();
              }}
            />
          )
        }
        focusTarget={table.gridRef}
        controls={controls}
      />
      <TableMenu place={place} results={results} />
    </>
  );
}
