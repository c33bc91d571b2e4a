/** One line of a table: what, how many, and what that means. `indent` says what it is a part of. */
export interface TableRow {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly indent?: number;
}

/** Rows as aligned text: labels to the left, values to the right, notes behind. */
export function table(rows: readonly TableRow[]): string {
  const labels = rows.map((row) => " ".repeat(2 * (row.indent ?? 0)) + row.label);
  const labelWidth = Math.max(...labels.map((label) => label.length));
  const valueWidth = Math.max(...rows.map((row) => row.value.length));
  return rows
    .map(
      (row, index) =>
        `${labels[index]!.padEnd(labelWidth)}  ${row.value.padStart(valueWidth)}${row.note === undefined ? "" : `  ${row.note}`}\n`,
    )
    .join("");
}
