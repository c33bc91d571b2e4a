import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

/**
 * A mark on disk that says which visit a page worker is reading. When the process dies, the mark is what remains: it tells
 * the page that killed it from the pages that were only being fetched. One write of eight bytes, a few microseconds.
 */
export interface ReadingMark {
  /** Notes that a visit is being read; 0: nothing is. */
  set(ticket: number): void;
  /** Removes the mark: nobody is left who would ask for it. */
  close(): void;
}

/** Opens the mark for the worker that writes it. */
export function openMark(path: string): ReadingMark {
  const file = openSync(path, "w", 0o600);
  const bytes = new Float64Array(1);
  const view = new Uint8Array(bytes.buffer);
  return {
    set(ticket) {
      bytes[0] = ticket;
      writeSync(file, view, 0, 8, 0);
    },
    close: () => {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}

/** Reads the mark a dead worker left, and removes it. 0 when it was reading nothing. */
export function takeMark(path: string): number {
  try {
    const bytes = readFileSync(path);
    rmSync(path, { force: true });
    return bytes.length < 8 ? 0 : bytes.readDoubleLE(0);
  } catch {
    return 0;
  }
}
