import type { Client } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import type { Filter, ViewName } from "#contract/views.ts";

/** Times of one kind of question, in milliseconds. */
export interface QuestionTimes {
  readonly what: string;
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

export type WindowClient = Client<typeof allQuestions>;
/** Asks a kind of question; every round asks for something that was not asked before. */
type Ask = (round: number) => Promise<unknown>;

interface Shown {
  readonly filter?: Filter;
  readonly search?: string;
  readonly sort?: string | undefined;
  readonly descending?: boolean;
  readonly first?: number;
  readonly count?: number;
}

/** Columns that people sort by. */
const SORTS = ["url", "status", "inlinks", "depth", "word_count", "size_bytes", "total_ms", "title", "indexable", "section"];
const STATUSES = [200, 301, 404, 500];

/** The questions that tables ask, of a crawl that has these addresses. */
export function tableQuestions(client: WindowClient, crawl: string, urls: readonly string[]): Readonly<Record<string, Ask>> {
  const rows = (view: ViewName, { sort, descending = false, first = 0, count = 100, ...more }: Shown) =>
    client.call("view.rows", { crawl, view, first, count, ...more, ...(sort === undefined ? {} : { sort: { column: sort, descending } }) });
  const url = (round: number) => urls[round % urls.length] as string;
  const part = (round: number) =>
    url(round)
      .slice(url(round).indexOf("/", 9))
      .slice(0, 8 + (round % 9));
  const total = urls.length * 5000;
  return {
    "pages: 100 rows at a random place": (round) => rows("pages", { first: (round * 104_729 * 7) % total }),
    "pages: filter by number": (round) => rows("pages", { filter: { column: "word_count", test: "more-than", value: 5 + round * 3 } }),
    "pages: filter by text": (round) => rows("pages", { filter: { column: "url", test: "contains", value: part(round) } }),
    "pages: two filters": (round) =>
      rows("pages", {
        filter: {
          op: "and",
          of: [
            { column: "status", test: "is", value: STATUSES[round % STATUSES.length] as number },
            { column: "url", test: "ends-with", value: `${round % 100}.html` },
          ],
        },
      }),
    "pages: filter by pattern": (round) => rows("pages", { filter: { column: "title", test: "matches", value: `no\\. ${round}\\d+7$` } }),
    "pages: quick search": (round) => rows("pages", { search: part(round + 31) }),
    "pages: sort": (round) => rows("pages", { sort: SORTS[round % SORTS.length], descending: Math.floor(round / SORTS.length) % 2 === 1 }),
    "pages: filter and sort": (round) =>
      rows("pages", {
        filter: { column: "inlinks", test: "at-least", value: round % 12 },
        sort: SORTS[(round * 7) % SORTS.length],
      }),
    "pages: count": (round) => rows("pages", { filter: { column: "depth", test: "at-most", value: round % 30 }, count: 0 }),
    "pages: facets of a search": (round) => client.call("view.facets", { crawl, view: "pages", search: part(round + 67) }),
    "pages: facets with a pick": (round) =>
      client.call("view.facets", {
        crawl,
        view: "pages",
        picks: { status: [STATUSES[round % STATUSES.length] as number] },
        search: round < 4 ? "" : part(round + 5),
      }),
    "links: 100 rows at a random place": (round) => rows("links", { first: (round * 104_729 * 61) % (total * 8) }),
    "links: to one address": (round) => rows("links", { filter: { column: "target_url", test: "is", value: url(round) } }),
    "links: from one page": (round) => rows("links", { filter: { column: "source_url", test: "is", value: url(round) } }),
    "links: filter by target": (round) => rows("links", { filter: { column: "target_url", test: "contains", value: part(round + 11) } }),
    "links: facets with a pick": (round) =>
      client.call("view.facets", { crawl, view: "links", picks: { internal: [true] }, search: part(round + 3) }),
    "links: sort": (round) =>
      rows("links", { sort: ["target_url", "kind", "anchor", "target_status"][round % 4], descending: round % 8 > 3 }),
    "sections of the site": (round) => client.call("map.sections", { crawl, prefix: "", levels: 1 + (round % 3), most: 200 + round }),
    "detail of a page": (round) => client.call("page.detail", { crawl, url: url(round) }),
    status: () => client.call("crawl.status", { crawl }),
  };
}

/** Asks each kind of question for some rounds, one after another; `heard` is told of each kind when it is done. */
export async function timeQuestions(
  asks: Readonly<Record<string, Ask>>,
  { rounds, from, heard }: { readonly rounds: number; readonly from: number; readonly heard: (times: QuestionTimes) => void },
): Promise<readonly QuestionTimes[]> {
  const times: QuestionTimes[] = [];
  for (const [what, ask] of Object.entries(asks)) {
    const took: number[] = [];
    for (let round = from; round < from + rounds; round++) took.push(await timed(() => ask(round)));
    const kind = timesOf(what, took);
    times.push(kind);
    heard(kind);
  }
  return times;
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await work();
  return performance.now() - startedAtMs;
}

/** Middle, 95th percentile and longest of some times. */
export function timesOf(what: string, took: readonly number[]): QuestionTimes {
  const sorted = took.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { what, count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: sorted.at(-1) ?? 0 };
}
