import { errors } from "undici";
import type { FailureCode } from "#contract/words.ts";
import { durationInWords, FetchError, sizeInWords } from "#fetch/fetch-error.ts";
import { errorCode } from "#fetch/lookup.ts";

/** How far an exchange had come when it failed. */
export interface Progress {
  /** Any byte of the answer came. */
  readonly begun: boolean;
  /** The headers were complete. */
  readonly answered: boolean;
  readonly bodyBytes: number;
  readonly declaredBytes: number | null;
}

/** What an error of undici, of the socket or of the parser means for the URL. */
export function exchangeFailure(error: unknown, progress: Progress): FetchError {
  if (error instanceof FetchError) return error;
  const code = errorCode(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return new FetchError("header-overflow", "The headers, or the fields after the body, are larger than the limit.");
  }
  if (error instanceof errors.HTTPParserError && !detail.includes("Invalid EOF")) {
    return new FetchError("protocol", `The server does not speak valid HTTP: ${parserDetail(detail)}.`);
  }
  if (code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED")
    return new FetchError("protocol", `The request could not be written: ${detail}.`);
  if (code.startsWith("ERR_ASSERTION")) return new FetchError("protocol", "The server does not speak valid HTTP.");
  if (progress.answered) return new FetchError("partial-body", `The body broke off after ${came(progress)}.`);
  if (code.startsWith("ERR_HTTP2_")) return new FetchError("protocol", `The server does not speak valid HTTP/2 (${detail}).`);
  if (detail === "bad response" || detail === "bad upgrade")
    return new FetchError("protocol", "The server sent an answer that nobody asked for.");
  if (progress.begun) return new FetchError("partial-body", "The connection ended in the middle of the headers.");
  return silentFailure(code, detail);
}

/** Nothing of an answer came: an orderly close is an empty answer, anything else a reset. */
function silentFailure(code: string, detail: string): FetchError {
  const closed = code === "UND_ERR_SOCKET" || detail.includes("half-closed");
  const kind: FailureCode = closed ? "empty-response" : "reset";
  return new FetchError(
    kind,
    closed
      ? "The server closed the connection without answering."
      : `The connection was broken off before the answer came${code === "" ? "" : ` (${code})`}.`,
  );
}

/** The whole answer took longer than allowed. */
export function noEnd(ms: number): FetchError {
  return new FetchError("timeout", `The answer did not end within ${durationInWords(ms)}.`);
}

/** The headers took longer than allowed. */
export function noHeaders(ms: number, { begun }: Progress): FetchError {
  const within = durationInWords(ms);
  return new FetchError("first-byte-timeout", begun ? `The headers were not complete within ${within}.` : `No answer within ${within}.`);
}

/** Nothing more of the body came for longer than allowed. */
export function stalled(ms: number, progress: Progress): FetchError {
  return new FetchError("body-stalled", `The body stopped for ${durationInWords(ms)} after ${came(progress)}.`);
}

/** The headers are larger than allowed. */
export function headersTooLarge(maxBytes: number): FetchError {
  return new FetchError("header-overflow", `The headers are larger than ${sizeInWords(maxBytes)}.`);
}

/** Interim answers came and came, and never the real one. */
export function tooManyInterim(count: number): FetchError {
  return new FetchError("protocol", `The server sent more than ${count} interim answers (1xx) and no real one.`);
}

/** `1,000 of 2,000 bytes` */
function came({ bodyBytes, declaredBytes }: Progress): string {
  const bytes = bodyBytes.toLocaleString("en");
  return declaredBytes === null ? `${bytes} bytes` : `${bytes} of ${declaredBytes.toLocaleString("en")} bytes`;
}

function parserDetail(message: string): string {
  return /\((.+)\)$/.exec(message)?.[1] ?? message;
}
