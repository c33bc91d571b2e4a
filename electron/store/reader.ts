import type { CrawlConfig } from "#contract/config.ts";
import type { CoverageReport, CrawlStatus, HistorySample, RowWindow, Why } from "#contract/questions.ts";
import type { PageDetail, PageSource } from "#contract/page-detail.ts";
import type { LinkGraph, SectionNode } from "#contract/site-map.ts";
import { openReadonly } from "#store/open-readonly.ts";
import { LiveViews } from "#store/columns/live-views.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { Graphs, type GraphQuestion } from "#store/reader-graph.ts";
import { viewFacets, type FacetAnswer, type FacetQuestion } from "#store/reader-facets.ts";
import type { HashOf } from "#store/reader-filter.ts";
import { storedHistory } from "#store/reader-history.ts";
import { RowLists, type IsCancelled } from "#store/reader-lists.ts";
import { type IdQuestion, openCursor, type RowCursor, type RowQuestion, viewIds, viewRows } from "#store/reader-rows.ts";
import { selectedIds } from "#store/reader-selected.ts";
import { coverageReport, metaValues, storedConfig, storedStatus } from "#store/reader-status.ts";
import { pageDetail } from "#store/reader-detail.ts";
import { Sections, type SectionsQuestion } from "#store/reader-sections.ts";
import { SlowWork } from "#store/reader-slow-work.ts";
import { pageSource } from "#store/reader-source.ts";
import { verify, type FileReport } from "#store/reader-verify.ts";
import { why } from "#store/reader-why.ts";
import { hashText } from "#store/url-hash.ts";
import type { RowSelection } from "#store/view-sql.ts";

/** Which rows an export takes, and which of their columns; none named: all of the view. */
export interface CursorRequest extends RowSelection {
  readonly columns?: readonly string[] | undefined;
}

/** Everything that can be asked of a crawl file. Cannot change it. All answers are of the last commit. */
export interface CrawlReader extends Disposable {
  readonly path: string;
  storedStatus(): CrawlStatus;
  /** Errors: damaged. */
  config(): CrawlConfig;
  coverage(): CoverageReport;
  why(url: string): Why;
  /** Everything about one address. Errors: not-found. */
  pageDetail(url: string): PageDetail;
  /** Errors: not-found, damaged. */
  pageSource(url: string): Promise<PageSource>;
  /** Sections of the site; the first answer goes through all addresses in short stretches. Errors: not-found, cancelled. */
  sections(question: SectionsQuestion, isCancelled?: IsCancelled): Promise<SectionNode>;
  /** The link graph; goes through the links in short stretches. Errors: cancelled. */
  graph(question: GraphQuestion, isCancelled?: IsCancelled): Promise<LinkGraph>;
  /** How the crawl went, oldest first. */
  history(): readonly HistorySample[];
  /** A window of rows. Errors: bad-input (unknown column, wrong value), cancelled. */
  viewRows(question: RowQuestion, isCancelled?: IsCancelled): RowWindow;
  /** The ids of a window of rows. Errors: bad-input, cancelled. */
  viewIds(question: IdQuestion, isCancelled?: IsCancelled): number[];
  /** The ids of all rows of a selection, for something that is done with them. Errors: bad-input, cancelled. */
  selectedIds(selection: RowSelection, isCancelled?: IsCancelled): Int32Array | Float64Array;
  /** The groups of a selection with their counts. Errors: bad-input, cancelled. */
  viewFacets(question: FacetQuestion, isCancelled?: IsCancelled): FacetAnswer;
  /** The same answers from columns in memory, without keeping other questions waiting. */
  readonly live: LiveViews;
  /** All rows of a selection, on a connection of its own. Errors: bad-input. */
  openCursor(request: CursorRequest): RowCursor;
  /** Compares every stored number with the rows. Blocks the thread for seconds when the crawl is large. Errors: damaged, cancelled. */
  verify(isCancelled?: IsCancelled): FileReport;
  close(): void;
}

const NEVER: IsCancelled = () => false;

/** How long an export may hold one state of the file before the writer's log grows too much. */
const SNAPSHOT_MS = 60_000;

/**
 * Opens a crawl file for reading, also while an engine writes it. `now` is a clock in milliseconds.
 * Errors: not-found, not-a-crawl, newer-version, damaged, storage.
 */
export function openReader(path: string, now: () => number = () => performance.now()): CrawlReader {
  const connection = openReadonly(path);
  const hashOf = fileHash(connection);
  const rows = { connection, hashOf, lists: new RowLists(connection, now) };
  const slowWork = new SlowWork(path, now);
  const sections = new Sections(connection, slowWork, now);
  const graphs = new Graphs(connection, slowWork, now);
  const close = () => {
    slowWork[Symbol.dispose]();
    connection.close();
  };
  return {
    path,
    storedStatus: () => storedStatus(connection),
    config: () => storedConfig(connection),
    coverage: () => coverageReport(connection),
    why: (url) => why(connection, url),
    viewRows: (question, isCancelled) => viewRows(rows, question, isCancelled),
    viewIds: (question, isCancelled) => viewIds(rows, question, isCancelled),
    history: () => storedHistory(connection),
    selectedIds: (selection, isCancelled = NEVER) => selectedIds(rows, selection, isCancelled),
    viewFacets: (question, isCancelled = NEVER) => viewFacets(connection, hashOf, question, isCancelled),
    pageDetail: (url) => pageDetail(connection, url),
    pageSource: (url) => pageSource(connection, url),
    sections: (question, isCancelled = NEVER) => sections.answer(question, isCancelled),
    graph: (question, isCancelled = NEVER) => graphs.answer(question, isCancelled),
    openCursor: (request) => cursorOver(openReadonly(path), request),
    live: new LiveViews(rows, now),
    verify: (isCancelled = NEVER) => verify(connection, hashOf, isCancelled),
    close,
    [Symbol.dispose]: close,
  };
}

/** How the file hashes addresses. Its seed is drawn when the file is made and never changes. */
export function fileHash(connection: ReadConnection): HashOf {
  let seed: number | null = null;
  return (url) => {
    seed ??= Number(metaValues(connection).get("hash_seed") ?? 0);
    return hashText(url, seed);
  };
}

function cursorOver(connection: ReadConnection, request: CursorRequest): RowCursor {
  try {
    return openCursor(connection, request, { snapshotMs: SNAPSHOT_MS, hashOf: fileHash(connection) });
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}
