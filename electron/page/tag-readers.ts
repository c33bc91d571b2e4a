import { refreshTarget } from "#page/headers.ts";
import { type PageNotes, isBlank } from "#page/page-notes.ts";
import { anchorOf } from "#page/page-text.ts";
import { kindOfRel } from "#page/rel.ts";
import { srcsetUrls } from "#page/srcset.ts";
import { TAG, TAG_CODES } from "#page/tags.ts";
import { collapse } from "#page/text-capture.ts";

/** Reads the attributes of one start tag into the notes. */
export type TagReader = (notes: PageNotes) => void;

const MAX_HREFLANGS = 1000;
/** Names of meta elements whose directives concern us. */
const ROBOTS_NAMES: ReadonlySet<string> = new Set(["robots", "orbweaver"]);

const readArea: TagReader = (notes) => {
  const href = notes.attributes.get("href");
  if (href !== null) notes.link("area", href, anchorOf(notes.attributes.get("alt") ?? ""));
};

const readBase: TagReader = (notes) => {
  if (!notes.isInNoscript) notes.base ??= notes.attributes.get("href");
};

const readHtml: TagReader = (notes) => {
  notes.language ??= notes.attributes.get("lang") ?? notes.attributes.get("xml:lang");
};

const readLink: TagReader = (notes) => {
  const { attributes } = notes;
  const href = attributes.get("href");
  const rel = attributes.get("rel") ?? "";
  const kind = kindOfRel(rel, "link");
  const imageSet = attributes.get("imagesrcset");
  if (imageSet !== null) for (const url of srcsetUrls(imageSet)) notes.embed(kind, url);
  if (href === null || isBlank(href)) return;
  notes.embed(kind, href);
  if (notes.isInNoscript) return;
  if (kind === "canonical") notes.canonical ??= href;
  const language = kind === "alternate" ? attributes.get("hreflang")?.trim() : undefined;
  if (language && notes.hreflangs.length < MAX_HREFLANGS) notes.hreflangs.push([language, href]);
};

const readMeta: TagReader = (notes) => {
  const { attributes } = notes;
  const content = attributes.get("content");
  if (content === null) return;
  if (attributes.get("http-equiv")?.trim().toLowerCase() === "refresh") {
    const target = refreshTarget(content);
    if (target === null) return;
    notes.link("meta-refresh", target);
    if (!notes.isInNoscript) notes.metaRefresh ??= target;
    return;
  }
  const name = attributes.get("name")?.trim().toLowerCase();
  if (name === undefined || notes.isInNoscript) return;
  if (name === "description") notes.description ??= collapse(content);
  else if (ROBOTS_NAMES.has(name)) notes.robots.push(content);
};

/** Images, scripts and links of a drawing have href, or xlink:href in older ones (SVG 2, "Linking"). */
function drawingHref({ attributes }: PageNotes): string | null {
  return attributes.get("href") ?? attributes.get("xlink:href");
}

/** The address of an `a` element; null when it is none. */
export function anchorHref(notes: PageNotes): string | null {
  return notes.isInDrawing ? drawingHref(notes) : notes.attributes.get("href");
}

const readImage: TagReader = (notes) => {
  const { attributes } = notes;
  const alt = anchorOf(attributes.get("alt") ?? "");
  notes.embed("img", notes.isInDrawing ? drawingHref(notes) : attributes.get("src"), alt);
  readSrcset(notes, alt);
};

function readSrcset(notes: PageNotes, alt: string): void {
  const srcset = notes.attributes.get("srcset");
  if (srcset !== null) for (const url of srcsetUrls(srcset)) notes.embed("srcset", url, alt);
}

const readScript: TagReader = (notes) => {
  notes.embed("script", notes.isInDrawing ? drawingHref(notes) : notes.attributes.get("src"));
};

const readIframe: TagReader = (notes) => {
  notes.embed("iframe", notes.attributes.get("src"), anchorOf(notes.attributes.get("title") ?? ""));
};

const readFrame: TagReader = (notes) => {
  notes.embed("frame", notes.attributes.get("src"), anchorOf(notes.attributes.get("title") ?? ""));
};

const readSource: TagReader = (notes) => {
  notes.embed("source", notes.attributes.get("src"));
  readSrcset(notes, "");
};

const readVideo: TagReader = (notes) => {
  notes.embed("video", notes.attributes.get("src"));
  notes.embed("img", notes.attributes.get("poster"));
};

const readInput: TagReader = (notes) => {
  const { attributes } = notes;
  if (attributes.get("type")?.toLowerCase() !== "image") return;
  notes.embed("input", attributes.get("src"), anchorOf(attributes.get("alt") ?? ""));
};

const readForm: TagReader = (notes) => {
  notes.embed("form", notes.attributes.get("action"));
};

const readBackground: TagReader = (notes) => {
  notes.embed("background", notes.attributes.get("background"));
};

const readers: (TagReader | null)[] = Array.from({ length: TAG_CODES }, () => null);

function read(reader: TagReader, ...tags: readonly (keyof typeof TAG)[]): void {
  for (const tag of tags) readers[TAG[tag]] = reader;
}

read(readArea, "area");
read(readBase, "base");
read(readHtml, "html");
read(readLink, "link");
read(readMeta, "meta");
read(readImage, "img", "image");
read(readIframe, "iframe");
read(readForm, "form");
read(readFrame, "frame");
read(readSource, "source");
read(readVideo, "video");
read(readInput, "input");
read(readScript, "script");
read((notes) => notes.embed("audio", notes.attributes.get("src")), "audio");
read((notes) => notes.embed("track", notes.attributes.get("src")), "track");
read((notes) => notes.embed("embed", notes.attributes.get("src")), "embed");
read((notes) => notes.embed("object", notes.attributes.get("data")), "object");
read(readBackground, "body", "table", "tbody", "thead", "tfoot", "tr", "td", "th");

/** The reader of an element; null when its attributes say nothing. */
export function readerOf(tag: number): TagReader | null {
  return readers[tag] ?? null;
}
