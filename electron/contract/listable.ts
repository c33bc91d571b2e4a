import type { Filter } from "#contract/views.ts";

/** The rows of `pages` that search engines may list, each test of which must hold: what an exported sitemap is narrowed to. */
export const LISTABLE: readonly Filter[] = [
  { column: "indexable", test: "is", value: true },
  { column: "status", test: "at-least", value: 200 },
  { column: "status", test: "less-than", value: 300 },
];
