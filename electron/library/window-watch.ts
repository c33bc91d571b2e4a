/** What becomes of crawls when the last window has been gone for a while: the one place where that is decided. */
export class WindowWatch {
  readonly #graceMs: number;
  readonly #allGone: () => void;
  #open = 0;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;

  /** `allGone` is called when there has been a window and then none for `graceMs`: a page that is loaded again is not gone. */
  constructor(graceMs: number, allGone: () => void) {
    this.#graceMs = graceMs;
    this.#allGone = allGone;
  }

  opened(): void {
    this.#open += 1;
    this.#stopTimer();
  }

  closed(): void {
    this.#open -= 1;
    if (this.#open > 0 || this.#ended) return;
    this.#stopTimer();
    this.#timer = setTimeout(this.#allGone, this.#graceMs).unref();
  }

  /** Watches no longer. */
  end(): void {
    this.#ended = true;
    this.#stopTimer();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
