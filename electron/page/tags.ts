import { NameTable } from "#page/name-table.ts";

/** "Special" in the HTML standard: their end tags close what is open inside, and the end tags of others stop at them. */
// oxfmt-ignore
const SPECIAL_NAMES = [
  "address", "applet", "area", "article", "aside", "base", "basefont", "bgsound", "blockquote", "body", "br", "button", "caption",
  "center", "col", "colgroup", "dd", "details", "dir", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer", "form",
  "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "img", "input", "li",
  "link", "listing", "main", "marquee", "menu", "meta", "nav", "noembed", "noframes", "noscript", "object", "ol", "p", "param",
  "plaintext", "pre", "script", "search", "section", "select", "source", "style", "summary", "table", "tbody", "td", "template",
  "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "wbr", "xmp",
] as const;

/** Other elements that say something about structure, links or facts. Any element not listed counts as plain inline text. */
// oxfmt-ignore
const OTHER_NAMES = [
  "a", "keygen", "image", "audio", "video", "canvas", "option", "optgroup", "svg", "math", "foreignobject", "desc", "metadata", "text",
  "annotation", "annotation-xml", "mi", "mn", "mo", "ms", "mtext", "b", "big", "code", "em", "i", "nobr", "ruby", "s", "small", "span",
  "strong", "strike", "sub", "sup", "tt", "u", "var",
] as const;

const TAG_NAMES = [...SPECIAL_NAMES, ...OTHER_NAMES] as const;
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
  /** See SPECIAL_NAMES. */
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

function take(trait: number, ...names: readonly TagName[]): void {
  for (const name of names) traits[TAG[name]] = (traits[TAG[name]] as number) & ~trait;
}

give(TRAIT.special | TRAIT.breaks | TRAIT.listScope, ...SPECIAL_NAMES);
// oxfmt-ignore
take(TRAIT.breaks, "img", "input", "wbr", "select", "button", "object", "embed", "iframe", "applet", "script", "style", "template",
  "link", "meta", "base", "basefont", "bgsound", "param", "source", "track", "area", "textarea", "noscript", "html", "head", "body");
take(TRAIT.listScope, "address", "div", "p");
give(TRAIT.breaks, "option", "optgroup");
// Kept on the stack although the standard does not call them special: what is inside is hidden, or not HTML.
give(TRAIT.special, "audio", "video", "canvas", "svg", "math");
// oxfmt-ignore
give(TRAIT.void, "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "image", "input", "keygen", "link",
  "meta", "param", "source", "track", "wbr");
// oxfmt-ignore
give(TRAIT.closesParagraph, "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "dd", "dt",
  "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "listing",
  "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul", "xmp");
// oxfmt-ignore
give(TRAIT.head, "html", "head", "base", "basefont", "bgsound", "link", "meta", "title", "noscript", "noframes", "style", "script",
  "template");
// oxfmt-ignore
give(TRAIT.hidden, "script", "style", "template", "noscript", "iframe", "noembed", "noframes", "textarea", "title", "audio", "video",
  "canvas", "svg", "desc", "metadata", "annotation", "annotation-xml");
// A browser with scripts takes what is in noscript as one piece of text.
// oxfmt-ignore
give(TRAIT.scope, "applet", "caption", "html", "table", "td", "th", "marquee", "object", "select", "template", "foreignobject", "svg",
  "math", "noscript");
give(TRAIT.tableScope, "html", "table", "template", "noscript");
give(TRAIT.tablePart, "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup");
give(TRAIT.heading, "h1", "h2", "h3", "h4", "h5", "h6");
// oxfmt-ignore
give(TRAIT.breaksOut, "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2",
  "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small",
  "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var");

/** The properties of an element, as bits of TRAIT. */
export function traitsOf(tag: number): number {
  return traits[tag] as number;
}
