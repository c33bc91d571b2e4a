import type { LinkKind } from "#contract/words.ts";

/** Words of a rel attribute that make a link of a kind; the first kind that fits counts. */
const KINDS: readonly (readonly [kind: LinkKind, words: ReadonlySet<string>])[] = [
  ["canonical", new Set(["canonical"])],
  ["stylesheet", new Set(["stylesheet"])],
  ["icon", new Set(["icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "apple-touch-startup-image"])],
  ["preload", new Set(["preload", "modulepreload", "prefetch"])],
  ["alternate", new Set(["alternate"])],
  ["next", new Set(["next"])],
  ["prev", new Set(["prev", "previous"])],
];

/** The kind of a link that has this rel attribute; `other` when its words make it none of the special ones. */
export function kindOfRel(rel: string, other: LinkKind): LinkKind {
  const words = rel.toLowerCase().split(/[\s]+/);
  for (const [kind, members] of KINDS) {
    if (words.some((word) => members.has(word))) return kind;
  }
  return other;
}
