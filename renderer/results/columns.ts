import { VIEWS, type Column, type ViewName } from "#contract/views.ts";
import { texts } from "../texts.ts";

/** How a cell of a column is drawn. `answer` is a status whose absence means that there was no answer. */
export type CellKind = "address" | "status" | "answer" | "outcome" | "type" | "number" | "flag" | "time" | "text";

/** A column as the grid shows it. */
export interface GridColumn {
  readonly name: string;
  readonly kind: CellKind;
  readonly label: string;
  /** Shown behind the label: "ms". */
  readonly unit: string;
  readonly meaning: string;
  readonly widthPx: number;
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

/** The columns that a view shows, with the widths that the person gave them. */
export function shownColumns(view: ViewName, widths: Readonly<Record<string, number>>): readonly GridColumn[] {
  return SHOWN[view].flatMap(([name, widthPx]) => {
    const column = VIEWS[view].find((one) => one.name === name);
    return column === undefined ? [] : [gridColumn(view, column, clampWidth(widths[name] ?? widthPx))];
  });
}

/** The width that a view gives a column by itself. */
export function defaultWidth(view: ViewName, name: string): number {
  return SHOWN[view].find(([one]) => one === name)?.[1] ?? 120;
}

/** The columns with the room that is left over given to those that hold text and were not given a width by the person. */
export function fitColumns(
  columns: readonly GridColumn[],
  roomPx: number,
  custom: Readonly<Record<string, number>>,
): readonly GridColumn[] {
  const sum = columns.reduce((total, column) => total + column.widthPx, 0);
  const stretches = ({ kind, name }: GridColumn): boolean => (kind === "address" || kind === "text") && custom[name] === undefined;
  const stretching = columns.reduce((total, column) => (stretches(column) ? total + column.widthPx : total), 0);
  if (sum >= roomPx || stretching === 0) return columns;
  const factor = 1 + (roomPx - sum) / stretching;
  return columns.map((column) => (stretches(column) ? { ...column, widthPx: Math.floor(column.widthPx * factor) } : column));
}

/** A width that a column can have. */
export function clampWidth(widthPx: number): number {
  return Math.min(MAX_WIDTH_PX, Math.max(MIN_WIDTH_PX, Math.round(widthPx)));
}

/** Positions, among `columns`, of the cells that tell one row from another. */
export function identityCells(view: ViewName, columns: readonly GridColumn[]): readonly number[] {
  return IDENTITY[view].map((name) => columns.findIndex((column) => column.name === name)).filter((cell) => cell >= 0);
}

function gridColumn(view: ViewName, column: Column, widthPx: number): GridColumn {
  const { name, unit, meaning } = column;
  return {
    name,
    kind: cellKind(view, column),
    label: texts.columns[name] ?? plainName(name),
    unit: texts.units[unit] ?? unit,
    meaning,
    widthPx,
  };
}

function cellKind(view: ViewName, { name, type }: Column): CellKind {
  if (name === "url" || name.endsWith("_url") || name === "first_seen_on") return "address";
  if (name === "status" && view === "pages") return "answer";
  if (name === "status" || name.endsWith("_status")) return "status";
  if (name === "settled_as") return "outcome";
  if (name === "content_type") return "type";
  if (type === "number") return "number";
  if (type === "boolean") return "flag";
  return type === "time" ? "time" : "text";
}

function plainName(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
