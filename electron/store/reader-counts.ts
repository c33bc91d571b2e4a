/** Numbers of one block; a block is never moved, so growing copies nothing. */
const BLOCK = 65_536;

type Width = typeof Uint8Array | typeof Uint32Array;

/**
 * A growing list of counts in as few bytes as most of them need: one or four. The few that are larger are kept apart, so every
 * count is exact. Most folders of a site hold few addresses, which makes this ten times smaller than a list of numbers.
 */
export class Counts {
  readonly #width: Width;
  /** What stands in the place of a count that is kept apart; also the first number that does not fit. */
  readonly #apart: number;
  readonly #blocks: (Uint8Array | Uint32Array)[] = [];
  readonly #large = new Map<number, number>();

  constructor(width: Width) {
    this.#width = width;
    this.#apart = width === Uint8Array ? 0xff : 0xffff_ffff;
  }

  get bytes(): number {
    return this.#blocks.length * BLOCK * this.#width.BYTES_PER_ELEMENT + this.#large.size * 48;
  }

  /** 0 for an index that was never set. */
  get(index: number): number {
    const small = this.#blocks[Math.floor(index / BLOCK)]?.[index % BLOCK] ?? 0;
    return small === this.#apart ? (this.#large.get(index) ?? small) : small;
  }

  /** `count` is a whole number from 0 on. */
  set(index: number, count: number): void {
    const at = Math.floor(index / BLOCK);
    while (this.#blocks.length <= at) this.#blocks.push(new this.#width(BLOCK));
    const block = this.#blocks[at] as Uint8Array | Uint32Array;
    const place = index % BLOCK;
    if (count < this.#apart) {
      if (block[place] === this.#apart) this.#large.delete(index);
      block[place] = count;
    } else {
      block[place] = this.#apart;
      this.#large.set(index, count);
    }
  }

  add(index: number, amount: number): void {
    if (amount !== 0) this.set(index, this.get(index) + amount);
  }
}
