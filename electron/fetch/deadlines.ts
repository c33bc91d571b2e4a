/** The deadlines of one exchange: one for all of it, and one for the phase it is in. */
export class Deadlines {
  readonly #total: NodeJS.Timeout;
  #phase: NodeJS.Timeout | null = null;

  constructor(totalMs: number, onTotal: () => void) {
    this.#total = setTimeout(onTotal, totalMs);
  }

  /** Begins a phase; the deadline of the one before is gone. */
  phase(ms: number, onPhase: () => void): void {
    this.endPhase();
    this.#phase = setTimeout(onPhase, ms);
  }

  /** Something came: the deadline of the phase starts anew. */
  postpone(): void {
    this.#phase?.refresh();
  }

  endPhase(): void {
    if (this.#phase !== null) clearTimeout(this.#phase);
    this.#phase = null;
  }

  /** All is over. */
  stop(): void {
    clearTimeout(this.#total);
    this.endPhase();
  }
}
