import { withoutControls } from "#fetch/control-characters.ts";

/**
 * Reading of an HTTP/1 response head before the strict parser of undici sees it. Browsers accept a lot that the standard does
 * not: bare line feeds, folded lines, junk lines, a Content-Length given twice. So that such pages are not lost, a head that
 * is not clean is rewritten into one that says the same; a clean one is passed on as it came.
 */

/** What the first bytes of an answer came to. `end` is where the head ends and the rest begins. */
export type HeadVerdict =
  | { readonly kind: "clean"; readonly start: number; readonly end: number; readonly version: "1.0" | "1.1" }
  | {
      readonly kind: "tidied";
      readonly head: Buffer;
      readonly end: number;
      readonly version: "1.0" | "1.1";
      /** The framing was contradictory: the connection must not be used again. */
      readonly suspicious: boolean;
    }
  | { readonly kind: "informational"; readonly end: number }
  | { readonly kind: "invalid"; readonly message: string };

const LF = 0x0a;
const CR = 0x0d;
const SP = 0x20;
const HT = 0x09;
const COLON = 0x3a;

/** Bytes of a field name (RFC 9110 §5.6.2, token). */
const TOKEN = byteSet("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/**
 * Where the head ends that begins before `from`: behind the first empty line, -1 when there is none yet. An empty line may
 * end in a bare LF. `from` may be where the last search ended, less 2.
 */
export function findHeadEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(LF, from); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}

/** How many bytes of empty lines stand before the status line (RFC 9112 §2.2 lets a parser ignore them). */
export function leadingBlank(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === CR || bytes[at] === LF) at += 1;
  return at;
}

/** Whether the bytes from `start` can be the beginning of an HTTP/1 answer; few bytes are given the benefit of the doubt. */
export function beginsLikeHttp(bytes: Buffer, start: number): boolean {
  return "HTTP/".startsWith(bytes.toString("latin1", start, start + 5));
}

/** Judges the head that stands from `start` to `end`. */
export function judgeHead(bytes: Buffer, start: number, end: number): HeadVerdict {
  const lineEnd = bytes.indexOf(LF, start);
  const statusLine = bytes.toString("latin1", start, lineEnd).trimEnd();
  const parts = /^HTTP\/1\.(\d)[ \t]+(\d{3})(?:[ \t](.*))?$/s.exec(statusLine);
  if (parts === null)
    return { kind: "invalid", message: `The answer begins with ${quoted(statusLine)}, which is not a status line of HTTP/1.` };
  const [, minor, status, reason = ""] = parts;
  if (status === "101") return { kind: "invalid", message: "The server switched to another protocol without being asked." };
  if (status === undefined || status < "100")
    return { kind: "invalid", message: `The answer has the status ${status}, which does not exist.` };
  if (status < "200") return { kind: "informational", end };
  const version = minor === "0" ? "1.0" : "1.1";
  const usual = statusLine.startsWith(`HTTP/${version} ${status}`);
  if (usual && isClean(bytes, start, end)) return { kind: "clean", start, end, version };
  const fields = framed(readFields(bytes.toString("latin1", lineEnd + 1, end)));
  if (typeof fields === "string") return { kind: "invalid", message: fields };
  const lines = [`HTTP/${version} ${status} ${withoutControls(reason)}`, ...fields.list.map(([name, value]) => `${name}: ${value}`)];
  return { kind: "tidied", head: Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), end, version, suspicious: fields.suspicious };
}

/** Whether every line ends in CRLF and is a field that the strict parser takes, with one length and no length beside chunks. */
function isClean(bytes: Buffer, start: number, end: number): boolean {
  let lengths = 0;
  let codings = 0;
  let at = cleanLineEnd(bytes, start, end);
  while (at !== -1 && at < end - 2) {
    let name = at;
    while (TOKEN[bytes[name] ?? 0] === 1) name += 1;
    if (name === at || bytes[name] !== COLON) return false;
    const next = cleanLineEnd(bytes, name, end);
    if (name - at === 14 && isField(bytes, at, "content-length")) {
      if (!/^:[ \t]*\d{1,15}[ \t]*\r\n$/.test(bytes.toString("latin1", name, next))) return false;
      lengths += 1;
    } else if (name - at === 17 && isField(bytes, at, "transfer-encoding")) codings += 1;
    at = next;
  }
  return at !== -1 && lengths <= 1 && (lengths === 0 || codings === 0);
}

/** Position behind the CRLF that ends the line at `at`; -1 when a control character stands in the line or it ends otherwise. */
function cleanLineEnd(bytes: Buffer, at: number, end: number): number {
  for (let position = at; position < end; position += 1) {
    const byte = bytes[position] ?? 0;
    if (byte >= SP ? byte === 0x7f : byte !== HT) return byte === CR && bytes[position + 1] === LF ? position + 2 : -1;
  }
  return -1;
}

function isField(bytes: Buffer, at: number, name: string): boolean {
  return bytes.toString("latin1", at, at + name.length).toLowerCase() === name;
}

type Field = readonly [name: string, value: string];

/**
 * The fields of a head as a browser would read them: folded lines joined (RFC 9112 §5.2), white space before the first field
 * and before colons ignored (§2.2, §5.1), lines that are no fields dropped, control characters as spaces (RFC 9110 §5.5).
 */
function readFields(text: string): Field[] {
  const fields: [string, string][] = [];
  for (const line of text.split(/\r?\n/)) {
    const last = fields.at(-1);
    if (line.startsWith(" ") || line.startsWith("\t")) {
      if (last !== undefined) last[1] = `${last[1]} ${withoutControls(line).trim()}`.trim();
      continue;
    }
    const parts = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*:(.*)$/s.exec(line);
    if (parts?.[1] !== undefined) fields.push([parts[1], withoutControls(parts[2] ?? "").trim()]);
  }
  return fields;
}

/**
 * Fields with one statement about the length of the body: equal lengths become one, chunks win over a length (RFC 9112 §6.3);
 * a sentence when lengths contradict each other or make no sense.
 */
function framed(fields: readonly Field[]): { list: readonly Field[]; suspicious: boolean } | string {
  const isLength = ([name]: Field): boolean => name.toLowerCase() === "content-length";
  const lengths = fields.filter(isLength).flatMap(([, value]) => value.split(",").map((part) => part.trim()));
  const chunked = fields.some(([name]) => name.toLowerCase() === "transfer-encoding");
  if (lengths.length === 0) return { list: fields, suspicious: false };
  if (new Set(lengths).size > 1) return "The answer gives two different lengths for its body.";
  const length = lengths[0] ?? "";
  if (!/^\d{1,15}$/.test(length)) return `The answer gives ${quoted(length)} as the length of its body.`;
  const rest = fields.filter((field) => !isLength(field));
  return chunked ? { list: rest, suspicious: true } : { list: [...rest, ["Content-Length", length]], suspicious: false };
}

function quoted(line: string): string {
  const text = withoutControls(line).replace(/[^\x20-\x7e]/g, "?");
  return `"${text.length > 40 ? `${text.slice(0, 40)}...` : text}"`;
}

function byteSet(characters: string): Uint8Array {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}
