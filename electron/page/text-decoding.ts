/** What windows-1252 has in place of the control characters U+0080 to U+009F; a blank is a byte that keeps its number. */
const WINDOWS_1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
/** The upper half of ISO-8859-16, from A0 on. */
const ISO_8859_16 =
  "\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

const decoders = new Map<string, TextDecoder | null>();

/**
 * The canonical name of an encoding, in lower case; null when no encoding has this label or it must not be decoded
 * (Encoding standard, "replacement").
 */
export function encodingOf(label: string): string | null {
  const name = label.trim().toLowerCase();
  if (name === "x-user-defined" || name === "iso-8859-16") return name;
  return decoderOf(name)?.encoding ?? null;
}

/** `bytes` as text in an encoding that `encodingOf` named. What is not valid becomes U+FFFD; a byte order mark is left out. */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  if (encoding === "x-user-defined") return mapHighBytes(bytes, (byte) => String.fromCharCode(0xf700 + byte));
  if (encoding === "iso-8859-16") return mapHighBytes(bytes, (byte) => (byte < 0xa0 ? String.fromCharCode(byte) : (ISO_8859_16[byte - 0xa0] as string)));
  const text = decoderOf(encoding)?.decode(bytes) ?? "";
  // Some versions of Node read windows-1252 as if it were ISO-8859-1, which leaves control characters.
  return text;
}

/** `bytes` as UTF-8; null when they are not valid. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

function fromWindows1252(control: string): string {
  const char = WINDOWS_1252[control.charCodeAt(0) - 0x80] as string;
  return char === " " ? control : char;
}

function mapHighBytes(bytes: Uint8Array, toChar: (byte: number) => string): string {
  let text = "";
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : toChar(byte);
  return text;
}

function decoderOf(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  const decoder = createDecoder(label);
  if (decoders.size < 1000) decoders.set(label, decoder);
  return decoder;
}

function createDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}
