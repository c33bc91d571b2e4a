import type { Cell, Column } from "#contract/views.ts";
import type { RowEncoder } from "#export/export-source.ts";
import { isoTimeWriter } from "#export/iso-time.ts";

/**
 * JSON Lines (jsonlines.org): one object a row, `\n` after each. Numbers, booleans and nulls are themselves, times are ISO 8601
 * in UTC, columns that hold JSON are that JSON.
 */
export class JsonlEncoder implements RowEncoder {
  readonly cellsEscaped = 0;
  readonly #columns: readonly { readonly key: string; readonly type: Column["type"] }[];

  readonly #isoTime = isoTimeWriter();

  constructor(columns: readonly Column[]) {
    this.#columns = columns.map((column) => ({ key: `${JSON.stringify(column.name)}:`, type: column.type }));
  }

  head(): Uint8Array {
    return new Uint8Array();
  }

  encode(rows: readonly (readonly Cell[])[]): Uint8Array {
    let lines = "";
    for (const row of rows) {
      let line = "{";
      this.#columns.forEach(({ key, type }, index) => {
        line += `${index > 0 ? "," : ""}${key}${this.#json(row[index] ?? null, type)}`;
      });
      lines += `${line}}\n`;
    }
    return Buffer.from(lines);
  }

  #json(cell: Cell, type: Column["type"]): string {
    if (cell === null) return "null";
    if (type === "json" && typeof cell === "string") return innerJson(cell);
    if (type === "time" && typeof cell === "number") return JSON.stringify(this.#isoTime(cell) || null);
    if (typeof cell === "string") return JSON.stringify(clean(cell));
    return JSON.stringify(cell);
  }
}

/** JSON as it is stored, on one line. What is not valid JSON comes out as text. */
function innerJson(text: string): string {
  try {
    const mayBeUnclean = text.includes("\\u") || !text.isWellFormed();
    return JSON.stringify(
      JSON.parse(text, mayBeUnclean ? (_key, value: unknown) => (typeof value === "string" ? clean(value) : value) : undefined),
    );
  } catch {
    return JSON.stringify(clean(text));
  }
}

/** Text without what is no character: NUL and lone surrogates become U+FFFD. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}
