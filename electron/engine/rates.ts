/** Pages and bytes of the last minute, by second, for rates and for the time that is left. */
export class Rates {
  readonly #seconds: { second: number; pages: number; bytes: number }[] = [];

  add(nowMs: number, pages: number, bytes: number): void {
    const second = Math.floor(nowMs / 1000);
    const last = this.#seconds.at(-1);
    if (last?.second === second) {
      last.pages += pages;
      last.bytes += bytes;
      return;
    }
    this.#seconds.push({ second, pages, bytes });
    if (this.#seconds.length > 61) this.#seconds.shift();
  }

  /** Per second over the last `spanSeconds`; over less when `sinceMs` (the start of the run) is nearer. */
  perSecond(nowMs: number, spanSeconds: number, sinceMs: number): { readonly pages: number; readonly bytes: number } {
    const from = Math.max(nowMs / 1000 - spanSeconds, sinceMs / 1000);
    const length = Math.max(0.2, nowMs / 1000 - from);
    let pages = 0;
    let bytes = 0;
    for (const entry of this.#seconds) {
      if (entry.second + 1 <= from) continue;
      pages += entry.pages;
      bytes += entry.bytes;
    }
    return { pages: pages / length, bytes: bytes / length };
  }

  /** Seconds for `waiting` URLs, as a range between the quicker and the slower of two rates; null when nothing is known yet. */
  secondsLeft(nowMs: number, sinceMs: number, waiting: number): readonly [number, number] | null {
    const lately = this.perSecond(nowMs, 10, sinceMs).pages;
    const longer = this.perSecond(nowMs, 60, sinceMs).pages;
    if (nowMs - sinceMs < 3000 || lately <= 0 || longer <= 0) return null;
    return [waiting / Math.max(lately, longer), (waiting / Math.min(lately, longer)) * 1.25];
  }
}
