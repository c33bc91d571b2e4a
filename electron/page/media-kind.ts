import type { MediaKind } from "#contract/words.ts";
import { contentTypeOf } from "#page/headers.ts";
import { kindByMagic } from "#page/magic.ts";

/** How many bytes of a body are looked at (MIME Sniffing standard, "resource header"). */
const SNIFFED_BYTES = 1445;
/** With more binary bytes than this in its beginning, what is declared as text is none. */
const MAX_BINARY_RATIO = 0.02;

/** Whole types that say what a body is. */
const KINDS_BY_TYPE: ReadonlyMap<string, MediaKind> = new Map<string, MediaKind>([
  ["text/html", "html"],
  ["application/xhtml+xml", "xhtml"],
  ["application/vnd.wap.xhtml+xml", "xhtml"],
  ["text/xml", "xml"],
  ["application/xml", "xml"],
  ["application/xml-dtd", "xml"],
  ["application/pdf", "pdf"],
  ["application/x-pdf", "pdf"],
  ["text/css", "css"],
  ["text/javascript", "script"],
  ["application/javascript", "script"],
  ["application/x-javascript", "script"],
  ["text/ecmascript", "script"],
  ["application/ecmascript", "script"],
  ["text/x-javascript", "script"],
  ["text/jscript", "script"],
  ["application/json", "json"],
  ["text/json", "json"],
  ["application/manifest+json", "json"],
  ["application/x-ndjson", "json"],
  ["application/jsonl", "json"],
  ["application/vnd.ms-fontobject", "font"],
  ["application/font-woff", "font"],
  ["application/font-woff2", "font"],
  ["application/font-sfnt", "font"],
  ["application/x-font-ttf", "font"],
  ["application/x-font-otf", "font"],
  ["application/x-font-woff", "font"],
  ["application/x-font-opentype", "font"],
  ["application/x-font-truetype", "font"],
  ["application/ogg", "audio"],
  ["application/vnd.apple.mpegurl", "video"],
  ["application/x-mpegurl", "video"],
  ["application/dash+xml", "video"],
  ["application/zip", "archive"],
  ["application/gzip", "archive"],
  ["application/x-gzip", "archive"],
  ["application/x-tar", "archive"],
  ["application/x-gtar", "archive"],
  ["application/x-7z-compressed", "archive"],
  ["application/vnd.rar", "archive"],
  ["application/x-rar-compressed", "archive"],
  ["application/x-rar", "archive"],
  ["application/x-bzip2", "archive"],
  ["application/x-bzip", "archive"],
  ["application/x-xz", "archive"],
  ["application/zstd", "archive"],
  ["application/x-zip-compressed", "archive"],
  ["application/java-archive", "archive"],
  ["application/epub+zip", "archive"],
]);

const KINDS_BY_MAIN_TYPE: ReadonlyMap<string, MediaKind> = new Map<string, MediaKind>([
  ["text", "text"],
  ["image", "image"],
  ["audio", "audio"],
  ["video", "video"],
  ["font", "font"],
]);

/** Types that say nothing, so that the bytes decide (MIME Sniffing standard, section 7). */
const UNKNOWN_TYPES: ReadonlySet<string> = new Set(["", "unknown/unknown", "application/unknown", "*/*"]);

/** Kinds whose body is read as text. */
const READABLE: ReadonlySet<MediaKind> = new Set<MediaKind>(["html", "xhtml", "xml", "text"]);

/** Whether a body of this kind is decoded and looked into. */
export function isReadable(kind: MediaKind): boolean {
  return READABLE.has(kind);
}

/**
 * What a body is, from the declared type and its first bytes (1,445 are enough). A declared type is believed, except that
 * what is declared as text of some kind and plainly is a picture, an archive or rubbish is not; and that XML whose root
 * element is XHTML is XHTML. Without a usable type the bytes decide.
 */
export function mediaKindOf(contentType: string, first: Uint8Array): MediaKind {
  const { type, charset } = contentTypeOf(contentType);
  const head = first.subarray(0, SNIFFED_BYTES);
  if (UNKNOWN_TYPES.has(type)) return sniff(head, charset);
  const declared = declaredKind(type);
  if (!isReadable(declared)) return declared;
  const actual = isText(head, charset) ? declared : (kindByMagic(head) ?? "other");
  return actual === "xml" && isXhtmlRoot(head) ? "xhtml" : actual;
}

function declaredKind(type: string): MediaKind {
  const known = KINDS_BY_TYPE.get(type) ?? KINDS_BY_MAIN_TYPE.get(type.slice(0, type.indexOf("/")));
  if (known !== undefined) return known;
  if (type.endsWith("+xml")) return "xml";
  return type.endsWith("+json") ? "json" : "other";
}

function sniff(head: Uint8Array, charset: string): MediaKind {
  if (head.length === 0) return "none";
  if (!isText(head, charset)) return kindByMagic(head) ?? "other";
  if (looksLikeHtml(head)) return "html";
  if (!/^\s*<\?xml/.test(asciiOf(head))) return "text";
  return isXhtmlRoot(head) ? "xhtml" : "xml";
}

/** Whether `head` can be the beginning of a text. A few control characters happen in pages that are pages all the same. */
function isText(head: Uint8Array, charset: string): boolean {
  if (isUtf16(head, charset) || looksLikeHtml(head)) return true;
  let binary = 0;
  for (const byte of head) if (isBinary(byte)) binary++;
  const magic = kindByMagic(head);
  // A text may begin with "ID3" or "OTTO"; but nobody writes a text that begins like a PDF.
  if (magic !== null && (binary > 0 || magic === "pdf")) return false;
  return binary <= head.length * MAX_BINARY_RATIO;
}

/** MIME Sniffing standard, "binary data byte". */
function isBinary(byte: number): boolean {
  return byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f);
}

function isUtf16(head: Uint8Array, charset: string): boolean {
  if ((head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0xff && head[1] === 0xfe)) return true;
  if (/^(?:utf-?16|ucs-?2|unicode|iso-10646-ucs-2|csunicode)/.test(charset)) return true;
  return (head[0] === 0x3c && head[1] === 0 && head[3] === 0) || (head[0] === 0 && head[1] === 0x3c && head[2] === 0);
}

/** MIME Sniffing standard, section 7.1: how pages begin. */
const HTML_START =
  /^\s*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>]|^\s*<!--|^\s*<(?:meta|link)[\s>]/i;

function looksLikeHtml(head: Uint8Array): boolean {
  const text = asciiOf(head);
  return HTML_START.test(text) && !isBinaryStart(head);
}

/** A few letters that look like a tag are no page when rubbish follows at once. */
function isBinaryStart(head: Uint8Array): boolean {
  let binary = 0;
  for (const byte of head) if (isBinary(byte) && byte !== 0) binary++;
  return binary > head.length * MAX_BINARY_RATIO;
}

function isXhtmlRoot(head: Uint8Array): boolean {
  return /<html\s[^>]*xmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["']/.test(asciiOf(head));
}

/** Bytes as text, each a character; a byte order mark, and the NULs of UTF-16, left out. */
function asciiOf(head: Uint8Array): string {
  let text = "";
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for (let i = start; i < head.length; i++) {
    const byte = head[i] as number;
    if (byte !== 0 && byte < 0xfe) text += String.fromCharCode(byte);
  }
  return text;
}
