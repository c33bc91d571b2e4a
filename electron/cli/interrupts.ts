import type { ListenForInterrupts } from "#cli/command-context.ts";

/** A terminal and npm may each deliver the same Ctrl-C; two that a person presses are further apart. */
const SAME_PRESS_MS = 300;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Tells a first request to end from the second and from an echo of the first. */
export class Interrupts {
  readonly #pause: () => void;
  readonly #stop: () => void;
  #lastAtMs = -Infinity;
  #count = 0;

  constructor(pause: () => void, stop: () => void) {
    this.#pause = pause;
    this.#stop = stop;
  }

  /** Takes a request to end in. `nowMs` comes from any clock that does not jump. */
  interrupt(nowMs: number): void {
    if (nowMs - this.#lastAtMs < SAME_PRESS_MS) return;
    this.#lastAtMs = nowMs;
    this.#count += 1;
    if (this.#count === 1) this.#pause();
    else if (this.#count === 2) this.#stop();
  }
}

/** Listens for Ctrl-C and for requests of the system to end. */
export const listenForSignals: ListenForInterrupts = (pause, stop) => {
  const interrupts = new Interrupts(pause, stop);
  const onSignal = () => interrupts.interrupt(performance.now());
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
};
