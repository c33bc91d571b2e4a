import type { Pace } from "#store/columns/pace.ts";
import type { TextColumn } from "#store/columns/text-column.ts";

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Rows that are sorted in one go by the engine's own sort of numbers; more are dealt into buckets first. */
const SORTED_AT_ONCE = 1 << 17;
/** Four bytes of text and a position below SORTED_AT_ONCE fit into the 53 bits of a number. */
const POSITIONS = SORTED_AT_ONCE;
const FEW = 12;

/**
 * The rows in the order of their texts; equal ones stay as they are. `rows` is sorted in place; each must have a text. Sorts by
 * four bytes at a time and looks at what texts have in common once, so a million addresses take a fraction of a second.
 */
export async function sortRows(column: TextColumn, rows: Int32Array, pace: Pace): Promise<void> {
  const work: Work = { column, rows, keys: new Float64Array(Math.min(rows.length, SORTED_AT_ONCE)), spare: new Int32Array(rows.length) };
  const open: Segment[] = [{ from: 0, to: rows.length, depth: 0 }];
  for (let segment = open.pop(); segment !== undefined; segment = open.pop()) {
    if (pace.isDue) await pace.rest();
    const size = segment.to - segment.from;
    if (size < 2) continue;
    if (size <= FEW) insertRows(work, segment);
    else if (size <= SORTED_AT_ONCE) sortSegment(work, segment, open);
    else await dealSegment(work, segment, { open, pace });
  }
}

interface Work {
  readonly column: TextColumn;
  readonly rows: Int32Array;
  readonly keys: Float64Array;
  readonly spare: Int32Array;
}

function insertRows({ column, rows }: Work, { from, to }: Segment): void {
  for (let index = from + 1; index < to; index++) {
    const row = rows[index] as number;
    let at = index;
    while (at > from && column.compare(rows[at - 1] as number, row) > 0) {
      rows[at] = rows[at - 1] as number;
      at--;
    }
    rows[at] = row;
  }
}

function sortSegment({ column, rows, keys, spare }: Work, segment: Segment, open: Segment[]): void {
  const { from, to } = segment;
  const depth = commonDepth(column, rows, segment);
  const size = to - from;
  for (let index = 0; index < size; index++) keys[index] = column.keyAt(rows[from + index] as number, depth) * POSITIONS + index;
  const sorted = keys.subarray(0, size).sort();
  let runStart = 0;
  let runKey = -1;
  for (let index = 0; index <= size; index++) {
    const packed = index < size ? (sorted[index] as number) : -1;
    const key = Math.floor(packed / POSITIONS);
    if (index < size) spare[from + index] = rows[from + (packed - key * POSITIONS)] as number;
    if (key === runKey) continue;
    // A key that ends in a zero is the end of its texts: they are equal.
    if (index - runStart > 1 && runKey % 0x100 !== 0) open.push({ from: from + runStart, to: from + index, depth: depth + 4 });
    runStart = index;
    runKey = key;
  }
  rows.set(spare.subarray(from, to), from);
}

async function dealSegment(work: Work, segment: Segment, { open, pace }: { open: Segment[]; pace: Pace }): Promise<void> {
  const { column, rows, spare } = work;
  const { from, to } = segment;
  let most = Number.MAX_SAFE_INTEGER;
  for (let start = from; start < to; start += SORTED_AT_ONCE) {
    const end = Math.min(to, start + SORTED_AT_ONCE);
    most = Math.min(most, commonDepth(column, rows, { from: start, to: end, depth: segment.depth }, { than: rows[from] as number, most }));
    if (pace.isDue) await pace.rest();
  }
  const ends = new Uint32Array(257);
  for (let index = from; index < to; index++) (ends as Uint32Array)[column.byteAt(rows[index] as number, most) + 1]!++;
  for (let byte = 0; byte < 256; byte++) ends[byte + 1]! += ends[byte]!;
  const next = ends.slice();
  for (let index = from; index < to; index++) {
    const row = rows[index] as number;
    spare[from + next[column.byteAt(row, most)]!++] = row;
    if (index % SORTED_AT_ONCE === 0 && pace.isDue) await pace.rest();
  }
  rows.set(spare.subarray(from, to), from);
  for (let byte = 1; byte < 256; byte++) open.push({ from: from + ends[byte]!, to: from + ends[byte + 1]!, depth: most + 1 });
}

