import { BLOCK_ROWS, codesTest, joinedTest, maskTest, numbersTest, type BlockTest } from "#store/columns/block-test.ts";
import { CodeColumn } from "#store/columns/code-column.ts";
import { columnsOf, compile, leavesOf, type CompileContext, type LeafTree } from "#store/columns/compile-filter.ts";
import { NumberColumn } from "#store/columns/number-column.ts";
import type { Pace } from "#store/columns/pace.ts";
import { domainOf, membershipOf, readingOf, type Reading, type StoredColumn } from "#store/columns/stored-columns.ts";
import { sortIds } from "#store/columns/sort-ids.ts";
import type { KnownColumn } from "#store/reader-filter.ts";
import { knownColumn, type RowSelection } from "#store/view-sql.ts";

/** A selection that columns in memory can answer. */
export interface ColumnPlan {
  readonly selection: RowSelection;
  readonly tree: LeafTree;
  readonly sort: { readonly column: KnownColumn; readonly reading: Reading; readonly descending: boolean } | null;
  /** Every column that answering takes. */
  readonly needed: ReadonlySet<StoredColumn>;
}

/** How columns answer a selection; null when they cannot. Errors: bad-input (unknown column). */
export function planOf(selection: RowSelection): ColumnPlan | null {
  const { view, filter, search = "", sort } = selection;
  const tree = leavesOf(view, filter, search);
  if (tree === null) return null;
  const needed = new Set([membershipOf(view).column, ...columnsOf(tree)]);
  if (sort === undefined) return { selection, tree, sort: null, needed };
  const column = knownColumn(view, sort.column);
  const reading = readingOf(column);
  if (reading === null) return null;
  needed.add(reading.column);
  if (reading.via !== null) needed.add(reading.via);
  return { selection, tree, sort: { column, reading, descending: sort.descending }, needed };
}

/** Tests of blocks for all rows of a selection. The gate of the columns is held for reading. */
export async function selectionTest({ selection, tree }: ColumnPlan, context: CompileContext): Promise<BlockTest> {
  const { set } = context;
  const { view, only } = selection;
  const member = membershipOf(view);
  const column = set.column(member.column);
  const tests: BlockTest[] = [];
  if (column instanceof CodeColumn) tests.push(codesTest(column, member.passes));
  else if (column instanceof NumberColumn) tests.push(numbersTest(column, member.passes));
  if (only !== undefined) {
    const mask = new Uint8Array(set.rowsOf(domainOf(view)));
    for (const id of only) mask[id] = 1;
    tests.push(maskTest(mask));
  }
  if (!("op" in tree) || tree.of.length > 0) tests.push(await compile(tree, context));
  return joinedTest(tests, "and");
}

/** Calls `take` with the rows that pass, block by block. Errors: cancelled. */
export async function eachBlock(
  rows: number,
  test: BlockTest,
  { pace, take }: { pace: Pace; take: (from: number, length: number, passing: Uint8Array) => void },
): Promise<void> {
  const passing = new Uint8Array(BLOCK_ROWS);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const length = Math.min(BLOCK_ROWS, rows - from);
    test(from, length, passing);
    take(from, length, passing);
    if (pace.isDue) await pace.rest();
  }
}

/** The ids of a selection, ascending or in the order asked for. The gate of the columns is held for reading. */
export async function selectIds(plan: ColumnPlan, context: CompileContext): Promise<Int32Array<ArrayBuffer>> {
  const { set, pace } = context;
  const ids = await passingIds(set.rowsOf(domainOf(plan.selection.view)), await selectionTest(plan, context), pace);
  return plan.sort === null ? ids : sortIds(ids, { set, ...plan.sort }, pace);
}

async function passingIds(rows: number, test: BlockTest, pace: Pace): Promise<Int32Array<ArrayBuffer>> {
  let ids = new Int32Array(BLOCK_ROWS);
  let count = 0;
  await eachBlock(rows, test, {
    pace,
    take: (from, length, passing) => {
      if (count + length > ids.length) {
        const larger = new Int32Array(Math.max(ids.length * 2, count + length));
        larger.set(ids);
        ids = larger;
      }
      for (let index = 0; index < length; index++) {
        ids[count] = from + index;
        count += passing[index] as number;
      }
    },
  });
  return ids.slice(0, count);
}
