import { type DefaultTreeAdapterTypes, html as parse5Html, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What a page holds according to a DOM built by the rules of the HTML standard. */
export interface OracleReading {
  /** `kind url` of every a, area, img, iframe, script and link, sorted, each once; every kind of `<link>` counts as "link". */
  readonly links: readonly string[];
  readonly title: string | null;
  readonly h1s: readonly string[];
  readonly base: string | null;
}

const INLINE = new Set(
  (
    "a abbr acronym applet area audio b base basefont bdi bdo bgsound big button canvas cite code data datalist del dfn em embed font i " +
    "iframe image img input ins kbd label link map mark meta meter nobr noscript object output param picture progress q rb rp rt rtc ruby s " +
    "samp script select slot small source span strike strong style sub sup template textarea time track tt u var video wbr svg math"
  ).split(" "),
);
const HIDDEN = new Set([
  "script",
  "style",
  "template",
  "noscript",
  "iframe",
  "noembed",
  "noframes",
  "textarea",
  "title",
  "audio",
  "video",
  "canvas",
  "svg",
]);

/** Reads `page` the slow and sure way. */
export function readWithParse5(page: string, url: string): OracleReading {
  // Links in noscript count, as they do for whoever has no scripts; facts are those of a browser that has them.
  const elements = [...elementsOf(parse(page, { scriptingEnabled: false }))];
  const seen = [...elementsOf(parse(page, { scriptingEnabled: true }))];
  const isHtml = (element: Element): boolean => element.namespaceURI === parse5Html.NS.HTML;
  const title = seen.find((element) => isHtml(element) && element.tagName === "title");
  const baseHref = seen.filter((element) => isHtml(element) && element.tagName === "base").map((element) => attribute(element, "href"));
  const base = baseOf(baseHref.find((href) => href !== null) ?? null, url);
  const links = new Set<string>();
  for (const element of elements) {
    for (const [kind, href] of linksOf(element)) {
      const target = URL.parse(href, base ?? url);
      if (target === null || (target.protocol !== "http:" && target.protocol !== "https:")) continue;
      target.hash = "";
      links.add(`${kind} ${target.href}`);
    }
  }
  const h1s = seen.filter((element) => isHtml(element) && element.tagName === "h1").map(headingOf);
  return { links: [...links].sort(), title: title === undefined ? null : collapse(textOf(title)), h1s, base };
}

function baseOf(href: string | null, url: string): string | null {
  const base = href === null ? null : URL.parse(href, url);
  return base === null || base.protocol === "data:" || base.protocol === "javascript:" ? null : base.href;
}

function* elementsOf(root: Node): Generator<Element> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ("tagName" in node) yield node;
    if ("childNodes" in node) waiting.push(...[...node.childNodes].reverse());
  }
}

function attribute(element: Element, name: string): string | null {
  const [prefix, local] = name.includes(":") ? name.split(":") : [undefined, name];
  return element.attrs.find((attr) => attr.name === local && (attr.prefix || undefined) === prefix)?.value ?? null;
}

function linksOf(element: Element): readonly (readonly [string, string])[] {
  const isSvg = element.namespaceURI === parse5Html.NS.SVG;
  if (!isSvg && element.namespaceURI !== parse5Html.NS.HTML) return [];
  const svgHref = isSvg ? (attribute(element, "href") ?? attribute(element, "xlink:href")) : null;
  const embedded = (kind: string, href: string | null) => (href === null || href.trim() === "" ? [] : [[kind, href] as const]);
  switch (element.tagName) {
    case "a": {
      const href = isSvg ? svgHref : attribute(element, "href");
      return href === null ? [] : [["a", href]];
    }
    case "area": {
      const href = isSvg ? null : attribute(element, "href");
      return href === null ? [] : [["area", href]];
    }
    case "image":
      return embedded("img", svgHref);
    case "img":
      return isSvg ? [] : embedded("img", attribute(element, "src"));
    case "iframe":
      return isSvg ? [] : embedded("iframe", attribute(element, "src"));
    case "script":
      return embedded("script", isSvg ? svgHref : attribute(element, "src"));
    case "link":
      return isSvg ? [] : embedded("link", attribute(element, "href"));
    default:
      return [];
  }
}

function headingOf(element: Element): string {
  const text = collapse(textOf(element));
  if (text !== "") return text.slice(0, 2000);
  for (const inner of elementsOf(element)) {
    const alt = inner.tagName === "img" ? attribute(inner, "alt") : null;
    if (alt !== null && collapse(alt) !== "") return collapse(alt);
  }
  return "";
}

/** Text inside `root` without what is not shown, with a space where a block begins or ends. */
function textOf(root: Element): string {
  let text = "";
  const walk = (node: Node): void => {
    if (node.nodeName === "#text") text += (node as DefaultTreeAdapterTypes.TextNode).value;
    if (!("tagName" in node) || HIDDEN.has(node.tagName)) return;
    const isBlock = !INLINE.has(node.tagName) && isKnownBlock(node.tagName);
    if (isBlock) text += " ";
    for (const child of node.childNodes) walk(child);
    if (isBlock) text += " ";
  };
  for (const child of root.childNodes) walk(child);
  return text;
}

const BLOCKS = new Set(
  (
    "address article aside blockquote br caption center col colgroup dd details dir div dl dt fieldset figcaption figure footer form frameset " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr li listing main marquee menu nav ol optgroup option p plaintext pre search section summary table " +
    "tbody td tfoot th thead tr ul xmp"
  ).split(" "),
);
const isKnownBlock = (name: string): boolean => BLOCKS.has(name);

function collapse(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
