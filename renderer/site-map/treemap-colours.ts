import type { SectionNode } from "#contract/site-map.ts";
import type { StateKey } from "../results/cell-text.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import { statusParts, type StatusPart } from "./status-parts.ts";
import { mixColours, type ThemeColours } from "./theme-colours.ts";

const texts = siteMapTexts.treemap;

/** What the areas of a treemap are coloured by. */
export const TREEMAP_COLOURS = ["problems", "status", "depth"] as const;
export type TreemapColour = (typeof TREEMAP_COLOURS)[number];

/** One colour of a treemap with what it means. */
export interface LegendEntry {
  readonly label: string;
  readonly fill: string;
  readonly state?: StateKey;
}

/** Figures that a colour is told from. */
export type Coloured = Pick<SectionNode, "statuses" | "failed" | "blocked" | "pages" | "problems" | "depths">;

/** Upper ends of the steps of the share of problems, 0 to 1. */
const SHARES = [0, 0.01, 0.05, 0.2] as const;
/** Lower ends of the steps of depth. */
const DEPTHS = [0, 1, 2, 3, 4, 6] as const;
const CLASS_STATES: readonly (readonly [StatusPart["key"], StateKey])[] = [
  ["2xx", "kept"],
  ["3xx", "redirect"],
  ["4xx", "client-error"],
  ["5xx", "server-error"],
  ["failed", "failed"],
  ["blocked", "blocked"],
];

/** The colours of a treemap, the mildest first; `entryOf` picks one by its position. */
export function legendOf(colour: TreemapColour, theme: ThemeColours): readonly LegendEntry[] {
  const on = (name: keyof ThemeColours, share: number): string => mixColours(theme[name], theme.surface, share);
  switch (colour) {
    case "problems":
      return [
        { label: texts.noProblems, fill: on("state-kept", 0.22) },
        { label: texts.upTo(1), fill: on("state-client-error", 0.2) },
        { label: texts.upTo(5), fill: on("state-client-error", 0.38) },
        { label: texts.upTo(20), fill: on("state-server-error", 0.32) },
        { label: texts.over(20), fill: on("state-server-error", 0.52) },
      ];
    case "status":
      return [
        ...CLASS_STATES.map(([key, state]) => ({
          label: siteMapTexts.classes[key],
          fill: on(`state-${state}` as keyof ThemeColours, state === "failed" ? 0.42 : 0.26),
          state,
        })),
        { label: siteMapTexts.classes.none, fill: on("state-excluded", 0.16) },
      ];
    case "depth":
      return DEPTHS.map((from, nth) => ({ label: depthLabel(from, DEPTHS[nth + 1]), fill: on("accent", 0.08 + nth * 0.092) }));
  }
}

/** Position in the legend of the colour that a section gets. */
export function entryOf(colour: TreemapColour, section: Coloured): number {
  switch (colour) {
    case "problems": {
      const share = section.problems / Math.max(1, section.pages);
      const step = SHARES.findIndex((end) => share <= end);
      return step === -1 ? SHARES.length : step;
    }
    case "status": {
      const [main] = statusParts(section).toSorted((one, other) => other.count - one.count);
      return main === undefined ? CLASS_STATES.length : CLASS_STATES.findIndex(([key]) => key === main.key);
    }
    case "depth":
      return DEPTHS.findLastIndex((from) => from <= (section.depths?.[1] ?? 0));
  }
}

function depthLabel(from: number, next: number | undefined): string {
  return texts.clicks(from, next === undefined ? null : next - 1);
}
