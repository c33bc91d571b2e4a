/**
 * A section: the discovered addresses of the site at or below one folder. `waiting + leased + kept + failed + excluded + blocked`
 * is `urls`. Addresses of other sites are in no section.
 */
export interface SectionNode {
  /** Address of the folder with the slash at its end; "" for the root above all hosts. Filter: `section starts-with prefix`. */
  readonly prefix: string;
  /** Last part of the prefix, with its slash; the host for the top of a host. */
  readonly name: string;
  /** Addresses at or below the folder. */
  readonly urls: number;
  readonly waiting: number;
  readonly leased: number;
  readonly kept: number;
  readonly failed: number;
  readonly excluded: number;
  readonly blocked: number;
  /** Answers of pages by class of their status: 2xx, 3xx, 4xx, 5xx; other statuses are in none. */
  readonly statuses: readonly [number, number, number, number];
  /** Rows of `pages`. */
  readonly pages: number;
  /** Sum over its pages. */
  readonly words: number;
  /** Sum over its pages, after decompression. */
  readonly bytes: number;
  /** Pages with an error status, and addresses that failed or are blocked. */
  readonly problems: number;
  /** Fewest and most clicks from a start address over its pages; null without pages. */
  readonly depths: readonly [number, number] | null;
  /** Addresses directly in the folder. Filter: `section is prefix`. */
  readonly urlsHere: number;
  /** How many sections are directly below. */
  readonly sections: number;
  /** The sections directly below, those with the most addresses first; fewer than `sections` when the answer would be too large. */
  readonly below: readonly SectionNode[];
}

/**
 * The pages of a site, or when there are too many their sections, and the links between them: node i is the i-th entry of each
 * list. Lists and not objects, because 20,000 nodes are sent at once.
 */
export interface LinkGraph {
  /** `pages`: a node is an address that was asked for. `sections`: a node is a section and `weights` says how many pages it holds. */
  readonly kind: "pages" | "sections";
  /** Addresses, or prefixes of sections. */
  readonly names: readonly string[];
  /** Titles, or "". */
  readonly titles: readonly string[];
  /** HTTP status, 0 for no answer; for a section, the status class most of its pages have, as 200, 300, 400 or 500. */
  readonly statuses: readonly number[];
  /** Clicks from a start address; for a section the fewest. */
  readonly depths: readonly number[];
  /** Links to the address, or to the pages of the section from others. */
  readonly inlinks: readonly number[];
  /** Index into `sections`. */
  readonly sectionOf: readonly number[];
  /** Prefixes of the sections that colour the nodes, at most 24; the last one is "" for all others when there are more. */
  readonly sections: readonly string[];
  /** Pages that a node stands for; 1 for a page. */
  readonly weights: readonly number[];
  /** Node that named this one first, -1 for a start address: the path from the start. */
  readonly foundBy: readonly number[];
  /** Edges as source, target, source, target ... Each pair once; every edge of `foundBy` is among them. */
  readonly edges: readonly number[];
  /** Links between different nodes, and how many of them `edges` leaves out because they would be too many. */
  readonly edgesTotal: number;
  /** Pages below the prefix, also those that nodes of kind `sections` stand for. */
  readonly pagesTotal: number;
}
