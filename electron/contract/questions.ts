import { z } from "zod";
import type { CrawlConfig } from "#contract/config.ts";
import { FILTER_TESTS, VIEW_NAMES, type Cell, type Filter, type ViewName } from "#contract/views.ts";
import type { CrawlState, ExclusionReason, FailureCode, LinkKind, SettledAs } from "#contract/words.ts";

/** Counts of discovered URLs. `discovered = waiting + leased + kept + failed + excluded + blocked`, always. */
export interface Coverage {
  readonly discovered: number;
  readonly waiting: number;
  readonly leased: number;
  readonly kept: number;
  readonly failed: number;
  readonly excluded: number;
  readonly blocked: number;
}

/** What a resume did. `lost` and `fetchedTwice` are counted, not assumed. */
export interface Receipt {
  /** Settled URLs found in the file. */
  readonly kept: number;
  /** URLs that were being fetched when the crawl ended and wait again now. */
  readonly requeued: number;
  /** Discovered URLs that are in no state; anything but 0 is a bug. */
  readonly lost: number;
  /** Settled URLs that wait again although they were settled; anything but 0 is a bug. */
  readonly fetchedTwice: number;
  /** Whether the crawl had been ended without a word (kill, power loss). */
  readonly afterCrash: boolean;
  readonly atMs: number;
}

/** Something the person should know, with a way out. */
export interface Notice {
  readonly id: string;
  readonly level: "info" | "warning" | "error";
  /** One plain sentence, with what to do when there is something to do. */
  readonly message: string;
  readonly atMs: number;
}

/** Everything the window shows of a crawl that ticks. Numbers are those of the last commit, so they equal the rows. */
export interface CrawlStatus {
  readonly crawl: string;
  /** Goes up with each start or resume, so that news of an old run is never taken for news of this one. */
  readonly generation: number;
  readonly state: CrawlState;
  readonly coverage: Coverage;
  /** Rows of each view. */
  readonly rows: Readonly<Record<ViewName, number>>;
  /** Answers by class: "2xx", "3xx", "4xx", "5xx", "other". Counts rows of `pages`. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly failures: Readonly<Partial<Record<FailureCode, number>>>;
  readonly exclusions: Readonly<Partial<Record<ExclusionReason, number>>>;
  /** Pages asked for and settled per second over the last ten seconds; 0 when not running. */
  readonly pagesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Seconds for which the crawl has run, over all its runs. */
  readonly seconds: number;
  /** Seconds left for what waits now, as a range; null when it cannot be said. */
  readonly secondsLeft: readonly [number, number] | null;
  /** Addresses being fetched right now, at most 20. */
  readonly fetching: readonly string[];
  readonly notices: readonly Notice[];
  readonly receipt: Receipt | null;
  /** Why the crawl is in state `error` or `limit`; null otherwise. */
  readonly stoppedBecause: string | null;
}

/** A crawl file as the library lists it. */
export interface LibraryEntry {
  /** Id of the crawl while the host runs; the path of its file. */
  readonly crawl: string;
  readonly name: string;
  readonly path: string;
  readonly site: string;
  readonly state: CrawlState;
  readonly pages: number;
  readonly coverage: Coverage | null;
  readonly fileBytes: number;
  readonly changedAtMs: number;
  /** Why the file cannot be read; null when it can. */
  readonly problem: string | null;
}

/** The answer to "why is this page (not) here?". */
export interface Why {
  readonly url: string;
  /** Whether the crawl has discovered the address. */
  readonly known: boolean;
  readonly state: "waiting" | "leased" | SettledAs | null;
  readonly reason: string | null;
  /** The rule behind the reason: a pattern, a robots.txt line, a limit. */
  readonly rule: string | null;
  readonly status: number | null;
  readonly depth: number | null;
  readonly attempts: number;
  readonly firstSeenOn: string | null;
  readonly firstSeenAs: LinkKind | null;
  readonly inlinks: number;
  /** Addresses from a start address to this one, as first discovered. */
  readonly path: readonly string[];
  /** What was searched when nothing names the address, e.g. "11,204 pages, 1 start address". */
  readonly searched: string;
  /** All of the above as people read it. */
  readonly explanation: string;
}

export interface ExclusionCount {
  readonly reason: ExclusionReason;
  readonly meaning: string;
  readonly count: number;
}

export interface CoverageReport {
  readonly state: CrawlState;
  readonly coverage: Coverage;
  readonly exclusions: readonly ExclusionCount[];
  readonly failures: readonly { readonly code: FailureCode; readonly meaning: string; readonly count: number }[];
}

export interface RowWindow {
  /** Rows that match the filter. */
  readonly total: number;
  /** Column names in the order of the cells. */
  readonly columns: readonly string[];
  readonly first: number;
  readonly rows: readonly (readonly Cell[])[];
}

/** Progress of a job such as an export. */
export interface JobProgress {
  readonly job: string;
  readonly state: "running" | "done" | "cancelled" | "failed";
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly bytes: number;
  readonly path: string;
  /** Cells that began like a formula and were made harmless. */
  readonly cellsEscaped: number;
  readonly error: string | null;
}

const crawl = z.string().min(1).max(4096);
const view = z.enum(VIEW_NAMES as [ViewName, ...ViewName[]]);
const cell = z.union([z.string().max(100_000), z.number(), z.boolean(), z.null()]);
const columnName = z.string().min(1).max(100);

