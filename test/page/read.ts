import { type PageInput, type PageReading, readPage } from "#page/read-page.ts";

export const PAGE_URL = "https://example.com/dir/page.html";

/** No normalisation but the dropping of fragments, so that what a test expects is what `URL` gives. */
export const PLAIN: PageInput["normalise"] = {
  dropFragment: true,
  dropSessionIds: false,
  dropTracking: false,
  sortQuery: false,
  dropEmptyQuery: false,
  upperCaseEscapes: false,
  decodeUnreserved: false,
  dropDefaultIndex: false,
  dropTrailingSlash: false,
  lowerCasePath: false,
};

/** Reads `html` as a page of https://example.com/dir/page.html. */
export function read(html: string, more: Partial<PageInput> = {}): PageReading {
  return readPage({ html, url: PAGE_URL, kind: "html", headers: [], normalise: PLAIN, maxUrlLength: 4096, maxLinks: 250_000, ...more });
}

/** `kind target` of every link, in document order. */
export function linksOf(reading: Pick<PageReading, "links">): readonly string[] {
  return reading.links.links.map(([target, kind]) => `${kind} ${reading.links.urls[target]}`);
}

/** Anchor text by target, for pages that name each target once. */
export function anchorsOf(reading: PageReading): Readonly<Record<string, string>> {
  return Object.fromEntries(
    reading.links.links.map(([target, , anchor]) => [new URL(reading.links.urls[target] as string).pathname, anchor]),
  );
}

const LINK_ELEMENT_KINDS = new Set(["canonical", "stylesheet", "icon", "preload", "alternate", "next", "prev", "link"]);

/** The reading in the terms of the oracle. */
export function comparable(html: string, url: string) {
  const { facts, links } = read(html, { url, maxUrlLength: 1_000_000 });
  const odd = new Set(links.oddities.map(([index]) => index));
  const compared = links.links.flatMap(([target, kind]) => {
    const name = LINK_ELEMENT_KINDS.has(kind) ? "link" : kind;
    return odd.has(target) || !["a", "area", "img", "iframe", "script", "link"].includes(name) ? [] : [`${name} ${links.urls[target]}`];
  });
  return { links: [...new Set(compared)].sort(), title: facts.title, h1s: facts.h1s, base: facts.base };
}
