import { randomUUID } from "node:crypto";
import { toOrbweaverError } from "#contract/failure.ts";
import type { crawlQuestions, InputOf, JobProgress } from "#contract/questions.ts";
import type { Clock } from "#engine/ports.ts";
import { seedsOf } from "#service/visit-settings.ts";
import type { ReaderClient } from "#store/reader-client.ts";
import type { FileRequest } from "#store/reader-messages.ts";
import { originOf } from "#url/site.ts";

type ExportInput = Omit<InputOf<typeof crawlQuestions, "export.start">, "crawl">;

const TELL_EVERY_MS = 200;

/** Exports that run in the reader thread, as jobs with progress and cancel. */
export class ExportJobs {
  readonly #reader: ReaderClient;
  readonly #clock: Clock;
  readonly #tell: (progress: JobProgress) => void;
  readonly #running = new Map<string, AbortController>();

  constructor(reader: ReaderClient, clock: Clock, tell: (progress: JobProgress) => void) {
    this.#reader = reader;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Starts an export and returns the name of its job. How it goes is told. */
  start(crawl: string, request: ExportInput): string {
    const job = randomUUID();
    const abort = new AbortController();
    this.#running.set(job, abort);
    void this.#run({ job, crawl }, request, abort.signal).finally(() => this.#running.delete(job));
    return job;
  }

  /** Cancels a job; does nothing when it has ended. */
  cancel(job: string): undefined {
    this.#running.get(job)?.abort();
    return undefined;
  }

  async #run(names: Pick<JobProgress, "job" | "crawl">, request: ExportInput, signal: AbortSignal): Promise<void> {
    const { format, view } = request;
    let progress: JobProgress = {
      ...names,
      format,
      view,
      state: "running",
      rowsDone: 0,
      rowsTotal: 0,
      bytes: 0,
      path: request.path,
      files: [],
      cellsEscaped: 0,
      error: null,
    };
    let toldAtMs = 0;
    this.#tell(progress);
    try {
      const result = await this.#reader.exportToFile(
        await this.#fileRequest(request),
        (news) => {
          progress = { ...progress, ...news };
          if (this.#clock.now() - toldAtMs < TELL_EVERY_MS) return;
          toldAtMs = this.#clock.now();
          this.#tell(progress);
        },
        signal,
      );
      this.#tell({ ...progress, ...result, path: result.files[0] ?? request.path, state: "done" });
    } catch (thrown) {
      const error = toOrbweaverError(thrown);
      this.#tell({ ...progress, state: error.code === "cancelled" ? "cancelled" : "failed", error: error.message });
    }
  }

  async #fileRequest({ format, ...request }: ExportInput): Promise<FileRequest> {
    if (format === "crawl") return { format, path: request.path };
    if (format !== "sitemap") return { ...request, format };
    const [firstSeed] = seedsOf(await this.#reader.config());
    return { ...request, format, sitemap: { ...request.sitemap, mainSite: firstSeed === undefined ? "" : originOf(firstSeed) } };
  }
}
