import type { Cell, Column, Filter, FilterTest, ViewName } from "#contract/views.ts";
import { columnOf, isGroup, needsValue, testsOf, tidyFilter, valueOf } from "./filter-words.ts";

/** A filter while it is typed: values are text. `key` tells parts apart while they are moved and removed. */
export type FilterDraft =
  | { readonly key: number; readonly column: string; readonly test: FilterTest; readonly typed: string }
  | { readonly key: number; readonly op: "and" | "or"; readonly of: readonly FilterDraft[] };

/** Groups in groups that the editor offers to make. The host takes filters that are deeper, and they can be edited too. */
export const MOST_OFFERED_LEVELS = 4;

let lastKey = 0;

/** A new test of a column, with the test that is offered first. */
export function newTest(view: ViewName, name: string): FilterDraft {
  const column = columnOf(view, name);
  return {
    key: (lastKey += 1),
    column: name,
    test: column === undefined ? "is" : firstTest(column),
    typed: column?.type === "boolean" ? "true" : "",
  };
}

/** A new group with one new test. */
export function newGroup(view: ViewName, name: string, op: "and" | "or"): FilterDraft {
  return { key: (lastKey += 1), op, of: [newTest(view, name)] };
}

/** A group around drafts. */
export function groupOf(op: "and" | "or", of: readonly FilterDraft[]): FilterDraft {
  return { key: (lastKey += 1), op, of };
}

/** A filter as it is edited. */
export function draftOf(view: ViewName, filter: Filter): FilterDraft {
  const key = (lastKey += 1);
  if (isGroup(filter)) return { key, op: filter.op, of: filter.of.map((part) => draftOf(view, part)) };
  return {
    key,
    column: filter.column,
    test: filter.test,
    typed: typedOf(columnOf(view, filter.column), filter.test, filter.value ?? null),
  };
}

/** The filter that a draft means; null when nothing is left of it. */
export function filterOfDraft(view: ViewName, draft: FilterDraft): Filter | null {
  if ("op" in draft) {
    return tidyFilter({ op: draft.op, of: draft.of.map((part) => filterOfDraft(view, part)).filter((part) => part !== null) });
  }
  const { column: name, test, typed } = draft;
  const column = columnOf(view, name);
  if (!needsValue(test)) return { column: name, test };
  return { column: name, test, value: column === undefined ? typed : valueOf(column, test, typed) };
}

/** A draft test on another column: the test stays when it makes sense there, and so does what was typed. */
export function withColumn(view: ViewName, draft: Extract<FilterDraft, { column: string }>, name: string): FilterDraft {
  const column = columnOf(view, name);
  if (column === undefined) return draft;
  const same = columnOf(view, draft.column)?.type === column.type;
  const test = testsOf(column).includes(draft.test) && same ? draft.test : firstTest(column);
  return { ...draft, column: name, test, typed: same ? draft.typed : column.type === "boolean" ? "true" : "" };
}

function firstTest(column: Column): FilterTest {
  const isLongText = column.type === "json" || /url$|^(title|description|h1|h2|anchor|alt|message|section)$/.test(column.name);
  if (column.type === "time" || column.name === "depth") return "at-most";
  return isLongText ? "contains" : "is";
}

function typedOf(column: Column | undefined, test: FilterTest, value: Cell): string {
  if (value === null) return column?.type === "boolean" ? "false" : "";
  if (column?.type === "time" && typeof value === "number" && test !== "starts-with") return new Date(value).toISOString();
  return String(value);
}
