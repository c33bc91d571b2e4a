import { Menu } from "@mantine/core";
import type { Sort } from "#contract/views.ts";
import { resultsTexts } from "../texts/results.ts";
import type { GridColumn } from "./columns.ts";
import type { GridPoint } from "./data-grid-props.ts";
import { PointMenu } from "./point-menu.tsx";

/** What the menu of a header does. */
export interface HeaderMenuActions {
  readonly sortBy: (sort: Sort | null) => void;
  readonly filter: () => void;
  readonly pin: () => void;
  readonly move: (by: -1 | 1) => void;
  readonly fit: () => void;
  readonly ownWidth: () => void;
  readonly hide: () => void;
  readonly copy: () => void;
  readonly choose: () => void;
}

interface HeaderMenuProps {
  readonly point: GridPoint;
  readonly column: GridColumn;
  readonly sort: Sort | null;
  readonly actions: HeaderMenuActions;
  readonly onClose: () => void;
}

/** What can be done to a column. */
export function HeaderMenu({ point, column, sort, actions, onClose }: HeaderMenuProps) {
  const words = resultsTexts.headerMenu;
  const isSorted = sort?.column === column.name;
  return (
    <PointMenu label={words.label(column.label)} xPx={point.xPx} yPx={point.yPx} onClose={onClose}>
      <Menu.Item onClick={() => actions.sortBy({ column: column.name, descending: false })}>{words.rising}</Menu.Item>
      <Menu.Item onClick={() => actions.sortBy({ column: column.name, descending: true })}>{words.falling}</Menu.Item>
      {isSorted && <Menu.Item onClick={() => actions.sortBy(null)}>{words.unsorted}</Menu.Item>}
      <Menu.Item onClick={actions.filter}>{words.filter}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={actions.pin}>{column.pinned ? words.unpin : words.pin}</Menu.Item>
      <Menu.Item onClick={() => actions.move(-1)}>{words.left}</Menu.Item>
      <Menu.Item onClick={() => actions.move(1)}>{words.right}</Menu.Item>
      <Menu.Item onClick={actions.fit}>{words.fit}</Menu.Item>
      <Menu.Item onClick={actions.ownWidth}>{words.ownWidth}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={actions.copy}>{words.copy}</Menu.Item>
      <Menu.Item onClick={actions.hide}>{words.hide}</Menu.Item>
      <Menu.Item onClick={actions.choose}>{words.choose}</Menu.Item>
    </PointMenu>
  );
}
