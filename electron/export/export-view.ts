import type { CsvFormat } from "#contract/settings.ts";
import type { Cell } from "#contract/views.ts";
import { CsvEncoder } from "#export/csv-encoder.ts";
import { everySoOften, throwIfCancelled, type ExportOptions, type ExportProgress } from "#export/export-progress.ts";
import type { ByteSink, ExportCursor, ExportSelection, ExportSource, RowEncoder } from "#export/export-source.ts";
import { JsonlEncoder } from "#export/jsonl-encoder.ts";

/** Rows of a view as a text file. */
export interface ExportRequest extends ExportSelection {
  readonly format: "csv" | "jsonl";
  /** How CSV is written; what is left out is as RFC 4180 has it, without a byte order mark. */
  readonly csv?: Partial<CsvFormat> | undefined;
}

/** Rows read and written in one go, and held in memory. */
const WINDOW_ROWS = 1000;

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
      request.format === "csv" ? new CsvEncoder(cursor.columns, request.csv ?? {}) : new JsonlEncoder(cursor.columns);
    return await writeRows(cursor, encoder, sink, options);
  } finally {
    cursor.close();
  }
}

async function writeRows(cursor: ExportCursor, encoder: RowEncoder, sink: ByteSink, options: ExportOptions): Promise<ExportProgress> {
  const tell = everySoOften(options.onProgress);
  let rowsDone = 0;
  let bytes = 0;
  const progress = (): ExportProgress => ({ rowsDone, rowsTotal: cursor.total, bytes, cellsEscaped: encoder.cellsEscaped });
  let chunk = encoder.head();
  let written: readonly (readonly Cell[])[] = [];
  for (;;) {
    throwIfCancelled(options.signal);
    const writing = sink.write(chunk);
    // The rejection is heard below, also when reading throws first.
    writing.catch(() => {});
    const rows = cursor.next(WINDOW_ROWS);
    const next = encoder.encode(rows);
    await writing;
    bytes += chunk.length;
    rowsDone += written.length;
    tell(progress);
    if (rows.length === 0) break;
    written = rows;
    chunk = next;
  }
  options.onProgress?.(progress());
  return progress();
}
