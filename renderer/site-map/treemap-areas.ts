import type { SectionNode } from "#contract/site-map.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import type { Coloured } from "./treemap-colours.ts";

/** What the areas of a treemap are as large as. */
export const TREEMAP_SIZES = ["pages", "bytes", "problems"] as const;
export type TreemapSize = (typeof TREEMAP_SIZES)[number];

/** An area of a treemap. */
export interface Area extends Coloured {
  /** Section of the area; for what is directly in a section, the section itself. */
  readonly prefix: string;
  readonly name: string;
  /** Whether it stands for what is directly in its section. */
  readonly isRest: boolean;
  readonly size: number;
  readonly bytes: number;
  readonly below: readonly Area[];
}

/**
 * The areas below a section, the largest first, each with those below it. What is directly in a section is an area of its own, so
 * the areas below one add up to it. Sections without any size are left out.
 */
export function areasOf(section: SectionNode, size: TreemapSize): readonly Area[] {
  const below = section.below.map((one) => areaOf(one, size));
  return [...below, restOf(section, size)].filter((area) => area.size > 0).toSorted((one, other) => other.size - one.size);
}

function areaOf(section: SectionNode, size: TreemapSize): Area {
  const below = areasOf(section, size);
  // A section whose only part are its own pages is drawn whole.
  const parts = below.length === 1 && below[0]?.isRest === true ? [] : below;
  return { ...section, name: section.name, isRest: false, size: section[size], below: parts };
}

function restOf(section: SectionNode, size: TreemapSize): Area {
  const rest = (of: (one: SectionNode) => number): number =>
    Math.max(
      0,
      section.below.reduce((left, one) => left - of(one), of(section)),
    );
  const isCut = section.below.length < section.sections;
  return {
    prefix: section.prefix,
    name: isCut ? siteMapTexts.treemap.others : siteMapTexts.treemap.here,
    isRest: true,
    size: rest((one) => one[size]),
    pages: rest((one) => one.pages),
    bytes: rest((one) => one.bytes),
    problems: rest((one) => one.problems),
    failed: rest((one) => one.failed),
    blocked: rest((one) => one.blocked),
    statuses: [0, 1, 2, 3].map((nth) => rest((one) => one.statuses[nth] ?? 0)) as unknown as SectionNode["statuses"],
    depths: section.depths,
    below: [],
  };
}
