import { OrbweaverError } from "#contract/failure.ts";
import { nearestWord } from "#contract/nearest-word.ts";
import { VIEWS, type Column, type Filter, type Sort, type ViewName } from "#contract/views.ts";
import { JOINED_TABLES, VIEW_SQL, type ViewSql } from "#store/reader-columns.ts";
import { filterCondition, joined, searchCondition, type Condition, type KnownColumn } from "#store/reader-filter.ts";
import type { Bound } from "#store/reader-connection.ts";

/** Which rows of a view are wanted, and in what order. */
export interface RowSelection {
  readonly view: ViewName;
  readonly search?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly sort?: Sort | undefined;
}

/** A query for the ids of a selection, in the order asked for. */
export interface IdQuery {
  /** Selections with the same key have the same ids in the same order. */
  readonly key: string;
  readonly base: ViewSql["base"];
  /** Whether every row of the view is selected. */
  readonly everything: boolean;
  /** Whether the rows are in another order than that of their ids. */
  readonly sorted: boolean;
  /** Whether the query asks for the ids of a range: the id to begin after and the last id are bound after `bound`. */
  readonly ranged: boolean;
  readonly sql: string;
  readonly bound: readonly Bound[];
}

/** A query for the cells of rows whose ids are bound as one JSON list; a row that is gone comes out empty. */
export interface RowQuery {
  readonly columns: readonly Column[];
  readonly sql: string;
  /** For each column that needs it: stored number -> cell. */
  readonly decoders: readonly (((stored: number) => string | boolean | null) | null)[];
}

/** The query for the ids of the rows of a selection. Errors: bad-input (unknown column, value of a wrong type). */
export function idQuery(selection: RowSelection): IdQuery {
  const { view, sort } = selection;
  const source = VIEW_SQL[view];
  const used: KnownColumn[] = [];
  let looksElsewhere = false;
  const find = (name: string): KnownColumn => {
    const column = knownColumn(view, name);
    if (column.source.via === undefined) used.push(column);
    else looksElsewhere = true;
    return column;
  };
  const asked: Condition[] = [];
  if (selection.filter !== undefined) asked.push(filterCondition(selection.filter, find));
  const search = selection.search?.trim() ?? "";
  if (search !== "") asked.push(searchCondition(search, source.searched.map(find)));
  const selected = joined(
    asked.filter((one) => one.sql !== "1"),
    "and",
  );
  const sorted = sort === undefined ? null : knownColumn(view, sort.column);
  if (sorted !== null) used.push(sorted);
  const order = sorted === null ? "" : sortTerm(sorted, sort?.descending ?? false);

  const { base } = source;
  // A filter that looks up rows of another table first would do so for every range again.
  const ranged = order === "" && !looksElsewhere;
  const conditions = [source.condition, selected.sql, ranged ? `${base}.id > ? AND ${base}.id <= ?` : ""];
  const where = conditions.filter((sql) => sql !== "" && sql !== "1").join(" AND ");
  const sql = `SELECT ${base}.id FROM ${base}${joins(source, used)}${where === "" ? "" : ` WHERE ${where}`} ORDER BY ${order}${base}.id`;
  return {
    key: JSON.stringify([sql, selected.bound]),
    base,
    sql,
    bound: selected.bound,
    everything: selected.sql === "1",
    sorted: order !== "",
    ranged,
  };
}

/** The query for the cells of some rows. No column names: all columns of the view. Errors: bad-input (unknown column). */
export function rowQuery(view: ViewName, columns: readonly string[]): RowQuery {
  const source = VIEW_SQL[view];
  const names = columns.length > 0 ? columns : VIEWS[view].map((column) => column.name);
  const known = names.map((name) => knownColumn(view, name));
  const cells = known.map((column) => column.source.sql).join(", ");
  const { base } = source;
  return {
    columns: known.map(({ name, type, unit, meaning }) => ({ name, type, unit, meaning })),
    sql: `SELECT ${cells} FROM json_each(?) AS wanted LEFT JOIN ${base} ON ${base}.id = wanted.value${joins(source, known)}`,
    decoders: known.map(({ type, source: { words } }) => {
      if (words === undefined) return null;
      return type === "boolean" ? (stored) => stored !== 0 : (stored) => words[stored] ?? null;
    }),
  };
}

/** A column of a view by its name. Errors: bad-input, with the nearest name there is. */
function knownColumn(view: ViewName, name: string): KnownColumn {
  const columns: readonly Column[] = VIEWS[view];
  const column = columns.find((one) => one.name === name);
  const source = VIEW_SQL[view].columns[name];
  if (column !== undefined && source !== undefined) return { ...column, source };
  const names = columns.map((one) => one.name);
  const nearest = nearestWord(name, names);
  const hint = nearest === null ? `It has: ${names.join(", ")}.` : `Did you mean "${nearest}"?`;
  throw new OrbweaverError("bad-input", `The view "${view}" has no column "${name.slice(0, 100)}". ${hint}`);
}

function joins(source: ViewSql, columns: readonly KnownColumn[]): string {
  const needed = new Set(columns.flatMap((column) => column.source.needs ?? []));
  needed.delete(source.base);
  return [...needed].map((name) => ` LEFT JOIN ${JOINED_TABLES[name]} AS ${name} ON ${source.joins[name]}`).join("");
}

/** Rows with nothing in the column come last, whichever way it is sorted; equal rows stay in the order of their ids. */
function sortTerm(column: KnownColumn, descending: boolean): string {
  const { sql, words } = column.source;
  const way = descending ? "DESC" : "ASC";
  if (words !== undefined) return `${wordRank(sql, words)} ${way} NULLS LAST, `;
  if (column.type === "number" || column.type === "time") return `${sql} ${way} NULLS LAST, `;
  return `NULLIF(${sql}, '') COLLATE NOCASE ${way} NULLS LAST, `;
}

function wordRank(sql: string, words: readonly string[]): string {
  const ranks = words.toSorted();
  return `CASE ${sql} ${words.map((word, stored) => `WHEN ${stored} THEN ${ranks.indexOf(word)}`).join(" ")} END`;
}
