import type { FileHandle } from "node:fs/promises";
import { open, realpath } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import { createClient } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import { memoryWires } from "#contract/wire.ts";
import type { Host } from "#library/host.ts";

/** The oldest are forgotten; the files stay where they are. */
const MAX_REMEMBERED = 1000;

const TYPES: Readonly<Record<string, string>> = {
  ".csv": "text/csv; charset=utf-8",
  ".jsonl": "application/x-ndjson; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".gz": "application/gzip",
};

/** A finished export, open for reading. Whoever gets it closes it. */
export interface Download {
  readonly file: FileHandle;
  readonly bytes: number;
  readonly type: string;
  /** Value of the Content-Disposition header (RFC 6266). */
  readonly disposition: string;
}

/** The exports that were finished since the start, for fetching them with the browser. */
export class Downloads {
  readonly #exportFolder: string;
  readonly #finished = new Map<string, string>();

  constructor(host: Host, exportFolder: string) {
    this.#exportFolder = exportFolder;
    const [near, far] = memoryWires();
    host.attach(far);
    createClient<typeof allQuestions>(near).subscribe("job", (job) => {
      if (job.state !== "done") return;
      this.#finished.set(job.job, job.path);
      const [oldest] = this.#finished.keys();
      if (this.#finished.size > MAX_REMEMBERED && oldest !== undefined) this.#finished.delete(oldest);
    });
  }

  /** Opens the file of a finished job; null when there is none, or it does not lie in the export folder. */
  async open(job: string): Promise<Download | null> {
    const path = this.#finished.get(job);
    if (path === undefined) return null;
    try {
      const [folder, target] = await Promise.all([realpath(this.#exportFolder), realpath(path)]);
      if (dirname(target) !== folder) return null;
      const file = await open(target);
      const { size } = await file.stat();
      return { file, bytes: size, type: TYPES[extname(target)] ?? "application/octet-stream", disposition: attachment(basename(path)) };
    } catch {
      return null;
    }
  }
}

function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\w.-]+/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
