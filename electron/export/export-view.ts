import { OrbweaverError } from "#contract/failure.ts";
import type { Cell } from "#contract/views.ts";
import { CsvEncoder } from "#export/csv-encoder.ts";
import type { ByteSink, ExportSelection, ExportSource, RowEncoder } from "#export/export-source.ts";
import { JsonlEncoder } from "#export/jsonl-encoder.ts";

/** What is exported, and how it is written. */
export interface ExportRequest extends ExportSelection {
  readonly format: "csv" | "jsonl";
  /** Puts a mark in front by which Excel knows that a CSV file is UTF-8. */
  readonly byteOrderMark?: boolean | undefined;
}

/** How far an export is; at its end, what it came to. */
export interface ExportProgress {
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly bytes: number;
  readonly cellsEscaped: number;
}

export interface ExportOptions {
  /** Hears how far it is, at most five times a second. */
  readonly onProgress?: ((progress: ExportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Rows read and written in one go, and held in memory. */
const WINDOW_ROWS = 1000;
const PROGRESS_EVERY_MS = 200;

/**
 * Writes the selected rows to a sink. Memory does not grow with the number of rows: a window is read while the one before it is
 * being written, and no further. Errors: bad-input (unknown column), cancelled, and what the sink throws.
 */
export async function exportView(
  source: ExportSource,
  request: ExportRequest,
  sink: ByteSink,
  options: ExportOptions = {},
): Promise<ExportProgress> {
  const cursor = source.openCursor(request);
  try {
    const encoder: RowEncoder =
      request.format === "csv" ? new CsvEncoder(cursor.columns, request.byteOrderMark ?? false) : new JsonlEncoder(cursor.columns);
    const tell = everySoOften(options.onProgress);
    let rowsDone = 0;
    let bytes = 0;
    const progress = (): ExportProgress => ({ rowsDone, rowsTotal: cursor.total, bytes, cellsEscaped: encoder.cellsEscaped });
    let chunk = encoder.head();
    let written: readonly (readonly Cell[])[] = [];
    for (;;) {
      if (options.signal?.aborted) throw new OrbweaverError("cancelled", "The export was cancelled.");
      const writing = sink.write(chunk);
      // The rejection is heard below, also when reading throws first.
      writing.catch(() => {});
      const rows = cursor.next(WINDOW_ROWS);
      const next = encoder.encode(rows);
      await writing;
      bytes += chunk.length;
      rowsDone += written.length;
      tell(progress());
      if (rows.length === 0) break;
      written = rows;
      chunk = next;
    }
    options.onProgress?.(progress());
    return progress();
  } finally {
    cursor.close();
  }
}

function everySoOften(hear: ((progress: ExportProgress) => void) | undefined): (progress: ExportProgress) => void {
  let lastMs = performance.now();
  return (progress) => {
    if (hear === undefined || performance.now() - lastMs < PROGRESS_EVERY_MS) return;
    lastMs = performance.now();
    hear(progress);
  };
}
