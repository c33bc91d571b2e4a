/**
 * Reads CSV as RFC 4180 has it, or with another separator and line end, and throws where the text is not that: a few plain lines
 * that share nothing with the writer.
 */
export function parseCsv(text: string, separator = ",", lineEnd = "\r\n"): string[][] {
  const cellEnd = new RegExp(`[${separator}\\r\\n"]`);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) throw new Error(`an open quote at ${at}`);
        cell += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    } else {
      const length = text.slice(at).search(cellEnd);
      if (length < 0) throw new Error("the last row does not end");
      cell = text.slice(at, at + length);
      at += length;
    }
    row.push(cell);
    if (text[at] === separator) at += 1;
    else if (text.startsWith(lineEnd, at)) {
      at += lineEnd.length;
      rows.push(row);
      row = [];
    } else throw new Error(`${JSON.stringify(text.slice(at, at + 10))} after a cell`);
  }
  return rows;
}
