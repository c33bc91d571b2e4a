/** Lets many read at a time, or one write: what is read does not change in the middle. A write that waits lets no new reader in. */
export class Gate {
  #readers = 0;
  #writing: Promise<void> | null = null;
  #allOut: (() => void) | null = null;

  async read<T>(work: () => Promise<T> | T): Promise<T> {
    while (this.#writing !== null) await this.#writing;
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
    try {
      if (this.#readers > 0) await new Promise<void>((resolve) => (this.#allOut = resolve));
      this.#allOut = null;
      return work();
    } finally {
      this.#writing = null;
      done();
    }
  }
}
