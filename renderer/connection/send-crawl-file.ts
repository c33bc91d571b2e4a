import { OrbweaverError } from "#contract/failure.ts";
import type { LibraryEntry } from "#contract/questions.ts";
import { libraryTexts } from "../texts/library.ts";

interface Sending {
  /** Hears how much has been sent, from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** Whether crawl files reach the host as bytes: where a web server served this page. In Electron the preload script names their paths. */
export function sendsFiles(page: Window): boolean {
  return page.location.protocol.startsWith("http");
}

/**
 * Sends a crawl file to the host that served this page, which takes it into the library. Rejects with the host's own words,
 * `cancelled`, or `disconnected` when it did not arrive.
 */
export function sendCrawlFile(file: File, { onProgress, signal }: Sending): Promise<LibraryEntry> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = (): void => reject(new OrbweaverError("disconnected", libraryTexts.sendFailed(file.name)));
    request.open("PUT", `/upload/${encodeURIComponent(file.name)}`);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => total > 0 && onProgress(loaded / total));
    request.addEventListener("load", () => {
      const answer = request.response as LibraryEntry | { code: OrbweaverError["code"]; message: string } | null;
      if (request.status === 201 && answer !== null && "crawl" in answer) resolve(answer);
      else if (answer !== null && "message" in answer) reject(new OrbweaverError(answer.code, answer.message));
      else lost();
    });
    request.addEventListener("error", lost);
    request.addEventListener("abort", () => reject(new OrbweaverError("cancelled", "Cancelled.")));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
