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
/** The key of a row with nothing: behind all others. */
const LAST = 0xffff_ffff;

/** What is sorted: ids, and how. */
interface Order {
  readonly ids: Int32Array<ArrayBuffer>;
  readonly keyOf: KeyOf;
  readonly descending: boolean;
  readonly pace: Pace;
}

/**
 * Ids in the order of a column, as `ORDER BY` has it: rows with nothing last whichever way, equal rows as they were. Whole numbers
 * that lie close together, as those of texts and words do, are counted and dealt once; others are sorted by digits of 16 bits. Both
 * take the same time for any order of the rows. Errors: cancelled.
 */
export async function sortIds(
  ids: Int32Array<ArrayBuffer>,
  { set, column, reading, descending }: { set: ColumnSet; column: KnownColumn; reading: Reading; descending: boolean },
  pace: Pace,
): Promise<Int32Array<ArrayBuffer>> {
  const order: Order = { ids, keyOf: await keysOf(set, column, reading), descending, pace };
  const range = await rangeOf(order);
  if (!range.isWhole || range.most - range.least >= LAST - 1) return sortDecimals(order);
  const keys = await wholeKeys(order, range);
  const span = range.most - range.least + 1;
  if (span <= Math.max(DIGITS, 2 * ids.length)) return deal(order, keys, span);
  let sorted: Sorted = { ids, keys: [keys] };
  for (const shift of [0, DIGIT_BITS]) sorted = await byDigit(sorted, { word: 0, shift }, pace);
  return sorted.ids;
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

async function rangeOf({ ids, keyOf, pace }: Order): Promise<Range> {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let isWhole = true;
  for (let from = 0; from < ids.length; from += BLOCK) {
    const to = Math.min(ids.length, from + BLOCK);
    for (let index = from; index < to; index++) {
      const key = keyOf(ids[index] as number);
      if (key !== key) continue;
      if (key < least) least = key;
      if (key > most) most = key;
      if (key !== Math.floor(key)) isWhole = false;
    }
    if (pace.isDue) await pace.rest();
  }
  return least <= most ? { least, most, isWhole } : { least: 0, most: 0, isWhole };
}

/** How far each key is from the first in order; LAST for nothing. */
async function wholeKeys({ ids, keyOf, descending, pace }: Order, { least, most }: Range): Promise<Uint32Array<ArrayBuffer>> {
  const keys = new Uint32Array(ids.length);
  for (let from = 0; from < ids.length; from += BLOCK) {
    const to = Math.min(ids.length, from + BLOCK);
    for (let index = from; index < to; index++) {
      const key = keyOf(ids[index] as number);
      keys[index] = key !== key ? LAST : descending ? most - key : key - least;
    }
    if (pace.isDue) await pace.rest();
  }
  return keys;
}

/** Deals ids into places that were counted for each key below `span`. */
async function deal({ ids, pace }: Order, keys: Uint32Array, span: number): Promise<Int32Array<ArrayBuffer>> {
  const next = new Uint32Array(span + 1);
  const slotOf = (key: number) => (key === LAST ? span : key);
  for (let index = 0; index < keys.length; index++) next[slotOf(keys[index] as number)]!++;
  if (pace.isDue) await pace.rest();
  let before = 0;
  for (let slot = 0; slot <= span; slot++) {
    const count = next[slot] as number;
    next[slot] = before;
    before += count;
  }
  const sorted = new Int32Array(ids.length);
  for (let from = 0; from < ids.length; from += BLOCK) {
    const to = Math.min(ids.length, from + BLOCK);
    for (let index = from; index < to; index++) sorted[next[slotOf(keys[index] as number)]!++] = ids[index] as number;
    if (pace.isDue) await pace.rest();
  }
  return sorted;
}

/** Sorts by the bits of 64-bit numbers, of which the sign is turned so that they ascend as the numbers do. */
async function sortDecimals({ ids, keyOf, descending, pace }: Order): Promise<Int32Array<ArrayBuffer>> {
  const [low, high] = [new Uint32Array(ids.length), new Uint32Array(ids.length)];
  const flip = descending ? LAST : 0;
  const view = new DataView(new ArrayBuffer(8));
  for (let index = 0; index < ids.length; index++) {
    const key = keyOf(ids[index] as number);
    view.setFloat64(0, key + 0);
    const sign = view.getUint32(0) >>> 31 === 1 ? LAST : 0;
    high[index] = key !== key ? LAST : view.getUint32(0) ^ (sign | 0x8000_0000) ^ flip;
    low[index] = key !== key ? LAST : view.getUint32(4) ^ sign ^ flip;
    if (index % BLOCK === 0 && pace.isDue) await pace.rest();
  }
  let sorted: Sorted = { ids, keys: [low, high] };
  for (const word of [0, 1]) for (const shift of [0, DIGIT_BITS]) sorted = await byDigit(sorted, { word, shift }, pace);
  return sorted.ids;
}

interface Sorted {
  readonly ids: Int32Array<ArrayBuffer>;
  /** Words of the keys, the least significant first. */
  readonly keys: readonly Uint32Array<ArrayBuffer>[];
}

/** One step of a sort by digits: equal digits stay as they were. */
async function byDigit(from: Sorted, { word, shift }: { word: number; shift: number }, pace: Pace): Promise<Sorted> {
  const words = from.keys[word] as Uint32Array;
  const { length } = words;
  const next = new Uint32Array(DIGITS + 1);
  for (let index = 0; index < length; index++) next[(((words[index] as number) >>> shift) & (DIGITS - 1)) + 1]!++;
  for (let digit = 0; digit < DIGITS; digit++) {
    if (next[digit + 1] === length) return from;
    next[digit + 1]! += next[digit]!;
  }
  if (pace.isDue) await pace.rest();
  const to: Sorted = { ids: new Int32Array(length), keys: from.keys.map(() => new Uint32Array(length)) };
  for (let index = 0; index < length; index++) {
    const at = next[((words[index] as number) >>> shift) & (DIGITS - 1)]!++;
    to.ids[at] = from.ids[index] as number;
    for (let other = 0; other < to.keys.length; other++) to.keys[other]![at] = from.keys[other]![index] as number;
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
