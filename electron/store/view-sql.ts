import { OrbweaverError } from "#contract/failure.ts";
import { nearestWord } from "#contract/nearest-word.ts";
import { VIEWS, type Column, type Filter, type Sort, type ViewName } from "#contract/views.ts";
import { JOINED_TABLES, VIEW_SQL, type ViewSql } from "#store/reader-columns.ts";
import { filterCondition, joined, searchCondition, type Condition, type HashOf, type KnownColumn } from "#store/reader-filter.ts";
import type { Bound } from "#store/reader-connection.ts";

/** Which rows of a view are wanted, and in what order. */
export interface RowSelection {
  readonly view: ViewName;
  readonly search?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly sort?: Sort | undefined;
  /** Of those rows, only the ones with these ids. */
  readonly only?: readonly number[] | undefined;
}

/** How many rows of a selection have each value of something. */
export interface CountQuery {
  readonly sql: string;
  readonly bound: readonly Bound[];
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
export function idQuery(selection: RowSelection, hashOf: HashOf): IdQuery {
  const { view, sort } = selection;
  const source = VIEW_SQL[view];
  const selected = selectedBy(selection, hashOf);
  const sorted = sort === undefined ? null : knownColumn(view, sort.column);
  const order = sorted === null ? "" : sortTerm(sorted, sort?.descending ?? false);

  const { base } = source;
  // What looks up rows of another table first, or rows by their ids, would do so for every range again.
  const ranged = order === "" && !selected.looksElsewhere;
  const where = whereOf([source.condition, selected.sql, ranged ? `${base}.id > ? AND ${base}.id <= ?` : ""]);
  const joinedTables = joins(source, sorted === null ? selected.columns : [...selected.columns, sorted]);
  const sql = `SELECT ${base}.id FROM ${base}${joinedTables}${where} ORDER BY ${order}${base}.id`;
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

/** The query that counts the rows of a selection by something read off one column. Errors: bad-input. */
export function countQuery(selection: RowSelection, by: { column: string; sql: (stored: string) => string }, hashOf: HashOf): CountQuery {
  const source = VIEW_SQL[selection.view];
  const selected = selectedBy(selection, hashOf);
  const counted = knownColumn(selection.view, by.column);
  const where = whereOf([source.condition, selected.sql]);
  const sql = `SELECT ${by.sql(counted.source.sql)}, count(*) FROM ${source.base}${joins(source, [...selected.columns, counted])}${where} GROUP BY 1`;
  return { sql, bound: selected.bound };
}

interface Selected extends Condition {
  /** Columns that the condition names itself. */
  readonly columns: readonly KnownColumn[];
  /** Whether the condition looks for rows of another table first, or for rows by their ids. */
  readonly looksElsewhere: boolean;
}

/** Filter, search and named rows of a selection as one condition. */
function selectedBy({ view, filter, search = "", only }: RowSelection, hashOf: HashOf): Selected {
  const columns: KnownColumn[] = [];
  let looksElsewhere = only !== undefined;
  const find = (name: string): KnownColumn => {
    const column = knownColumn(view, name);
    if (column.source.via === undefined) columns.push(column);
    else looksElsewhere = true;
    return column;
  };
  const source = VIEW_SQL[view];
  const asked: Condition[] = [];
  if (only !== undefined) asked.push({ sql: `${source.base}.id IN (SELECT value FROM json_each(?))`, bound: [JSON.stringify(only)] });
  if (filter !== undefined) asked.push(filterCondition(filter, find, hashOf));
  const text = search.trim();
  if (text !== "") asked.push(searchCondition(text, source.searched.map(find), hashOf));
  const wanted = asked.filter((one) => one.sql !== "1");
  return { ...joined(wanted, "and"), columns, looksElsewhere };
}

function whereOf(conditions: readonly string[]): string {
  const asked = conditions.filter((sql) => sql !== "" && sql !== "1");
  return asked.length === 0 ? "" : ` WHERE ${asked.join(" AND ")}`;
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
    decoders: known.map(cellDecoder),
  };
}

/** Stored number -> cell, for a column that is stored as a number and shown as a word; null for any other. */
export function cellDecoder({ type, source: { words } }: KnownColumn): ((stored: number) => string | boolean | null) | null {
  if (words === undefined) return null;
  return type === "boolean" ? (stored) => stored !== 0 : (stored) => words[stored] ?? null;
}

/** A column of a view by its name. Errors: bad-input, with the nearest name there is. */
export function knownColumn(view: ViewName, name: string): KnownColumn {
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
