import { isDeepStrictEqual } from "node:util";
import { MessageChannel, Worker, type MessagePort } from "node:worker_threads";
import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import type { CoverageReport, CrawlStatus, HistorySample, RowWindow, VerifyReport, Why } from "#contract/questions.ts";
import type { PageDetail, PageSource } from "#contract/page-detail.ts";
import type { LinkGraph, SectionNode } from "#contract/site-map.ts";
import type { ExportProgress, ExportResult } from "#export/export-progress.ts";
import type { ChangeNews } from "#store/changes.ts";
import { compareShown, type ViewGroups } from "#store/compare-shown.ts";
import type { GraphQuestion } from "#store/reader-graph.ts";
import type { FacetAnswer, FacetQuestion } from "#store/reader-facets.ts";
import type { FileRequest, FromReader, ReaderQuestion, ReaderQuestions, ReaderThreadData, ToReader } from "#store/reader-messages.ts";
import type { IdQuestion, RowQuestion } from "#store/reader-rows.ts";
import type { SectionsQuestion } from "#store/reader-sections.ts";
import { ALL_GROUPS } from "#store/reader-verify-facets.ts";
import type { RowSelection } from "#store/view-sql.ts";

interface PendingQuestion {
  resolve(value: unknown): void;
  reject(error: OrbweaverError): void;
  readonly onProgress: ((progress: ExportProgress) => void) | undefined;
}

/**
 * Asks the reader thread of one crawl file. The thread is started at the first question, and again when it has ended. Every
 * promise rejects with an `OrbweaverError`: the reader's own, `cancelled` when the signal fires, `internal` when the thread ended.
 */
export class ReaderClient implements AsyncDisposable {
  readonly #entryPath: string;
  readonly #path: string;
  readonly #pending = new Map<number, PendingQuestion>();
  #thread: Worker | null = null;
  /** Where the thread hears of what the engine writes. */
  #news: MessagePort | null = null;
  /** Who writes and tells it; two when one begins before the other's end is told. */
  #writers = 0;
  /** What is being committed just now: a thread that is started in the middle of it must know. */
  #committing: ChangeNews[] = [];
  readonly #verifying = new Set<AbortController>();
  #nextId = 1;
  #isClosed = false;

  /** `entryPath` is the program of the thread (`reader-thread`), `path` the crawl file. Starts nothing yet. */
  constructor(entryPath: string, path: string) {
    this.#entryPath = entryPath;
    this.#path = path;
  }

  status = (signal?: AbortSignal): Promise<CrawlStatus> => this.#ask("status", null, signal);
  config = (signal?: AbortSignal): Promise<CrawlConfig> => this.#ask("config", null, signal);
  coverage = (signal?: AbortSignal): Promise<CoverageReport> => this.#ask("coverage", null, signal);
  why = (url: string, signal?: AbortSignal): Promise<Why> => this.#ask("why", { url }, signal);
  detail = (url: string, signal?: AbortSignal): Promise<PageDetail> => this.#ask("detail", { url }, signal);
  source = (url: string, signal?: AbortSignal): Promise<PageSource> => this.#ask("source", { url }, signal);
  sections = (question: SectionsQuestion, signal?: AbortSignal): Promise<SectionNode> => this.#ask("sections", question, signal);
  graph = (question: GraphQuestion, signal?: AbortSignal): Promise<LinkGraph> => this.#ask("graph", question, signal);
  history = (signal?: AbortSignal): Promise<readonly HistorySample[]> => this.#ask("history", null, signal);
  rows = (question: RowQuestion, signal?: AbortSignal): Promise<RowWindow> => this.#ask("rows", question, signal);
  ids = (question: IdQuestion, signal?: AbortSignal): Promise<readonly number[]> => this.#ask("ids", question, signal);
  selected = (selection: RowSelection, signal?: AbortSignal): Promise<Int32Array | Float64Array> =>
    this.#ask("selected", selection, signal);
  facets = (question: FacetQuestion, signal?: AbortSignal): Promise<FacetAnswer> => this.#ask("facets", question, signal);

