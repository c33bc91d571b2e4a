/** For how long a write that waits lets new readers in before it. */
const PATIENCE_MS = 1000;

/** Lets many read at a time, or one write: what is read does not change in the middle. Short reads need not wait for a write that waits for a long one. */
export class Gate {
  #readers = 0;
  /** Resolves when the write that waits for readers has been done. */
  #writing: Promise<void> | null = null;
  #waitsSinceMs = 0;
  #allOut: (() => void) | null = null;

  /** Whether somebody reads, so that a write would have to wait. */
  get isRead(): boolean {
    return this.#readers > 0;
  }

  async read<T>(work: () => Promise<T> | T): Promise<T> {
    while (this.#writing !== null && performance.now() - this.#waitsSinceMs > PATIENCE_MS) await this.#writing;
    this.#readers++;
    try {
      return await work();
    } finally {
      if (--this.#readers === 0) this.#allOut?.();
    }
  }

  /** Runs `work`, which takes no time of others to wait for, when nobody reads. */
  async write<T>(work: () => T): Promise<T> {
    while (this.#writing !== null) await this.#writing;
    let done!: () => void;
    this.#writing = new Promise((resolve) => (done = resolve));
    this.#waitsSinceMs = performance.now();
    try {
      while (this.#readers > 0) await new Promise<void>((resolve) => (this.#allOut = resolve));
      this.#allOut = null;
      return work();
    } finally {
      this.#writing = null;
      done();
    }
  }
}
