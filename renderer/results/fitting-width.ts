import { addressParts } from "./address-text.ts";
import type { Cell } from "#contract/views.ts";
import { cellText } from "./cell-text.ts";
import { clampWidth, type GridColumn } from "./columns.ts";
import type { RowSource } from "./row-source.ts";

const PADDING_PX = 24;
/** Room for the sign of a state. */
const SIGN_PX = 20;
/** Room for the arrow of a sorted column. */
const ARROW_PX = 16;

interface Measured {
  readonly source: RowSource;
  readonly site: string;
  /** The grid: its font is measured, and its drawn rows. */
  readonly element: HTMLElement;
}

/** The width, in pixels, at which neither the label of a column nor any of its drawn cells is cut off. */
export function fittingWidth(column: GridColumn, { source, site, element }: Measured): number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return column.widthPx;
  context.font = getComputedStyle(element).font;
  const drawn = [...element.querySelectorAll<HTMLElement>("[data-row]")].map((row) => Number(row.dataset["row"]));
  const texts = drawn.filter((row) => row >= 0).map((row) => shownText(column, source.cellAt(row, column.name) ?? null, site));
  const widest = Math.max(0, ...texts.map((text) => context.measureText(text).width));
  const label = context.measureText(`${column.label} ${column.unit}`).width + ARROW_PX;
  const sign = column.kind === "status" || column.kind === "answer" || column.kind === "outcome" ? SIGN_PX : 0;
  return clampWidth(Math.max(widest + sign, label) + PADDING_PX);
}

function shownText({ kind }: GridColumn, value: Cell, site: string): string {
  if (kind !== "address" || typeof value !== "string") return cellText(kind, value);
  const { host, head, tail } = addressParts(value, site);
  return host + head + tail;
}
