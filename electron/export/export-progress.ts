import { OrbweaverError } from "#contract/failure.ts";

/** How far an export is; at its end, what it came to. */
export interface ExportProgress {
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly bytes: number;
  readonly cellsEscaped: number;
}

/** What an export came to, with every file that was written, the one that was asked for first. */
export interface ExportResult extends ExportProgress {
  readonly files: readonly string[];
}

export interface ExportOptions {
  /** Hears how far it is, at most five times a second. */
  readonly onProgress?: ((progress: ExportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const PROGRESS_EVERY_MS = 200;

/** A function that passes on at most five of the figures a second that it is given. */
export function everySoOften(hear: ExportOptions["onProgress"]): (progress: () => ExportProgress) => void {
  let lastMs = performance.now();
  return (progress) => {
    if (hear === undefined || performance.now() - lastMs < PROGRESS_EVERY_MS) return;
    lastMs = performance.now();
    hear(progress());
  };
}

/** Throws `cancelled` when the person no longer wants the export. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new OrbweaverError("cancelled", "The export was cancelled.");
}
