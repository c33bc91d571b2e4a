import { picksFilter, type Facet } from "#contract/facets.ts";
import type { Cell, Filter } from "#contract/views.ts";
import { BLOCK_ROWS, type BlockTest } from "#store/columns/block-test.ts";
import { CodeColumn } from "#store/columns/code-column.ts";
import type { ColumnSet } from "#store/columns/column-set.ts";
import { columnsOf, compile, leavesOf, type CompileContext, type LeafTree } from "#store/columns/compile-filter.ts";
import { NumberColumn } from "#store/columns/number-column.ts";
import { domainOf, readingOf, type Reading, type StoredColumn } from "#store/columns/stored-columns.ts";
import { eachBlock, planOf, selectionTest, type ColumnPlan } from "#store/columns/select-rows.ts";
import { facetCount } from "#store/facet-groups.ts";
import { facetsAsked, MOST_GROUPS_BY_DEFAULT, type FacetAnswer, type FacetQuestion } from "#store/reader-facets.ts";
import { cellDecoder, knownColumn } from "#store/view-sql.ts";

interface PlannedFacet {
  readonly facet: Facet;
  readonly reading: Reading;
}

/** Facets that columns in memory can count. */
export interface FacetPlan {
  readonly base: ColumnPlan;
  readonly facets: readonly PlannedFacet[];
  /** What was picked of each facet, also of those that are not asked for. */
  readonly picks: ReadonlyMap<string, LeafTree>;
  readonly needed: ReadonlySet<StoredColumn>;
}

/** How columns answer a question for facets; null when they cannot. Errors: bad-input. */
export function facetPlan(question: FacetQuestion): FacetPlan | null {
  const { view, picks = {} } = question;
  const base = planOf({ view, filter: question.filter, search: question.search, only: question.only });
  if (base === null) return null;
  const needed = new Set(base.needed);
  const facets: PlannedFacet[] = [];
  for (const facet of facetsAsked(question)) {
    const reading = readingOf(knownColumn(view, facet.column));
    if (reading === null) return null;
    facets.push({ facet, reading });
    needed.add(reading.column);
    if (reading.via !== null) needed.add(reading.via);
  }
  const trees = new Map<string, LeafTree>();
  for (const [name, picked] of Object.entries(picks)) {
    const filter: Filter | undefined = picksFilter(view, { [name]: picked });
    const tree = filter === undefined ? undefined : leavesOf(view, filter, "");
    if (tree === null) return null;
    if (tree === undefined) continue;
    trees.set(name, tree);
    for (const column of columnsOf(tree)) needed.add(column);
  }
  return { base, facets, picks: trees, needed };
}

/** Counts all facets in one pass over the rows. The gate of the columns is held for reading. Errors: cancelled. */
export async function countGroups(question: FacetQuestion, plan: FacetPlan, context: CompileContext): Promise<FacetAnswer> {
  const { set, pace } = context;
  const base = await selectionTest(plan.base, context);
  const picked = new Map<string, PickMask>();
  for (const [name, tree] of plan.picks) picked.set(name, { test: await compile(tree, context), mask: new Uint8Array(BLOCK_ROWS) });
  const counters = plan.facets.map(({ facet, reading }) => counterOf(set, facet, reading));
  const rows = new Int32Array(BLOCK_ROWS);
  let total = 0;
  await eachBlock(set.rowsOf(domainOf(question.view)), base, {
    pace,
    take: (from, length, passing) => {
      for (const { test, mask } of picked.values()) test(from, length, mask);
      const count = passingAll({ from, length, passing, picked }, null, rows);
      total += count;
      plan.facets.forEach(({ facet }, index) => {
        if (!picked.has(facet.name)) counters[index]!.add(rows, count);
      });
      plan.facets.forEach(({ facet }, index) => {
        if (!picked.has(facet.name)) return;
        counters[index]!.add(rows, passingAll({ from, length, passing, picked }, facet.name, rows));
      });
    },
  });
  const { picks = {}, most = MOST_GROUPS_BY_DEFAULT } = question;
  const facets = plan.facets.map(({ facet }, index) => {
    const decode = cellDecoder(knownColumn(question.view, facet.column));
    const counted = [...counters[index]!.counts()].map(([cell, count]): [Cell, number] => [
      typeof cell === "number" && decode !== null ? decode(cell) : cell,
      count,
    ]);
    return facetCount(facet, new Map(counted), { picked: picks[facet.name] ?? [], most });
  });
  return { total, facets };
}

