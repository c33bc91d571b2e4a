import { OrbweaverError } from "#contract/failure.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { arrayList, keepOrder, packIds, rangeList, type IdList } from "#store/reader-id-list.ts";
import type { IdQuery } from "#store/view-sql.ts";

/** Says whether the answer is no longer wanted. Asked between the steps of a long query. */
export type IsCancelled = () => boolean;

interface KeptList {
  readonly list: IdList;
  /** The ids ascending and in the order shown; null for a list that has another order or no array. */
  readonly ascending: Int32Array | Float64Array | null;
  readonly shown: Int32Array | Float64Array | null;
  readonly dataVersion: number;
  readonly computedAtMs: number;
  readonly costMs: number;
}

const KEPT_LISTS = 12;
const KEPT_BYTES = 64 * 1024 * 1024;

/** While the file changes, a list is made again at most this often, and takes at most this part of the time. */
const SHORTEST_AGE_MS = 200;
const COST_FACTOR = 20;

/** Ids looked at in one step, between two questions whether the answer is still wanted; and the most steps of one list. */
const STEP_IDS = 100_000;
const MOST_STEPS = 200;

/**
 * The ordered lists of ids behind the windows, made once for each (view, search, filter, sort) and kept while they are used.
 *
 * Unsorted views begin in the order of discovery (id). Addresses are settled in another order than they were discovered in, so
 * while a crawl writes, rows that arrive are put at the end of the list, and what is being read never moves. Sorted views show a
 * new row where it belongs.
 */
export class RowLists {
  readonly #connection: ReadConnection;
  readonly #now: () => number;
  /** In the order of use, the one used last at the end. */
  readonly #kept = new Map<string, KeptList>();

  constructor(connection: ReadConnection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  /** The list of a query, at most a moment old. Errors: cancelled. */
  list(query: IdQuery, isCancelled: IsCancelled): IdList {
    const kept = this.#kept.get(query.key);
    const dataVersion = this.#connection.dataVersion();
    if (kept !== undefined && (kept.dataVersion === dataVersion || this.#isRecent(kept))) {
      this.#keep(query.key, kept);
      return kept.list;
    }
    const made = this.#connection.snapshot(() => this.#make(query, kept, isCancelled));
    this.#keep(query.key, made);
    return made.list;
  }

  /** The ids of an unsorted list as it was last made, ascending and as shown; undefined for any other. */
  unsorted(key: string): { readonly ascending: Int32Array; readonly shown: Int32Array } | undefined {
    const { ascending, shown } = this.#kept.get(key) ?? {};
    return ascending instanceof Int32Array && shown instanceof Int32Array ? { ascending, shown } : undefined;
  }

  #isRecent(kept: KeptList): boolean {
    return this.#now() - kept.computedAtMs < Math.max(SHORTEST_AGE_MS, COST_FACTOR * kept.costMs);
  }

  #keep(key: string, kept: KeptList): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    let bytes = 0;
    for (const one of this.#kept.values()) bytes += one.list.bytes + (one.ascending === one.shown ? 0 : (one.ascending?.byteLength ?? 0));
    for (const [oldest, one] of this.#kept) {
      if (oldest === key || (bytes <= KEPT_BYTES && this.#kept.size <= KEPT_LISTS)) break;
      bytes -= one.list.bytes;
      this.#kept.delete(oldest);
    }
  }

  #make(query: IdQuery, before: KeptList | undefined, isCancelled: IsCancelled): KeptList {
    const startedAtMs = this.#now();
    const dataVersion = this.#connection.dataVersion();
    const done = (list: IdList, ascending: KeptList["ascending"], shown: KeptList["shown"]): KeptList => {
      const computedAtMs = this.#now();
      return { list, ascending, shown, dataVersion, computedAtMs, costMs: computedAtMs - startedAtMs };
    };
    if (query.sorted) return done(arrayList(packIds(this.#chunks(query, isCancelled))), null, null);
    if (query.base === "link" && query.everything) {
      const range = this.#unbroken();
      if (range !== null) return done(range, null, null);
    }
    const ascending = packIds(this.#chunks(query, isCancelled));
    const shown = before?.shown != null && before.ascending != null ? keepOrder(before.shown, before.ascending, ascending) : ascending;
    return done(arrayList(shown), ascending, shown);
  }

  /** All links as a range when no id is missing, which the counter of links tells without looking at them. */
  #unbroken(): IdList | null {
    const [first, last] = this.#connection.rows("SELECT (SELECT min(id) FROM link), (SELECT max(id) FROM link)")[0] as (number | null)[];
    const count = this.#connection.value("SELECT value FROM counter WHERE name = 'rows:links'");
    if (first === null || last === null || first === undefined || last === undefined) return rangeList(1, 0);
    return last - first + 1 === count ? rangeList(first, last) : null;
  }

  #chunks(query: IdQuery, isCancelled: IsCancelled): number[][] {
    if (!query.ranged) return [this.#connection.values(query.sql, ...query.bound) as number[]];
    const chunks: number[][] = [];
    const [lowest, highest] = this.#connection.rows(
      `SELECT (SELECT min(id) FROM ${query.base}), (SELECT max(id) FROM ${query.base})`,
    )[0] as (number | null)[];
    if (lowest == null || highest == null) return chunks;
    const step = Math.max(STEP_IDS, Math.ceil((highest - lowest) / MOST_STEPS));
    for (let after = lowest - 1; after < highest; after += step) {
      if (isCancelled()) throw new OrbweaverError("cancelled", "Cancelled.");
      chunks.push(this.#connection.values(query.sql, ...query.bound, after, Math.min(after + step, highest)) as number[]);
    }
    return chunks;
  }
}
