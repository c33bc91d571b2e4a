import { OrbweaverError } from "#contract/failure.ts";
import type { Cell, Column, Filter, FilterTest } from "#contract/views.ts";
import { JOINED_TABLES, type ColumnSql } from "#store/reader-columns.ts";
import type { Bound } from "#store/reader-connection.ts";
import { ADDRESS_COLUMNS, matcher } from "#store/reader-matches.ts";

/** A condition of a query: its text has one `?` for each value, so that nothing a person types ever becomes SQL. */
export interface Condition {
  readonly sql: string;
  readonly bound: readonly Bound[];
}

/** A column with what is said of it in the contract and how it is read. */
export interface KnownColumn extends Column {
  readonly source: ColumnSql;
}

/** The hash under which the file keeps an address (`url.hash`). */
export type HashOf = (url: string) => number;

const MAX_DEPTH = 8;
const MAX_TESTS = 200;

/** SQLite refuses longer patterns for LIKE (50,000 bytes). */
export const MAX_PATTERN_CHARS = 12_000;

/** A filter as a condition. `find` gives the column of a name, or throws. Errors: bad-input. */
export function filterCondition(filter: Filter, find: (name: string) => KnownColumn, hashOf: HashOf): Condition {
  let tests = 0;
  const build = (part: Filter, depth: number): Condition => {
    if (depth > MAX_DEPTH) throw new OrbweaverError("bad-input", `A filter can be nested ${MAX_DEPTH} levels deep, not more.`);
    if ("op" in part)
      return joined(
        part.of.map((inner) => build(inner, depth + 1)),
        part.op,
      );
    if (++tests > MAX_TESTS) throw new OrbweaverError("bad-input", `A filter can have ${MAX_TESTS} tests, not more.`);
    return testCondition(find(part.column), part.test, part.value ?? null, hashOf);
  };
  return build(filter, 1);
}

/** A condition that some of these columns contain `text`, without regard to case. */
export function searchCondition(text: string, columns: readonly KnownColumn[], hashOf: HashOf): Condition {
  return joined(
    columns.map((column) => testCondition(column, "contains", text, hashOf)),
    "or",
  );
}

/** Conditions of which all or any must hold. Of no conditions, all hold and none does. */
export function joined(conditions: readonly Condition[], how: "and" | "or"): Condition {
  if (conditions.length === 0) return { sql: how === "and" ? "1" : "0", bound: [] };
  if (conditions.length === 1) return conditions[0] as Condition;
  return {
    sql: `(${conditions.map((one) => one.sql).join(how === "and" ? " AND " : " OR ")})`,
    bound: conditions.flatMap((one) => one.bound),
  };
}

function testCondition(column: KnownColumn, test: FilterTest, value: Cell, hashOf: HashOf): Condition {
  const asked = askedTest(test, value);
  if (asked !== "is-empty" && asked !== "is-not-empty" && value === null) {
    throw new OrbweaverError("bad-input", `The filter on "${column.name}" needs a value to compare with.`);
  }
  const condition = valueCondition(column, asked, value);
  const { needs, via } = column.source;
  if (needs === undefined || via === undefined) return condition;
  if (asked === "is" && column.source.isLinkedAddress) return linkedTo(via, String(value), hashOf);
  const among = (which: string) => `(SELECT ${needs}.id FROM ${JOINED_TABLES[needs]} AS ${needs} WHERE ${which})`;
  return {
    ...condition,
    sql: passesEmpty(asked) ? `${via} NOT IN ${among(`NOT coalesce(${condition.sql}, 0)`)}` : `${via} IN ${among(condition.sql)}`,
  };
}

/** The test as it is carried out: compared with nothing, "is" asks for emptiness. */
export function askedTest(test: FilterTest, value: Cell): FilterTest {
  if (value !== null && value !== "") return test;
  if (test === "is") return "is-empty";
  return test === "is-not" ? "is-not-empty" : test;
}

