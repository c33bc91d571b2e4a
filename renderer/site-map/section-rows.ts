import type { Filter, ViewName } from "#contract/views.ts";
import { formatRoute } from "../shell/route.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";

/** Which rows of a section a number counts. */
export type SectionCount = "urls" | "pages" | "waiting" | "problems" | "2xx" | "3xx" | "4xx" | "5xx" | "failed" | "blocked" | "excluded";

/** A view with the rows that stand behind a number. */
export interface CountedRows {
  readonly view: ViewName;
  readonly asked: RowsAsked;
}

/** The rows that a number of a section counts. */
export function sectionRows(prefix: string, count: SectionCount): CountedRows {
  const below: readonly Filter[] =
    prefix === "" ? [{ column: "section", test: "is-not-empty" }] : [{ column: "section", test: "starts-with", value: prefix }];
  const { view, filter } = COUNTED[count];
  return { view, asked: { filter: { op: "and", of: [...internal(view), ...below, ...filter] } } };
}

/** The addresses directly in a section, whatever became of them. */
export function addressesHere(prefix: string): CountedRows {
  const filter: Filter = { op: "and", of: [...internal("addresses"), { column: "section", test: "is", value: prefix }] };
  return { view: "addresses", asked: { filter } };
}

/** The route to counted rows. */
export function rowsHref(crawl: string, { view, asked }: CountedRows): string {
  return formatRoute({ kind: "crawl", crawl, view, asked });
}

const statusClass = (from: number): readonly Filter[] => [
  { column: "status", test: "at-least", value: from },
  { column: "status", test: "less-than", value: from + 100 },
];

const isState = (value: string): Filter => ({ column: "state", test: "is", value });

/** Pages with an error status, and pages that gave no answer or another one than the page. */
const problem: Filter = {
  op: "or",
  of: [
    { column: "status", test: "at-least", value: 400 },
    { column: "settled_as", test: "is", value: "failed" },
    { column: "settled_as", test: "is", value: "blocked" },
  ],
};

const COUNTED: Readonly<Record<SectionCount, { readonly view: ViewName; readonly filter: readonly Filter[] }>> = {
  urls: { view: "addresses", filter: [] },
  waiting: { view: "addresses", filter: [isState("waiting")] },
  failed: { view: "addresses", filter: [isState("failed")] },
  blocked: { view: "addresses", filter: [isState("blocked")] },
  excluded: { view: "addresses", filter: [isState("excluded")] },
  pages: { view: "pages", filter: [] },
  problems: { view: "pages", filter: [problem] },
  "2xx": { view: "pages", filter: statusClass(200) },
  "3xx": { view: "pages", filter: statusClass(300) },
  "4xx": { view: "pages", filter: statusClass(400) },
  "5xx": { view: "pages", filter: statusClass(500) },
};

/** Sections hold addresses of the site only. */
function internal(view: ViewName): readonly Filter[] {
  return view === "addresses" || view === "pages" ? [{ column: "internal", test: "is", value: true }] : [];
}
