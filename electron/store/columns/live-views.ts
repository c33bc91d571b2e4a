import type { RowWindow } from "#contract/questions.ts";
import type { Filter } from "#contract/views.ts";
import type { ChangeNews } from "#store/changes.ts";
import { ColumnSet } from "#store/columns/column-set.ts";
import type { CompileContext } from "#store/columns/compile-filter.ts";
import { countGroups, facetPlan } from "#store/columns/count-groups.ts";
import { Pace } from "#store/columns/pace.ts";
import { planOf, selectIds, type ColumnPlan } from "#store/columns/select-rows.ts";
import { domainOf } from "#store/columns/stored-columns.ts";
import { FACETS } from "#contract/facets.ts";
import { pickedFilter, viewFacets, type FacetAnswer, type FacetQuestion } from "#store/reader-facets.ts";
import { arrayList, keepOrder, type IdList } from "#store/reader-id-list.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import { readRows, viewIds, viewRows, type FileRows, type IdQuestion, type RowQuestion } from "#store/reader-rows.ts";
import { idQuery, rowQuery, type RowSelection } from "#store/view-sql.ts";

/** Links of one address up to which they are found through their index and not by going through all. */
const FEW_LINKS = 2000;
const KEPT_LISTS = 12;
const KEPT_FACETS = 24;
/** Tests of texts kept, at one byte an address. */
const KEPT_MASKS = 12;
const KEPT_BYTES = 96 * 1024 * 1024;

interface KeptIds {
  readonly version: number;
  readonly ascending: Int32Array | null;
  readonly list: IdList;
  readonly shown: Int32Array;
}

/**
 * Answers for windows, ids and facets from columns in memory, and from the file where columns cannot. Answers are what the
 * queries of the file give for one of its states; long work gives way to other questions. What is asked of one state of the file
 * again is answered from what was computed.
 *
 * How it works. A `ColumnSet` reads columns of the file into arrays whose index is the id of the row: a few bytes a number or word
 * (`CodeColumn`, `NumberColumn`), the text itself for addresses and titles (`TextColumn`). While an engine of this process writes, it
 * tells which rows each commit changes, and these are read again; anybody else's writing makes the columns be read anew. A question
 * becomes a plan (`planOf`, `facetPlan`) of the columns it needs, or none when only SQLite can answer it. Its filter is compiled
 * (`compile`) to tests of blocks of 16,384 rows, whose answers are bytes; the rows that pass are listed (`selectIds`), put in order by
 * numbers or ranks of texts (`sortIds`, `TextOrder`), or counted by group (`countGroups`). Cells are then read from the file for the
 * few rows of a window. The columns that most questions need are read beforehand (`warm`).
 *
 * Memory, of a crawl of a million pages and ten million links: about 300 MB for the columns that are read beforehand, at most
 * `COLUMN_BUDGET_BYTES` for all; 4 bytes a row for each kept list, KEPT_BYTES at most; three times that while one is sorted.
 */
export class LiveViews {
  readonly #file: FileRows;
  readonly #set: ColumnSet;
  readonly #lists = new Map<string, KeptIds>();
  readonly #facets = new Map<string, { readonly version: number; readonly answer: FacetAnswer }>();
  #masks = new Map<string, Uint8Array>();
  #masksVersion = 0;
  #warming: Promise<void> | null = null;

  constructor(file: FileRows, now: () => number) {
    this.#file = file;
    this.#set = new ColumnSet(file.connection, now);
  }

  /** Memory that columns take. */
  get bytes(): number {
    return this.#set.bytes;
  }

  /** Where the news of an engine of this process come from. */
  listenTo(drain: () => void): void {
    this.#set.drain = drain;
  }

  hear(news: ChangeNews): void {
    this.#set.hear(news);
  }

  /** From now on an engine of this process tells what it writes. */
  follow(): void {
    this.#set.follow();
  }

