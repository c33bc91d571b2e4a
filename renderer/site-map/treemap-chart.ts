import { TreemapChart as Treemap } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { init, use, type ECharts } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { treemapOption, type TreemapPicture } from "./treemap-option.ts";

use([Treemap, TooltipComponent, CanvasRenderer, SVGRenderer]);

const PNG_PIXELS = 2;

/** A treemap on the screen. Loaded when it is first needed, because ECharts is large. */
export class TreemapChart implements Disposable {
  readonly #chart: ECharts;
  #picture: TreemapPicture | null = null;

  /** `onOpen` is told the prefix of the section whose area was clicked. */
  constructor(element: HTMLElement, onOpen: (prefix: string) => void) {
    this.#chart = init(withoutHtml(element), null, { renderer: "canvas" });
    this.#chart.on("click", ({ data }) => {
      if (typeof data === "object" && data !== null && "id" in data && typeof data.id === "string" && data.id !== "") onOpen(data.id);
    });
  }

  draw(picture: TreemapPicture): void {
    this.#picture = picture;
    this.#chart.setOption(treemapOption(picture), { notMerge: true });
  }

  resize(): void {
    this.#chart.resize();
  }

  /** The picture as a PNG, twice as fine as on the screen; null when the browser cannot make one. */
  png(): Promise<Blob | null> {
    const canvas = this.#chart.renderToCanvas({
      pixelRatio: PNG_PIXELS,
      ...(this.#picture === null ? {} : { backgroundColor: this.#picture.theme.surface }),
    });
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  /** The picture as SVG, as large as on the screen. */
  svg(): string {
    const picture = this.#picture;
    const size = { width: this.#chart.getWidth(), height: this.#chart.getHeight() };
    const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
    try {
      if (picture !== null)
        chart.setOption({ ...treemapOption(picture), tooltip: { show: false }, backgroundColor: picture.theme.surface });
      return chart.renderToSVGString();
    } finally {
      chart.dispose();
    }
  }

  [Symbol.dispose](): void {
    this.#chart.dispose();
  }
}

/**
 * ECharts empties its element by assigning "" to `innerHTML`, which the policy of the window (Trusted Types) forbids for every
 * text. This element is emptied in another way, and takes no other text.
 */
function withoutHtml(element: HTMLElement): HTMLElement {
  Object.defineProperty(element, "innerHTML", {
    configurable: true,
    get: () => "",
    set: () => {
      element.replaceChildren();
    },
  });
  return element;
}
