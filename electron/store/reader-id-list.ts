/** Ids of rows in the order a view shows them: any position is reached in the same time. */
export interface IdList {
  readonly length: number;
  /** Memory that the list takes. */
  readonly bytes: number;
  slice(first: number, count: number): number[];
}

type IdArray = Int32Array | Float64Array;

const MAX_INT32 = 0x7fff_ffff;

/** The ids from `first` to `last` without a gap, which takes no memory. */
export function rangeList(first: number, last: number): IdList {
  const length = Math.max(0, last - first + 1);
  return {
    length,
    bytes: 0,
    slice: (from, count) => Array.from({ length: Math.max(0, Math.min(count, length - from)) }, (_, index) => first + from + index),
  };
}

/** Ids held one by one. */
export function arrayList(ids: IdArray): IdList {
  return { length: ids.length, bytes: ids.byteLength, slice: (from, count) => Array.from(ids.subarray(from, from + count)) };
}

/** Chunks of ids as one array, in 4 bytes an id where they fit. */
export function packIds(chunks: readonly (readonly number[])[]): IdArray {
  let length = 0;
  let small = true;
  for (const chunk of chunks) {
    length += chunk.length;
    if (small) small = chunk.every((id) => id >= 0 && id <= MAX_INT32);
  }
  const packed = small ? new Int32Array(length) : new Float64Array(length);
  let at = 0;
  for (const chunk of chunks) {
    packed.set(chunk, at);
    at += chunk.length;
  }
  return packed;
}

/**
 * The order after rows have come and gone: what stays keeps its place, what is new comes at the end. `shown` is the order until
 * now, `before` the same ids ascending, `now` the ids there are now, ascending.
 */
export function keepOrder(shown: IdArray, before: IdArray, now: IdArray): IdArray {
  const added: number[] = [];
  const removed = new Set<number>();
  let old = 0;
  for (const id of now) {
    while (old < before.length && (before[old] as number) < id) removed.add(before[old++] as number);
    if (before[old] === id) old++;
    else added.push(id);
  }
  while (old < before.length) removed.add(before[old++] as number);
  if (added.length === 0 && removed.size === 0) return shown;
  const kept = removed.size === 0 ? shown : shown.filter((id) => !removed.has(id));
  const order = now instanceof Int32Array && kept instanceof Int32Array ? new Int32Array(now.length) : new Float64Array(now.length);
  order.set(kept);
  order.set(added, kept.length);
  return order;
}
