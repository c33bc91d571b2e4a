import { NameTable } from "#page/name-table.ts";

/** Elements that say something about structure, links or facts. Every other element counts as plain inline text. */
const TAG_NAMES = [
  "a", "address", "applet", "area", "article", "aside", "base", "basefont", "bgsound", "blockquote", "body", "br", "button",
  "caption", "center", "col", "colgroup", "dd", "details", "dir", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure",
  "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe",
  "img", "input", "li", "link", "listing", "main", "marquee", "menu", "meta", "nav", "noembed", "noframes", "noscript", "object",
  "ol", "p", "param", "plaintext", "pre", "script", "search", "section", "select", "source", "style", "summary", "table", "tbody",
  "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "wbr", "xmp",
  // Void, or hidden as text, or part of drawings.
  "keygen", "image", "audio", "video", "canvas", "option", "optgroup", "svg", "math", "foreignobject", "desc", "metadata", "text",
  "annotation", "annotation-xml", "mi", "mn", "mo", "ms", "mtext",
  // Inline in HTML; they end a drawing that they stand in.
  "b", "big", "code", "em", "i", "nobr", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "tt", "u", "var",
] as const;
type TagName = (typeof TAG_NAMES)[number];

const table = new NameTable(TAG_NAMES);

/** Code of each element; 0 is any element that is not listed. */
export const TAG = Object.fromEntries(TAG_NAMES.map((name, index) => [name, index + 1])) as Readonly<Record<TagName, number>>;

/** One more than the largest code of an element. */
export const TAG_CODES = TAG_NAMES.length + 1;

/** Code of the element whose name stands at `start`..`end` of `text`. */
export function tagAt(text: string, start: number, end: number): number {
  return table.find(text, start, end);
}

/** Properties of elements, as bits. */
export const TRAIT = {
  /** "Special" in the HTML standard: its end tag closes what is open inside, and the end tags of others stop at it. */
  special: 1,
  /** Never has content. */
  void: 2,
  /** Its start and end separate words. */
  breaks: 4,
  /** Its start tag closes a paragraph. */
  closesParagraph: 8,
  /** May stand in the head. */
  head: 16,
  /** Its text is not shown on the page. */
  hidden: 32,
  /** End tags never reach through it ("has an element in scope"). */
  scope: 64,
  heading: 128,
  /** Its start tag ends a drawing or formula that it stands in. */
  breaksOut: 256,
  /** End tags of tables and their parts never reach through it. */
  tableScope: 512,
  /** Part of a table. */
  tablePart: 1024,
  /** The start of a list item never closes another one that is behind it. */
  listScope: 2048,
} as const;

const traits = new Uint16Array(TAG_CODES);

function give(trait: number, ...names: readonly TagName[]): void {
  for (const name of names) traits[TAG[name]] = (traits[TAG[name]] as number) | trait;
}

for (let code = 1; code <= TAG.xmp; code++) traits[code] = TRAIT.special | TRAIT.breaks;
traits[TAG.a] = 0;
for (const inline of ["img", "input", "wbr", "select", "button", "object", "embed", "iframe", "applet", "script", "style", "template",
  "link", "meta", "base", "basefont", "bgsound", "param", "source", "track", "area", "textarea", "noscript", "html", "head", "body"] as const) {
  traits[TAG[inline]] = TRAIT.special;
}
give(TRAIT.void, "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "image", "input", "keygen", "link",
  "meta", "param", "source", "track", "wbr");
give(TRAIT.closesParagraph, "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "dd", "dt",
  "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "listing",
  "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul", "xmp");
give(TRAIT.head, "html", "head", "base", "basefont", "bgsound", "link", "meta", "title", "noscript", "noframes", "style", "script",
  "template");
give(TRAIT.hidden, "script", "style", "template", "noscript", "iframe", "noembed", "noframes", "textarea", "title", "audio", "video",
  "canvas", "svg", "desc", "metadata", "annotation", "annotation-xml");
// A browser with scripts takes what is in noscript as one piece of text.
give(TRAIT.scope, "applet", "caption", "html", "table", "td", "th", "marquee", "object", "select", "template", "foreignobject", "svg",
  "math", "noscript");
give(TRAIT.tableScope, "html", "table", "template", "noscript");
for (let code = 1; code <= TAG.xmp; code++) {
  const isSpecial = traitsOf(code) & TRAIT.special;
  const isPassed = code === TAG.address || code === TAG.div || code === TAG.p;
  if (isSpecial && !isPassed) traits[code] = traitsOf(code) | TRAIT.listScope;
}
give(TRAIT.tablePart, "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup");
give(TRAIT.heading, "h1", "h2", "h3", "h4", "h5", "h6");
give(TRAIT.breaksOut, "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2",
  "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small",
  "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var");
// Kept on the stack although the standard does not call them special: what is inside is hidden, or not HTML.
give(TRAIT.special, "audio", "video", "canvas", "svg", "math");
give(TRAIT.breaks, "option", "optgroup");

/** The properties of an element, as bits of TRAIT. */
export function traitsOf(tag: number): number {
  return traits[tag] as number;
}
