import { OrbweaverError } from "#contract/failure.ts";

/** Names that Windows keeps for devices, whatever follows the first dot. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** With a number and an extension well below the 255 bytes that file systems allow. */
const MAX_LENGTH = 100;

/** A text as a file name without extension that every system accepts: no path, no device, no trailing dot, never empty. */
export function safeFileName(text: string): string {
  const plain = text
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
    .replaceAll(/\.{2,}/g, ".")
    .replaceAll(/^[.-]+|[.-]+$/g, "")
    .slice(0, MAX_LENGTH)
    .replaceAll(/[.-]+$/g, "");
  if (plain === "") return "crawl";
  return DEVICE_NAME.test(plain) ? `site-${plain}` : plain;
}

/** The file name, without extension, for a crawl that starts at `address`: its host, and its port when that is not the default one. */
export function crawlFileName(address: string): string {
  const url = URL.parse(address);
  return safeFileName(url === null ? "crawl" : url.host.toLowerCase());
}

/** What some system keeps for itself in names, and characters that cannot be seen or turn the direction of writing. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F<>:"/\\|?*\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u;
/** File systems allow 255 bytes; the names of a crawl's files end with up to 20 more. */
const MAX_BYTES = 230;

/**
 * The name that a person typed for a crawl, as file name without extension that every system accepts. Letters of all writings,
 * spaces and most marks stay as they are. Throws `bad-input` that says what cannot be in a name.
 */
export function typedCrawlName(typed: string): string {
  const name = typed
    .normalize("NFC")
    .trim()
    .replace(/\.crawl$/i, "")
    .trim();
  const problem = nameProblem(name);
  if (problem !== null) throw new OrbweaverError("bad-input", `"${typed}" cannot be the name of a crawl: ${problem} Choose another one.`);
  return name;
}

function nameProblem(name: string): string | null {
  if (name === "") return "it is empty.";
  if (FORBIDDEN.test(name) || !name.isWellFormed()) return 'it holds a character that file names cannot have (such as / \\ : * ? " < > |).';
  if (/^\.|\.$/.test(name)) return "it begins or ends with a dot.";
  if (DEVICE_NAME.test(name)) return "Windows keeps it for a device.";
  return Buffer.byteLength(name) > MAX_BYTES ? "it is too long." : null;
}
