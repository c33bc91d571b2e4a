import type { Clock } from "#engine/ports.ts";

/** A clock that stands still until it is turned. Timers that are due run in order of time, then of setting. */
export class HandClock implements Clock {
  #nowMs = 1_000_000;
  #timers: { atMs: number; callback: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  at(atMs: number, callback: () => void): () => void {
    const timer = { atMs, callback };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** Turns to the next timer and runs it. False when there is none. */
  turn(): boolean {
    const next = this.#timers.toSorted((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined) return false;
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#nowMs = Math.max(this.#nowMs, Math.ceil(next.atMs));
    next.callback();
    return true;
  }

  /** Lets no timer go off that was set so far: whoever set them is dead. */
  forget(): void {
    this.#timers = [];
  }

  /** Lets everything that waits for promises go on, turning the clock whenever nothing moves, until `done`. */
  async until(done: () => boolean, mostTurns = 100_000): Promise<void> {
    for (let turns = 0; !done(); turns += 1) {
      if (turns > mostTurns) throw new Error("the awaited state never came");
      await new Promise((resolve) => setImmediate(resolve));
      if (!done() && !this.turn()) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
