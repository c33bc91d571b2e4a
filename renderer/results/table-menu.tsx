import type { Filter } from "#contract/views.ts";
import { isActive } from "../crawl/state-sentence.ts";
import { moveColumn, resizeColumn, toggleColumn, togglePin } from "./column-layout.ts";
import { HeaderMenu } from "./header-menu.tsx";
import { RequeueDialog } from "./requeue-dialog.tsx";
import { isSelected, selectedCount, type RowSelection } from "./row-selection.ts";
import { RowMenu } from "./row-menu.tsx";
import { filterOfParts, filterParts } from "./table-asked.ts";
import type { TablePlace } from "./table-place.ts";
import type { Results } from "./use-results.ts";

interface TableMenuProps {
  readonly place: TablePlace;
  readonly results: Results;
}

/** The menu of a row or of a header, where it was asked for, and the question that crawling again asks. */
export function TableMenu({ place, results }: TableMenuProps) {
  const { point } = results.menu;
  const { selection } = results.requeue;
  const back = (): void => place.table.gridRef.current?.focus();
  return (
    <>
      {point !== null && (point.row < 0 ? <MenuOfHeader place={place} results={results} /> : <MenuOfRow place={place} results={results} />)}
      {selection !== null && (
        <RequeueDialog
          question={results.question}
          selection={selection}
          rows={results.source.total ?? 0}
          isRunning={isActive(place.status.state)}
          onDone={(sentence) => {
            results.requeue.ask(null);
            results.said.say.loudly({ level: "info", message: sentence });
            back();
          }}
          onClose={() => {
            results.requeue.ask(null);
            back();
          }}
        />
      )}
    </>
  );
}

function MenuOfRow({ place, results }: TableMenuProps) {
  const { view, table, show, onExport } = place;
  const { menu, source, columns, selecting, copy, detail, requeue } = results;
  const { point } = menu;
  const column = columns.columns.find((one) => one.name === point?.column);
  if (point === null || column === undefined) return null;
  const meant = meantRows(selecting.selection, source.idAt(point.row));
  const close = (): void => {
    menu.open(null);
    table.gridRef.current?.focus();
  };
  const addFilter = (filter: Filter): void => table.change({ filter: filterOfParts([...filterParts(table.asked.filter), filter]) });
  return (
    <RowMenu
      point={point}
      column={column}
      value={source.cellAt(point.row, column.name) ?? null}
      address={detail.addressOf(point.row, point.column) ?? ""}
      rows={selectedCount(meant, source.total ?? 0)}
      onClose={close}
      actions={{
        open: () => detail.open(point.row, point.column),
        copyCell: () => copy.copyCell(point.row, column),
        copyRows: (header) => copy.copyRows(meant, columns.columns, header),
        copyColumn: () => copy.copyColumn(selectedCount(meant, source.total ?? 0) > 1 ? meant : { kind: "all" }, column),
        filter: addFilter,
        showLinks: (direction, address) =>
          show("links", { filter: { column: direction === "to" ? "target_url" : "source_url", test: "is", value: address } }),
        showInSiteMap: (address) => show("outline", { selected: address }),
        requeue: view === "links" ? undefined : () => requeue.ask(meant),
        export: () => onExport(meant),
      }}
    />
  );
}

function MenuOfHeader({ place, results }: TableMenuProps) {
  const { table } = place;
  const { menu, columns, copy, editing, controls, choosing } = results;
  const { point } = menu;
  const column = columns.columns.find((one) => one.name === point?.column);
  if (point === null || column === undefined) return null;
  const { layout, change } = columns;
  const { name } = column;
  const at = layout.findIndex((one) => one.name === name);
  return (
    <HeaderMenu
      point={point}
      column={column}
      sort={table.asked.sort}
      onClose={() => {
        menu.open(null);
        table.gridRef.current?.focus();
      }}
      actions={{
        sortBy: (sort) => table.change({ sort }),
        filter: () => editing.add(name),
        pin: () => change(togglePin(layout, name)),
        move: (by) => change(moveColumn(layout, name, by < 0 ? at - 1 : at + 2)),
        fit: () => change(resizeColumn(layout, name, controls.current?.fittingWidth(name) ?? null)),
        ownWidth: () => change(resizeColumn(layout, name, null)),
        hide: () => change(toggleColumn(layout, name)),
        copy: () => copy.copyColumn({ kind: "all" }, column),
        choose: () => choosing.setOpened(true),
      }}
    />
  );
}

/** The rows that an action on a row means: the selected ones when it is among them, else the row alone. */
export function meantRows(selection: RowSelection, id: number | null): RowSelection {
  if (isSelected(selection, id) || id === null) return selection;
  return { kind: "some", ids: new Set([id]) };
}
