import type { FailureCode } from "#contract/words.ts";

/** A failure of the outside world on its way through undici's callbacks; it leaves the fetcher as a value. */
export class FetchError extends Error {
  readonly code: FailureCode | "private-address";

  constructor(code: FailureCode | "private-address", message: string) {
    super(message);
    this.name = "FetchError";
    this.code = code;
  }
}

/** A duration as a person writes it: `200 ms`, `1.5 s`. */
export function durationInWords(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}

/** A size as a person writes it: `512 bytes`, `64 KiB`, `16 MiB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 102.4) / 10} KiB`;
  return `${Math.round(bytes / 104_857.6) / 10} MiB`;
}
