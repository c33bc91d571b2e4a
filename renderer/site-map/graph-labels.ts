import type { NodeLabelDrawingFunction } from "sigma/rendering";

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const FONT_PX = 12;
const MOST_LETTERS = 32;

/** Labels of a picture: each with a halo, and none over another. */
export class GraphLabels {
  readonly #font: string;
  #boxes: Box[] = [];
  #text = "";
  #halo = "";
  /** While nodes are on their way no label can keep up with them. */
  hidden = false;
  /** The nodes (by their keys) that have labels; null for all. */
  only: ReadonlySet<string> | null = null;

  constructor(font: string) {
    this.#font = font;
  }

  setColours(text: string, halo: string): void {
    this.#text = text;
    this.#halo = halo;
  }

  /** To be called before the first label of each picture. */
  begin(): void {
    this.#boxes = [];
  }

  /** How sigma is to draw a label. */
  readonly draw: NodeLabelDrawingFunction = (context, data) => {
    const isWanted = !this.hidden && (this.only?.has(String(data["key"])) ?? true);
    if (isWanted && data.label) this.drawText(context, data.label, data);
  };

  /** Draws a text beside a node when there is room; `always` draws it in any case. Lengths in pixels. */
  drawText(
    context: CanvasRenderingContext2D,
    text: string,
    node: { readonly x: number; readonly y: number; readonly size: number },
    always = false,
  ): void {
    const shown = shorten(text);
    context.font = `${always ? 600 : 400} ${FONT_PX}px ${this.#font}`;
    const left = node.x + node.size + 4;
    const box = {
      left: left - 2,
      top: node.y - FONT_PX * 0.75,
      right: left + context.measureText(shown).width + 2,
      bottom: node.y + FONT_PX * 0.75,
    };
    if (!always && this.#boxes.some((other) => overlap(box, other))) return;
    this.#boxes.push(box);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = this.#halo;
    context.fillStyle = this.#text;
    context.strokeText(shown, left, node.y + FONT_PX / 3);
    context.fillText(shown, left, node.y + FONT_PX / 3);
  }
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function shorten(text: string): string {
  return text.length <= MOST_LETTERS ? text : `…${text.slice(-MOST_LETTERS + 1)}`;
}
