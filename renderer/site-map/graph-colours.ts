import type { LinkGraph } from "#contract/site-map.ts";
import { statusState, type StateKey } from "../results/cell-text.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import { sectionPath } from "./section-path.ts";
import { channels, mixColours, type ThemeColours } from "./theme-colours.ts";

const texts = siteMapTexts.graph;

/** What the nodes of a link graph are coloured by. */
export const GRAPH_COLOURS = ["section", "status", "depth", "inlinks"] as const;
export type GraphColour = (typeof GRAPH_COLOURS)[number];

/** A colour of the graph with what it means. */
export interface GraphLegendEntry {
  readonly label: string;
  readonly fill: string;
  readonly state?: StateKey;
}

/** The colour of each node as a position in the legend. */
export interface GraphPaint {
  readonly legend: readonly GraphLegendEntry[];
  readonly entries: Uint8Array;
}

const STATES: readonly (readonly [StateKey, string])[] = [
  ["kept", siteMapTexts.classes["2xx"]],
  ["redirect", siteMapTexts.classes["3xx"]],
  ["client-error", siteMapTexts.classes["4xx"]],
  ["server-error", siteMapTexts.classes["5xx"]],
  ["failed", texts.noAnswer],
];
const DEPTHS = 7;
/** Lower ends of the steps of links in. */
const INLINKS = [0, 2, 10, 100, 1000];
/** Sections with a colour of their own; more could not be told apart. */
const MOST_SECTION_COLOURS = 12;

/** Colours of all nodes of a graph, with their legend. */
export function paintGraph(graph: LinkGraph, colour: GraphColour, theme: ThemeColours): GraphPaint {
  switch (colour) {
    case "status": {
      const legend = STATES.map(([state, label]) => ({ label, fill: theme[`state-${state}` as keyof ThemeColours], state }));
      const order = STATES.map(([state]) => state);
      return paint(graph, legend, (node) => order.indexOf(stateOf(graph.statuses[node] ?? 0)));
    }
    case "depth": {
      const legend = Array.from({ length: DEPTHS }, (_, depth) => ({
        label: texts.depths(depth, depth === DEPTHS - 1),
        fill: ramp(theme, depth / (DEPTHS - 1)),
      }));
      return paint(graph, legend, (node) => Math.min(DEPTHS - 1, graph.depths[node] ?? 0));
    }
    case "inlinks": {
      const legend = INLINKS.map((from, nth) => ({
        label: texts.inlinkSteps(from, INLINKS[nth + 1] ?? null),
        fill: ramp(theme, nth / (INLINKS.length - 1)),
      }));
      return paint(graph, legend, (node) => INLINKS.findLastIndex((from) => (graph.inlinks[node] ?? 0) >= from));
    }
    case "section": {
      const own = Math.min(MOST_SECTION_COLOURS, graph.sections.at(-1) === "" ? graph.sections.length - 1 : graph.sections.length);
      const legend = shortNames(graph.sections.slice(0, own)).map((label, nth) => ({ label, fill: hue(theme, nth) }));
      const others = { label: texts.otherSections, fill: theme["state-excluded"] };
      return paint(graph, own < graph.sections.length ? [...legend, others] : legend, (node) => Math.min(own, graph.sectionOf[node] ?? 0));
    }
  }
}

/** Sections as they are told apart: from the path on when all are of one host. */
function shortNames(prefixes: readonly string[]): readonly string[] {
  const origins = new Set(prefixes.map((prefix) => sectionPath(prefix)[1] ?? ""));
  return origins.size === 1 ? prefixes.map((prefix) => prefix.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]+/i, "")) : prefixes;
}

/** The state that a status of a link graph stands for; 0 is no answer. */
export function stateOf(status: number): StateKey {
  return status === 0 ? "failed" : statusState(status);
}

function paint(graph: LinkGraph, legend: readonly GraphLegendEntry[], entryOf: (node: number) => number): GraphPaint {
  return { legend, entries: Uint8Array.from(graph.names, (_, node) => Math.max(0, entryOf(node))) };
}

/** From a quiet grey to the accent, `share` 0 to 1. */
function ramp(theme: ThemeColours, share: number): string {
  const start = mixColours(theme["text-faded"], theme.surface, 0.45);
  return share < 0.6
    ? mixColours(theme.accent, start, share / 0.6)
    : mixColours(theme["state-client-error"], theme.accent, (share - 0.6) / 0.4);
}

/** Hues that lie far apart even for the first few, as light or dark as the scheme needs. */
function hue(theme: ThemeColours, nth: number): string {
  const isDark = (channels(theme.surface)[0] ?? 0) < 128;
  const [h, s, l] = [(225 + nth * 137.5) % 360, nth % 2 === 0 ? 0.55 : 0.42, (isDark ? 0.66 : 0.46) + (nth % 3) * 0.04];
  const channel = (n: number): number => {
    const k = (n + h / 30) % 12;
    return Math.round(255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return `rgb(${channel(0)}, ${channel(8)}, ${channel(4)})`;
}
