import { OrbweaverError } from "#contract/failure.ts";

const CAUSES: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder",
  EACCES: "reading it is not allowed",
  EPERM: "reading it is not allowed",
};

/** The text of a file that a person named, by its byte order mark UTF-8 or UTF-16. Throws `not-found` and `bad-input`, with the file's name. */
export function readText(read: () => Uint8Array, shownPath: string): string {
  let bytes: Uint8Array;
  try {
    bytes = read();
  } catch (cause) {
    const code = String((cause as { readonly code?: unknown }).code);
    if (code === "ENOENT" || code === "ENOTDIR") throw new OrbweaverError("not-found", `There is no file ${shownPath}.`, { cause });
    throw new OrbweaverError(
      "bad-input",
      `${shownPath} cannot be read: ${CAUSES[code] ?? (cause instanceof Error ? cause.message : String(cause))}.`,
      { cause },
    );
  }
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
