import { largestSections } from "#store/reader-largest-sections.ts";
import type { SectionTree } from "#store/reader-section-tree.ts";

/** Sections that colour the nodes of a graph. */
export const MOST_COLOURS = 24;

/** The pages of a tree in groups: each group is a section without those of its sections that are groups themselves. */
export interface PageGroups {
  /** The section of each group that has pages, the largest section first; the root is the last. */
  readonly sections: readonly number[];
  /** Pages of each group. */
  readonly pages: readonly number[];
  /** Section of the tree -> its group; -1 for a section that is above all groups and has no pages. */
  groupOf(section: number): number;
}

/** Sections that are looked at for each group that comes out: a folder that holds nothing but folders makes no group. */
const LOOKED_AT = 20;

/** Splits what is below `top` into at most `most` groups, the largest sections first. The tree counts nothing but pages. */
export function groupPages(tree: SectionTree, top: number, most: number): PageGroups {
  const rest = new Map<number, number>([[top, tree.urls(top)]]);
  let groups = 1;
  for (const { section, above } of largestSections(tree, top, Infinity)) {
    if (groups >= most || rest.size >= most * LOOKED_AT) break;
    const pages = tree.urls(section);
    const left = (rest.get(above) ?? 0) - pages;
    rest.set(above, left);
    rest.set(section, pages);
    if (left > 0) groups += 1;
  }
  const filled = [...rest].filter(([, pages]) => pages > 0).toSorted(([one], [other]) => Number(one === 0) - Number(other === 0));
  const numbers = new Map(filled.map(([section], group) => [section, group]));
  return {
    sections: filled.map(([section]) => section),
    pages: filled.map(([, pages]) => pages),
    groupOf(section) {
      let one = section;
      while (!rest.has(one) && one !== 0) one = tree.above(one);
      return numbers.get(one) ?? -1;
    },
  };
}
