const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const decoders = new Map<string, TextDecoder | null>();
/** Labels come from pages: what is remembered of them has a bound. */
const MAX_REMEMBERED = 1000;

/**
 * The canonical name of an encoding, in lower case; null when no encoding has this label or it must not be decoded
 * (Encoding standard, "replacement").
 */
export function encodingOf(label: string): string | null {
  return decoderOf(label.trim().toLowerCase())?.encoding ?? null;
}

/** `bytes` as text in an encoding that `encodingOf` named. What is not valid becomes U+FFFD; a byte order mark is left out. */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  return decoderOf(encoding)?.decode(bytes) ?? "";
}

/** `bytes` as UTF-8; null when they are not valid. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

function decoderOf(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  const decoder = createDecoder(label);
  if (decoders.size < MAX_REMEMBERED) decoders.set(label, decoder);
  return decoder;
}

function createDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}
