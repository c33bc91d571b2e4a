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
