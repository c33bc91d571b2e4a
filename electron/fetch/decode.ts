import { pipeline, type Duplex } from "node:stream";
import zlib from "node:zlib";
import { errorCode } from "#fetch/lookup.ts";
import { FetchError, sizeInWords } from "#fetch/fetch-error.ts";

/** A content coding that can be undone. */
export type ContentCoding = "gzip" | "deflate" | "br" | "zstd";

const MAX_CODINGS = 5;
const CODINGS: Readonly<Record<string, ContentCoding>> = { gzip: "gzip", "x-gzip": "gzip", deflate: "deflate", br: "br", zstd: "zstd" };
/** RFC 9659 §3: zstd on the web needs a window of 8 MiB at most. */
const ZSTD_PARAMS = { [zlib.constants.ZSTD_d_windowLogMax]: 23 };

/** The codings of a body in the order to undo them, or why that cannot be done. Takes Content-Encoding, "" for none. */
export function contentCodings(contentEncoding: string): readonly ContentCoding[] | FetchError {
  if (contentEncoding === "") return [];
  const names = contentEncoding
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > MAX_CODINGS) {
    return new FetchError("unsupported-encoding", `The body is compressed ${names.length} times over; at most ${MAX_CODINGS} are undone.`);
  }
  const codings: ContentCoding[] = [];
  for (const name of names) {
    const coding = Object.hasOwn(CODINGS, name) ? CODINGS[name] : undefined;
    if (coding === undefined)
      return new FetchError("unsupported-encoding", `The body is compressed with "${printable(name)}", which Orbweaver does not know.`);
    codings.unshift(coding);
  }
  return codings;
}

/**
 * Undoes all codings of a whole body at once. A body declared as gzip that does not begin like gzip is taken as it is: servers
 * that add the header to a plain page are more common than gzip with a damaged first byte, which the page's kind still shows.
 */
export function decodeWhole(body: Uint8Array, codings: readonly ContentCoding[], maxBytes: number): Uint8Array | FetchError {
  let bytes = body;
  for (const coding of codings) {
    if (bytes.length === 0) return bytes;
    try {
      bytes = decodeOnce(bytes, coding, maxBytes);
    } catch (error) {
      return decodeFailure(error, coding, maxBytes);
    }
  }
  return bytes;
}

function decodeOnce(bytes: Uint8Array, coding: ContentCoding, maxBytes: number): Uint8Array {
  const options = { maxOutputLength: maxBytes, chunkSize: Math.min(262_144, Math.max(4096, bytes.length * 4)) };
  switch (coding) {
    case "gzip":
      return isGzip(bytes) ? zlib.gunzipSync(bytes, options) : bytes;
    case "deflate":
      return isZlib(bytes) ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options);
    case "br":
      return zlib.brotliDecompressSync(bytes, options);
    case "zstd":
      return zlib.zstdDecompressSync(bytes, { ...options, params: ZSTD_PARAMS });
  }
}

/** Takes a body piece by piece and hands on what it decodes to. */
export interface Decoder {
  /** Returns false when the pieces come faster than they are decoded; `onDrain` says when to go on. */
  write(piece: Uint8Array): boolean;
  end(): void;
  destroy(): void;
}

/** What a decoder tells. After `onEnd` or `onFailure` nothing more comes. */
export interface DecoderEvents {
  readonly onData: (decoded: Buffer) => void;
  readonly onDrain: () => void;
  readonly onEnd: () => void;
  readonly onFailure: (failure: FetchError) => void;
}

/** A decoder that never holds more than a few pieces. `first` is the beginning of the body, at least 2 bytes of it. */
export function createDecoder(codings: readonly ContentCoding[], first: Uint8Array, events: DecoderEvents): Decoder {
  // Only the outermost layer can be told by its first bytes here; the inner ones are taken as declared.
  const stages: Duplex[] = codings.flatMap((coding, index) => {
    if (index === 0 && coding === "gzip" && !isGzip(first)) return [];
    return [decodingStream(coding, index === 0 ? first : null)];
  });
  const head = stages[0];
  const tail = stages.at(-1);
  if (head === undefined || tail === undefined) {
    return { write: (piece) => (events.onData(Buffer.from(piece)), true), end: events.onEnd, destroy: () => undefined };
  }
  let over = false;
  const finish = (error: unknown): void => {
    if (over) return;
    over = true;
    if (error === null || error === undefined) events.onEnd();
    else events.onFailure(decodeFailure(error, codings[0] ?? "gzip", 0));
  };
  head.on("drain", () => over || events.onDrain());
  tail.on("data", (decoded: Buffer) => over || events.onData(decoded));
  tail.on("end", () => finish(null));
  if (stages.length > 1) pipeline(stages, (error) => error && finish(error));
  else tail.on("error", finish);
  return {
    write: (piece) => over || head.write(piece),
    end: () => over || head.end(),
    destroy: () => {
      over = true;
      for (const stage of stages) stage.on("error", () => undefined).destroy();
    },
  };
}

function decodingStream(coding: ContentCoding, first: Uint8Array | null): Duplex {
  const options = { chunkSize: 65_536 };
  switch (coding) {
    case "gzip":
      return zlib.createGunzip(options);
    case "deflate":
      return first === null || isZlib(first) ? zlib.createInflate(options) : zlib.createInflateRaw(options);
    case "br":
      return zlib.createBrotliDecompress(options);
    case "zstd":
      return zlib.createZstdDecompress({ ...options, params: ZSTD_PARAMS });
  }
}

/** What an error of zlib means for the URL. */
function decodeFailure(error: unknown, coding: ContentCoding, maxBytes: number): FetchError {
  const code = errorCode(error);
  if (code === "ERR_BUFFER_TOO_LARGE")
    return new FetchError("too-large", `The body is larger than ${sizeInWords(maxBytes)} after decompression.`);
  const end = code === "Z_BUF_ERROR" || (error instanceof Error && error.message === "unexpected end of file");
  return new FetchError(
    "bad-encoding",
    end ? `The ${coding} data of the body ends too early.` : `The ${coding} data of the body is damaged${code === "" ? "" : ` (${code})`}.`,
  );
}

/** RFC 1952 §2.3.1. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && (bytes[1] === 0x8b || bytes.length === 1);
}

/** RFC 1950 §2.2; some servers send bare deflate data instead. */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
}

function printable(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, "?").slice(0, 40);
}
