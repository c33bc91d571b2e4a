import { detect } from "chardet";
import type { MediaKind } from "#contract/words.ts";
import { firstMetaLabel, xmlDeclarationLabel } from "#page/charset-prescan.ts";
import { contentTypeOf } from "#page/headers.ts";
import { decodeBytes, decodeUtf8, encodingOf } from "#page/text-decoding.ts";

const MAX_DETECTED_BYTES = 65_536;

/** A body as text, with the canonical name of the encoding it was read with, in lower case. */
export interface DecodedText {
  readonly text: string;
  readonly charset: string;
}

/**
 * Reads a body as text. The first that says something known counts: byte order mark, Content-Type, declaration in the page,
 * whether it is valid UTF-8, what its bytes look like; windows-1252 when nothing does. NUL becomes U+FFFD. Never fails.
 */
export function decodeText(bytes: Uint8Array, contentType: string, kind: MediaKind): DecodedText {
  const declared = encodingByMark(bytes) ?? encodingOf(contentTypeOf(contentType).charset) ?? encodingInside(bytes, kind);
  if (declared !== null) return { text: withoutNul(decodeBytes(bytes, declared)), charset: declared };
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null && !looksLikeIso2022(utf8)) return { text: withoutNul(utf8), charset: "utf-8" };
  const charset = utf8 === null ? detectEncoding(bytes) : "iso-2022-jp";
  return { text: withoutNul(decodeBytes(bytes, charset)), charset };
}

function encodingByMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return null;
}

/** What the text declares about itself. The order of the two ways is that of the standard each kind of text follows. */
function encodingInside(bytes: Uint8Array, kind: MediaKind): string | null {
  if (kind !== "html" && kind !== "xhtml" && kind !== "xml") return null;
  // A first "<" in UTF-16 without a byte order mark (XML 1.0 appendix F).
  if (bytes[0] === 0x3c && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0) return "utf-16le";
  if (bytes[0] === 0 && bytes[1] === 0x3c && bytes[2] === 0 && bytes[3] !== 0) return "utf-16be";
  const fromXml = asDeclared(encodingOf(xmlDeclarationLabel(bytes)));
  if (kind === "xml") return fromXml;
  if (kind === "xhtml" && fromXml !== null) return fromXml;
  const fromMeta = firstMetaLabel(bytes, (label) => asDeclared(encodingOf(label)));
  if (fromMeta !== null) return fromMeta === "x-user-defined" ? "windows-1252" : fromMeta;
  return fromXml;
}

/** A declaration that could be read as ASCII is not in UTF-16, whatever it says. */
function asDeclared(encoding: string | null): string | null {
  return encoding === "utf-16le" || encoding === "utf-16be" ? "utf-8" : encoding;
}

/** ISO-2022-JP consists of ASCII bytes, with escape sequences before and after Japanese text. */
function looksLikeIso2022(text: string): boolean {
  return text.includes("\x1b$B") || text.includes("\x1b$@");
}

function detectEncoding(bytes: Uint8Array): string {
  const detected = detect(sampleOf(bytes));
  const encoding = detected === null ? null : encodingOf(detected);
  // Without any byte of its own in the sample, an encoding cannot be told.
  return encoding === null || encoding.startsWith("utf-16") ? "windows-1252" : encoding;
}

/** Text outside tags, as far as it goes: markup looks like English to a detector. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, MAX_DETECTED_BYTES));
  let length = 0;
  let hasHighByte = false;
  let isInTag = false;
  for (let i = 0; i < bytes.length && length < sample.length; i++) {
    const byte = bytes[i] as number;
    if (byte === 0x3c) isInTag = true;
    if (!isInTag) {
      sample[length++] = byte;
      if (byte >= 0x80) hasHighByte = true;
    }
    if (byte === 0x3e) isInTag = false;
  }
  return hasHighByte ? sample.subarray(0, length) : bytes.subarray(0, MAX_DETECTED_BYTES);
}

function withoutNul(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
}
