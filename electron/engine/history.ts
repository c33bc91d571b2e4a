import type { Clock, CrawlStore } from "#engine/ports.ts";

const SAMPLE_EVERY_MS = 2000;

/** Notes in the file how the crawl goes: its totals with everything that is settled, and a sample of them now and then. */
export class History {
  readonly #store: CrawlStore;
  readonly #clock: Clock;
  readonly #seconds: () => number;
  #cancel: (() => void) | null = null;
  #answers = 0;
  #answerMs = 0;

  /** `seconds`: for which the crawl has run by now. */
  constructor(store: CrawlStore, clock: Clock, seconds: () => number) {
    this.#store = store;
    this.#clock = clock;
    this.#seconds = seconds;
  }

  /** Takes in one address that a request settled. `answerMs`: how long its answer took; null when there was none. */
  add(bytes: number, answerMs: number | null): void {
    this.#store.addCount("total:settled", 1);
    this.#store.addCount("total:bytes", bytes);
    if (answerMs === null) return;
    this.#answers += 1;
    this.#answerMs += answerMs;
  }

  /** Takes a sample every two seconds from now on. `guard` runs what writes. */
  start(guard: (work: () => void) => void): void {
    this.#cancel = this.#clock.at(this.#clock.now() + SAMPLE_EVERY_MS, () => {
      guard(() => this.#sample());
      if (this.#cancel !== null) this.start(guard);
    });
  }

  /** Takes no more samples. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Takes the last sample of a run. */
  end(): void {
    this.stop();
    this.#sample();
  }

  #sample(): void {
    const store = this.#store;
    const seconds = this.#seconds();
    store.addSample({
      atMs: this.#clock.now(),
      seconds,
      settled: store.count("total:settled"),
      bytes: store.count("total:bytes"),
      waiting: store.count("state:waiting"),
      responseMs: this.#answers === 0 ? null : this.#answerMs / this.#answers,
    });
    store.setMeta("seconds", seconds);
    this.#answers = this.#answerMs = 0;
  }
}
