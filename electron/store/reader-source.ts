import { basename } from "node:path";
import { createZstdDecompress } from "node:zlib";
import { OrbweaverError } from "#contract/failure.ts";
import { PAGE_SOURCE_CHARS, type PageSource } from "#contract/page-detail.ts";
import { decodeText } from "#page/charset.ts";
import { addressFinder } from "#store/reader-address.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { requireAddress } from "#store/reader-detail.ts";

/** Bytes of a source that are unpacked: no common encoding takes more for the characters that are told. */
const MOST_BYTES = 4 * PAGE_SOURCE_CHARS;

/** The source of a page as it was read, when the file keeps it. Errors: not-found, damaged. */
export async function pageSource(connection: ReadConnection, asked: string): Promise<PageSource> {
  const { id } = requireAddress(addressFinder(connection).find(asked), connection, asked);
  const [packed, charset] = (connection.rows(SOURCE_SQL, id)[0] ?? []) as [Uint8Array?, (string | null)?];
  if (packed === undefined) return { text: null, isCut: false };
  const bytes = await unpack(packed, connection.path);
  const { text } = decodeText(bytes.subarray(0, MOST_BYTES), `text/html; charset=${charset ?? ""}`, "html");
  const isCut = text.length > PAGE_SOURCE_CHARS || bytes.byteLength > MOST_BYTES;
  return { text: isCut ? withoutHalf(text.slice(0, PAGE_SOURCE_CHARS)) : text, isCut };
}

const SOURCE_SQL = "SELECT page_html.zstd, page.charset FROM page_html LEFT JOIN page ON page.id = page_html.id WHERE page_html.id = ?";

async function unpack(packed: Uint8Array, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const unpacking = createZstdDecompress();
  unpacking.end(packed);
  try {
    for await (const chunk of unpacking as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) break;
    }
  } catch (cause) {
    throw new OrbweaverError("damaged", `"${basename(path)}" is damaged: the source of this page cannot be unpacked.`, { cause });
  }
  return Buffer.concat(chunks);
}

/** Text without the first half of a character whose second half was cut off. */
const withoutHalf = (text: string): string => (/[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text);