  /**
   * Compares every stored number with the rows, in a thread of its own, so that other questions go on being answered; then what
   * windows are shown with what that thread counted, unless the file changes meanwhile.
   */
  async verify(signal?: AbortSignal): Promise<VerifyReport> {
    if (this.#isClosed) throw closed();
    const abort = new AbortController();
    this.#verifying.add(abort);
    const own = new ReaderClient(this.#entryPath, this.#path);
    try {
      const until = signal === undefined ? abort.signal : AbortSignal.any([signal, abort.signal]);
      const before = await this.status(until);
      const { groups, ...report } = await own.#ask("verify", null, until);
      const shown = await this.#compareShown(groups, until);
      const isSame = this.#writers === 0 && isDeepStrictEqual(before, await this.status(until));
      return isSame ? joined(report, shown) : report;
    } finally {
      this.#verifying.delete(abort);
      void own.close();
    }
  }

  async #compareShown(groups: readonly ViewGroups[], signal: AbortSignal): Promise<VerifyReport> {
    let report: VerifyReport = { checked: 0, differences: [] };
    for (const counted of groups) {
      if (this.#writers > 0) break;
      report = joined(report, compareShown(counted, await this.facets({ view: counted.view, most: ALL_GROUPS }, signal)));
    }
    return report;
  }

  /**
   * From now on `tell` says of every commit what it changes, until it says that the writer has ended. To be called before the file
   * is opened for writing, and followed by one `ended`; what is written without it is found out, too, but costs reading everything
   * again.
   */
  async follow(): Promise<void> {
    this.#writers++;
    // A file that cannot be read says so to whoever asks next.
    if (this.#thread !== null) await this.#ask("follow", null).catch(() => {});
  }

  tell = (news: ChangeNews): void => {
    if (news.t === "ended" && --this.#writers > 0) return;
    this.#committing = news.t === "changed" ? [...this.#committing, news] : [];
    this.#news?.postMessage(news);
  };

  /** Writes a file while other questions go on being answered. Resolves with what it came to. */
  exportToFile(request: FileRequest, onProgress?: (progress: ExportProgress) => void, signal?: AbortSignal): Promise<ExportResult> {
    return this.#ask("export", request, signal, onProgress);
  }

  /** Ends the thread after the question it is busy with; an export is cancelled and leaves no file. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const abort of this.#verifying) abort.abort();
    const thread = this.#thread;
    if (thread === null) return;
    const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
    this.#send({ t: "close" });
    await ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #ask<N extends ReaderQuestion>(
    name: N,
    input: ReaderQuestions[N]["input"],
    signal?: AbortSignal,
    onProgress?: (progress: ExportProgress) => void,
  ) {
    return new Promise<ReaderQuestions[N]["output"]>((resolve, reject) => {
      if (this.#isClosed) return reject(closed());
      if (signal?.aborted) return reject(cancelled());
      const id = this.#nextId++;
      const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const onAbort = () => {
        Atomics.store(flag, 0, 1);
        this.#send({ t: "cancel", id });
        // An export answers itself when its file is gone; nobody waits for anything else.
        if (name !== "export" && this.#pending.delete(id)) reject(cancelled());
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      const settle = () => signal?.removeEventListener("abort", onAbort);
      this.#pending.set(id, {
        resolve: (value) => {
          settle();
          resolve(value as ReaderQuestions[N]["output"]);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        onProgress,
      });
      this.#thread ??= this.#start();
      this.#send({ t: "ask", id, name, input, cancelled: flag });
    });
  }

  #send(message: ToReader): void {
    this.#thread?.postMessage(message);
  }

  #start(): Worker {
    const { port1, port2 } = new MessageChannel();
    const data: ReaderThreadData = { path: this.#path, isFollowing: this.#writers > 0, news: port2 };
    const thread = new Worker(this.#entryPath, { workerData: data, transferList: [port2], name: "reader" });
    this.#news = port1;
    for (const news of this.#committing) port1.postMessage(news);
    let cause: unknown;
    thread.on("message", (message: FromReader) => this.#hear(message));
    thread.on("error", (error) => {
      cause = error;
    });
    thread.on("exit", () => {
      if (this.#thread === thread) {
        this.#thread = null;
        this.#news = null;
      }
      port1.close();
      const error = this.#isClosed
        ? new OrbweaverError("cancelled", "The crawl file was closed.")
        : new OrbweaverError(
            "internal",
            "The part of Orbweaver that reads the crawl file ended unexpectedly. Nothing is lost; try again.",
            { cause },
          );
      for (const question of this.#pending.values()) question.reject(error);
      this.#pending.clear();
    });
    return thread;
  }

  #hear(message: FromReader): void {
    const question = this.#pending.get(message.id);
    if (message.t === "progress") {
      question?.onProgress?.(message.progress);
      return;
    }
    this.#pending.delete(message.id);
    if (message.t === "answer") question?.resolve(message.value);
    else question?.reject(new OrbweaverError(message.code, message.message, { cause: message.stack }));
  }
}

const joined = (one: VerifyReport, other: VerifyReport): VerifyReport => ({
  checked: one.checked + other.checked,
  differences: [...one.differences, ...other.differences],
});

function closed(): OrbweaverError {
  return new OrbweaverError("disconnected", "The crawl file was closed.");
}

function cancelled(): OrbweaverError {
  return new OrbweaverError("cancelled", "Cancelled.");
}
