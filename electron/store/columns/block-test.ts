import type { Stored } from "#store/columns/code-column.ts";
import type { CodeColumn } from "#store/columns/code-column.ts";
import type { NumberColumn } from "#store/columns/number-column.ts";
import type { CellTest } from "#store/columns/cell-test.ts";

/** Rows looked at in one go. */
export const BLOCK_ROWS = 16_384;

/** Says of `length` rows from `from` on which pass: 1 or 0 in `out`. */
export type BlockTest = (from: number, length: number, out: Uint8Array) => void;

export const everyRow: BlockTest = (_from, length, out) => void out.fill(1, 0, length);

/** A test of the values of a column with few of them, made once for each value. */
export function codesTest(column: CodeColumn, passes: CellTest): BlockTest {
  const passing = Uint8Array.from(column.values, (value) => (passes(value) ? 1 : 0));
  return (from, length, out) => {
    const { codes } = column;
    for (let index = 0; index < length; index++) out[index] = passing[codes[from + index] as number] as number;
  };
}

/** A test of the numbers of a column. */
export function numbersTest(column: NumberColumn, passes: (cell: Stored) => boolean): BlockTest {
  const empty = passes(null) ? 1 : 0;
  return (from, length, out) => {
    const { numbers, none } = column;
    for (let index = 0; index < length; index++) {
      const value = numbers[from + index] as number;
      out[index] = value === none || value !== value ? empty : passes(value) ? 1 : 0;
    }
  };
}

/** A test that was made of every row already. */
export function maskTest(mask: Uint8Array): BlockTest {
  return (from, length, out) => {
    const known = Math.max(0, Math.min(length, mask.length - from));
    out.set(mask.subarray(from, from + known));
    out.fill(0, known, length);
  };
}

/** A test of the address that each row names; `empty` says whether a row that names none passes. */
export function throughTest(names: NumberColumn, mask: Uint8Array, empty: boolean): BlockTest {
  const otherwise = empty ? 1 : 0;
  return (from, length, out) => {
    const { numbers } = names;
    for (let index = 0; index < length; index++) {
      const id = numbers[from + index] as number;
      out[index] = id >= 0 ? (mask[id] as number) : otherwise;
    }
  };
}

/** Rows that pass all, or any, of the tests. */
export function joinedTest(tests: readonly BlockTest[], how: "and" | "or"): BlockTest {
  if (tests.length === 0) return how === "and" ? everyRow : (_from, length, out) => void out.fill(0, 0, length);
  if (tests.length === 1) return tests[0] as BlockTest;
  const other = new Uint8Array(BLOCK_ROWS);
  const rest = tests.slice(1);
  return (from, length, out) => {
    (tests[0] as BlockTest)(from, length, out);
    for (const test of rest) {
      test(from, length, other);
      if (how === "and") for (let index = 0; index < length; index++) (out[index] as number) &= other[index] as number;
      else for (let index = 0; index < length; index++) (out[index] as number) |= other[index] as number;
    }
  };
}
