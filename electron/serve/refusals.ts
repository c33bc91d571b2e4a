import type { Log } from "#library/log.ts";

const QUIET_MS = 60_000;

/** Writes refused requests into the log, at most once a minute, so that whoever knocks cannot fill it. */
export class Refusals {
  readonly #log: Log;
  #toldAtMs = -Infinity;
  #untold = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** `what` was asked for; `why` it was refused. Neither holds a secret. */
  note(what: "page" | "wire" | "upload", why: string): void {
    this.#untold += 1;
    const nowMs = performance.now();
    if (nowMs - this.#toldAtMs < QUIET_MS) return;
    const more = this.#untold > 1 ? ` (${this.#untold} requests)` : "";
    this.#log.warning(`Refused a ${what}: ${why}${more}`);
    this.#toldAtMs = nowMs;
    this.#untold = 0;
  }
}
