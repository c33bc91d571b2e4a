/** The columns of the outline in the order shown. */
export const OUTLINE_COLUMNS = ["section", "urls", "pages", "status", "waiting", "problems", "depth", "words"] as const;
export type OutlineColumn = (typeof OUTLINE_COLUMNS)[number];
