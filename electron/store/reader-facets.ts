import { FACETS, picksFilter, type Facet, type FacetCount, type Picks } from "#contract/facets.ts";
import { OrbweaverError } from "#contract/failure.ts";
import type { Cell, Filter } from "#contract/views.ts";
import { facetCount } from "#store/facet-groups.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import type { HashOf } from "#store/reader-filter.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import { cellDecoder, countQuery, knownColumn, type RowSelection } from "#store/view-sql.ts";

/** A question for the groups of a selection: `view.facets` without the crawl. */
export interface FacetQuestion extends Omit<RowSelection, "sort"> {
  /** Facet -> the groups of it that were picked. */
  readonly picks?: Picks | undefined;
  /** Names of facets; none: all of the view. */
  readonly names?: readonly string[] | undefined;
  /** Groups told of each facet, at most. Default: 50. */
  readonly most?: number | undefined;
}

/** The answer of `view.facets`. */
export interface FacetAnswer {
  readonly total: number;
  readonly facets: readonly FacetCount[];
}

/** Groups told of each facet when a question does not say. */
export const MOST_GROUPS_BY_DEFAULT = 50;

/** Counts the groups of a selection with one query a facet, all of one commit. Errors: bad-input, cancelled. */
export function viewFacets(connection: ReadConnection, hashOf: HashOf, question: FacetQuestion, isCancelled: IsCancelled): FacetAnswer {
  const { picks = {}, most = MOST_GROUPS_BY_DEFAULT } = question;
  return connection.snapshot(() => ({
    total: countRows(connection, hashOf, { ...question, filter: pickedFilter(question) }),
    facets: facetsAsked(question).map((facet) => {
      if (isCancelled()) throw new OrbweaverError("cancelled", "Cancelled.");
      const selection = { ...question, filter: pickedFilter(question, facet) };
      return facetCount(facet, countValues(connection, hashOf, selection, facet), { picked: picks[facet.name] ?? [], most });
    }),
  }));
}

/** The facets that a question names. Errors: bad-input. */
export function facetsAsked({ view, names = [] }: FacetQuestion): readonly Facet[] {
  const all = FACETS[view];
  return names.length === 0
    ? all
    : names.map((name) => {
        const facet = all.find((one) => one.name === name);
        if (facet !== undefined) return facet;
        throw new OrbweaverError(
          "bad-input",
          `The view "${view}" has no facet "${name.slice(0, 100)}". It has: ${all.map((one) => one.name).join(", ")}.`,
        );
      });
}

/** The filter of a question and what was picked, except the picks of `but`. Undefined: every row passes. */
export function pickedFilter({ view, filter, picks = {} }: FacetQuestion, but?: Facet): Filter | undefined {
  const { [but?.name ?? ""]: _own, ...others } = picks;
  const picked = picksFilter(view, others);
  if (picked === undefined || filter === undefined) return picked ?? filter;
  return { op: "and", of: [filter, picked] };
}

function countRows(connection: ReadConnection, hashOf: HashOf, selection: RowSelection): number {
  const column = selection.view === "links" ? "kind" : "url";
  const query = countQuery(selection, { column, sql: () => "NULL" }, hashOf);
  return (connection.rows(query.sql, ...query.bound)[0]?.[1] as number | undefined) ?? 0;
}

function countValues(connection: ReadConnection, hashOf: HashOf, selection: RowSelection, facet: Facet): Map<Cell, number> {
  const sql = facet.kind === "range" ? (stored: string) => stepOf(facet.steps, stored) : (stored: string) => stored;
  const query = countQuery(selection, { column: facet.column, sql }, hashOf);
  const decode = cellDecoder(knownColumn(selection.view, facet.column));
  const rows = connection.rows(query.sql, ...query.bound) as [Cell, number][];
  return new Map(rows.map(([stored, count]) => [typeof stored === "number" && decode !== null ? decode(stored) : stored, count]));
}

/** The lower step of the range that a number is in; a number below the first is in none, and is told from nothing. */
function stepOf(steps: readonly number[], stored: string): string {
  const cases = steps.toReversed().map((step) => `WHEN (${stored}) >= ${step} THEN ${step}`);
  return `CASE WHEN (${stored}) IS NULL THEN NULL ${cases.join(" ")} ELSE -1 END`;
}
