import { setupTexts } from "../texts/setup.ts";

const MAX_BYTES = 50_000_000;

/** The text of a chosen or dropped file. Rejects with a sentence when it is too large or no text. */
export async function readTextFile(file: File): Promise<string> {
  if (file.size > MAX_BYTES) throw new Error(setupTexts.fileTooLarge(file.name));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(setupTexts.fileUnreadable(file.name));
  }
}

/** A dropped file that is not a crawl; null when none is. Crawl files are left to the window, which opens them. */
export function droppedFile(transfer: DataTransfer): File | null {
  const file = transfer.files[0];
  return file === undefined || file.name.toLowerCase().endsWith(".crawl") ? null : file;
}
