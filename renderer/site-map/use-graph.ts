import { useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from "react";
import type { LinkGraph } from "#contract/site-map.ts";
import { firstPlaces } from "./first-places.ts";
import type { LayoutEvents, LayoutState } from "./graph-layout.ts";
import type { GraphPicture, PicturePaint, PictureSelection } from "./graph-picture.ts";

/** Why there is no picture: no WebGL here, it gave up, or its program did not come; null when there is one or will be. */
export type NoPicture = "no-webgl" | "lost" | "not-loaded";

/** A link graph on the screen and what it tells. */
export interface GraphOnScreen {
  readonly picture: GraphPicture | null;
  readonly problem: NoPicture | null;
  readonly state: LayoutState;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Tries to make the picture again. */
  readonly again: () => void;
}

interface Asked {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly graph: LinkGraph | null;
  readonly edges: Uint32Array;
  readonly paint: PicturePaint | null;
  readonly selection: PictureSelection | null;
  readonly onHover: (node: number, at: { readonly x: number; readonly y: number }) => void;
  readonly onPick: (node: number) => void;
}

/** Draws a link graph into an element and arranges it; the program that does is loaded when the first one is shown. */
export function useGraph({ frame, graph, edges, paint, selection, onHover, onPick }: Asked): GraphOnScreen {
  const [picture, setPicture] = useState<GraphPicture | null>(null);
  const [problem, setProblem] = useState<NoPicture | null>(null);
  const [state, setState] = useState<LayoutState>("arranging");
  const [tries, setTries] = useState(0);
  const layout = useRef<{ pause: () => void; resume: () => void } | null>(null);
  const hovered = useEffectEvent(onHover);
  const picked = useEffectEvent(onPick);

  useEffect(() => {
    const element = frame.current;
    if (element === null || graph === null || graph.names.length === 0) return;
    const stop = new AbortController();
    const made = new DisposableStack();
    stop.signal.addEventListener("abort", () => made.dispose());
    const events = {
      hovered: (node: number, at: { x: number; y: number }) => hovered(node, at),
      picked: (node: number) => picked(node),
      lost: () => setProblem("lost"),
    };
    const begin = async (): Promise<void> => {
      const program = await import("./graph-program.ts");
      if (stop.signal.aborted) return;
      const places = firstPlaces(graph);
      const shown = made.use(new program.GraphPicture(element, { data: graph, edges, places }, events));
      setPicture(shown);
      setState("arranging");
      layout.current = made.use(new program.GraphLayout(graph, edges, places, tellsPicture(shown, setState)));
    };
    begin().catch(() => {
      if (!stop.signal.aborted) setProblem(hasWebGl() ? "not-loaded" : "no-webgl");
    });
    return () => {
      stop.abort();
      layout.current = null;
      setPicture(null);
      setProblem(null);
    };
  }, [frame, graph, edges, tries]);
  useEffect(() => {
    if (paint !== null) picture?.paint(paint);
  }, [picture, paint]);
  useEffect(() => picture?.select(selection), [picture, selection]);

  return useMemo(
    () => ({
      picture,
      problem,
      state,
      pause: () => layout.current?.pause(),
      resume: () => layout.current?.resume(),
      again: () => setTries((last) => last + 1),
    }),
    [picture, problem, state],
  );
}

/** What the layout tells goes to the picture: moving nodes glide, or are shown where they end when the person wants no motion. */
function tellsPicture(picture: GraphPicture, setState: (state: LayoutState) => void): LayoutEvents {
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    moved: (next, settled) => {
      if (!isCalm || settled) picture.moveTo(next, { glide: !isCalm, last: settled });
    },
    state: (next) => {
      setState(next);
      if (next !== "arranging") picture.settle();
    },
  };
}

/** Whether this browser draws with WebGL at all. */
function hasWebGl(): boolean {
  const canvas = document.createElement("canvas");
  return canvas.getContext("webgl2") !== null || canvas.getContext("webgl") !== null;
}
