import { DirectedGraph } from "graphology";
import { Sigma } from "sigma";
import type { NodeProgramType } from "sigma/rendering";
import type { MouseCoords } from "sigma/types";
import type { LinkGraph } from "#contract/site-map.ts";
import { GraphLabels } from "./graph-labels.ts";
import { GraphLayer } from "./graph-layer.ts";
import { nodeAt, nodeSizes, treeEdges } from "./graph-links.ts";
import { drawMarks } from "./graph-marks.ts";
import { GraphMotion } from "./graph-motion.ts";
import { graphSvg } from "./graph-svg.ts";
import { sectionName } from "./section-path.ts";
import { channels, type ThemeColours } from "./theme-colours.ts";

/** With more links than this only those of the tree are drawn while anything moves. */
const MOST_MOVING_EDGES = 20_000;
/** The picture counts as still this long after the last movement of the camera. */
const STILL_AFTER_MS = 160;
const CAMERA_MS = 250;
/** Room around a node in which it can be hit, in pixels. */
const SLACK_PX = 4;
const FADED = 26;

/** What a picture tells: the node that is pointed at (with the place of the pointer) or was clicked, -1 for none, and its end. */
export interface PictureEvents {
  readonly hovered: (node: number, at: { readonly x: number; readonly y: number }) => void;
  readonly picked: (node: number) => void;
  readonly lost: () => void;
}

/** What is selected in a picture. `around` are the nodes that keep their colour. */
export interface PictureSelection {
  readonly node: number;
  readonly around: ReadonlySet<number>;
  readonly links: Uint32Array;
  readonly path: readonly number[];
}

/** Colours of a picture: of each node as a position in `fills`. */
export interface PicturePaint {
  readonly entries: Uint8Array;
  readonly fills: readonly string[];
  readonly theme: ThemeColours;
}

const UNUSED_LAYERS = ["edges", "nodes", "edgeLabels", "hovers", "hoverNodes"];
const NOTHING: PictureSelection = { node: -1, around: new Set(), links: new Uint32Array(), path: [] };

/** A link graph on the screen: sigma holds camera, pointer and labels, a layer of our own draws nodes and links. */
export class GraphPicture implements Disposable {
  readonly #graph = new DirectedGraph();
  readonly #sigma: Sigma;
  readonly #layer: GraphLayer;
  readonly #gl: WebGLRenderingContext;
  readonly #labels: GraphLabels;
  readonly #font: string;
  readonly #resizes: ResizeObserver;
  #data: LinkGraph;
  #edges: Uint32Array;
  #sizes: Float32Array;
  #motion: GraphMotion;
  #paint: PicturePaint | null = null;
  #selection: PictureSelection = NOTHING;
  #hovered = -1;
  #movingUntilMs = 0;
  #isDisposed = false;

  /** Throws when the browser has no WebGL. */
  constructor(
    container: HTMLElement,
    graph: { readonly data: LinkGraph; readonly edges: Uint32Array; readonly places: Float32Array },
    events: PictureEvents,
  ) {
    this.#font = getComputedStyle(document.body).fontFamily;
    this.#labels = new GraphLabels(this.#font);
    this.#data = graph.data;
    this.#edges = graph.edges;
    this.#sizes = nodeSizes(graph.data);
    this.#motion = new GraphMotion(graph.places);
    graph.data.names.forEach((name, node) => {
      const [x, y] = [graph.places[node * 2] ?? 0.5, graph.places[node * 2 + 1] ?? 0.5];
      this.#graph.addNode(String(node), { x, y, size: this.#sizes[node], label: labelOf(name) });
    });
    this.#sigma = makeSigma(this.#graph, container, this.#labels);
    this.#gl = this.#sigma.createWebGLContext("links", { antialias: false, ...under("edges") });
    this.#layer = new GraphLayer(this.#gl);
    this.#layer.setGraph(this.#sizes, this.#edges, treeEdges(graph.data.foundBy));
    this.#layer.setPlaces(graph.places, graph.places);
    this.#sigma.createCanvasContext("marks", { style: {}, ...under("mouse") });
    // The new layers take the size of the others; those that stay empty are not worth being put together by the browser.
    this.#sigma.resize(true);
    for (const name of UNUSED_LAYERS) this.#sigma.getCanvases()[name]?.style.setProperty("display", "none");
    this.#listen(container, events);
    this.#resizes = new ResizeObserver(() => this.#sigma.refresh({ schedule: true }));
    this.#resizes.observe(container);
    this.#sigma.refresh();
  }

  paint(paint: PicturePaint): void {
    this.#paint = paint;
    this.#labels.setColours(paint.theme.text, paint.theme.surface);
    this.#colourNodes();
  }

  select(selection: PictureSelection | null): void {
    this.#selection = selection ?? NOTHING;
    this.#labels.only = selection === null ? null : new Set([...selection.around, selection.node].map(String));
    this.#colourNodes();
  }

  /** Moves the nodes to new places; when they are the last ones, labels are put in order. */
  moveTo(places: Float32Array, how: { readonly glide: boolean; readonly last: boolean }): void {
    const nowMs = performance.now();
    this.#motion.moveTo(places, nowMs, how.glide);
    this.#layer.setPlaces(this.#motion.from, this.#motion.to);
    this.#labels.hidden = !how.last;
    this.#run();
    if (how.last) this.settle();
  }

