import { roomFor, type Stored } from "#store/columns/code-column.ts";

type Numbers = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** What stands for nothing among 32-bit numbers. */
const NO_INTEGER = -0x8000_0000;

/** A column of numbers: 4 bytes a row while all are whole and fit, else 8. Rows that were never set hold nothing. */
export class NumberColumn {
  numbers: Numbers;
  readonly isFit = true;

  constructor(rows: number) {
    this.numbers = new Int32Array(roomFor(rows)).fill(NO_INTEGER);
  }

  get bytes(): number {
    return this.numbers.byteLength;
  }

  get rows(): number {
    return this.numbers.length;
  }

  /** The number that stands for nothing in `numbers`; NaN when they are not whole. */
  get none(): number {
    return this.numbers instanceof Int32Array ? NO_INTEGER : Number.NaN;
  }

  at(row: number): number | null {
    const value = this.numbers[row] ?? NO_INTEGER;
    return value === NO_INTEGER || value !== value ? null : value;
  }

  set(row: number, value: Stored): void {
    this.reach(row);
    if (typeof value !== "number") this.numbers[row] = this.none;
    else {
      if (this.numbers instanceof Int32Array && (value !== (value | 0) || value === NO_INTEGER)) this.#widen();
      this.numbers[row] = value;
    }
  }

  /** Makes room for a row. */
  reach(row: number): void {
    const length = this.numbers.length;
    if (row < length) return;
    const larger = this.numbers instanceof Int32Array ? new Int32Array(roomFor(row + 1)) : new Float64Array(roomFor(row + 1));
    larger.set(this.numbers);
    larger.fill(this.none, length);
    this.numbers = larger;
  }

  #widen(): void {
    const wide = new Float64Array(this.numbers.length);
    for (let row = 0; row < wide.length; row++) {
      const value = this.numbers[row] as number;
      wide[row] = value === NO_INTEGER ? Number.NaN : value;
    }
    this.numbers = wide;
  }
}
