interface Second {
  readonly second: number;
  pages: number;
  bytes: number;
  answers: number;
  answerMs: number;
}

/** Pages, bytes and the time of answers of the last minute, by second, for rates and for the time that is left. */
export class Rates {
  readonly #seconds: Second[] = [];

  /** Takes in one settled page. `answerMs`: how long its answer took; null when there was none. */
  add(nowMs: number, bytes: number, answerMs: number | null): void {
    const second = Math.floor(nowMs / 1000);
    let entry = this.#seconds.at(-1);
    if (entry?.second !== second) {
      entry = { second, pages: 0, bytes: 0, answers: 0, answerMs: 0 };
      this.#seconds.push(entry);
      if (this.#seconds.length > 61) this.#seconds.shift();
    }
    entry.pages += 1;
    entry.bytes += bytes;
    if (answerMs === null) return;
    entry.answers += 1;
    entry.answerMs += answerMs;
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

  /** Mean time in milliseconds of the answers of the last `spanSeconds`; null without any. */
  meanAnswerMs(nowMs: number, spanSeconds: number): number | null {
    const recent = this.#seconds.filter((entry) => entry.second + 1 > nowMs / 1000 - spanSeconds);
    const answers = recent.reduce((sum, entry) => sum + entry.answers, 0);
    return answers === 0 ? null : recent.reduce((sum, entry) => sum + entry.answerMs, 0) / answers;
  }

  /** Seconds for `waiting` URLs, as a range between the quicker and the slower of two rates; null when nothing is known yet. */
  secondsLeft(nowMs: number, sinceMs: number, waiting: number): readonly [number, number] | null {
    const lately = this.perSecond(nowMs, 10, sinceMs).pages;
    const longer = this.perSecond(nowMs, 60, sinceMs).pages;
    if (nowMs - sinceMs < 3000 || lately <= 0 || longer <= 0) return null;
    return [waiting / Math.max(lately, longer), (waiting / Math.min(lately, longer)) * 1.25];
  }
}