  /** A window of rows. Errors: bad-input, cancelled. */
  async rows(question: RowQuestion, isCancelled: IsCancelled): Promise<RowWindow> {
    const query = idQuery(question, this.#file.hashOf);
    if (question.count === 0 && query.everything) return viewRows(this.#file, question, isCancelled);
    const rows = rowQuery(question.view, question.columns ?? []);
    const list = await this.#list(question, query.key, isCancelled);
    if (list === null) return viewRows(this.#file, question, isCancelled);
    const ids = list.slice(question.first, question.count);
    const columns = rows.columns.map((column) => column.name);
    return { total: list.length, columns, first: question.first, rows: readRows(this.#file.connection, rows, ids), ids };
  }

  /** The ids of a window of rows. Errors: bad-input, cancelled. */
  async ids(question: IdQuestion, isCancelled: IsCancelled): Promise<readonly number[]> {
    const list = await this.#list(question, idQuery(question, this.#file.hashOf).key, isCancelled);
    return list === null ? viewIds(this.#file, question, isCancelled) : list.slice(question.first, question.count);
  }

  /** The groups of a selection. Errors: bad-input, cancelled. */
  async facets(question: FacetQuestion, isCancelled: IsCancelled): Promise<FacetAnswer> {
    // Compiled for the file as well: what is wrong with a question is said in one place.
    const query = idQuery({ ...question, filter: pickedFilter(question) }, this.#file.hashOf);
    const plan = facetPlan(question);
    const fromFile = () => viewFacets(this.#file.connection, this.#file.hashOf, question, isCancelled);
    if (plan === null || this.#isFewLinks(question) || !(await this.#set.ensure(plan.needed))) return fromFile();
    const key = JSON.stringify([query.key, question.names, question.most, question.picks]);
    return this.#set.gate.read(async () => {
      if (!this.#set.has(plan.needed)) return fromFile();
      const { version } = this.#set;
      const kept = this.#facets.get(key);
      this.#facets.delete(key);
      const answer = kept?.version === version ? kept.answer : await countGroups(question, plan, this.#context(isCancelled));
      this.#facets.set(key, { version, answer });
      if (this.#facets.size > KEPT_FACETS) this.#facets.delete(this.#facets.keys().next().value as string);
      return answer;
    });
  }

  /** Reads, while nothing else is to do, what the facets and filters of all views are made of. */
  warm(): Promise<void> {
    this.#warming ??= this.#warm().catch(() => {});
    return this.#warming;
  }

  async #warm(): Promise<void> {
    for (const view of ["pages", "addresses", "links"] as const) {
      const search = planOf({ view, search: "a" });
      const facets = facetPlan({ view, names: FACETS[view].map((facet) => facet.name) });
      await this.#set.ensure(new Set([...(search?.needed ?? []), ...(facets?.needed ?? [])]), false);
      if (view === "pages") for (const text of ["url", "title"]) await this.#warmOrder(text);
    }
  }

  /** Puts the texts of pages in order, so that the first sort by them need not. */
  async #warmOrder(text: string): Promise<void> {
    const plan = planOf({ view: "pages", sort: { column: text, descending: false } });
    if (plan?.sort == null || !(await this.#set.ensure(plan.needed, false))) return;
    const { column } = plan.sort.reading;
    await this.#set.gate.read(async () => {
      if (this.#set.has([column])) await this.#set.order(column).ranks(new Pace());
    });
  }

  /** The list of a selection from columns; null when it has to come from the file. */
  async #list(selection: RowSelection, key: string, isCancelled: IsCancelled): Promise<IdList | null> {
    const isWhole =
      selection.filter === undefined && selection.sort === undefined && !selection.search?.trim() && selection.only === undefined;
    if (isWhole && domainOf(selection.view) === "link") return null;
    const plan = planOf(selection);
    if (plan === null || this.#isFewLinks(selection)) return null;
    // Whole views have an index of their own: they are not kept waiting.
    if (isWhole && !this.#set.has(plan.needed)) return null;
    if (!(await this.#set.ensure(plan.needed))) return null;
    return this.#set.gate.read(() => {
      if (!this.#set.has(plan.needed)) return null;
      const kept = this.#lists.get(key);
      if (kept?.version === this.#set.version) {
        this.#keep(key, kept);
        return kept.list;
      }
      return this.#make(plan, key, isCancelled);
    });
  }

  async #make(plan: ColumnPlan, key: string, isCancelled: IsCancelled): Promise<IdList> {
    const { version } = this.#set;
    const ids = await selectIds(plan, this.#context(isCancelled));
    // A list that was read from the file until now goes on in its order.
    const before = this.#lists.get(key) ?? this.#file.lists.unsorted(key);
    const ascending = plan.sort === null ? ids : null;
    const keeps = ascending !== null && before?.ascending != null;
    const shown = keeps ? (keepOrder(before.shown, before.ascending, ids) as Int32Array) : ids;
    const made = { version, ascending, shown, list: arrayList(shown) };
    this.#keep(key, made);
    return made.list;
  }

  #keep(key: string, kept: KeptIds): void {
    this.#lists.delete(key);
    this.#lists.set(key, kept);
    let bytes = 0;
    for (const one of this.#lists.values()) bytes += bytesOf(one);
    for (const [oldest, one] of this.#lists) {
      if (oldest === key || (bytes <= KEPT_BYTES && this.#lists.size <= KEPT_LISTS)) return;
      bytes -= bytesOf(one);
      this.#lists.delete(oldest);
    }
  }

  #context(isCancelled: IsCancelled): CompileContext {
    if (this.#masksVersion !== this.#set.version || this.#masks.size >= KEPT_MASKS) this.#masks = new Map();
    this.#masksVersion = this.#set.version;
    return { set: this.#set, pace: new Pace(isCancelled), masks: this.#masks, findAddress: (url) => this.#findAddress(url) };
  }

  #findAddress(url: string): number | null {
    const { connection, hashOf } = this.#file;
    return (connection.value("SELECT id FROM url WHERE hash = ? AND text = ?", hashOf(url), url) as number | undefined) ?? null;
  }

  /** Whether a selection of links is about one address with few links, which the file finds at once. */
  #isFewLinks({ view, filter }: Pick<RowSelection, "view" | "filter">): boolean {
    if (view !== "links" || filter === undefined) return false;
    return testsOf(filter).some((one) => {
      if ("op" in one || one.test !== "is" || typeof one.value !== "string") return false;
      const count = { source_url: "SELECT link_count FROM page WHERE id = ?", target_url: "SELECT inlinks FROM url WHERE id = ?" }[
        one.column
      ];
      const id = count === undefined ? null : this.#findAddress(one.value);
      return id !== null && Number(this.#file.connection.value(count as string, id) ?? 0) <= FEW_LINKS;
    });
  }
}

/** Tests that every row must pass. */
function testsOf(filter: Filter): readonly Filter[] {
  return "op" in filter && filter.op === "and" ? filter.of.flatMap(testsOf) : [filter];
}

const bytesOf = ({ ascending, shown }: KeptIds): number =>
  shown.byteLength + (ascending === null || ascending === shown ? 0 : ascending.byteLength);
