import type { Clock } from "#engine/ports.ts";

/** How long a run may last. */
export class TimeLimit {
  readonly #clock: Clock;
  readonly #startedAtMs: number;
  readonly #reached: (minutes: number) => void;
  #cancel: (() => void) | null = null;

  /** `reached` is called once the run has lasted as long as it may. */
  constructor(clock: Clock, reached: (minutes: number) => void) {
    this.#clock = clock;
    this.#startedAtMs = clock.now();
    this.#reached = reached;
  }

  /** Allows so many minutes since the start of the run, in place of what was allowed before; 0: any time. */
  allow(minutes: number): void {
    this.cancel();
    if (minutes > 0) this.#cancel = this.#clock.at(this.#startedAtMs + minutes * 60_000, () => this.#reached(minutes));
  }

  /** Sets no limit any more. */
  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
