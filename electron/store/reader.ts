import type { CrawlConfig } from "#contract/config.ts";
import type { CoverageReport, CrawlStatus, RowWindow, Why } from "#contract/questions.ts";
import type { PageDetail, PageSource } from "#contract/page-detail.ts";
import type { LinkGraph, SectionNode } from "#contract/site-map.ts";
import { openReadonly } from "#store/open-readonly.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { pageDetail } from "#store/reader-detail.ts";
import { Graphs, type GraphQuestion } from "#store/reader-graph.ts";
import { RowLists, type IsCancelled } from "#store/reader-lists.ts";
import { openCursor, viewRows, type RowCursor, type RowQuestion } from "#store/reader-rows.ts";
import { Sections, type SectionsQuestion } from "#store/reader-sections.ts";
import { SlowWork } from "#store/reader-slow-work.ts";
import { pageSource } from "#store/reader-source.ts";
import { coverageReport, storedConfig, storedStatus } from "#store/reader-status.ts";
import { verify, type Difference } from "#store/reader-verify.ts";
import { why } from "#store/reader-why.ts";
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
  /** A window of rows. Errors: bad-input (unknown column, wrong value), cancelled. */
  viewRows(question: RowQuestion, isCancelled?: IsCancelled): RowWindow;
  /** All rows of a selection, on a connection of its own. Errors: bad-input. */
  openCursor(request: CursorRequest): RowCursor;
  /** Every stored number that the rows do not bear out; none when the file is right. */
  verify(): readonly Difference[];
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
  const lists = new RowLists(connection, now);
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
    pageDetail: (url) => pageDetail(connection, url),
    pageSource: (url) => pageSource(connection, url),
    sections: (question, isCancelled = NEVER) => sections.answer(question, isCancelled),
    graph: (question, isCancelled = NEVER) => graphs.answer(question, isCancelled),
    viewRows: (question, isCancelled) => viewRows(connection, lists, question, isCancelled),
    openCursor: (request) => cursorOver(openReadonly(path), request),
    verify: () => verify(connection),
    close,
    [Symbol.dispose]: close,
  };
}

function cursorOver(connection: ReadConnection, request: CursorRequest): RowCursor {
  try {
    return openCursor(connection, request, SNAPSHOT_MS);
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}
