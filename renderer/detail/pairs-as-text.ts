import { rowsAsText } from "../results/copy-rows.ts";
import type { ColumnWords } from "../results/columns.ts";

/** A name with its value. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Pairs as tab-separated text under their two headings, harmless to spreadsheets as rows of a grid are. */
export function pairsAsText([first, second]: readonly [string, string], pairs: readonly Pair[]): string {
  const column = (name: string): ColumnWords => ({ name, type: "text", kind: "text", label: name, unit: "", meaning: "" });
  return rowsAsText(
    [column(first), column(second)],
    pairs.map(({ name, value }) => [name, value]),
    true,
  ).text;
}
