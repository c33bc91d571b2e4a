/** A cell as the file stores it. */
export type Stored = string | number | null;

type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const FIRST_ROWS = 1024;
/** More different values than this would take more memory than the texts themselves. */
const MOST_VALUES = 1_000_000;

/** Room for `rows` rows and some more, so that growing row by row costs little. */
export function roomFor(rows: number): number {
  return Math.max(FIRST_ROWS, Math.ceil(rows * 1.25));
}

/**
 * A column with few different values: a number for each row, and what each number stands for. It takes one byte a row up to 255
 * values, two up to 65,535, else four. Code 0: nothing, also for rows that were never set.
 */
export class CodeColumn {
  /** What each code stands for. A value that no row has any more keeps its code. */
  readonly values: Stored[] = [null];
  codes: Codes;
  /** Whether it holds what it was given: not with more than MOST_VALUES values. */
  isFit = true;
  readonly #codeOf = new Map<Stored, number>([[null, 0]]);

  constructor(rows: number) {
    this.codes = new Uint8Array(roomFor(rows));
  }

  get bytes(): number {
    return this.codes.byteLength + this.values.length * 100;
  }

  get rows(): number {
    return this.codes.length;
  }

  at(row: number): Stored {
    return this.values[this.codes[row] ?? 0] ?? null;
  }

  set(row: number, value: Stored): void {
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      if (this.values.length > MOST_VALUES) {
        this.isFit = false;
        return;
      }
      code = this.values.length;
      this.values.push(value);
      this.#codeOf.set(value, code);
      this.#widen(code);
    }
    if (row >= this.codes.length) {
      if (code === 0) return;
      this.reach(row);
    }
    this.codes[row] = code;
  }

  /** Makes room for a row. */
  reach(row: number): void {
    if (row < this.codes.length) return;
    const Kind = this.codes.constructor as new (length: number) => Codes;
    const larger = new Kind(roomFor(row + 1));
    larger.set(this.codes);
    this.codes = larger;
  }

  #widen(code: number): void {
    if (code === 0x100) this.codes = new Uint16Array(this.codes);
    else if (code === 0x1_0000) this.codes = new Uint32Array(this.codes);
  }
}
