import type { MediaKind } from "#contract/words.ts";

/** A signature: bytes from `offset` on, written as Latin-1. */
type Signature = readonly [kind: MediaKind, offset: number, bytes: string];

/** First bytes of well-known formats (MIME Sniffing standard, section 6, and the formats' own documents). */
const SIGNATURES: readonly Signature[] = [
  ["pdf", 0, "%PDF-"],
  ["image", 0, "\x89PNG\r\n\x1a\n"],
  ["image", 0, "\xff\xd8\xff"],
  ["image", 0, "GIF87a"],
  ["image", 0, "GIF89a"],
  ["image", 8, "WEBPVP"],
  ["image", 0, "\0\0\x01\0"],
  ["image", 0, "\0\0\x02\0"],
  ["image", 0, "II*\0"],
  ["image", 0, "MM\0*"],
  ["image", 4, "ftypavif"],
  ["image", 4, "ftypavis"],
  ["image", 4, "ftypheic"],
  ["image", 4, "ftypmif1"],
  ["image", 0, "\0\0\0\x0cJXL \r\n\x87\n"],
  ["image", 0, "\xff\x0a"],
  ["font", 0, "wOFF"],
  ["font", 0, "wOF2"],
  ["font", 0, "OTTO"],
  ["font", 0, "ttcf"],
  ["font", 0, "\0\x01\0\0"],
  ["video", 4, "ftyp"],
  ["video", 0, "\x1aE\xdf\xa3"],
  ["video", 8, "AVI "],
  ["audio", 0, "ID3"],
  ["audio", 0, "OggS\0"],
  ["audio", 8, "WAVE"],
  ["audio", 0, "fLaC"],
  ["audio", 0, "MThd\0\0\0\x06"],
  ["audio", 8, "AIFF"],
  ["archive", 0, "PK\x03\x04"],
  ["archive", 0, "PK\x05\x06"],
  ["archive", 0, "\x1f\x8b"],
  ["archive", 0, "Rar!\x1a\x07"],
  ["archive", 0, "7z\xbc\xaf\x27\x1c"],
  ["archive", 0, "\xfd7zXZ\0"],
  ["archive", 0, "\x28\xb5\x2f\xfd"],
  ["archive", 257, "ustar"],
  ["other", 0, "\x7fELF"],
  ["other", 0, "\0asm"],
  ["other", 0, "%!PS-Adobe-"],
  ["other", 0, "SQLite format 3\0"],
  ["other", 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["other", 0, "\xca\xfe\xba\xbe"],
];

/** Formats whose second word, from byte 8 on, counts only when this is the first. */
const RIFF_LIKE = /^(?:RIFF|FORM)/;

/** What the first bytes of a binary file say it is; null when they belong to no well-known format. */
export function kindByMagic(first: Uint8Array): MediaKind | null {
  const head = String.fromCharCode(...first.subarray(0, 264));
  for (const [kind, offset, bytes] of SIGNATURES) {
    if (head.startsWith(bytes, offset) && (offset !== 8 || RIFF_LIKE.test(head))) return kind;
  }
  if (head.startsWith("BZh") && head.startsWith("1AY&SY", 4)) return "archive";
  if (isMp3Frame(first)) return "audio";
  return isBitmap(first) ? "image" : null;
}

/** An MPEG audio frame of layer III without a tag in front, with a bit rate that exists. */
function isMp3Frame(first: Uint8Array): boolean {
  const [sync = 0, version = 0, rate = 0] = first;
  return sync === 0xff && (version & 0xe6) === 0xe2 && (version & 0x18) !== 0x08 && rate >= 0x10 && rate < 0xf0;
}

/** A Windows bitmap: reserved bytes are 0, and the length of its header is one that exists. */
function isBitmap(first: Uint8Array): boolean {
  const isReservedZero = first[6] === 0 && first[7] === 0 && first[8] === 0 && first[9] === 0;
  const isHeaderLength = [12, 40, 64, 108, 124].includes(first[14] ?? 0) && first[15] === 0 && first[16] === 0;
  return first[0] === 0x42 && first[1] === 0x4d && isReservedZero && isHeaderLength;
}
