import { OrbweaverError } from "#contract/failure.ts";
import type { Cell, Filter, FilterTest, ViewName } from "#contract/views.ts";
import { codesTest, joinedTest, maskTest, numbersTest, throughTest, type BlockTest } from "#store/columns/block-test.ts";
import { cellTest, isComparedAsAscii, lowerAscii, type CellTest } from "#store/columns/cell-test.ts";
import { CodeColumn } from "#store/columns/code-column.ts";
import type { ColumnSet } from "#store/columns/column-set.ts";
import { NumberColumn } from "#store/columns/number-column.ts";
import type { Pace } from "#store/columns/pace.ts";
import { readingOf, type Reading, type StoredColumn } from "#store/columns/stored-columns.ts";
import type { TextColumn } from "#store/columns/text-column.ts";
import { VIEW_SQL } from "#store/reader-columns.ts";
import { askedTest, isComparison, type KnownColumn } from "#store/reader-filter.ts";
import { knownColumn } from "#store/view-sql.ts";

/** One test of a filter. */
interface Leaf {
  readonly column: KnownColumn;
  readonly reading: Reading;
  readonly test: FilterTest;
  readonly value: Cell;
}

/** A filter whose columns can be held in memory. */
export type LeafTree = Leaf | { readonly op: "and" | "or"; readonly of: readonly LeafTree[] };

/** What a selection tests, as tests of columns in memory; null when one of them can only be made by the file. */
export function leavesOf(view: ViewName, filter: Filter | undefined, search: string): LeafTree | null {
  const of: (LeafTree | null)[] = [];
  if (filter !== undefined) of.push(leafTree(view, filter));
  const text = search.trim();
  if (text !== "")
    of.push({ op: "or", of: VIEW_SQL[view].searched.map((column) => leaf(view, { column, test: "contains", value: text })) } as LeafTree);
  return of.some((one) => one === null || hasNull(one)) ? null : { op: "and", of: of as LeafTree[] };
}

const hasNull = (tree: LeafTree): boolean => "op" in tree && tree.of.some((one) => one === null || hasNull(one));

function leafTree(view: ViewName, filter: Filter): LeafTree | null {
  if (!("op" in filter)) return leaf(view, filter);
  return { op: filter.op, of: filter.of.map((inner) => leafTree(view, inner)) as LeafTree[] };
}

function leaf(
  view: ViewName,
  { column: name, test, value = null }: { column: string; test: FilterTest; value?: Cell | undefined },
): Leaf | null {
  const column = knownColumn(view, name);
  const reading = readingOf(column);
  if (reading === null) return null;
  const { kind, isReal } = reading.column;
  const asked = askedTest(test, value);
  const isPattern = asked === "matches" || asked === "matches-not";
  // Texts are held in lower case, and decimals are written by SQLite in its own way.
  if (kind === "text" && isPattern) return null;
  if (isReal && !isComparison(asked) && asked !== "is-empty" && asked !== "is-not-empty") return null;
  return { column, reading, test, value };
}

/** The columns that a tree of tests reads. */
export function columnsOf(tree: LeafTree): StoredColumn[] {
  if ("op" in tree) return tree.of.flatMap(columnsOf);
  const { column, via } = tree.reading;
  return via === null ? [column] : [column, via];
}

/** What compiling needs: the columns, and the id of an address that is known exactly so. */
export interface CompileContext {
  readonly set: ColumnSet;
  readonly pace: Pace;
  /** Tests of texts that were made of these columns already. */
  readonly masks: Map<string, Uint8Array>;
  findAddress(url: string): number | null;
}