interface PickMask {
  readonly test: BlockTest;
  readonly mask: Uint8Array;
}

interface Block {
  readonly from: number;
  readonly length: number;
  readonly passing: Uint8Array;
  readonly picked: ReadonlyMap<string, PickMask>;
}

/** Used by one block at a time. */
const all = new Uint8Array(BLOCK_ROWS);

/** Puts the rows of a block that pass, and pass all picks but those of one facet, into `rows`. Returns how many. */
function passingAll({ from, length, passing, picked }: Block, but: string | null, rows: Int32Array): number {
  all.set(passing);
  for (const [name, { mask }] of picked) {
    if (name === but) continue;
    for (let index = 0; index < length; index++) (all[index] as number) &= mask[index] as number;
  }
  let count = 0;
  for (let index = 0; index < length; index++) {
    rows[count] = from + index;
    count += all[index] as number;
  }
  return count;
}

interface GroupCounter {
  add(rows: Int32Array, count: number): void;
  counts(): Iterable<readonly [Cell, number]>;
}

function counterOf(set: ColumnSet, facet: Facet, { column: stored, via }: Reading): GroupCounter {
  const column = set.column(stored);
  const names = via === null ? null : (set.column(via) as NumberColumn);
  if (column instanceof CodeColumn)
    return facet.kind === "range" ? stepCounter((row) => column.at(row) as number | null, facet, names) : codeCounter(column, names);
  if (column instanceof NumberColumn)
    return facet.kind === "range" ? stepCounter((row) => column.at(row), facet, names) : numberCounter(column, names);
  throw new Error(`${stored.key} has too many values for a facet`);
}

function codeCounter(column: CodeColumn, names: NumberColumn | null): GroupCounter {
  const counted = new Uint32Array(column.values.length);
  return {
    add: (rows, count) => {
      const { codes } = column;
      for (let index = 0; index < count; index++) {
        const row = rows[index] as number;
        const id = names === null ? row : (names.numbers[row] as number);
        counted[id >= 0 ? (codes[id] as number) : 0]!++;
      }
    },
    counts: () => [...column.values.entries()].flatMap(([code, value]) => (counted[code]! > 0 ? [[value, counted[code]!] as const] : [])),
  };
}

function numberCounter(column: NumberColumn, names: NumberColumn | null): GroupCounter {
  const counted = new Map<number | null, number>();
  return {
    add: (rows, count) => {
      for (let index = 0; index < count; index++) {
        const row = rows[index] as number;
        const value = column.at(names === null ? row : (names.numbers[row] as number));
        counted.set(value, (counted.get(value) ?? 0) + 1);
      }
    },
    counts: () => counted,
  };
}

/** Counts by the lower step; what is below the first step is in no group. */
function stepCounter(valueAt: (row: number) => number | null, { steps }: Facet, names: NumberColumn | null): GroupCounter {
  const counted = new Uint32Array(steps.length);
  let nothing = 0;
  return {
    add: (rows, count) => {
      for (let index = 0; index < count; index++) {
        const row = rows[index] as number;
        const value = valueAt(names === null ? row : (names.numbers[row] as number));
        if (value === null) nothing++;
        else {
          let step = steps.length - 1;
          while (step >= 0 && value < (steps[step] as number)) step--;
          if (step >= 0) counted[step]!++;
        }
      }
    },
    counts: () => {
      const counts: [Cell, number][] = [...counted].flatMap((count, step) => (count > 0 ? [[steps[step] as number, count]] : []));
      return nothing > 0 ? [...counts, [null, nothing]] : counts;
    },
  };
}
