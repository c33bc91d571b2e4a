import { downloadFrom } from "./download-from.ts";

/** The browser reads the content after the click has returned. */
const KEEP_MS = 60_000;

/** Gives the person a file to keep, by the download of the browser. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  downloadFrom(address, name);
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
