import type { IncomingMessage, ServerResponse } from "node:http";
import { toOrbweaverError, type ErrorCode } from "#contract/failure.ts";
import type { Host } from "#library/host.ts";

/** A sender that is silent for this long has gone. */
const SILENCE_MS = 60_000;

const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = { "disk-full": 507, "read-only": 403, internal: 500, storage: 500 };
/** What is wrong is the file itself (RFC 9110 §15.5.21). */
const UNPROCESSABLE = 422;

/**
 * Takes a crawl file that was dropped on the window into the library: `PUT /upload/NAME` with the file as body. Answers with its
 * `LibraryEntry` as JSON, or with `{code, message}` when it was not taken; then nothing is left of it.
 */
export async function answerUpload(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.setTimeout(SILENCE_MS, () => request.destroy());
  try {
    const entry = await host.takeIn({ name: nameOf(request), bytes: request, sizeBytes: sizeOf(request) });
    tellJson(response, 201, entry);
  } catch (thrown) {
    const { code, message } = toOrbweaverError(thrown);
    // Browsers read the answer only when they could send everything.
    request.resume();
    tellJson(response, STATUSES[code] ?? UNPROCESSABLE, { code, message });
  }
}

function nameOf(request: IncomingMessage): string {
  const part = request.url?.split("?", 1)[0]?.slice("/upload/".length) ?? "";
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function sizeOf(request: IncomingMessage): number | null {
  const length = request.headers["content-length"];
  return length === undefined ? null : Number(length);
}

function tellJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}
