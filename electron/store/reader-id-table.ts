const BLOCK = 4096;

/** Ids with a number from 0 on each, in four bytes an id where ids lie close together. */
export class IdTable {
  readonly #blocks = new Map<number, Int32Array>();

  /** -1 for an id that was never set. */
  get(id: number): number {
    return this.#blocks.get(Math.floor(id / BLOCK))?.[id % BLOCK] ?? -1;
  }

  set(id: number, number: number): void {
    const at = Math.floor(id / BLOCK);
    let block = this.#blocks.get(at);
    if (block === undefined) {
      block = new Int32Array(BLOCK).fill(-1);
      this.#blocks.set(at, block);
    }
    block[id % BLOCK] = number;
  }
}