/**
 * Links whose source or target is an address: found through the index of targets, or through the range of links that each page
 * has, so that a crawl of many million links is never gone through. An address that is known exactly as given is meant exactly;
 * otherwise all that differ from it in case only are.
 */
function linkedTo(via: string, address: string, hashOf: HashOf): Condition {
  const exact = "FROM url AS exact WHERE exact.hash = ? AND exact.text = ?";
  // In this order, so that addresses are gone through only when none is known exactly so.
  const alike = `SELECT url.id FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 ${exact})) CROSS JOIN url WHERE url.text = ? COLLATE NOCASE`;
  const ids = `SELECT exact.id ${exact} UNION ALL ${alike}`;
  const hash = hashOf(address);
  const bound = [hash, address, hash, address, address];
  if (via === "link.target") return { sql: `link.target IN (${ids})`, bound };
  const own = "own.id BETWEEN source.first_link AND source.first_link + source.link_count - 1";
  return { sql: `link.id IN (SELECT own.id FROM page AS source CROSS JOIN link AS own ON ${own} WHERE source.id IN (${ids}))`, bound };
}

function valueCondition(column: KnownColumn, test: FilterTest, value: Cell): Condition {
  if (test === "matches" || test === "matches-not") return matchCondition(column, test, String(value));
  if (column.source.words !== undefined) return wordCondition(column.source.sql, column.source.words, test, String(value));
  const sql = `(${column.source.sql})`;
  if (column.type !== "number" && column.type !== "time") return textCondition(sql, test, String(value));
  if (test === "is-empty") return { sql: `${sql} IS NULL`, bound: [] };
  if (test === "is-not-empty") return { sql: `${sql} IS NOT NULL`, bound: [] };
  if (isComparison(test)) return { sql: `${sql} ${COMPARISONS[test]} ?`, bound: [numberOf(column, value)] };
  return textCondition(column.type === "time" ? isoTime(sql) : `CAST(${sql} AS TEXT)`, test, String(value));
}

const COMPARISONS = { is: "=", "is-not": "IS NOT", "at-least": ">=", "at-most": "<=", "more-than": ">", "less-than": "<" } as const;

/** Whether the test compares two values by their order. */
export function isComparison(test: FilterTest): test is keyof typeof COMPARISONS {
  return Object.hasOwn(COMPARISONS, test);
}

/** A time as text, so that `starts-with 2026-03` finds a month. */
function isoTime(sql: string): string {
  return `strftime('%Y-%m-%dT%H:%M:%SZ', ${sql} / 1000, 'unixepoch')`;
}

/** The number that a column of numbers or times is compared with. Errors: bad-input. */
export function numberOf(column: KnownColumn, value: Cell): number {
  const given = typeof value === "string" && column.type === "time" && !/^\d+$/.test(value) ? Date.parse(value) : Number(value);
  if (Number.isFinite(given)) return given;
  const wanted = column.type === "time" ? "a time, such as 2026-03-31T12:00:00Z" : "a number";
  throw new OrbweaverError("bad-input", `"${column.name}" is compared with ${wanted}; "${String(value).slice(0, 100)}" is not one.`);
}

/**
 * Text is compared without regard to case. SQLite does that by itself for ASCII; when the value has other letters, `fold`
 * (a function of the connection) brings both sides into one case.
 */
function textCondition(sql: string, test: FilterTest, value: string): Condition {
  if (test === "is-empty") return { sql: `(${sql} IS NULL OR ${sql} = '')`, bound: [] };
  if (test === "is-not-empty") return { sql: `${sql} <> ''`, bound: [] };
  if (!isPlain(value) || value.length > MAX_PATTERN_CHARS) return foldedCondition(sql, test, value);
  if (isComparison(test)) return { sql: `${sql} ${COMPARISONS[test]} ? COLLATE NOCASE`, bound: [value] };
  if (value === "") return { sql: "1", bound: [] };
  const escaped = value.replace(/[\\%_]/g, "\\$&");
  if (test === "starts-with") return { sql: `${sql} LIKE ? ESCAPE '\\'`, bound: [`${escaped}%`] };
  if (test === "ends-with") return { sql: `${sql} LIKE ? ESCAPE '\\'`, bound: [`%${escaped}`] };
  const contains = `${sql} LIKE ? ESCAPE '\\'`;
  return { sql: test === "contains-not" ? `(${sql} IS NULL OR NOT ${contains})` : contains, bound: [`%${escaped}%`] };
}

