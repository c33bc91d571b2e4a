/** The program of the reader thread: questions about one crawl file in, answers out. Its data is a `ReaderThreadData`. */
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from "node:worker_threads";
import { OrbweaverError, toOrbweaverError } from "#contract/failure.ts";
import { assertNever } from "#contract/words.ts";
import type { ExportOptions, ExportProgress, ExportResult } from "#export/export-progress.ts";
import { exportSitemap } from "#export/export-sitemap.ts";
import { exportToFile } from "#export/export-to-file.ts";
import type { ChangeNews } from "#store/changes.ts";
import { copyCrawl } from "#store/copy-crawl.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import type { FileRequest, FromReader, ReaderQuestion, ReaderQuestions, ReaderThreadData, ToReader } from "#store/reader-messages.ts";

/** What an answer may need beside the file. */
interface Asked {
  readonly isCancelled: () => boolean;
  readonly signal: AbortSignal;
  tell(progress: ExportProgress): void;
}

type Answers = {
  readonly [N in ReaderQuestion]: (
    reader: CrawlReader,
    input: ReaderQuestions[N]["input"],
    asked: Asked,
  ) => ReaderQuestions[N]["output"] | Promise<ReaderQuestions[N]["output"]>;
};

const ANSWERS: Answers = {
  status: (reader) => reader.storedStatus(),
  config: (reader) => reader.config(),
  coverage: (reader) => reader.coverage(),
  why: (reader, input) => reader.why(input.url),
  detail: (reader, input) => reader.pageDetail(input.url),
  source: (reader, input) => reader.pageSource(input.url),
  sections: (reader, input, asked) => reader.sections(input, asked.isCancelled),
  graph: (reader, input, asked) => reader.graph(input, asked.isCancelled),
  rows: (reader, input, asked) => fromColumns(reader, () => reader.live.rows(input, asked.isCancelled)),
  history: (reader) => reader.history(),
  selected: (reader, input, asked) => reader.selectedIds(input, asked.isCancelled),
  ids: (reader, input, asked) => fromColumns(reader, () => reader.live.ids(input, asked.isCancelled)),
  facets: (reader, input, asked) => fromColumns(reader, () => reader.live.facets(input, asked.isCancelled)),
  follow: (reader) => {
    reader.live.follow();
    return null;
  },
  verify: (reader, _input, asked) => reader.verify(asked.isCancelled),
  export: (reader, input, asked) => writeFile(reader, input, { signal: asked.signal, onProgress: asked.tell }),
};

/** Answers, and then reads what further questions about rows are likely to need. */
function fromColumns<T>(reader: CrawlReader, answer: () => Promise<T>): Promise<T> {
  return answer().finally(() => void reader.live.warm());
}

function writeFile(reader: CrawlReader, request: FileRequest, options: ExportOptions): Promise<ExportResult> {
  switch (request.format) {
    case "csv":
    case "jsonl":
      return exportToFile(reader, request, options);
    case "sitemap":
      return exportSitemap(reader, request, options);
    case "crawl":
      return copyCrawl(reader.path, request.path, options);
    default:
      return assertNever(request);
  }
}

/** Answers until it is told to close. The file is opened at the first question, and again after it could not be opened. */
function answerOn(port: MessagePort, { path, isFollowing, news }: ReaderThreadData): void {
  const running = new Map<number, AbortController>();
  let reader: CrawlReader | null = null;
  const send = (message: FromReader) => port.postMessage(message);

  let follows = isFollowing;
  const hear = (message: ChangeNews) => {
    if (message.t === "ended") follows = false;
    reader?.live.hear(message);
  };
  const drain = () => {
    for (let got = receiveMessageOnPort(news); got !== undefined; got = receiveMessageOnPort(news)) hear(got.message as ChangeNews);
  };
  const open = (): CrawlReader => {
    const opened = openReader(path);
    opened.live.listenTo(drain);
    if (follows) opened.live.follow();
    return opened;
  };
  news.on("message", hear);

  const answer = async ({ id, name, input, cancelled }: Extract<ToReader, { t: "ask" }>): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    const isCancelled = () => Atomics.load(cancelled, 0) === 1;
    try {
      if (isCancelled()) throw new OrbweaverError("cancelled", "Cancelled.");
      if (name === "follow") {
        drain();
        follows = true;
      }
      reader ??= open();
      const ask = ANSWERS[name] as (reader: CrawlReader, input: unknown, asked: Asked) => unknown;
      const value = await ask(reader, input, {
        isCancelled,
        signal: abort.signal,
        tell: (progress) => send({ t: "progress", id, progress }),
      });
      send({ t: "answer", id, value });
    } catch (thrown) {
      const error = toOrbweaverError(thrown);
      send({ t: "error", id, code: error.code, message: error.message, stack: thrown === error ? undefined : (thrown as Error).stack });
    } finally {
      running.delete(id);
    }
  };

  port.on("message", (message: ToReader) => {
    if (message.t === "ask") void answer(message);
    else if (message.t === "cancel") running.get(message.id)?.abort();
    else {
      for (const abort of running.values()) abort.abort();
      reader?.close();
      news.close();
      port.close();
    }
  });
}

if (parentPort !== null) answerOn(parentPort, workerData as ReaderThreadData);
