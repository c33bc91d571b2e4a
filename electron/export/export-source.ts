import type { Cell, Column, Filter, Sort, ViewName } from "#contract/views.ts";

/** Which rows of a view are taken, and which of their columns; none named: all of the view. */
export interface ExportSelection {
  readonly view: ViewName;
  readonly columns?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly filter?: Filter | undefined;
  /** Of the rows that pass search and filter, those with these ids; all when left out. */
  readonly only?: readonly number[] | undefined;
  readonly sort?: Sort | undefined;
}

/** The selected rows, one window after another. `close` must be called at the end, whatever happened. */
export interface ExportCursor {
  readonly columns: readonly Column[];
  readonly total: number;
  /** The next rows, at most `count`; none at the end. */
  next(count: number): readonly (readonly Cell[])[];
  close(): void;
}

/** Where rows come from. */
export interface ExportSource {
  openCursor(selection: ExportSelection): ExportCursor;
}

/** Where bytes go. The chunk may be changed again as soon as the promise has resolved, and not before. */
export interface ByteSink {
  write(chunk: Uint8Array): Promise<void>;
}

/** Turns rows into the bytes of a format. */
export interface RowEncoder {
  /** Cells that began like a formula and were made harmless so far. */
  readonly cellsEscaped: number;
  /** What stands before the first row. */
  head(): Uint8Array;
  /** The bytes of these rows; valid until the second call after this one. */
  encode(rows: readonly (readonly Cell[])[]): Uint8Array;
}
