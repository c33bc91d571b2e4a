import type { Cell, FilterTest } from "#contract/views.ts";
import type { Stored } from "#store/columns/code-column.ts";
import {
  askedTest,
  foldCase,
  isComparison,
  isPlain,
  MAX_PATTERN_CHARS,
  numberOf,
  passesEmpty,
  wordPasses,
  type KnownColumn,
} from "#store/reader-filter.ts";
import { ADDRESS_COLUMNS, matcher } from "#store/reader-matches.ts";

/** A test of a stored cell that lets through exactly what the condition of `filterCondition` does. Texts hold no NUL. */
export type CellTest = (cell: Stored) => boolean;

/** The test of a filter as a function. Errors: bad-input. */
export function cellTest(column: KnownColumn, test: FilterTest, value: Cell): CellTest {
  const asked = askedTest(test, value);
  if (asked === "matches" || asked === "matches-not") return matchTest(column, asked === "matches", String(value));
  if (column.source.words !== undefined) return wordTest(column.source.words, asked, foldCase(String(value)));
  if (column.type !== "number" && column.type !== "time") return textTest(asked, String(value));
  if (asked === "is-empty") return (cell) => cell === null;
  if (asked === "is-not-empty") return (cell) => cell !== null;
  if (isComparison(asked)) return comparison(asked, numberOf(column, value));
  const passes = textTest(asked, String(value));
  return column.type === "time" ? (cell) => passes(cell === null ? null : isoSeconds(Number(cell))) : (cell) => passes(textOf(cell));
}

const textOf = (cell: Stored): string | null => (cell === null ? null : String(cell));

function isoSeconds(epochMs: number): string {
  return `${new Date(Math.trunc(epochMs / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

function matchTest(column: KnownColumn, wanted: boolean, pattern: string): CellTest {
  const passes = matcher(pattern, ADDRESS_COLUMNS.has(column.name));
  const { words } = column.source;
  if (words === undefined) return (cell) => (cell === null ? !wanted : passes(String(cell)) === wanted);
  const passing = words.map((word) => passes(word) === wanted);
  return (cell) => (cell === null ? !wanted : passing[Number(cell)] === true);
}

function wordTest(words: readonly string[], test: FilterTest, folded: string): CellTest {
  const passing = words.map((word) => wordPasses(word, test, folded));
  const empty = passesEmpty(test);
  return (cell) => (cell === null ? empty : passing[Number(cell)] === true);
}

type Comparison = "is" | "is-not" | "at-least" | "at-most" | "more-than" | "less-than";

function comparison(test: Comparison, wanted: number): CellTest {
  const holds = inOrder(test);
  return (cell) => (cell === null ? test === "is-not" : holds(Number(cell) - wanted));
}

/** What the test says of a difference: negative, 0 or positive. */
export function inOrder(test: Comparison): (difference: number) => boolean {
  switch (test) {
    case "is":
      return (difference) => difference === 0;
    case "is-not":
      return (difference) => difference !== 0;
    case "at-least":
      return (difference) => difference >= 0;
    case "at-most":
      return (difference) => difference <= 0;
    case "more-than":
      return (difference) => difference > 0;
    case "less-than":
      return (difference) => difference < 0;
  }
}

/** ASCII letters in lower case, as SQLite compares texts. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Whether the value is compared letter by letter with only ASCII letters alike in either case. */
export function isComparedAsAscii(value: string): boolean {
  return isPlain(value) && value.length <= MAX_PATTERN_CHARS;
}

function textTest(test: FilterTest, value: string): CellTest {
  if (test === "is-empty") return (cell) => cell === null || cell === "";
  if (test === "is-not-empty") return (cell) => cell !== null && cell !== "";
  const plain = isComparedAsAscii(value);
  const same = plain ? lowerAscii : foldCase;
  const wanted = same(value);
  if (isComparison(test)) {
    const holds = inOrder(test);
    const bytes = Buffer.from(wanted);
    return (cell) => (cell === null ? test === "is-not" : holds(Buffer.compare(Buffer.from(same(String(cell))), bytes)));
  }
  if (value === "") return () => true;
  if (test === "starts-with") return (cell) => cell !== null && same(String(cell)).startsWith(wanted);
  if (test === "ends-with") return (cell) => cell !== null && same(String(cell)).endsWith(wanted);
  if (test === "contains-not") return (cell) => cell === null || !same(String(cell)).includes(wanted);
  return (cell) => cell !== null && same(String(cell)).includes(wanted);
}
