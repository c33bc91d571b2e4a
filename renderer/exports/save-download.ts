import type { JobProgress } from "#contract/questions.ts";
import { downloadFrom } from "../shell/download-from.ts";
import { downloadPath } from "./export-job.ts";
import { fileName } from "./export-name.ts";

/**
 * Lets the browser save a finished export that a web server wrote. Several files are left to the person: a browser asks before it
 * saves more than one by itself. In Electron the file is where it is wanted already.
 */
export function saveDownload({ job, files, path }: JobProgress, { protocol }: Pick<Location, "protocol">): void {
  if (!protocol.startsWith("http") || files.length > 1) return;
  downloadFrom(downloadPath(job, 0), fileName(path));
}
