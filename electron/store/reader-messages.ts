import type { MessagePort } from "node:worker_threads";
import type { CrawlConfig } from "#contract/config.ts";
import type { ErrorCode } from "#contract/failure.ts";
import type { CoverageReport, CrawlStatus, HistorySample, RowWindow, Why } from "#contract/questions.ts";
import type { PageDetail, PageSource } from "#contract/page-detail.ts";
import type { LinkGraph, SectionNode } from "#contract/site-map.ts";
import type { ExportRequest } from "#export/export-view.ts";
import type { ExportProgress, ExportResult } from "#export/export-progress.ts";
import type { SitemapRequest } from "#export/export-sitemap.ts";
import type { GraphQuestion } from "#store/reader-graph.ts";
import type { FacetAnswer, FacetQuestion } from "#store/reader-facets.ts";
import type { IdQuestion, RowQuestion } from "#store/reader-rows.ts";
import type { SectionsQuestion } from "#store/reader-sections.ts";
import type { FileReport } from "#store/reader-verify.ts";
import type { RowSelection } from "#store/view-sql.ts";

/** A file to be written: rows of a view as text, pages as sitemaps, or a copy of the crawl itself. */
export type FileRequest =
  | (ExportRequest & { readonly path: string })
  | SitemapRequest
  | { readonly format: "crawl"; readonly path: string };

/** What can be asked of the reader thread: name -> what goes in and what comes out. */
export interface ReaderQuestions {
  readonly status: { readonly input: null; readonly output: CrawlStatus };
  readonly config: { readonly input: null; readonly output: CrawlConfig };
  readonly coverage: { readonly input: null; readonly output: CoverageReport };
  readonly why: { readonly input: { readonly url: string }; readonly output: Why };
  readonly detail: { readonly input: { readonly url: string }; readonly output: PageDetail };
  readonly source: { readonly input: { readonly url: string }; readonly output: PageSource };
  readonly sections: { readonly input: SectionsQuestion; readonly output: SectionNode };
  readonly graph: { readonly input: GraphQuestion; readonly output: LinkGraph };
  readonly history: { readonly input: null; readonly output: readonly HistorySample[] };
  readonly selected: { readonly input: RowSelection; readonly output: Int32Array | Float64Array };
  readonly rows: { readonly input: RowQuestion; readonly output: RowWindow };
  readonly ids: { readonly input: IdQuestion; readonly output: readonly number[] };
  readonly facets: { readonly input: FacetQuestion; readonly output: FacetAnswer };
  readonly follow: { readonly input: null; readonly output: null };
  readonly verify: { readonly input: null; readonly output: FileReport };
  readonly export: { readonly input: FileRequest; readonly output: ExportResult };
}
/** What the thread is started with. */
export interface ReaderThreadData {
  readonly path: string;
  /** Whether an engine of this process tells what it writes. */
  readonly isFollowing: boolean;
  /** Where it tells it. */
  readonly news: MessagePort;
}

export type ReaderQuestion = keyof ReaderQuestions;

/** From the engine to the thread. `cancelled` becomes 1 when the answer is no longer wanted, also while the thread is busy. */
export type ToReader =
  | { readonly t: "ask"; readonly id: number; readonly name: ReaderQuestion; readonly input: unknown; readonly cancelled: Int32Array }
  | { readonly t: "cancel"; readonly id: number }
  | { readonly t: "close" };

/** From the thread to the engine. */
export type FromReader =
  | { readonly t: "answer"; readonly id: number; readonly value: unknown }
  | { readonly t: "error"; readonly id: number; readonly code: ErrorCode; readonly message: string; readonly stack: string | undefined }
  | { readonly t: "progress"; readonly id: number; readonly progress: ExportProgress };
