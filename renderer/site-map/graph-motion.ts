/** Places are on their way for as long as the last ones took to come, within these bounds. */
const SHORTEST_MS = 80;
const LONGEST_MS = 900;

/** Where the nodes of a picture are while they move from the last places to the newest. */
export class GraphMotion {
  #from: Float32Array;
  #to: Float32Array;
  #startedAtMs = 0;
  #durationMs = 0;

  constructor(places: Float32Array) {
    this.#from = places;
    this.#to = places;
  }

  get from(): Float32Array {
    return this.#from;
  }

  get to(): Float32Array {
    return this.#to;
  }

  /** Sets out for new places from where the nodes are now; `glide` false: they are there at once. */
  moveTo(places: Float32Array, nowMs: number, glide: boolean): void {
    this.#from = glide ? this.at(nowMs) : places;
    this.#to = places;
    this.#durationMs = glide ? Math.max(SHORTEST_MS, Math.min(LONGEST_MS, nowMs - this.#startedAtMs)) : 0;
    this.#startedAtMs = nowMs;
  }

  /** How far the nodes are, 0 to 1. */
  way(nowMs: number): number {
    return this.#durationMs === 0 ? 1 : Math.max(0, Math.min(1, (nowMs - this.#startedAtMs) / this.#durationMs));
  }

  /** x, y of each node now. */
  at(nowMs: number): Float32Array {
    const way = this.way(nowMs);
    if (way === 1) return this.#to;
    if (way === 0) return this.#from;
    return this.#to.map((value, nth) => (this.#from[nth] ?? value) * (1 - way) + value * way);
  }
}
