import type { ViewName } from "#contract/views.ts";
import type { ColumnLayout } from "../shell/remembered.ts";
import { clampWidth, defaultLayout, hasColumn } from "./columns.ts";

/** The layout that a view is shown with: the given one without columns that do not exist (any more), or the view's own. */
export function completeLayout(view: ViewName, given: ColumnLayout): ColumnLayout {
  const known = given.filter(({ name }, position) => hasColumn(view, name) && given.findIndex((other) => other.name === name) === position);
  return known.length === 0 ? defaultLayout(view) : pinnedFirst(known);
}

/** Whether a layout is the one that the view has by itself. */
export function isDefaultLayout(view: ViewName, layout: ColumnLayout): boolean {
  return JSON.stringify(layout) === JSON.stringify(defaultLayout(view));
}

/** With a column shown (last) or no longer shown. The last column cannot be hidden. */
export function toggleColumn(layout: ColumnLayout, name: string): ColumnLayout {
  const others = layout.filter((column) => column.name !== name);
  if (others.length === layout.length) return [...layout, { name, pinned: false }];
  return others.length === 0 ? layout : others;
}

/** With a column pinned to the left or let go of. */
export function togglePin(layout: ColumnLayout, name: string): ColumnLayout {
  return pinnedFirst(layout.map((column) => (column.name === name ? { ...column, pinned: !column.pinned } : column)));
}

/** With a column before the one that is at `to` now; it joins the pinned ones, or leaves them, when it is put among others. */
export function moveColumn(layout: ColumnLayout, name: string, to: number): ColumnLayout {
  const from = layout.findIndex((column) => column.name === name);
  const moved = layout[from];
  if (moved === undefined) return layout;
  const others = layout.filter((column) => column !== moved);
  const at = Math.min(others.length, Math.max(0, to > from ? to - 1 : to));
  const pinnedCount = others.filter((column) => column.pinned).length;
  const pinned = at < pinnedCount || (at === pinnedCount && moved.pinned);
  return [...others.slice(0, at), { ...moved, pinned }, ...others.slice(at)];
}

/** With another width for a column; null gives it the width back that it has by itself. */
export function resizeColumn(layout: ColumnLayout, name: string, widthPx: number | null): ColumnLayout {
  return layout.map((column) => {
    if (column.name !== name) return column;
    const { widthPx: _, ...rest } = column;
    return widthPx === null ? rest : { ...rest, widthPx: clampWidth(widthPx) };
  });
}

function pinnedFirst(layout: ColumnLayout): ColumnLayout {
  return [...layout.filter((column) => column.pinned), ...layout.filter((column) => !column.pinned)];
}
