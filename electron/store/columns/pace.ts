import { OrbweaverError } from "#contract/failure.ts";
import type { IsCancelled } from "#store/reader-lists.ts";

/** Longest time that long work keeps the thread to itself. */
const SLICE_MS = 8;

/** Lets other questions have their turn in the middle of long work, and ends the work when its answer is no longer wanted. */
export class Pace {
  readonly #isCancelled: IsCancelled;
  #sliceEndsMs = performance.now() + SLICE_MS;

  constructor(isCancelled: IsCancelled = () => false) {
    this.#isCancelled = isCancelled;
  }

  /** Whether this slice is used up: `await pace.rest()` is due. */
  get isDue(): boolean {
    return performance.now() >= this.#sliceEndsMs;
  }

  /** Gives the thread to others for a moment. Errors: cancelled. */
  async rest(): Promise<void> {
    if (this.#isCancelled()) throw new OrbweaverError("cancelled", "Cancelled.");
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (this.#isCancelled()) throw new OrbweaverError("cancelled", "Cancelled.");
    this.#sliceEndsMs = performance.now() + SLICE_MS;
  }
}
