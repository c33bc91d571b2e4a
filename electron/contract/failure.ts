/** Codes of errors that cross the contract; each has one cause and one cure. */
export const ERROR_CODES = [
  "bad-input",
  "bad-config",
  "not-found",
  "not-a-crawl",
  "newer-version",
  "damaged",
  "in-use",
  "read-only",
  "disk-full",
  "vanished",
  "storage",
  "engine-died",
  "cancelled",
  "disconnected",
  "internal",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * A failure that a caller can act on. `message` says what happened, to what, and what to do next; it is shown to people
 * as it is. Anything that is not an `OrbweaverError` is a bug of ours.
 */
export class OrbweaverError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "OrbweaverError";
    this.code = code;
  }
}

/** Any thrown value as an `OrbweaverError`; unknown ones become `internal` and keep their cause. */
export function toOrbweaverError(thrown: unknown): OrbweaverError {
  if (thrown instanceof OrbweaverError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new OrbweaverError("internal", message, { cause: thrown });
}
