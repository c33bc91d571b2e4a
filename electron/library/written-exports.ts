import type { JobProgress } from "#contract/questions.ts";

/** The oldest are forgotten; the files stay where they are. */
const MAX_JOBS = 1000;

/** The files that exports have written since the start, by the number of their job. */
export class WrittenExports {
  readonly #files = new Map<string, readonly string[]>();

  /** Takes in the news of an export. */
  heardJob({ job, state, files, path }: JobProgress): void {
    if (state !== "done") return;
    this.#files.set(job, files.length === 0 ? [path] : files);
    const [oldest] = this.#files.keys();
    if (this.#files.size > MAX_JOBS && oldest !== undefined) this.#files.delete(oldest);
  }

  /** The files of a finished job, in their order; empty when there is no such job. */
  filesOf(job: string): readonly string[] {
    return this.#files.get(job) ?? [];
  }

  has(path: string): boolean {
    return [...this.#files.values()].some((files) => files.includes(path));
  }
}
