import { VIEWS, type Cell, type Column, type ColumnType, type Filter, type FilterTest, type ViewName } from "#contract/views.ts";
import { resultsTexts } from "../texts/results.ts";
import { cellText } from "./cell-text.ts";
import { describeColumn, labelOf } from "./columns.ts";

/** The tests that make sense for a type of column, in the order in which they are offered. */
const TESTS_OF: Readonly<Record<ColumnType, readonly FilterTest[]>> = {
  text: ["is", "is-not", "contains", "contains-not", "starts-with", "ends-with", "matches", "matches-not", "is-empty", "is-not-empty"],
  number: ["is", "is-not", "at-least", "at-most", "more-than", "less-than", "starts-with", "is-empty", "is-not-empty"],
  boolean: ["is", "is-not", "is-empty", "is-not-empty"],
  time: ["at-least", "at-most", "more-than", "less-than", "starts-with", "is-empty", "is-not-empty"],
  json: ["contains", "contains-not", "matches", "matches-not", "is-empty", "is-not-empty"],
};

/** One test of one column. */
export type TestFilter = Extract<Filter, { readonly column: string }>;
/** Several filters, of which all or any must hold. */
export type GroupFilter = Extract<Filter, { readonly op: string }>;

/** Whether a filter is a group of filters. */
export function isGroup(filter: Filter): filter is GroupFilter {
  return "op" in filter;
}

/** The tests that a column can be put to. */
export function testsOf(column: Column): readonly FilterTest[] {
  return TESTS_OF[column.type];
}

/** Whether a test compares with a value. */
export function needsValue(test: FilterTest): boolean {
  return test !== "is-empty" && test !== "is-not-empty";
}

/** The column of a view that a test names; undefined when it has none. */
export function columnOf(view: ViewName, name: string): Column | undefined {
  return VIEWS[view].find((column: Column) => column.name === name);
}

/** What was typed as the value that the host compares with: numbers and times become numbers when they are ones. */
export function valueOf(column: Column, test: FilterTest, typed: string): Cell {
  if (column.type === "boolean") return typed === "true";
  const isCompared = test !== "starts-with" && test !== "matches" && test !== "matches-not";
  const text = column.type === "number" ? typed.trim().replaceAll(/(?<=\d)[,\s](?=\d{3}\b)/g, "") : typed;
  if (column.type === "number" && isCompared && text !== "" && Number.isFinite(Number(text))) return Number(text);
  if (column.type === "time" && isCompared) return Number.isNaN(Date.parse(typed)) ? typed : Date.parse(typed);
  return text;
}

/** A filter as people read it: "Status is 404", "Depth ≤ 3 or Title is empty". */
export function filterWords(view: ViewName, filter: Filter): string {
  if (!isGroup(filter)) return testWords(view, filter);
  const word = ` ${filter.op === "and" ? resultsTexts.filter.and : resultsTexts.filter.or} `;
  return filter.of
    .map((part) => (isGroup(part) && part.of.length > 1 ? `(${filterWords(view, part)})` : filterWords(view, part)))
    .join(word);
}

function testWords(view: ViewName, { column: name, test, value }: TestFilter): string {
  const column = columnOf(view, name);
  const words = resultsTexts.filter.words[test];
  if (!needsValue(test)) return `${labelOf(name)} ${words}`;
  return `${labelOf(name)} ${words} ${column === undefined ? String(value ?? "") : valueWords(view, column, value ?? null)}`;
}

/** A value of a column as people read it. */
export function valueWords(view: ViewName, column: Column, value: Cell): string {
  if (value === null || value === "") return resultsTexts.filter.empty;
  const { kind } = describeColumn(view, column);
  return kind === "type" ? String(value) : cellText(kind, value);
}

/** With the part at `place` changed; null takes it away. */
export function withPart(parts: readonly Filter[], place: number, part: Filter | null): readonly Filter[] {
  return parts.flatMap((known, position) => (position !== place ? [known] : part === null ? [] : [part]));
}

/** A filter without groups of one and groups of none; null when nothing is left. */
export function tidyFilter(filter: Filter): Filter | null {
  if (!isGroup(filter)) return filter;
  const parts = filter.of.map(tidyFilter).filter((part) => part !== null);
  if (parts.length === 0) return null;
  return parts.length === 1 ? (parts[0] ?? null) : { op: filter.op, of: parts };
}
