import { VIEW_SQL, type ViewSql } from "#store/reader-columns.ts";
import { CodeColumn, type Stored } from "#store/columns/code-column.ts";
import { NumberColumn } from "#store/columns/number-column.ts";
import { TextColumn } from "#store/columns/text-column.ts";
import type { KnownColumn } from "#store/reader-filter.ts";
import { sectionOf } from "#url/section.ts";
import { shapeOf } from "#url/shape.ts";
import { URL_ROLE } from "#contract/words.ts";
import type { ViewName } from "#contract/views.ts";

export type MemoryColumn = CodeColumn | NumberColumn | TextColumn;

/** Which ids the rows of a column are: those of addresses (and of the pages they answered with), or those of links. */
export type Domain = "url" | "link";

/** A column that can be held in memory. Its key is the expression of `ViewSql` that it stands for. */
export interface StoredColumn {
  readonly key: string;
  readonly table: "url" | "page" | "link";
  /** What is read from the file. */
  readonly sql: string;
  readonly kind: "code" | "number" | "text";
  /** Whether its numbers may have decimals; they are then not compared as text here. */
  readonly isReal: boolean;
  readonly compute: ((text: string) => string) | null;
}

/** How the cells of a view's column are found in memory: in a column, or in a column of the address that another one names. */
export interface Reading {
  readonly column: StoredColumn;
  readonly via: StoredColumn | null;
}

const STORED = new Map<string, StoredColumn>();

function store(table: StoredColumn["table"], kind: StoredColumn["kind"], names: string, more: Partial<StoredColumn> = {}): void {
  for (const name of names.split(" ")) {
    const key = `${table}.${name}`;
    STORED.set(key, { key, table, sql: key, kind, isReal: false, compute: null, ...more });
  }
}

const URL_TEXT = "url.text";
store("url", "code", "state roles internal depth attempts first_kind reason");
store("url", "number", "inlinks first_source");
store("url", "text", "text rule");
store("page", "code", "navigated status content_type media_kind indexable indexability_reason language charset http_version");
store("page", "code", "meta_robots x_robots_tag redirect_kind h1_count h2_count");
store("page", "text", "title description h1 h2 canonical text_hash last_modified location");
store("page", "number", "title_length title_pixels description_length word_count size_bytes transferred_bytes outlinks internal_links");
store("page", "number", "external_links links_left_out redirect_target fetched_at");
store("page", "number", "dns_ms connect_ms first_byte_ms total_ms", { isReal: true });
store("link", "number", "source target");
store("link", "code", "kind position nofollow anchor rel");

const computed: readonly (readonly [sql: string, more: Pick<StoredColumn, "kind" | "sql" | "compute">])[] = [
  [VIEW_SQL.addresses.columns["section"]!.sql, { kind: "code", sql: URL_TEXT, compute: sectionOf }],
  [VIEW_SQL.addresses.columns["shape"]!.sql, { kind: "code", sql: URL_TEXT, compute: shapeOf }],
  [VIEW_SQL.pages.columns["settled_as"]!.sql, { kind: "code", sql: VIEW_SQL.pages.columns["settled_as"]!.sql, compute: null }],
  [VIEW_SQL.addresses.columns["ready_at"]!.sql, { kind: "number", sql: VIEW_SQL.addresses.columns["ready_at"]!.sql, compute: null }],
];
for (const [key, more] of computed) STORED.set(key, { key, table: "url", isReal: false, ...more });

/** The column with a key. Throws when there is none. */
export function storedColumn(key: string): StoredColumn {
  const stored = STORED.get(key);
  if (stored === undefined) throw new Error(`no column ${key} is held in memory`);
  return stored;
}

const NAMED_ADDRESS = /^\(SELECT named\.text FROM url AS named WHERE named\.id = ([a-z_.]+)\)$/;
const OF_LINKED: readonly (readonly [table: string, stored: string])[] = [
  ["source.", "url."],
  ["target.", "url."],
  ["target_page.", "page."],
];

/** How a column of a view is found in memory; null for one that is only in the file. */
export function readingOf({ source: { sql, via } }: KnownColumn): Reading | null {
  const named = NAMED_ADDRESS.exec(sql)?.[1];
  if (named !== undefined) return reading(URL_TEXT, named);
  if (via === undefined) return reading(sql, null);
  const [table, stored] = OF_LINKED.find(([prefix]) => sql.startsWith(prefix)) ?? ["", ""];
  return reading(stored + sql.slice(table.length), via);
}

function reading(key: string, via: string | null): Reading | null {
  const column = STORED.get(key);
  const through = via === null ? null : STORED.get(via);
  return column === undefined || through === undefined ? null : { column, via: through };
}

/** An empty column for about `rows` rows. */
export function emptyColumn({ kind }: StoredColumn, rows: number): MemoryColumn {
  if (kind === "code") return new CodeColumn(rows);
  return kind === "number" ? new NumberColumn(rows) : new TextColumn(rows);
}

/** Which rows of the table are rows of a view: a column, and the test that its cells pass. */
export interface Membership {
  readonly column: StoredColumn;
  passes(cell: Stored): boolean;
}

const EMBEDDED = `url.roles & ${URL_ROLE.embedded}`;
const IMAGE = `url.roles & ${URL_ROLE.image}`;

/** What makes a row of the base table a row of the view, as `ViewSql.condition` says it. */
export function membershipOf(view: ViewName): Membership {
  const { base, condition }: ViewSql = VIEW_SQL[view];
  const state = /^url\.state = (\d)$/.exec(condition)?.[1];
  if (state !== undefined) return { column: storedColumn("url.state"), passes: (cell) => cell === Number(state) };
  if (condition === EMBEDDED) return { column: storedColumn("url.roles"), passes: (cell) => (Number(cell) & URL_ROLE.embedded) !== 0 };
  if (condition === IMAGE) return { column: storedColumn("url.roles"), passes: (cell) => (Number(cell) & URL_ROLE.image) !== 0 };
  if (condition === "page.navigated = 1") return { column: storedColumn("page.navigated"), passes: (cell) => cell === 1 };
  if (condition === "page.redirect_target IS NOT NULL") {
    return { column: storedColumn("page.redirect_target"), passes: (cell) => cell !== null };
  }
  if (condition !== "") throw new Error(`the rows of ${view} are not known in memory`);
  return { column: storedColumn(base === "link" ? "link.kind" : "url.state"), passes: (cell) => cell !== null };
}

/** Which rows a view's columns are by. */
export const domainOf = (view: ViewName): Domain => (VIEW_SQL[view].base === "link" ? "link" : "url");