/** How many bytes all texts of a segment have in common, known to be at least its depth. */
function commonDepth(
  column: TextColumn,
  rows: Int32Array,
  segment: Segment,
  limit?: { readonly than: number; readonly most: number },
): number {
  const first = limit?.than ?? rows[segment.from]!;
  let most = limit?.most ?? Number.MAX_SAFE_INTEGER;
  for (let index = segment.from; index < segment.to && most > segment.depth; index++) {
    const row = rows[index] as number;
    if (row !== first) most = column.sameUntil(first, row, { depth: segment.depth, most });
  }
  return most === Number.MAX_SAFE_INTEGER ? segment.depth : most;
}

/** The order of a column's texts, made once and kept current as rows change. */
export class TextOrder {
  readonly #column: TextColumn;
  #order = new Int32Array(0);
  #ranks = new Int32Array(0);
  #making: Promise<Int32Array> | null = null;

  constructor(column: TextColumn) {
    this.#column = column;
  }

  get bytes(): number {
    return this.#order.byteLength + this.#ranks.byteLength;
  }

  /** Whether the ranks are there and say what the texts say. */
  get isCurrent(): boolean {
    return this.#column.changed?.size === 0;
  }

  /** The rank of each row: equal texts have equal ranks, from 0 up; -1 for nothing and for empty text. */
  ranks(pace: Pace): Promise<Int32Array> {
    if (this.isCurrent) return Promise.resolve(this.#ranks);
    this.#making ??= this.#make(pace).finally(() => (this.#making = null));
    return this.#making;
  }

  async #make(pace: Pace): Promise<Int32Array> {
    const column = this.#column;
    const before = column.changed === null ? null : { order: this.#order, ranks: this.#ranks, changed: column.changed };
    const changed = new Set<number>();
    const candidates = before === null ? allRows(column.rows) : Int32Array.from(before.changed).sort();
    const rows = candidates.filter((row) => column.lengthAt(row) > 0);
    await sortRows(column, rows, pace);
    const order = before === null ? rows : await merged(column, before, rows, pace);
    const ranks = new Int32Array(column.rows).fill(-1);
    let rank = -1;
    let last = -1;
    for (let index = 0; index < order.length; index++) {
      const row = order[index] as number;
      if (last === -1 || !this.#areEqual(last, row, before)) rank++;
      ranks[row] = rank;
      last = row;
      if (index % 4096 === 0 && pace.isDue) await pace.rest();
    }
    this.#order = order;
    this.#ranks = ranks;
    column.changed = changed;
    return ranks;
  }

  #areEqual(left: number, right: number, before: Before | null): boolean {
    if (before === null || before.changed.has(left) || before.changed.has(right)) return this.#column.compare(left, right) === 0;
    return before.ranks[left] === before.ranks[right];
  }
}

interface Before {
  readonly order: Int32Array<ArrayBuffer>;
  readonly ranks: Int32Array<ArrayBuffer>;
  readonly changed: ReadonlySet<number>;
}

const allRows = (count: number): Int32Array<ArrayBuffer> => {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
};

/** The old order without the rows that changed, with these in their new places. */
async function merged(column: TextColumn, before: Before, added: Int32Array, pace: Pace): Promise<Int32Array<ArrayBuffer>> {
  const kept = before.order.filter((row) => !before.changed.has(row));
  const order = new Int32Array(kept.length + added.length);
  let from = 0;
  let at = 0;
  for (const row of added) {
    let high = kept.length;
    let low = from;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (column.compare(kept[middle] as number, row) <= 0) low = middle + 1;
      else high = middle;
    }
    order.set(kept.subarray(from, low), at);
    at += low - from;
    order[at++] = row;
    from = low;
    if (pace.isDue) await pace.rest();
  }
  order.set(kept.subarray(from), at);
  return order;
}
