import { VIEWS, type Column, type ColumnType, type ViewName } from "#contract/views.ts";
import type { ColumnLayout } from "../shell/remembered.ts";
import { texts } from "../texts.ts";

/** How a cell of a column is drawn. `answer` is a status whose absence means that there was no answer. */
export type CellKind = "address" | "status" | "answer" | "outcome" | "type" | "number" | "flag" | "time" | "text";

/** A column in words. */
export interface ColumnWords {
  readonly name: string;
  readonly type: ColumnType;
  readonly kind: CellKind;
  readonly label: string;
  /** Shown behind the label: "ms". */
  readonly unit: string;
  readonly meaning: string;
}

/** A column as the grid shows it. */
export interface GridColumn extends ColumnWords {
  readonly widthPx: number;
  /** Whether it may be made wider to fill the room: nobody gave it a width. */
  readonly stretches: boolean;
  /** Whether it stays at the left when the others are scrolled. Pinned columns come first. */
  readonly pinned: boolean;
}

type Shown = readonly (readonly [name: string, widthPx: number])[];

/** The columns that a view shows as long as nobody chose others, with their widths in pixels. */
const SHOWN: Readonly<Record<ViewName, Shown>> = {
  pages: [
    ["url", 330],
    ["status", 100],
    ["content_type", 72],
    ["title", 260],
    ["depth", 72],
    ["inlinks", 80],
    ["outlinks", 84],
    ["word_count", 80],
    ["size_bytes", 104],
    ["total_ms", 84],
    ["settled_as", 96],
    ["fetched_at", 152],
  ],
  links: [
    ["source_url", 300],
    ["target_url", 340],
    ["kind", 92],
    ["anchor", 240],
    ["target_status", 92],
    ["position", 92],
    ["internal", 84],
    ["nofollow", 84],
    ["rel", 120],
  ],
  resources: [
    ["url", 400],
    ["first_seen_as", 110],
    ["status", 92],
    ["content_type", 110],
    ["size_bytes", 110],
    ["total_ms", 92],
    ["inlinks", 84],
    ["internal", 84],
    ["settled_as", 96],
    ["reason", 130],
    ["first_seen_on", 280],
  ],
  images: [
    ["url", 400],
    ["alt", 220],
    ["without_alt", 100],
    ["inlinks", 84],
    ["status", 92],
    ["content_type", 110],
    ["size_bytes", 110],
    ["internal", 84],
    ["settled_as", 96],
    ["first_seen_on", 280],
  ],
  redirects: [
    ["url", 340],
    ["status", 92],
    ["kind", 124],
    ["redirect_url", 320],
    ["final_url", 320],
    ["final_status", 110],
    ["hops", 76],
    ["loop", 68],
    ["inlinks", 84],
    ["depth", 72],
  ],
  excluded: [
    ["url", 420],
    ["reason", 124],
    ["rule", 220],
    ["first_seen_on", 300],
    ["first_seen_as", 110],
    ["depth", 72],
    ["inlinks", 84],
    ["internal", 84],
  ],
  failed: [
    ["url", 380],
    ["code", 150],
    ["message", 380],
    ["attempts", 84],
    ["first_seen_on", 280],
    ["first_seen_as", 110],
    ["depth", 72],
    ["inlinks", 84],
    ["fetched_at", 152],
  ],
  blocked: [
    ["url", 420],
    ["reason", 124],
    ["status", 92],
    ["first_seen_on", 320],
    ["inlinks", 84],
    ["fetched_at", 152],
  ],
  addresses: [
    ["url", 420],
    ["state", 96],
    ["reason", 124],
    ["rule", 200],
    ["status", 92],
    ["depth", 72],
    ["inlinks", 84],
    ["first_seen_on", 280],
    ["first_seen_as", 110],
    ["shape", 280],
  ],
};

/** The cells that tell one row of a view from another. */
const IDENTITY: Readonly<Record<ViewName, readonly string[]>> = {
  pages: ["url"],
  resources: ["url"],
  images: ["url"],
  addresses: ["url"],
  redirects: ["url", "kind"],
  excluded: ["url"],
  failed: ["url"],
  blocked: ["url"],
  links: ["source_url", "target_url", "kind", "anchor"],
};

export const MIN_WIDTH_PX = 56;
export const MAX_WIDTH_PX = 1600;
/** Share of the room that pinned columns may take. */
const MOST_PINNED = 0.65;

/** The columns that a view shows by itself: the address stays in place when the others are scrolled. */
export function defaultLayout(view: ViewName): ColumnLayout {
  return SHOWN[view].map(([name]) => ({ name, pinned: name === "url" }));
}

/** Whether a view has a column of this name. */
export function hasColumn(view: ViewName, name: string): boolean {
  return VIEWS[view].some((column: Column) => column.name === name);
}

