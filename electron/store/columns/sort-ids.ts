import { CodeColumn, type Stored } from "#store/columns/code-column.ts";
import { lowerAscii } from "#store/columns/cell-test.ts";
import type { ColumnSet } from "#store/columns/column-set.ts";
import { NumberColumn } from "#store/columns/number-column.ts";
import { Pace } from "#store/columns/pace.ts";
import type { Reading } from "#store/columns/stored-columns.ts";
import type { KnownColumn } from "#store/reader-filter.ts";

/** The number by which a row sorts; NaN for a row with nothing in the column. */
type KeyOf = (row: number) => number;

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
const BLOCK = 65_536;

/**
 * Ids in the order of a column, as `ORDER BY` has it: rows with nothing last whichever way, equal rows as they were. Sorts by
 * digits of 16 bits, so it takes the same few steps for any order of the rows. Errors: cancelled.
 */
export async function sortIds(
  ids: Int32Array<ArrayBuffer>,
  { set, column, reading, descending }: { set: ColumnSet; column: KnownColumn; reading: Reading; descending: boolean },
  pace: Pace,
): Promise<Int32Array<ArrayBuffer>> {
  const keyOf = await keysOf(set, column, reading);
  const [low, high] = [new Uint32Array(ids.length), new Uint32Array(ids.length)];
  const order = new Int32Array(ids.length);
  const flip = descending ? 0xffff_ffff : 0;
  const view = new DataView(new ArrayBuffer(8));
  let count = 0;
  let end = ids.length;
  let isWide = false;
  const nothing = new Int32Array(ids.length);
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as number;
    const key = keyOf(id);
    if (key !== key) nothing[--end] = id;
    else {
      if (key === (key | 0)) {
        low[count] = ((key ^ 0x8000_0000) >>> 0) ^ flip;
      } else isWide = true;
      order[count++] = id;
    }
    if (index % BLOCK === 0 && pace.isDue) await pace.rest();
  }
  if (isWide) {
    for (let index = 0; index < count; index++) {
      view.setFloat64(0, keyOf(order[index] as number) + 0);
      const sign = view.getUint32(0) >>> 31 === 1 ? 0xffff_ffff : 0;
      high[index] = view.getUint32(0) ^ (sign | 0x8000_0000) ^ flip;
      low[index] = view.getUint32(4) ^ sign ^ flip;
      if (index % BLOCK === 0 && pace.isDue) await pace.rest();
    }
  }
  let sorted: Sorted = { ids: order.subarray(0, count), low: low.subarray(0, count), high: high.subarray(0, count) };
  for (const [word, shift] of [
    ["low", 0],
    ["low", 16],
    ["high", 0],
    ["high", 16],
  ] as const) {
    if (word === "high" && !isWide) break;
    sorted = await byDigit(sorted, { word, shift, keepsHigh: isWide }, pace);
  }
  const whole = new Int32Array(ids.length);
  whole.set(sorted.ids);
  whole.set(nothing.subarray(end).reverse(), count);
  return whole;
}

interface Sorted {
  readonly ids: Int32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

async function byDigit(
  from: Sorted,
  { word, shift, keepsHigh }: { word: "low" | "high"; shift: number; keepsHigh: boolean },
  pace: Pace,
): Promise<Sorted> {
  const words = from[word];
  const length = words.length;
  const next = new Uint32Array(DIGITS + 1);
  for (let index = 0; index < length; index++) next[(((words[index] as number) >>> shift) & (DIGITS - 1)) + 1]!++;
  for (let digit = 0; digit < DIGITS; digit++) {
    if (next[digit + 1] === length) return from;
    next[digit + 1]! += next[digit]!;
  }
  if (pace.isDue) await pace.rest();
  const to: Sorted = { ids: new Int32Array(length), low: new Uint32Array(length), high: keepsHigh ? new Uint32Array(length) : from.high };
  for (let index = 0; index < length; index++) {
    const at = next[((words[index] as number) >>> shift) & (DIGITS - 1)]!++;
    to.ids[at] = from.ids[index] as number;
    to.low[at] = from.low[index] as number;
    if (keepsHigh) to.high[at] = from.high[index] as number;
    if (index % BLOCK === 0 && pace.isDue) await pace.rest();
  }
  return to;
}

async function keysOf(set: ColumnSet, column: KnownColumn, { column: stored, via }: Reading): Promise<KeyOf> {
  const own = await ownKeys(set, column, stored);
  if (via === null) return own;
  const names = set.column(via) as NumberColumn;
  return (row) => {
    const id = names.numbers[row] as number;
    return id >= 0 ? own(id) : Number.NaN;
  };
}

async function ownKeys(set: ColumnSet, column: KnownColumn, stored: Reading["column"]): Promise<KeyOf> {
  const held = set.column(stored);
  if (held instanceof NumberColumn) {
    const { numbers, none } = held;
    return (row) => {
      const value = numbers[row] as number;
      return value === none ? Number.NaN : value;
    };
  }
  if (held instanceof CodeColumn) {
    const ranks = keptRanks(held, column);
    const { codes } = held;
    return (row) => ranks[codes[row] as number] as number;
  }
  // Shared with others who ask, so it goes on when one of them does not wait any more.
  const ranks = await set.order(stored).ranks(new Pace());
  return (row) => {
    const rank = ranks[row] as number;
    return rank >= 0 ? rank : Number.NaN;
  };
}

/** The ranks made last for each column, which hold as long as it has no new values. A column is always shown in one way. */
const kept = new WeakMap<CodeColumn, Float64Array>();

function keptRanks(held: CodeColumn, column: KnownColumn): Float64Array {
  const known = kept.get(held);
  if (known?.length === held.values.length) return known;
  const ranks = codeRanks(held.values, column);
  kept.set(held, ranks);
  return ranks;
}

/** The rank of each code; NaN for nothing, empty text and a number that stands for no word. */
function codeRanks(values: readonly Stored[], column: KnownColumn): Float64Array {
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  const { words } = column.source;
  if (words !== undefined) {
    const order = words.toSorted();
    values.forEach((value, code) => {
      const word = typeof value === "number" ? words[value] : undefined;
      if (word !== undefined) ranks[code] = order.indexOf(word);
    });
    return ranks;
  }
  const isNumber = column.type === "number" || column.type === "time";
  if (isNumber) {
    values.forEach((value, code) => {
      if (value !== null) ranks[code] = Number(value);
    });
    return ranks;
  }
  const texts = values
    .map((value, code) => ({ code, bytes: Buffer.from(lowerAscii(String(value ?? ""))) }))
    .filter(({ bytes }) => bytes.length > 0);
  texts.sort((left, right) => Buffer.compare(left.bytes, right.bytes));
  let rank = -1;
  texts.forEach(({ code, bytes }, index) => {
    if (index === 0 || Buffer.compare((texts[index - 1] as (typeof texts)[number]).bytes, bytes) !== 0) rank++;
    ranks[code] = rank;
  });
  return ranks;
}
