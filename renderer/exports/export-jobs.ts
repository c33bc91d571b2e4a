import type { crawlQuestions, JobProgress, SentInputOf } from "#contract/questions.ts";
import { z } from "zod";
import type { Connection } from "../connection/connection.ts";
import { exportTexts } from "../texts/exports.ts";
import { isOver, withoutNews, withProgress, type ExportJob } from "./export-job.ts";

/** Where the list of jobs is kept over a reload of the page. */
type JobMemory = Pick<Storage, "getItem" | "setItem">;

interface ExportJobsOptions {
  readonly connection: Connection;
  readonly memory: JobMemory;
  /** Is told of each job that is finished, once. */
  readonly onDone: (progress: JobProgress) => void;
  readonly now?: () => number;
}

type ExportQuestion = SentInputOf<typeof crawlQuestions, "export.start">;

const KEY = "orbweaver.exports";
/** The oldest news of unknown jobs are forgotten: they belong to other windows. */
const MOST_UNKNOWN = 50;
/** Jobs that are over and still shown when another begins. */
const MOST_OVER = 4;
const savedJobs = z.array(z.looseObject({ job: z.string(), crawl: z.string(), format: z.string(), view: z.string(), path: z.string() }));

/** The exports that this window started, whatever it shows meanwhile; after a reload, those that it had started. */
export class ExportJobs {
  readonly #connection: Connection;
  readonly #memory: JobMemory;
  readonly #onDone: (progress: JobProgress) => void;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  /** News that came before the answer that says which job it is. */
  readonly #unknown = new Map<string, JobProgress>();
  #jobs: readonly ExportJob[];

  constructor({ connection, memory, onDone, now = Date.now }: ExportJobsOptions) {
    this.#connection = connection;
    this.#memory = memory;
    this.#onDone = onDone;
    this.#now = now;
    this.#jobs = withoutNews(readJobs(memory), exportTexts.tray.reloaded);
  }

  /** The oldest first. A new list after each change. */
  get jobs(): readonly ExportJob[] {
    return this.#jobs;
  }

  /** Calls back after each change of `jobs`. Returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Follows the jobs until it is stopped. */
  follow(): () => void {
    const stopNews = this.#connection.subscribe("job", (progress) => this.#hear(progress));
    const stopState = this.#connection.onChange(() => {
      if (this.#connection.state.kind === "reconnecting") this.#become(withoutNews(this.#jobs, exportTexts.tray.cutOff));
    });
    return () => {
      stopNews();
      stopState();
    };
  }

  /** Starts an export and answers its job. Rejects with the sentence to show, and with `cancelled` when the person chose no file in the end. */
  async start(question: ExportQuestion): Promise<string> {
    const { job } = await this.#connection.call("export.start", question);
    const { crawl, format, view, path } = question;
    const mine: ExportJob = { job, crawl, format, view, path, since: null, progress: null, problem: null };
    this.#become([...withoutOld(this.#jobs), mine]);
    const early = this.#unknown.get(job);
    if (early !== undefined) this.#hear(early);
    return job;
  }

  /** Ends an export before it is complete. No file is left behind. */
  cancel({ crawl, job }: ExportJob): void {
    this.#connection.call("export.cancel", { crawl, job }).catch(() => undefined);
  }

  /** Puts a job away that is over. */
  dismiss(job: ExportJob): void {
    this.#become(this.#jobs.filter((one) => one.job !== job.job || !isOver(one)));
  }

  #hear(progress: JobProgress): void {
    const last = this.#jobs.find((one) => one.job === progress.job);
    if (last === undefined) return this.#keepUnknown(progress);
    this.#unknown.delete(progress.job);
    this.#become(withProgress(this.#jobs, progress, this.#now()));
    if (progress.state === "done" && last.progress?.state !== "done") this.#onDone(progress);
  }

  #keepUnknown(progress: JobProgress): void {
    this.#unknown.delete(progress.job);
    this.#unknown.set(progress.job, progress);
    const [oldest] = this.#unknown.keys();
    if (this.#unknown.size > MOST_UNKNOWN && oldest !== undefined) this.#unknown.delete(oldest);
  }

  #become(jobs: readonly ExportJob[]): void {
    this.#jobs = jobs;
    try {
      this.#memory.setItem(KEY, JSON.stringify(jobs));
    } catch {
      // Storage is full or switched off: then a reload forgets them.
    }
    for (const listener of this.#listeners) listener();
  }
}

/** The jobs without those that were cancelled, and without the oldest that are over. */
function withoutOld(jobs: readonly ExportJob[]): readonly ExportJob[] {
  const known = jobs.filter(({ progress }) => progress?.state !== "cancelled");
  const over = known.filter(isOver).slice(-MOST_OVER);
  return known.filter((job) => !isOver(job) || over.includes(job));
}

function readJobs(memory: JobMemory): readonly ExportJob[] {
  try {
    const saved = savedJobs.safeParse(JSON.parse(memory.getItem(KEY) ?? "[]")).data ?? [];
    return saved as unknown as readonly ExportJob[];
  } catch {
    return [];
  }
}
