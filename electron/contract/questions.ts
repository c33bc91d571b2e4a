import { z } from "zod";
import type { CrawlConfig } from "#contract/config.ts";
import type { FacetCount } from "#contract/facets.ts";
import type { ErrorCode } from "#contract/failure.ts";
import type { PageDetail, PageSource } from "#contract/page-detail.ts";
import { csvFormatSchema, savedViewSchema, type SavedView, type Settings } from "#contract/settings.ts";
import type { LinkGraph, SectionNode } from "#contract/site-map.ts";
import type { Why } from "#contract/why.ts";
import { FILTER_TESTS, VIEW_NAMES, type Cell, type Filter, type ViewName } from "#contract/views.ts";
import type { CrawlState, ExclusionReason, FailureCode } from "#contract/words.ts";

export type { Why };

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
  /** Changes of options that would help, each as a button; empty when nothing can be done here. */
  readonly remedies: readonly Remedy[];
}

/** A way out that the person can take with one click: options to be changed with `crawl.change`. */
export interface Remedy {
  readonly label: string;
  readonly changes: Readonly<Record<string, unknown>>;
}

/** How one host is asked right now. */
export interface HostActivity {
  /** As in URL.host. */
  readonly name: string;
  /** Requests to it that run. */
  readonly active: number;
  /** Least time between two requests; 0: none. */
  readonly delayMs: number;
  /** Requests it is asked at the same time, at most; it goes down when the host asks to slow down. */
  readonly mostAtATime: number;
  /** Epoch ms until when it is not asked because it said so; null when it may be asked. */
  readonly pausedUntilMs: number | null;
}

/** How a crawl went at one moment of its running; kept in the file, at most 2,000 of them. */
export interface HistorySample {
  readonly atMs: number;
  /** Seconds for which the crawl had run. */
  readonly seconds: number;
  /** Addresses settled by a request, pages and resources, since the crawl began. */
  readonly settled: number;
  /** Bytes over the wire since the crawl began. */
  readonly bytes: number;
  readonly waiting: number;
  /** Mean time of the answers since the sample before; null without any. */
  readonly responseMs: number | null;
}

/** What a self-check found. A right file has no differences. */
export interface VerifyReport {
  /** Stored numbers and rules that were compared with the rows. */
  readonly checked: number;
  readonly differences: readonly { readonly what: string; readonly stored: number; readonly counted: number }[];
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
  /** Hosts that are asked right now or wait to be, the busiest first, at most 20. */
  readonly hosts: readonly HostActivity[];
  /** Mean time of the answers of the last ten seconds; null without any. */
  readonly responseMs: number | null;
  readonly notices: readonly Notice[];
  readonly receipt: Receipt | null;
  /** Why the crawl is in state `error` or `limit`; null otherwise. */
  readonly stoppedBecause: string | null;
}

/** A crawl that was deleted and can be brought back. */
export interface DeletedCrawl {
  /** What `library.restore` takes. */
  readonly undo: string;
  readonly name: string;
  readonly deletedAtMs: number;
  /** When it is removed for good. */
  readonly keptUntilMs: number;
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
  /** Pages that answered with a status of 4xx or 5xx, and addresses that gave no answer or were blocked. */
  readonly badAnswers: number;
  readonly coverage: Coverage | null;
  readonly fileBytes: number;
  readonly changedAtMs: number;
  /** Why the file cannot be read; null when it can. */
  readonly problem: string | null;
  /** What kind of problem that is; `not-found` for a file that is not there any more. */
  readonly problemCode: ErrorCode | null;
}

/** What a text says as a list of addresses. */
export interface ReadAddresses {
  /** Complete addresses, each once, in the order of the text. */
  readonly urls: readonly string[];
  /** The first 100 lines that are no address; `line` counts from 1, `problem` is a sentence. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
  /** All lines that are no address. */
  readonly problemCount: number;
  /** Addresses that stood there once more. */
  readonly duplicates: number;
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
  /** Id of each row, for `only`. It stays with the row while the file lives. */
  readonly ids: readonly number[];
}

