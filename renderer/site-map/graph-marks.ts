import type { GraphLabels } from "./graph-labels.ts";

/** What is marked in a picture, all in pixels of the view. */
export interface GraphMarks {
  /** Links of the selected node: source, target … */
  readonly links: Uint32Array;
  /** From the start page to the selected node. */
  readonly path: readonly number[];
  readonly selected: number;
  readonly hovered: number;
  readonly placeOf: (node: number) => { readonly x: number; readonly y: number; readonly size: number };
  readonly labelOf: (node: number) => string;
  readonly accent: string;
  readonly quiet: string;
}

/** Links of a selected node that are drawn; a page with more is a menu page, whose neighbours are coloured anyway. */
const MOST_LINKS = 3000;
const ARROW_PX = 8;

/** Draws the links and the path of the selected node, and rings around it and around the node that is pointed at. */
export function drawMarks(context: CanvasRenderingContext2D, marks: GraphMarks, labels: GraphLabels): void {
  const { links, path, selected, hovered, placeOf, accent, quiet } = marks;
  context.strokeStyle = quiet;
  context.globalAlpha = 0.35;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = 0; at < Math.min(links.length, MOST_LINKS * 2); at += 2) {
    const [source, target] = [placeOf(links[at] ?? 0), placeOf(links[at + 1] ?? 0)];
    context.moveTo(source.x, source.y);
    context.lineTo(target.x, target.y);
  }
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = accent;
  context.fillStyle = accent;
  context.lineWidth = 2.5;
  path.slice(1).forEach((node, nth) => drawArrow(context, placeOf(path[nth] ?? node), placeOf(node)));
  for (const node of new Set([selected, hovered])) if (node >= 0) drawRing(context, placeOf(node));
  for (const node of new Set([...path, hovered])) if (node >= 0) labels.drawText(context, marks.labelOf(node), placeOf(node), true);
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

function drawArrow(context: CanvasRenderingContext2D, from: Spot, to: Spot): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const end = { x: to.x - to.size * Math.cos(angle), y: to.y - to.size * Math.sin(angle) };
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(end.x, end.y);
  context.stroke();
  context.beginPath();
  context.moveTo(end.x, end.y);
  for (const turn of [0.4, -0.4]) context.lineTo(end.x - ARROW_PX * Math.cos(angle + turn), end.y - ARROW_PX * Math.sin(angle + turn));
  context.fill();
}

function drawRing(context: CanvasRenderingContext2D, { x, y, size }: Spot): void {
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, size + 3, 0, 2 * Math.PI);
  context.stroke();
}