  /** Brings labels to where the nodes are. */
  settle(): void {
    this.#labels.hidden = false;
    const places = this.#motion.to;
    this.#graph.updateEachNodeAttributes(
      (node, attributes) => {
        attributes["x"] = places[Number(node) * 2];
        attributes["y"] = places[Number(node) * 2 + 1];
        return attributes;
      },
      { attributes: ["x", "y"] },
    );
  }

  /** Shows a node in the middle, close enough to see its neighbours. */
  focus(node: number): void {
    const { x, y } = this.#placeNow(node);
    this.#animate({ x, y, ratio: Math.min(this.#sigma.getCamera().ratio, 0.25) });
  }

  fit(): void {
    this.#animate({ x: 0.5, y: 0.5, ratio: 1 });
  }

  zoom(factor: number): void {
    this.#animate({ ratio: this.#sigma.getCamera().getBoundedRatio(this.#sigma.getCamera().ratio * factor) });
  }

  /** Moves the view by shares of its width and height. */
  pan(right: number, up: number): void {
    const { x, y, ratio } = this.#sigma.getCamera();
    this.#animate({ x: x + right * ratio, y: y + up * ratio });
  }

  /** What is on the screen, as PNG; null when the browser cannot make one. */
  png(): Promise<Blob | null> {
    this.#movingUntilMs = 0;
    this.#sigma.refresh({ partialGraph: {}, skipIndexation: true });
    const layers = this.#sigma.getCanvases();
    const whole = document.createElement("canvas");
    whole.width = layers["links"]?.width ?? 0;
    whole.height = layers["links"]?.height ?? 0;
    const context = whole.getContext("2d");
    if (context === null) return Promise.resolve(null);
    context.fillStyle = this.#paint?.theme.surface ?? "white";
    context.fillRect(0, 0, whole.width, whole.height);
    for (const name of ["links", "labels", "marks"]) {
      const layer = layers[name];
      if (layer !== undefined) context.drawImage(layer, 0, 0, whole.width, whole.height);
    }
    return new Promise((resolve) => whole.toBlob(resolve, "image/png"));
  }

  /** What is on the screen, as SVG. */
  svg(): string {
    const { width, height } = this.#sigma.getDimensions();
    const places = new Float32Array(this.#sizes.length * 2);
    this.#sizes.forEach((_, node) => {
      const { x, y } = this.#viewOf(node);
      places.set([x, y], node * 2);
    });
    const paint = this.#paint;
    return graphSvg({
      width,
      height,
      places,
      radii: this.#sizes.map((size) => this.#sigma.scaleSize(size)),
      edges: this.#edges,
      fills: Array.from(this.#sizes, (_, node) => paint?.fills[paint.entries[node] ?? 0] ?? "gray"),
      titles: this.#data.names,
      labels: [...this.#sigma.getNodeDisplayedLabels()].map((key) => ({
        node: Number(key),
        text: labelOf(this.#data.names[Number(key)] ?? ""),
      })),
      background: paint?.theme.surface ?? "white",
      line: paint?.theme["text-faded"] ?? "gray",
      text: paint?.theme.text ?? "black",
      font: this.#font,
    });
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#resizes.disconnect();
    this.#layer[Symbol.dispose]();
    this.#sigma.kill();
  }

  #listen(container: HTMLElement, { hovered, picked, lost }: PictureEvents): void {
    const sigma = this.#sigma;
    const point = (event: MouseCoords): void => {
      const node = this.#nodeAt(event);
      if (node !== this.#hovered) {
        this.#hovered = node;
        container.style.cursor = node === -1 ? "" : "pointer";
        hovered(node, { x: event.x, y: event.y });
        this.#run();
      }
    };
    sigma.on("moveBody", ({ event }) => point(event));
    sigma.on("clickStage", ({ event }) => picked(this.#nodeAt(event)));
    sigma.on("leaveStage", () => {
      this.#hovered = -1;
      hovered(-1, { x: 0, y: 0 });
      this.#run();
    });
    sigma.on("doubleClickStage", (event) => event.preventSigmaDefault());
    sigma.getCamera().on("updated", () => (this.#movingUntilMs = performance.now() + STILL_AFTER_MS));
    sigma.on("afterRender", () => this.#draw());
    const onLost = (event: Event): void => {
      event.preventDefault();
      if (!this.#isDisposed) lost();
    };
    for (const canvas of Object.values(sigma.getCanvases())) canvas.addEventListener("webglcontextlost", onLost);
  }

  /** Draws in the next frame. */
  #run(): void {
    if (!this.#isDisposed) this.#sigma.scheduleRender();
  }

  #draw(): void {
    const nowMs = performance.now();
    const gl = this.#gl;
    const way = this.#motion.way(nowMs);
    const isMoving = way < 1 || nowMs < this.#movingUntilMs;
    const { theme } = this.#paint ?? {};
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    // The links of a selected node are drawn by the marks, and no others.
    const edges = this.#selection.node !== -1 ? "none" : isMoving && this.#edges.length / 2 > MOST_MOVING_EDGES ? "tree" : "all";
    const opacity = edges === "tree" ? 0.25 : linkOpacity(this.#edges.length / 2);
    this.#layer.draw(this.#sigma.getRenderParams(), { way, edges, ink: theme?.["text-faded"] ?? "rgb(128, 128, 128)", opacity });
    this.#drawMarks();
    if (isMoving) this.#run();
  }

  #drawMarks(): void {
    const canvas = this.#sigma.getCanvases()["marks"];
    const context = canvas?.getContext("2d");
    if (canvas === undefined || context === null || context === undefined) return;
    const { width, height } = this.#sigma.getDimensions();
    context.clearRect(0, 0, width, height);
    const { node: selected, links, path } = this.#selection;
    const theme = this.#paint?.theme;
    drawMarks(
      context,
      {
        links,
        path,
        selected,
        hovered: this.#hovered,
        placeOf: (node) => ({ ...this.#viewOf(node), size: this.#sigma.scaleSize(this.#sizes[node] ?? 1) }),
        labelOf: (node) => labelOf(this.#data.names[node] ?? ""),
        accent: theme?.accent ?? "blue",
        quiet: theme?.["text-quiet"] ?? "gray",
      },
      this.#labels,
    );
  }

  #colourNodes(): void {
    const paint = this.#paint;
    if (paint === null) return;
    const fills = paint.fills.map(channels);
    const { node: selected, around } = this.#selection;
    const colours = new Uint8Array(this.#sizes.length * 4);
    paint.entries.forEach((entry, node) => {
      const [red = 0, green = 0, blue = 0] = fills[entry] ?? [];
      const isFaded = selected !== -1 && node !== selected && !around.has(node);
      colours.set([red, green, blue, isFaded ? FADED : 255], node * 4);
    });
    this.#layer.setColours(colours);
    this.#run();
  }

  #nodeAt({ x, y }: { readonly x: number; readonly y: number }): number {
    const at = this.#sigma.viewportToFramedGraph({ x, y });
    const beside = this.#sigma.viewportToFramedGraph({ x: x + 1, y });
    const pixel = Math.hypot(beside.x - at.x, beside.y - at.y);
    const radii = (node: number): number => this.#sigma.scaleSize(this.#sizes[node] ?? 1) * pixel;
    return nodeAt(this.#motion.at(performance.now()), radii, { ...at, slack: SLACK_PX * pixel });
  }

  #placeNow(node: number): { readonly x: number; readonly y: number } {
    const [from, to, way] = [this.#motion.from, this.#motion.to, this.#motion.way(performance.now())];
    const mix = (nth: number): number => (from[nth] ?? 0) * (1 - way) + (to[nth] ?? 0) * way;
    return { x: mix(node * 2), y: mix(node * 2 + 1) };
  }

  #viewOf(node: number): { readonly x: number; readonly y: number } {
    return this.#sigma.framedGraphToViewport(this.#placeNow(node));
  }

  #animate(state: Partial<{ x: number; y: number; ratio: number }>): void {
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isCalm) this.#sigma.getCamera().setState(state);
    else void this.#sigma.getCamera().animate(state, { duration: CAMERA_MS });
    this.#run();
  }
}

/** sigma without anything that draws nodes: the layer does. Labels are put in order by it. */
function makeSigma(graph: DirectedGraph, container: HTMLElement, labels: GraphLabels): Sigma {
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    defaultDrawNodeLabel: labels.draw,
    defaultDrawNodeHover: () => {},
    nodeProgramClasses: { circle: NoProgram as unknown as NodeProgramType },
    nodeHoverProgramClasses: { circle: NoProgram as unknown as NodeProgramType },
    labelRenderedSizeThreshold: 5,
    labelDensity: 0.7,
    labelGridCellSize: 110,
    minCameraRatio: 0.005,
    maxCameraRatio: 3,
    stagePadding: 40,
    zoomDuration: 120,
    inertiaDuration: 150,
  });
  sigma.setCustomBBox({ x: [0, 1], y: [0, 1] });
  sigma.on("afterClear", () => labels.begin());
  return sigma;
}

/** Where a layer lies; sigma's types forget that its contexts take this too. */
function under(beforeLayer: string): object {
  return { beforeLayer };
}

/** Stands where sigma wants a program, and draws nothing. */
class NoProgram {
  drawLabel = undefined;
  drawHover = undefined;
  kill(): void {}
  reallocate(): void {}
  process(): void {}
  render(): void {}
}

/** The more links, the fainter each. */
function linkOpacity(links: number): number {
  return Math.max(0.035, Math.min(0.5, 60 / Math.sqrt(1 + links) / 3));
}

/** What stands beside a node: the address from the path on, a section by its name. */
function labelOf(name: string): string {
  const path = name.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]+/i, "");
  if (path === "" || path === "/") return name.replace(/^[a-z][a-z0-9+.-]*:\/\/|\/$/gi, "");
  return name.endsWith("/") ? sectionName(name) : path.slice(path.lastIndexOf("/") + 1);
}