/** Tests of blocks of rows that let through what the filter does. Errors: bad-input, cancelled. */
export async function compile(tree: LeafTree, context: CompileContext): Promise<BlockTest> {
  if ("op" in tree) {
    const tests: BlockTest[] = [];
    for (const one of tree.of) tests.push(await compile(one, context));
    return joinedTest(tests, tree.op);
  }
  const { via } = tree.reading;
  const passes = cellTest(tree.column, tree.test, tree.value);
  if (via === null) return columnTest(tree, passes, context);
  const mask = await wholeMask(tree, passes, context);
  const names = context.set.column(via);
  if (!(names instanceof NumberColumn)) throw new OrbweaverError("internal", `${via.key} does not name addresses`);
  return throughTest(names, mask, passes(null));
}

async function columnTest(one: Leaf, passes: CellTest, context: CompileContext): Promise<BlockTest> {
  const column = context.set.column(one.reading.column);
  if (column instanceof CodeColumn) return codesTest(column, passes);
  if (column instanceof NumberColumn) return numbersTest(column, passes);
  return maskTest(await textMask(column, one, passes, context));
}

/** The test of every address. */
async function wholeMask(one: Leaf, passes: CellTest, context: CompileContext): Promise<Uint8Array> {
  const rows = context.set.rowsOf("url");
  if (one.column.source.isLinkedAddress === true && askedTest(one.test, one.value) === "is") {
    const exact = context.findAddress(String(one.value));
    if (exact !== null) {
      const mask = new Uint8Array(rows);
      mask[exact] = 1;
      return mask;
    }
  }
  const column = context.set.column(one.reading.column);
  const mask = new Uint8Array(rows);
  if (column instanceof CodeColumn) codesTest(column, passes)(0, rows, mask);
  else if (column instanceof NumberColumn) numbersTest(column, passes)(0, rows, mask);
  else return textMask(column, one, passes, context);
  return mask;
}

/** The test of every text. What is plain is compared byte by byte, anything else letter by letter. */
async function textMask(column: TextColumn, tested: Leaf, passes: CellTest, context: CompileContext): Promise<Uint8Array> {
  const key = JSON.stringify([tested.reading.column.key, tested.test, tested.value]);
  const known = context.masks.get(key);
  if (known !== undefined) return known;
  const mask = await newTextMask(column, tested, passes, context);
  context.masks.set(key, mask);
  return mask;
}

async function newTextMask(
  column: TextColumn,
  { test, value }: Leaf,
  passes: CellTest,
  { set, pace }: CompileContext,
): Promise<Uint8Array> {
  const rows = set.rowsOf("url");
  const mask = new Uint8Array(rows);
  const asked = askedTest(test, value);
  const text = String(value);
  const needle = Buffer.from(lowerAscii(text));
  const isPlain = isComparedAsAscii(text) && text !== "";
  if (isPlain && (asked === "contains" || asked === "contains-not")) {
    await column.search(needle, mask, pace);
    if (asked === "contains-not") for (let row = 0; row < rows; row++) mask[row] = 1 - (mask[row] as number);
    return mask;
  }
  const check = rowTest(column, { asked, needle: isPlain ? needle : null, passes });
  for (let row = 0; row < rows; row++) {
    if (check(row)) mask[row] = 1;
    if ((row & 1023) === 0 && pace.isDue) await pace.rest();
  }
  return mask;
}

function rowTest(
  column: TextColumn,
  { asked, needle, passes }: { asked: FilterTest; needle: Buffer | null; passes: CellTest },
): (row: number) => boolean {
  if (asked === "is-empty") return (row) => column.lengthAt(row) <= 0;
  if (asked === "is-not-empty") return (row) => column.lengthAt(row) > 0;
  if (needle !== null) {
    if (asked === "starts-with") return (row) => column.hasAt(row, needle, 0);
    if (asked === "ends-with") return (row) => column.hasAt(row, needle, -needle.length);
    if (asked === "is") return (row) => column.lengthAt(row) === needle.length && column.hasAt(row, needle, 0);
    if (asked === "is-not") return (row) => column.lengthAt(row) !== needle.length || !column.hasAt(row, needle, 0);
  }
  return (row) => passes(column.at(row));
}
