import type { OutlineRow, OutlineRows } from "./outline-rows.ts";

/** Letters that come within this time of each other are one word. */
const ONE_WORD_MS = 700;
/** Rows that are looked through for a word. */
const MOST_LOOKED_AT = 5000;

/** Finds the next row whose name begins with the letters that were typed one after the other. */
export class TypeAhead {
  #word = "";
  #lastAtMs = Number.NEGATIVE_INFINITY;

  /** Index of the row; -1 when none of those nearby begins so. `from` is the row that the keyboard is on. */
  find(letter: string, from: number, rows: Pick<OutlineRows, "at" | "total">, atMs: number): number {
    const isNew = atMs - this.#lastAtMs > ONE_WORD_MS;
    if (isNew && letter === " ") return -1;
    this.#word = (isNew ? "" : this.#word) + letter.toLowerCase();
    this.#lastAtMs = atMs;
    const count = Math.min(rows.total, MOST_LOOKED_AT);
    for (let step = isNew ? 1 : 0; step <= count; step += 1) {
      const index = (from + step) % rows.total;
      if (nameOf(rows.at(index)).startsWith(this.#word)) return index;
    }
    return -1;
  }
}

function nameOf(row: OutlineRow | null): string {
  if (row?.kind === "section") return row.node.name.toLowerCase();
  if (row?.kind === "page")
    return String(row.cells?.[0] ?? "")
      .slice(row.folder.length)
      .toLowerCase();
  return "";
}