/** A filter as it arrives on a wire, at most 8 levels deep and 200 tests wide by its size limits. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ column: columnName, test: z.enum(FILTER_TESTS), value: cell.optional() }),
    z.strictObject({ op: z.enum(["and", "or"]), of: z.array(filterSchema).max(200) }),
  ]),
);
export const sortSchema = z.strictObject({ column: columnName, descending: z.boolean() });

const answer = <T>() => z.custom<T>();
const nothing = z.undefined();

/** Questions that the engine process of one crawl answers. The host answers them too, by passing them on. */
export const crawlQuestions = {
  /** Starts or resumes the crawl. Answers when it runs. Errors: in-use, read-only, disk-full, damaged. */
  "crawl.start": { input: z.strictObject({ crawl, changes: z.record(z.string(), z.unknown()).optional() }), output: answer<CrawlStatus>() },
  /** No new request from now on; what is being fetched is still taken in. Answers when nothing is being fetched. */
  "crawl.pause": { input: z.strictObject({ crawl }), output: answer<CrawlStatus>() },
  /** Ends at once: what is being fetched is given up and waits again. Answers when the file is closed for writing. */
  "crawl.stop": { input: z.strictObject({ crawl }), output: answer<CrawlStatus>() },
  "crawl.status": { input: z.strictObject({ crawl }), output: answer<CrawlStatus>() },
  "crawl.config": { input: z.strictObject({ crawl }), output: answer<CrawlConfig>() },
  "crawl.coverage": { input: z.strictObject({ crawl }), output: answer<CoverageReport>() },
  "crawl.why": { input: z.strictObject({ crawl, url: z.string().min(1).max(65_536) }), output: answer<Why>() },
  /** A window of rows. `columns` empty: all of the view. `search` looks in all text columns of addresses and titles. */
  "view.rows": {
    input: z.strictObject({
      crawl,
      view,
      columns: z.array(columnName).max(200).default([]),
      search: z.string().max(1000).default(""),
      filter: filterSchema.optional(),
      sort: sortSchema.optional(),
      first: z.int().min(0),
      count: z.int().min(0).max(1000),
    }),
    output: answer<RowWindow>(),
  },
  /** Starts writing a view to a file. Progress comes as `job` events. Errors: read-only, disk-full, bad-input (unknown column). */
  "export.start": {
    input: z.strictObject({
      crawl,
      view,
      columns: z.array(columnName).max(200).default([]),
      search: z.string().max(1000).default(""),
      filter: filterSchema.optional(),
      sort: sortSchema.optional(),
      format: z.enum(["csv", "jsonl"]),
      /** Absolute path of the file; it appears under this name only when it is complete. */
      path: z.string().min(1).max(4096),
      byteOrderMark: z.boolean().default(false),
    }),
    output: answer<{ readonly job: string }>(),
  },
  "export.cancel": { input: z.strictObject({ crawl, job: z.string() }), output: nothing },
} as const;

/** Questions that only the host answers. */
export const hostQuestions = {
  "library.list": { input: z.strictObject({}), output: answer<readonly LibraryEntry[]>() },
  /** Makes a crawl file, without starting it. `path` empty: a new file in the library folder. Errors: bad-config, read-only. */
  "library.create": {
    input: z.strictObject({ config: z.record(z.string(), z.unknown()), path: z.string().max(4096).default("") }),
    output: answer<LibraryEntry>(),
  },
  /** Brings a crawl file from anywhere into the list. Errors: not-a-crawl, newer-version, damaged. */
  "library.open": { input: z.strictObject({ path: z.string().min(1).max(4096) }), output: answer<LibraryEntry>() },
  /** Lets go of a crawl: pauses it and ends its process. */
  "library.close": { input: z.strictObject({ crawl }), output: nothing },
  /** A complete configuration from what a person typed. Errors: bad-config with every problem. */
  "config.check": { input: z.strictObject({ config: z.record(z.string(), z.unknown()) }), output: answer<CrawlConfig>() },
  "app.about": {
    input: z.strictObject({}),
    output: answer<{
      readonly version: string;
      readonly node: string;
      readonly libraryFolder: string;
      readonly exportFolder: string;
      readonly host: "electron" | "browser" | "cli";
    }>(),
  },
} as const;

export const allQuestions = { ...hostQuestions, ...crawlQuestions } as const;

export type QuestionMap = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>;
export type InputOf<M extends QuestionMap, N extends keyof M> = z.output<M[N]["input"]>;
export type SentInputOf<M extends QuestionMap, N extends keyof M> = z.input<M[N]["input"]>;
export type OutputOf<M extends QuestionMap, N extends keyof M> = z.output<M[N]["output"]>;

/** One handler a question: a forgotten one does not compile. */
export type Handlers<M extends QuestionMap> = {
  readonly [N in keyof M]: (input: InputOf<M, N>, signal: AbortSignal) => Promise<OutputOf<M, N>> | OutputOf<M, N>;
};

/** What can be subscribed to: topic -> what an event of it carries. Events say what changed and carry no rows. */
export interface EventMap {
  /** The status of one crawl, at most 5 times a second. Topic `crawl:` + crawl. */
  readonly crawl: CrawlStatus;
  /** The list of crawl files changed; ask again. */
  readonly library: { readonly changedAtMs: number };
  readonly job: JobProgress;
}
