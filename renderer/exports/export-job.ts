import type { ExportFormat, JobProgress } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";

/** An export that this window started. */
export interface ExportJob {
  readonly job: string;
  readonly crawl: string;
  readonly format: ExportFormat;
  readonly view: ViewName;
  readonly path: string;
  /** When this window first heard that rows are written, and how many they were; null before that. */
  readonly since: { readonly atMs: number; readonly rows: number } | null;
  /** Null until the first news of it. */
  readonly progress: JobProgress | null;
  /** Why nothing is known of how it goes; null when it is. */
  readonly problem: string | null;
}

/** A remaining time is not told from less than this. */
const LEAST_SECONDS = 1;

/** The jobs after news of one of them; news of other windows' jobs changes nothing. */
export function withProgress(jobs: readonly ExportJob[], progress: JobProgress, nowMs: number): readonly ExportJob[] {
  return jobs.map((one) => {
    if (one.job !== progress.job) return one;
    const since = one.since ?? (progress.rowsDone > 0 ? { atMs: nowMs, rows: progress.rowsDone } : null);
    return { ...one, since, progress, path: progress.path, problem: null };
  });
}

/** The jobs when news of them may have been missed: what was running may have ended; the next news says otherwise. */
export function withoutNews(jobs: readonly ExportJob[], problem: string): readonly ExportJob[] {
  return jobs.map((one) => (one.problem === null && isRunning(one) ? { ...one, problem } : one));
}

/** Whether it is still written, as far as is known. */
export function isRunning({ progress }: ExportJob): boolean {
  return progress === null || progress.state === "running";
}

/** Whether nothing more is expected of it, so that it can be put away. */
export function isOver(job: ExportJob): boolean {
  return job.problem !== null || !isRunning(job);
}

/** Seconds until all rows are written, at the speed so far; null when it is too early to say. */
export function secondsLeft({ since, progress }: ExportJob, nowMs: number): number | null {
  if (since === null || progress === null) return null;
  const seconds = (nowMs - since.atMs) / 1000;
  const rows = progress.rowsDone - since.rows;
  if (seconds < LEAST_SECONDS || rows <= 0) return null;
  return ((progress.rowsTotal - progress.rowsDone) / rows) * seconds;
}

/** Where a file of a finished job is downloaded from a host that is a web server. */
export function downloadPath(job: string, file: number): string {
  return `/download/${encodeURIComponent(job)}${file === 0 ? "" : `/${file}`}`;
}