/** The columns of a layout as the grid shows them. */
export function shownColumns(view: ViewName, layout: ColumnLayout): readonly GridColumn[] {
  return layout.flatMap(({ name, widthPx, pinned }) => {
    const column = VIEWS[view].find((one: Column) => one.name === name);
    if (column === undefined) return [];
    const own = widthPx === undefined;
    return [{ ...describeColumn(view, column), widthPx: clampWidth(widthPx ?? defaultWidth(view, name)), stretches: own, pinned }];
  });
}

/** The width that a view gives a column by itself. */
export function defaultWidth(view: ViewName, name: string): number {
  const shown = SHOWN[view].find(([one]) => one === name)?.[1];
  if (shown !== undefined) return shown;
  const column = VIEWS[view].find((one: Column) => one.name === name);
  if (column === undefined) return 120;
  const kind = cellKind(view, column);
  if (kind === "address") return 320;
  if (kind === "text") return column.type === "json" ? 260 : 180;
  return kind === "time" ? 152 : Math.max(92, 40 + 8 * labelOf(name).length);
}

/** The columns with the room that is left over given to those that hold text and were not given a width by the person. */
export function fitColumns(columns: readonly GridColumn[], roomPx: number): readonly GridColumn[] {
  const sum = columns.reduce((total, column) => total + column.widthPx, 0);
  const canStretch = ({ kind, stretches }: GridColumn): boolean => stretches && (kind === "address" || kind === "text");
  const stretching = columns.reduce((total, column) => (canStretch(column) ? total + column.widthPx : total), 0);
  if (sum >= roomPx || stretching === 0) return columns;
  const factor = 1 + (roomPx - sum) / stretching;
  return columns.map((column) => (canStretch(column) ? { ...column, widthPx: Math.floor(column.widthPx * factor) } : column));
}

/** Where each pinned column stands from the left, in pixels; nothing is pinned when that would leave too little room for the others. */
export function pinnedLefts(columns: readonly GridColumn[], roomPx: number): readonly number[] {
  const pinned = columns.filter((column) => column.pinned);
  const lefts = pinned.map((_, position) => pinned.slice(0, position).reduce((sum, column) => sum + column.widthPx, 0));
  const widthPx = pinned.reduce((sum, column) => sum + column.widthPx, 0);
  return widthPx > MOST_PINNED * roomPx ? [] : lefts;
}

/** Places of the columns that are drawn: the first `pinned` ones, those that `span` shows something of, and the one at `cursor`. */
export function columnsInSpan(
  columns: readonly GridColumn[],
  { fromPx, toPx }: { readonly fromPx: number; readonly toPx: number },
  { pinned, cursor }: { readonly pinned: number; readonly cursor: number },
): readonly number[] {
  let leftPx = 0;
  return columns.flatMap(({ widthPx }, place) => {
    const isSeen = leftPx < toPx && leftPx + widthPx > fromPx;
    leftPx += widthPx;
    return isSeen || place < pinned || place === cursor ? [place] : [];
  });
}

/** A width that a column can have. */
export function clampWidth(widthPx: number): number {
  return Math.min(MAX_WIDTH_PX, Math.max(MIN_WIDTH_PX, Math.round(widthPx)));
}

/** The columns to ask for so that these are shown: with what tells rows apart, always in the order of the view. */
export function askedColumns(view: ViewName, shown: readonly string[]): readonly string[] {
  return VIEWS[view].map((column: Column) => column.name).filter((name) => shown.includes(name) || IDENTITY[view].includes(name));
}

/** Positions, among `columns`, of the cells that tell one row from another. */
export function identityCells(view: ViewName, columns: readonly string[]): readonly number[] {
  return IDENTITY[view].map((name) => columns.indexOf(name)).filter((cell) => cell >= 0);
}

/** A column in words, and how its cells are drawn. */
export function describeColumn(view: ViewName, column: Column): ColumnWords {
  const { name, unit, meaning, type } = column;
  return { name, type, kind: cellKind(view, column), label: labelOf(name), unit: texts.units[unit] ?? unit, meaning };
}

/** What a column is called. */
export function labelOf(name: string): string {
  return texts.columns[name] ?? plainName(name);
}

function cellKind(view: ViewName, { name, type }: Column): CellKind {
  if (name === "url" || name.endsWith("_url") || name === "first_seen_on") return "address";
  if (name === "status" && view === "pages") return "answer";
  if (name === "status" || name.endsWith("_status")) return "status";
  if (name === "settled_as" || name === "state") return "outcome";
  if (name === "content_type") return "type";
  if (type === "number") return "number";
  if (type === "boolean") return "flag";
  return type === "time" ? "time" : "text";
}

function plainName(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
