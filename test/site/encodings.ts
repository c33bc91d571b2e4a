import zlib from "node:zlib";
import { numberOf, page, type Resources } from "#test/site/resource.ts";

/** The page that `/encoded` compresses. */
export const ENCODED_PAGE = page("Compressed", `<p>${"The same page in every encoding. ".repeat(200)}</p>`);

const ENCODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => zlib.gzipSync(bytes),
  "x-gzip": (bytes) => zlib.gzipSync(bytes),
  deflate: (bytes) => zlib.deflateSync(bytes),
  "raw-deflate": (bytes) => zlib.deflateRawSync(bytes),
  br: (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: (bytes) => zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } }),
  identity: (bytes) => bytes,
};

const SPOILERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  truncated: (bytes) => bytes.subarray(0, bytes.length >> 1),
  "bad-checksum": (bytes) => flip(bytes, bytes.length - 7),
  damaged: (bytes) => flip(bytes, bytes.length >> 1),
  garbage: (bytes) => Buffer.concat([bytes, Buffer.from("trailing garbage")]),
};

/**
 * `/encoded?encoding=gzip,br` (applied in that order; `raw-deflate` is declared as `deflate`), `&bytes=` for a larger page,
 * `&spoil=truncated|bad-checksum|damaged|garbage`, `&type=`. `/bomb?encoding=&mb=`: that many megabytes of text.
 * `/declared?encoding=&bytes=`: says it is encoded and is not. `/undeclared`: gzip that does not say so.
 */
export const encodingResources: Resources = {
  encoded: ({ response, query }) => {
    const names = (query.get("encoding") ?? "gzip").split(",");
    const plain = query.has("bytes") ? Buffer.from(page("Large", noise(numberOf(query, "bytes", 0)))) : Buffer.from(ENCODED_PAGE);
    const encoded = names.reduce<Buffer>((bytes, name) => ENCODERS[name]?.(bytes) ?? bytes, plain);
    const body = SPOILERS[query.get("spoil") ?? ""]?.(encoded) ?? encoded;
    response.writeHead(200, {
      "content-type": query.get("type") ?? "text/html",
      "content-encoding": names.map((name) => (name === "raw-deflate" ? "deflate" : name)).join(", "),
      "content-length": body.length,
    });
    response.end(body);
  },
  bomb: ({ response, query }) => {
    const encoding = query.get("encoding") ?? "gzip";
    const body = bomb(encoding, numberOf(query, "mb", 100));
    response.writeHead(200, {
      "content-type": query.get("type") ?? "text/html",
      "content-encoding": encoding,
      "content-length": body.length,
    });
    response.end(body);
  },
  declared: ({ response, query }) => {
    response.writeHead(200, { "content-type": "text/html", "content-encoding": query.get("encoding") ?? "gzip" });
    response.end(query.has("bytes") ? page("Large", noise(numberOf(query, "bytes", 0))) : ENCODED_PAGE);
  },
  undeclared: ({ response }) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(zlib.gzipSync(ENCODED_PAGE));
  },
};

const bombs = new Map<string, Buffer>();

/** Megabytes of text, compressed; made once. */
function bomb(encoding: string, megabytes: number): Buffer {
  const key = `${encoding} ${megabytes}`;
  const made = bombs.get(key) ?? (ENCODERS[encoding] ?? zlib.gzipSync)(Buffer.alloc(megabytes * 1_048_576, "spam "));
  bombs.set(key, made);
  return made;
}

/** Text that hardly compresses, the same every time. */
function noise(bytes: number): string {
  let state = 1;
  let text = "";
  while (text.length < bytes) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, bytes);
}

function flip(bytes: Buffer, at: number): Buffer {
  const spoiled = Buffer.from(bytes);
  spoiled[at] = (spoiled[at] ?? 0) ^ 0xff;
  return spoiled;
}
