import type { LinkGraph } from "#contract/site-map.ts";

/** Nodes that a search found, and how many there are in all. */
export interface FoundNodes {
  readonly nodes: readonly number[];
  readonly total: number;
}

/** The nodes whose address or title contains a text, without regard to case, the most linked first; at most `most` of them. */
export function findNodes(
  { names, titles, inlinks }: Pick<LinkGraph, "names" | "titles" | "inlinks">,
  search: string,
  most: number,
): FoundNodes {
  const wanted = search.toLowerCase();
  const matches = [...names.keys()].filter(
    (node) => wanted === "" || (names[node] ?? "").toLowerCase().includes(wanted) || (titles[node] ?? "").toLowerCase().includes(wanted),
  );
  const nodes = matches.toSorted((one, other) => (inlinks[other] ?? 0) - (inlinks[one] ?? 0)).slice(0, most);
  return { nodes, total: matches.length };
}
