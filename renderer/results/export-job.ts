import type { JobProgress } from "#contract/questions.ts";
import type { ViewName } from "#contract/views.ts";

/** An export that this window started. `progress` is null until the first news of it. */
export interface ExportJob {
  readonly crawl: string;
  readonly view: ViewName;
  /** Empty until the host has answered. */
  readonly job: string;
  readonly progress: JobProgress | null;
  /** Why it could not be started; null when it could. */
  readonly problem: string | null;
}

/** The name of an exported file: site, view and time, so that no export replaces an earlier one. */
export function exportName(site: string, view: ViewName, at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  const safeSite =
    site
      .replace(/[^\p{L}\p{N}.-]+/gu, "-")
      .replace(/^[.-]+|[.-]+$/g, "")
      .slice(0, 80) || "crawl";
  return `${safeSite}-${view}-${day}-${time}.csv`;
}

/** A path inside a folder, in the manner in which the folder is written. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** The jobs after news of one of them; news of other windows' jobs changes nothing. */
export function withProgress(jobs: readonly ExportJob[], progress: JobProgress): readonly ExportJob[] {
  return jobs.map((one) => (one.job !== "" && one.job === progress.job ? { ...one, progress, problem: null } : one));
}

/** The jobs after the connection broke: what was running may have ended with the host; news of it says otherwise. */
export function withoutConnection(jobs: readonly ExportJob[], problem: string): readonly ExportJob[] {
  return jobs.map((one) =>
    one.problem === null && (one.progress === null || one.progress.state === "running") ? { ...one, problem } : one,
  );
}