/** Progress of a job such as an export. All windows hear of it. */
export interface JobProgress {
  readonly job: string;
  readonly crawl: string;
  readonly format: ExportFormat;
  readonly view: ViewName;
  readonly state: "running" | "done" | "cancelled" | "failed";
  /**
   * Rows written. Less than `rowsTotal` at the end only for a sitemap, which leaves out addresses of 2,048 characters or more.
   * For a crawl: its addresses, in proportion to what of the file is copied.
   */
  readonly rowsDone: number;
  /** Rows to be written; for a sitemap those of the selection that search engines may list. */
  readonly rowsTotal: number;
  readonly bytes: number;
  /** Where it is written; what was asked for, or where the person or the host wants it. */
  readonly path: string;
  /** Every file that was written, `path` first; several for a sitemap that had to be split. Complete when `done`. */
  readonly files: readonly string[];
  /** Cells that began like a formula and were made harmless. */
  readonly cellsEscaped: number;
  readonly error: string | null;
}

/** csv, jsonl: rows of a view. sitemap: their addresses as an XML sitemap. crawl: a copy of the whole file. */
export const EXPORT_FORMATS = ["csv", "jsonl", "sitemap", "crawl"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows that can be named one by one in a selection. */
export const MOST_NAMED_ROWS = 100_000;

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

/** Which rows of a view: those that pass search and filter, and when `only` is given, of those the ones with these ids. */
const selection = {
  crawl,
  view,
  /** Looked for in the addresses and titles of the row. */
  search: z.string().max(1000).default(""),
  filter: filterSchema.optional(),
  only: z.array(z.int().min(0)).max(MOST_NAMED_ROWS).optional(),
};
/** Column names; empty: all of the view. */
const columns = z.array(columnName).max(200).default([]);

const answer = <T>() => z.custom<T>();
const nothing = z.undefined();

/** What this Orbweaver is made of and where its files are. */
export interface About {
  readonly version: string;
  readonly node: string;
  /** "" when the host is not Electron. */
  readonly electron: string;
  readonly sqlite: string;
  readonly libraryFolder: string;
  readonly exportFolder: string;
  readonly settingsFile: string;
  readonly logFile: string;
  readonly host: "electron" | "browser" | "cli";
  /** Whether `system.chooseFile` has a dialog to show. */
  readonly hasDialogs: boolean;
}

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
  /**
   * Changes options, running or not: they hold from the next request on and are kept in the file. What waits is judged again, and
   * so is what was excluded by an option; of a crawl that rests, when it goes on. Not in a crawl that has begun: mode, normalise and
   * maxUrlLength; not while it runs: workers. Answers with the whole configuration. Errors: bad-config, in-use, read-only, disk-full.
   */
  "crawl.change": { input: z.strictObject({ crawl, changes: z.record(z.string(), z.unknown()) }), output: answer<CrawlConfig>() },
  /**
   * Makes addresses wait to be asked for (again), whatever they were settled as, and whatever rule excluded them; the rule is not
   * applied to them again. What they answered before is removed at once. `view` is not `links`. Left out are addresses that cannot be
   * asked for (scheme, invalid-url, url-too-long; private-address unless its option allows it) and those that wait or are fetched
   * anyway. Does not start a crawl that rests; one that was finished is paused afterwards. Errors: bad-input, in-use, disk-full.
   */
  "crawl.requeue": { input: z.strictObject(selection), output: answer<{ readonly requeued: number; readonly leftOut: number }>() },
  /** How the crawl went, oldest first. */
  "crawl.history": { input: z.strictObject({ crawl }), output: answer<readonly HistorySample[]>() },
  /** Compares every stored counter and facet with the rows. Takes seconds for a large crawl and can be cancelled. */
  "crawl.verify": { input: z.strictObject({ crawl }), output: answer<VerifyReport>() },
  /** A window of rows. Errors: bad-input (unknown column, wrong value). */
  "view.rows": {
    input: z.strictObject({
      ...selection,
      columns,
      sort: sortSchema.optional(),
      first: z.int().min(0),
      count: z.int().min(0).max(1000),
    }),
    output: answer<RowWindow>(),
  },
  /** Ids of the rows of a window, which may be larger than one of `view.rows`. */
  "view.ids": {
    input: z.strictObject({
      ...selection,
      sort: sortSchema.optional(),
      first: z.int().min(0),
      count: z.int().min(0).max(MOST_NAMED_ROWS),
    }),
    output: answer<readonly number[]>(),
  },
  /**
   * The groups of the rows of a selection. A group's count is the number of rows that pass search, filter, the picks of all *other*
   * facets and the group's own filter (`facetFilter`). `names` empty: all facets of the view. `total`: rows that pass everything.
   */
  "view.facets": {
    input: z.strictObject({
      ...selection,
      picks: z.record(z.string().max(100), z.array(cell).max(200)).default({}),
      names: z.array(columnName).max(50).default([]),
      most: z.int().min(1).max(1000).default(50),
    }),
    output: answer<{ readonly total: number; readonly facets: readonly FacetCount[] }>(),
  },
  /** Everything about one address. Errors: not-found (the crawl has not discovered it). */
  "page.detail": { input: z.strictObject({ crawl, url: z.string().min(1).max(65_536) }), output: answer<PageDetail>() },
  "page.source": { input: z.strictObject({ crawl, url: z.string().min(1).max(65_536) }), output: answer<PageSource>() },
  /** The section at `prefix` ("" for all hosts) with the sections below it, `levels` deep, at most `most` in all. */
  "map.sections": {
    input: z.strictObject({
      crawl,
      prefix: z.string().max(65_536).default(""),
      levels: z.int().min(0).max(8).default(1),
      most: z.int().min(1).max(10_000).default(1000),
    }),
    output: answer<SectionNode>(),
  },
  /** The link graph of the pages below `prefix`; of their sections when there are more than `most` pages. */
  "map.graph": {
    input: z.strictObject({
      crawl,
      prefix: z.string().max(65_536).default(""),
      most: z.int().min(100).max(100_000).default(20_000),
      mostEdges: z.int().min(0).max(1_000_000).default(100_000),
    }),
    output: answer<LinkGraph>(),
  },
  /**
   * Starts writing a file. Progress comes as `job` events. For `sitemap` the selection of `pages` is narrowed to addresses that
   * search engines may list (indexable, status 2xx), and written as NAME.xml, or as an index of that
   * name with NAME-1.xml ... beside it, which names them at the top of their site; pages of another site than that of the first
   * start address go to NAME-HOST.xml ... For `crawl` the selection counts for nothing: the copy is of the last commit, in it the
   * crawl is paused, and request headers are left out of its configuration.
   * Errors: read-only, disk-full, bad-input (unknown column).
   */
  "export.start": {
    input: z.strictObject({
      ...selection,
      columns,
      sort: sortSchema.optional(),
      format: z.enum(EXPORT_FORMATS),
      /** Absolute path of the file; it appears under this name only when it is complete. */
      path: z.string().min(1).max(4096),
      csv: csvFormatSchema.prefault({}),
      sitemap: z.strictObject({ gzip: z.boolean().default(false), lastmod: z.boolean().default(true) }).prefault({}),
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
  /** Gives the file of a crawl another name in its folder. A crawl that runs is not renamed. Errors: bad-input, in-use, read-only. */
  "library.rename": { input: z.strictObject({ crawl, name: z.string().min(1).max(200) }), output: answer<LibraryEntry>() },
  /** A new crawl file with the same configuration and no results. */
  "library.duplicate": { input: z.strictObject({ crawl }), output: answer<LibraryEntry>() },
  /**
   * Takes crawls out of the library: pauses each and puts its file aside, from where `library.restore` brings it back for
   * `keptDays`. Errors: in-use (another Orbweaver crawls it), read-only.
   */
  "library.delete": { input: z.strictObject({ crawl }), output: answer<{ readonly undo: string; readonly keptDays: number }>() },
  /** Deleted crawls that can be brought back, the last first. */
  "library.deleted": { input: z.strictObject({}), output: answer<readonly DeletedCrawl[]>() },
  /** Undoes a `library.delete`. Errors: not-found. */
  "library.restore": { input: z.strictObject({ undo: z.string().min(1).max(4096) }), output: answer<LibraryEntry>() },
  /** A complete configuration from what a person typed. Errors: bad-config with every problem. */
  "config.check": { input: z.strictObject({ config: z.record(z.string(), z.unknown()) }), output: answer<CrawlConfig>() },
  /** Options as YAML, with what each means as a comment. Only those that differ from the defaults, unless `all`. */
  "config.toYaml": {
    input: z.strictObject({ config: z.record(z.string(), z.unknown()), all: z.boolean().default(false) }),
    output: answer<{ readonly yaml: string }>(),
  },
  /** Options from YAML, checked except for missing start addresses. Errors: bad-config with line and every problem. */
  "config.fromYaml": {
    input: z.strictObject({ yaml: z.string().max(10_000_000) }),
    output: answer<{ readonly config: Readonly<Record<string, unknown>> }>(),
  },
  /** The addresses of a text that a person typed, pasted or dropped: one a line, or the first field of each line of a CSV file. */
  "addresses.read": { input: z.strictObject({ text: z.string().max(100_000_000) }), output: answer<ReadAddresses>() },
  /** Which of some typed addresses a pattern of `include` or `exclude` hits. Addresses that are none are not hit. */
  "pattern.test": {
    input: z.strictObject({ pattern: z.string().max(1000), urls: z.array(z.string().max(65_536)).max(10_000) }),
    /** `problem`: what is wrong with the pattern, as a sentence; null when it can be used. One `hits` an address. */
    output: answer<{ readonly problem: string | null; readonly hits: readonly boolean[] }>(),
  },
  "settings.read": { input: z.strictObject({}), output: answer<Settings>() },
  /** Changes some settings and keeps them. All windows hear of it. Errors: bad-input, read-only. */
  "settings.change": { input: z.strictObject({ changes: z.record(z.string(), z.unknown()) }), output: answer<Settings>() },
  "savedViews.list": { input: z.strictObject({}), output: answer<readonly SavedView[]>() },
  /** Keeps a view, in the place of one with the same id. */
  "savedViews.save": { input: z.strictObject({ saved: savedViewSchema }), output: answer<readonly SavedView[]>() },
  "savedViews.forget": { input: z.strictObject({ id: z.string().min(1).max(100) }), output: answer<readonly SavedView[]>() },
  /** Shows a crawl file or an exported file in the file manager of this computer. Errors: not-found, bad-input (any other file). */
  "system.show": { input: z.strictObject({ path: z.string().min(1).max(4096) }), output: nothing },
  /** Lets the person choose a file with the dialog of the system; null when they do not, or when there is no such dialog here. */
  "system.chooseFile": {
    input: z.strictObject({ purpose: z.enum(["open-crawl", "library-folder", "export-folder"]) }),
    output: answer<{ readonly path: string | null }>(),
  },
  /** The last lines of the log, oldest first. */
  "app.log": {
    input: z.strictObject({ lines: z.int().min(1).max(10_000).default(1000) }),
    output: answer<{ readonly path: string; readonly lines: readonly string[] }>(),
  },
  /** What a bug report needs, as text without addresses' queries, headers, cookies or names of folders of the person. */
  "app.diagnostics": { input: z.strictObject({}), output: answer<{ readonly text: string }>() },
  "app.about": { input: z.strictObject({}), output: answer<About>() },
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

/** What the host asks the window to do. */
export interface WindowCommand {
  readonly number: number;
  readonly name:
    | "new-crawl"
    | "library"
    | "open"
    | "export"
    | "find"
    | "palette"
    | "settings"
    | "shortcuts"
    | "about"
    | "pause-resume"
    | "stop"
    | "verify";
  /** Id of the crawl for `open`; "" otherwise. */
  readonly crawl: string;
}

/** What can be subscribed to: topic -> what an event of it carries. Events say what changed and carry no rows. */
export interface EventMap {
  /** The status of one crawl, at most 5 times a second. Topic `crawl:` + crawl. */
  readonly crawl: CrawlStatus;
  /** The list of crawl files changed; ask again. */
  readonly library: { readonly changedAtMs: number };
  readonly job: JobProgress;
  /** The settings or the saved views changed; ask again. */
  readonly settings: { readonly changedAtMs: number };
  /** A command of a native menu, a dropped or opened file, for the window to carry out once. */
  readonly command: WindowCommand;
}