function foldedCondition(sql: string, test: FilterTest, value: string): Condition {
  const folded = foldCase(value);
  const text = `fold(${sql})`;
  if (isComparison(test)) return { sql: `${text} ${COMPARISONS[test]} ?`, bound: [folded] };
  if (test === "starts-with") return { sql: `substr(${text}, 1, length(?)) = ?`, bound: [folded, folded] };
  if (test === "ends-with") return { sql: `substr(${text}, -length(?)) = ?`, bound: [folded, folded] };
  const contains = `instr(${text}, ?)`;
  return { sql: test === "contains-not" ? `(${sql} IS NULL OR NOT ${contains})` : contains, bound: [folded] };
}

/** Text with all differences of case removed. */
export function foldCase(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** ASCII without a NUL, at which LIKE would end. */
export function isPlain(text: string): boolean {
  return /^[\x01-\x7f]*$/.test(text); // oxlint-disable-line no-control-regex
}

/** A pattern that is not one is an error here and not when the query runs. */
function matchCondition(column: KnownColumn, test: "matches" | "matches-not", pattern: string): Condition {
  const isAddress = ADDRESS_COLUMNS.has(column.name);
  const passes = matcher(pattern, isAddress);
  const { sql, words } = column.source;
  if (words !== undefined) {
    const passing = words.flatMap((word, stored) => (passes(word) === (test === "matches") ? [stored] : []));
    const among = `(${sql}) IN (${passing.join(", ")})`;
    return { sql: test === "matches" ? among : `((${sql}) IS NULL OR ${among})`, bound: [] };
  }
  const text = column.type === "number" || column.type === "time" ? `CAST(${sql} AS TEXT)` : sql;
  return { sql: `matches(${text}, ?, ${isAddress ? 1 : 0}) = ${test === "matches" ? 1 : 0}`, bound: [pattern] };
}

/** A column of words is stored as numbers: the words are compared here, the query only sees which numbers pass. */
function wordCondition(sql: string, words: readonly string[], test: FilterTest, value: string): Condition {
  const folded = foldCase(value);
  const passing = words.flatMap((word, stored) => (wordPasses(word, test, folded) ? [stored] : []));
  const among = `(${sql}) IN (${passing.join(", ")})`;
  return { sql: passesEmpty(test) ? `((${sql}) IS NULL OR ${among})` : among, bound: [] };
}

/** Whether rows with nothing in the column pass the test. */
export function passesEmpty(test: FilterTest): boolean {
  return test === "is-empty" || test === "is-not" || test === "contains-not" || test === "matches-not";
}

/** Whether a word passes a test; `folded` is the value without differences of case. */
export function wordPasses(word: string, test: FilterTest, folded: string): boolean {
  switch (test) {
    case "is":
      return word === folded;
    case "is-not":
      return word !== folded;
    case "contains":
      return word.includes(folded);
    case "contains-not":
      return !word.includes(folded);
    case "starts-with":
      return word.startsWith(folded);
    case "ends-with":
      return word.endsWith(folded);
    case "at-least":
      return word >= folded;
    case "at-most":
      return word <= folded;
    case "more-than":
      return word > folded;
    case "less-than":
      return word < folded;
    case "matches":
    case "matches-not":
      throw new Error("matches is a condition of its own");
    case "is-empty":
      return false;
    case "is-not-empty":
      return true;
  }
}
