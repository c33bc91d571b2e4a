/** What Orbweaver reads off an HTML page by itself. All text is trimmed, with runs of white space as one space. */
export interface PageFacts {
  /** First title; null when there is none. At most 2,000 characters are kept of any text, `titleLength` counts all. */
  readonly title: string | null;
  /** Grapheme clusters (Unicode UAX #29). */
  readonly titleLength: number;
  /** Width in Arial 20 px, rounded. */
  readonly titlePixels: number;
  readonly description: string | null;
  readonly descriptionLength: number;
  /** The first 20. */
  readonly h1s: readonly string[];
  readonly h1Count: number;
  readonly h2s: readonly string[];
  readonly h2Count: number;
  /** First canonical of the page or its Link header, resolved and normalised; null when there is none. */
  readonly canonical: string | null;
  /** Directives of `<meta name=robots>` and `<meta name=orbweaver>`, lower case, joined with ", ". */
  readonly metaRobots: string;
  /** `lang` of html, else Content-Language; "" when neither is there. */
  readonly language: string;
  readonly hreflangs: readonly (readonly [language: string, url: string])[];
  /** Words of the visible text (Unicode word boundaries for scripts without spaces). */
  readonly wordCount: number;
  /** 16 hex digits over the visible text; "" when there is none. */
  readonly textHash: string;
  /** Target of a meta refresh, resolved; null when there is none. */
  readonly metaRefresh: string | null;
  /** Base address of the page when `<base>` sets one; null otherwise. */
  readonly base: string | null;
}
