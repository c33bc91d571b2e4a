const MAX_TIME_MS = 8.64e15;

/** Epoch milliseconds as ISO 8601 in UTC; "" for a number that is no time. */
export function isoTime(epochMs: number): string {
  return Math.abs(epochMs) <= MAX_TIME_MS ? new Date(epochMs).toISOString() : "";
}
