/** Within this time at most `MAX_RESTARTS` restarts; a crash that comes back at once is not hidden behind endless new starts. */
const WINDOW_MS = 60_000;
export const MAX_RESTARTS = 3;

/** How often an engine process has died lately, and whether one more start is worth trying. */
export class Deaths {
  #atMs: number[] = [];

  note(nowMs: number): void {
    this.#atMs = [...this.#atMs.filter((atMs) => nowMs - atMs < WINDOW_MS), nowMs];
  }

  /** Whether the engine may be started again after its last death. */
  mayRestart(nowMs: number): boolean {
    return this.#atMs.filter((atMs) => nowMs - atMs < WINDOW_MS).length <= MAX_RESTARTS;
  }

  forget(): void {
    this.#atMs = [];
  }
}
