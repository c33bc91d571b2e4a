import { Menu } from "@mantine/core";
import type { Cell, Filter } from "#contract/views.ts";
import { resultsTexts } from "../texts/results.ts";
import { cellText } from "./cell-text.ts";
import type { GridColumn } from "./columns.ts";
import type { GridPoint } from "./data-grid-props.ts";
import { folderOf, isWebAddress } from "./web-address.ts";
import { PointMenu } from "./point-menu.tsx";

/** What the menu of a row does. */
export interface RowMenuActions {
  readonly open: () => void;
  readonly copyCell: () => void;
  readonly copyRows: (header: boolean) => void;
  readonly copyColumn: () => void;
  readonly filter: (filter: Filter) => void;
  readonly showLinks: (direction: "to" | "from", address: string) => void;
  readonly showInSiteMap: (address: string) => void;
  /** Undefined when the rows of this view cannot be asked for again. */
  readonly requeue: (() => void) | undefined;
  readonly export: () => void;
}

interface RowMenuProps {
  readonly point: GridPoint;
  readonly column: GridColumn;
  readonly value: Cell;
  /** Address that the row is about. */
  readonly address: string;
  /** Rows that are meant: the selected ones, or the one under the pointer. */
  readonly rows: number;
  readonly actions: RowMenuActions;
  readonly onClose: () => void;
}

/** What can be done to a row, to the selected rows, and with the value of one cell. */
export function RowMenu({ point, column, value, address, rows, actions, onClose }: RowMenuProps) {
  const words = resultsTexts.rowMenu;
  const pointed = column.kind === "address" && typeof value === "string" ? value : address;
  return (
    <PointMenu label={words.label} xPx={point.xPx} yPx={point.yPx} onClose={onClose}>
      <Menu.Item onClick={actions.open}>{words.detail}</Menu.Item>
      {isWebAddress(pointed) && (
        <Menu.Item component="a" href={pointed} target="_blank" rel="noreferrer">
          {words.open}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item onClick={actions.copyCell}>{words.copyCell}</Menu.Item>
      <Menu.Item onClick={() => actions.copyRows(false)}>{words.copyRows(rows)}</Menu.Item>
      <Menu.Item onClick={() => actions.copyRows(true)}>{words.copyWithHeader}</Menu.Item>
      <Menu.Item onClick={actions.copyColumn}>{words.copyColumn(column.label)}</Menu.Item>
      <Menu.Divider />
      <ValueItems column={column} value={value} onFilter={actions.filter} />
      <Menu.Divider />
      {isWebAddress(pointed) && (
        <>
          <Menu.Item onClick={() => actions.showLinks("to", pointed)}>{words.linksTo}</Menu.Item>
          <Menu.Item onClick={() => actions.showLinks("from", pointed)}>{words.linksFrom}</Menu.Item>
          <Menu.Item onClick={() => actions.showInSiteMap(pointed)}>{words.siteMap}</Menu.Item>
          <Menu.Divider />
        </>
      )}
      {actions.requeue !== undefined && <Menu.Item onClick={actions.requeue}>{words.requeue(rows)}</Menu.Item>}
      <Menu.Item onClick={actions.export}>{words.export(rows)}</Menu.Item>
    </PointMenu>
  );
}

const MOST_VALUE_CHARS = 40;

function ValueItems({ column, value, onFilter }: Pick<RowMenuProps, "column" | "value"> & { readonly onFilter: (filter: Filter) => void }) {
  const words = resultsTexts.rowMenu;
  const empty = value === null || value === "";
  const text = cellText(column.kind, value);
  const said = empty ? words.empty : text.length > MOST_VALUE_CHARS ? `${text.slice(0, MOST_VALUE_CHARS)}…` : text;
  const folder = column.kind === "address" && typeof value === "string" ? folderOf(value) : null;
  const is: Filter = empty ? { column: column.name, test: "is-empty" } : { column: column.name, test: "is", value };
  const isNot: Filter = empty ? { column: column.name, test: "is-not-empty" } : { column: column.name, test: "is-not", value };
  return (
    <>
      <Menu.Item onClick={() => onFilter(is)}>{words.only(said)}</Menu.Item>
      <Menu.Item onClick={() => onFilter(isNot)}>{words.without(said)}</Menu.Item>
      {folder !== null && (
        <Menu.Item onClick={() => onFilter({ column: column.name, test: "starts-with", value: folder })}>{words.folder(folder)}</Menu.Item>
      )}
    </>
  );
}
