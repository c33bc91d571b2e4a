import type { IncomingHttpHeaders } from "node:http";
import { withoutControls } from "#fetch/control-characters.ts";

const MAX_FIELDS = 200;
const MAX_VALUE_LENGTH = 4096;

/** Fields that crawling reads; they are kept whole, wherever they stand. */
const NEEDED = new Set([
  "location",
  "link",
  "retry-after",
  "refresh",
  "x-robots-tag",
  "content-language",
  "last-modified",
  "content-type",
  "content-encoding",
  "content-length",
]);

/** The raw header of an answer as undici gives it: buffers in the order sent over HTTP/1, an object over HTTP/2. */
export type RawFields = readonly (Buffer | string)[] | IncomingHttpHeaders | null | undefined;

/** The header fields of one answer. */
export interface ResponseFields {
  /** In the order sent, capped; see `FetchAnswer.headers`. */
  readonly list: readonly (readonly [name: string, value: string])[];
  /** Size of all names and values as sent. */
  readonly bytes: number;
  readonly contentType: string;
  /** All values joined with commas. */
  readonly contentEncoding: string;
  /** Content-Length; null when there is none or it is not a number. */
  readonly contentLength: number | null;
}

/** Reads the header of an answer. */
export function responseFields(raw: RawFields): ResponseFields {
  const list: [string, string][] = [];
  let bytes = 0;
  let contentType = "";
  let contentEncoding = "";
  let contentLength: number | null = null;
  for (const [name, value] of pairs(raw)) {
    bytes += name.length + value.length;
    if (name === "set-cookie") continue;
    const needed = NEEDED.has(name);
    if (!needed && list.length >= MAX_FIELDS) continue;
    list.push([name, withoutControls(!needed && value.length > MAX_VALUE_LENGTH ? value.slice(0, MAX_VALUE_LENGTH) : value)]);
    // Of several types the last one counts, as in browsers (Fetch Standard, "extract a MIME type").
    if (name === "content-type" && value.trim() !== "") contentType = withoutControls(value).trim();
    else if (name === "content-encoding") contentEncoding += contentEncoding === "" ? value : `,${value}`;
    else if (name === "content-length" && /^\d{1,15}$/.test(value)) contentLength = Number(value);
  }
  return { list, bytes, contentType, contentEncoding, contentLength };
}

function* pairs(raw: RawFields): Generator<readonly [name: string, value: string]> {
  if (raw === null || raw === undefined) return;
  if (isList(raw)) {
    for (let index = 0; index + 1 < raw.length; index += 2) yield [text(raw[index]).toLowerCase(), text(raw[index + 1])];
    return;
  }
  for (const [name, value] of Object.entries(raw)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) yield [name.toLowerCase(), one];
  }
}

function isList(raw: NonNullable<RawFields>): raw is readonly (Buffer | string)[] {
  return Array.isArray(raw);
}

function text(part: Buffer | string | undefined): string {
  if (part === undefined) return "";
  return typeof part === "string" ? part : part.toString("latin1");
}
