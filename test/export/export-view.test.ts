import { stringify } from "csv-stringify/sync";
import { describe, expect, it } from "vitest";
import type { Cell, Column } from "#contract/views.ts";
import type { ExportProgress } from "#export/export-progress.ts";
import { exportView, type ExportRequest } from "#export/export-view.ts";
import type { ByteSink, ExportSource } from "#export/export-source.ts";
import { openReader } from "#store/reader.ts";
import { sampleCrawl, TestFolder } from "#test/store/fixture.ts";
import { parseCsv } from "#test/export/parse-csv.ts";

const column = (name: string, type: Column["type"]): Column => ({ name, type, unit: "", meaning: "" });

/** Keeps what is written, as a slow sink would take it: the bytes are copied a turn later. */
class MemorySink implements ByteSink {
  readonly #chunks: Buffer[] = [];
  largestChunk = 0;

  async write(chunk: Uint8Array): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.largestChunk = Math.max(this.largestChunk, chunk.length);
    this.#chunks.push(Buffer.from(chunk));
  }

  get text(): string {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(this.#chunks));
  }
}

/** Rows that are made up on the way. */
function sourceOf(columns: readonly Column[], total: number, row: (index: number) => readonly Cell[]): ExportSource & { closed: number } {
  const source = {
    closed: 0,
    openCursor: () => {
      let at = 0;
      return {
        columns,
        total,
        next: (count: number) => Array.from({ length: Math.min(count, total - at) }, () => row(at++)),
        close: () => {
          source.closed += 1;
        },
      };
    },
  };
  return source;
}

async function exported(source: ExportSource, more: Partial<ExportRequest> = {}): Promise<{ text: string; result: ExportProgress }> {
  const sink = new MemorySink();
  const result = await exportView(source, { view: "pages", format: "csv", ...more }, sink);
  return { text: sink.text, result };
}

const cells = (type: Column["type"], ...values: readonly Cell[]) =>
  sourceOf([column("a", type), column("b", "number")], values.length, (index) => [values[index] ?? null, index]);

describe("a CSV export", () => {
  it("writes what csv-stringify writes, for every kind of cell", async () => {
    const texts = [
      "plain",
      "",
      "a,b",
      'say "hi"',
      "line\nbreak",
      "line\r\nbreak",
      " leading",
      "trailing ",
      "ünïcode",
      "漢字, 😀",
      '"',
      ",",
      "\n",
      "tab\there",
      "'quoted'",
    ];
    const columns = [column("text", "text"), column("number", "number"), column("flag", "boolean"), column("json", "json")];
    const numbers = [0, 1, 9, 10, 99, 12345, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, -1, -12.5, 0.1, 1e21, 1e-7, null];
    const row = (index: number): Cell[] => [
      texts[index] ?? null,
      numbers[index] ?? null,
      index % 3 === 0 ? null : index % 3 === 1,
      JSON.stringify([texts[index], index]),
    ];
    const { text } = await exported(sourceOf(columns, texts.length, row));
    const expected = stringify(
      texts.map((_, index) => row(index)),
      {
        header: true,
        columns: columns.map((one) => one.name),
        record_delimiter: "windows",
        quoted_match: /[\r\n]/,
        cast: { boolean: (value) => String(value) },
      },
    );
    expect(text).toBe(expected);
  });

  it("can be read back cell by cell", async () => {
    const values = ["a,b", 'x"y"z', "1\r\n2", "\r", '""', "ä\n,"];
    const { text } = await exported(cells("json", ...values));
    expect(parseCsv(text).slice(1)).toEqual(values.map((value, index) => [value, String(index)]));
  });

  it("makes text harmless that a spreadsheet would take for a formula, and counts it", async () => {
    const dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.example","x")', "=ü"];
    const harmless = ["https://example.com/?a==1", "a=1", " =1", "", "http://-1", "１"];
    const { text, result } = await exported(cells("text", ...dangerous, ...harmless));
    expect(
      parseCsv(text)
        .slice(1)
        .map((row) => row[0]),
    ).toEqual([...dangerous.map((value) => `'${value}`), ...harmless]);
    expect(result.cellsEscaped).toBe(dangerous.length);
  });

  it("leaves negative numbers and JSON as they are", async () => {
    expect((await exported(cells("number", -5, -0.5))).text).toBe("a,b\r\n-5,0\r\n-0.5,1\r\n");
    expect((await exported(cells("json", "-5"))).result.cellsEscaped).toBe(0);
  });

  it("writes times as ISO 8601, and nothing for a number that is no time", async () => {
    expect((await exported(cells("time", 1_767_600_000_123, null, 1e300))).text).toBe("a,b\r\n2026-01-05T08:00:00.123Z,0\r\n,1\r\n,2\r\n");
  });

  it("writes every time as toISOString does", async () => {
    const times = [
      0, 1, 999, 86_399_999, 86_400_000, -1, -86_400_001, 1_767_600_000_123, 1_767_599_999_999, 1_767_657_600_000, 1_767_600_000_000.9,
      253_402_300_800_000, -62_167_219_200_001, 8.64e15, -8.64e15,
    ];
    const { text } = await exported(cells("time", ...times));
    expect(
      parseCsv(text)
        .slice(1)
        .map((row) => row[0]),
    ).toEqual(times.map((time) => new Date(time).toISOString()));
  });

  it("is valid UTF-8 whatever the text: lone surrogates and NUL become U+FFFD", async () => {
    const { text } = await exported(cells("text", "a\ud800b", "\udc00", "nul\0nul", "\u{1f600}", '\0,"'));
    expect(
      parseCsv(text)
        .slice(1)
        .map((row) => row[0]),
    ).toEqual(["a\ufffdb", "\ufffd", "nul\ufffdnul", "\u{1f600}", '\ufffd,"']);
  });

  it("begins with a byte order mark only when asked to", async () => {
    expect((await exported(cells("text", "x"), { csv: { byteOrderMark: true } })).text).toBe("\ufeffa,b\r\nx,0\r\n");
    expect((await exported(cells("text", "x"))).text.startsWith("a,b")).toBe(true);
  });

  it.each([
    [";", "crlf"],
    ["\t", "lf"],
    [",", "lf"],
  ] as const)("with the separator %j and line ends %s quotes what these ask for, and nothing else", async (separator, lineEnds) => {
    const values = ["a,b", "a;b", "a\tb", "a\nb", "a\rb", 'a"b', "plain", "ü;,\t", "=1;2"];
    const { text, result } = await exported(cells("text", ...values), { csv: { separator, lineEnds } });
    const lineEnd = lineEnds === "crlf" ? "\r\n" : "\n";
    expect(text.startsWith(`a${separator}b${lineEnd}`)).toBe(true);
    expect(
      parseCsv(text, separator, lineEnd)
        .slice(1)
        .map((row) => row[0]),
    ).toEqual(values.map((value) => (value === "=1;2" ? `'${value}` : value)));
    for (const [index, value] of ["a,b", "a;b", "a\tb"].entries()) {
      expect(text.includes(`${lineEnd}${value.includes(separator) ? `"${value}"` : value}${separator}${index}${lineEnd}`)).toBe(true);
    }
    expect(result.cellsEscaped).toBe(1);
  });

  it("takes cells that are larger than its buffer", async () => {
    const large = ['"'.repeat(3_000_000), "漢".repeat(2_000_000), "x".repeat(5_000_000)];
    const { text } = await exported(cells("text", ...large));
    const read = parseCsv(text)
      .slice(1)
      .map((row) => row[0]);
    expect(read.every((value, index) => value === large[index])).toBe(true);
  });

  it("has a header row when there are no rows", async () => {
    expect(await exported(cells("text"))).toEqual({ text: "a,b\r\n", result: { rowsDone: 0, rowsTotal: 0, bytes: 5, cellsEscaped: 0 } });
  });
});

describe("a JSON Lines export", () => {
  it("writes one object a row with typed values and JSON as JSON", async () => {
    const columns = [
      column("text", "text"),
      column("number", "number"),
      column("flag", "boolean"),
      column("json", "json"),
      column("time", "time"),
    ];
    const rows: Cell[][] = [
      ['=x"\n', 1.5, true, '[["a", "b\\n"],\n{"c":null}]', 1_767_600_000_123],
      ["", null, false, null, null],
      [null, -1, null, "not json", null],
    ];
    const { text, result } = await exported(
      sourceOf(columns, rows.length, (index) => rows[index] ?? []),
      { format: "jsonl" },
    );
    expect(text.endsWith("\n")).toBe(true);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { text: '=x"\n', number: 1.5, flag: true, json: [["a", "b\n"], { c: null }], time: "2026-01-05T08:00:00.123Z" },
      { text: "", number: null, flag: false, json: null, time: null },
      { text: null, number: -1, flag: null, json: "not json", time: null },
    ]);
    expect(result.cellsEscaped).toBe(0);
  });

  it("holds no NUL and no lone surrogate, not even escaped within JSON", async () => {
    const { text } = await exported(cells("json", '["\\ud800", "\\u0000", "\\ud83d\\ude00"]'), { format: "jsonl" });
    expect(JSON.parse(text)).toEqual({ a: ["\ufffd", "\ufffd", "\u{1f600}"], b: 0 });
    expect((await exported(cells("text", "\ud800\0"), { format: "jsonl" })).text).toBe('{"a":"\ufffd\ufffd","b":0}\n');
  });
});

describe("an export", () => {
  it("holds no more than a window of rows, and waits for the sink", async () => {
    let open = 0;
    let mostOpen = 0;
    const sink: ByteSink = {
      async write() {
        mostOpen = Math.max(mostOpen, ++open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
      },
    };
    const columns = [column("a", "text"), column("b", "number")];
    let made = 0;
    let ahead = 0;
    let bytesSeen = 0;
    const counting: ByteSink = {
      write: (chunk) => {
        ahead = Math.max(ahead, made - bytesSeen / 10);
        bytesSeen += chunk.length;
        return sink.write(chunk);
      },
    };
    const source = sourceOf(columns, 50_000, (index) => {
      made = index + 1;
      return ["1234567", 1];
    });
    await exportView(source, { view: "pages", format: "csv" }, counting);
    expect(mostOpen).toBe(1);
    expect(ahead).toBeLessThanOrEqual(2100);
    expect(source.closed).toBe(1);
  });

  it("is complete however slowly the sink takes the bytes", async () => {
    const row = (index: number) => [`row ${index} ${"x".repeat(index % 50)}`, index];
    const { text, result } = await exported(sourceOf([column("a", "text"), column("b", "number")], 4321, row));
    expect(text).toBe(`a,b\r\n${Array.from({ length: 4321 }, (_, index) => `${row(index).join(",")}\r\n`).join("")}`);
    expect(result).toMatchObject({ rowsDone: 4321, bytes: Buffer.byteLength(text) });
  });

  it("tells how far it is, and at the end what it came to", async () => {
    const told: ExportProgress[] = [];
    const source = sourceOf([column("a", "number")], 5000, (index) => [index]);
    const result = await exportView(source, { view: "pages", format: "csv" }, new MemorySink(), {
      onProgress: (progress) => told.push(progress),
    });
    expect(told.at(-1)).toEqual(result);
    expect(result).toMatchObject({ rowsDone: 5000, rowsTotal: 5000 });
  });

  it("stops when it is cancelled, and lets go of the rows", async () => {
    const abort = new AbortController();
    const source = sourceOf([column("a", "number")], 1_000_000, (index) => {
      if (index === 5000) abort.abort();
      return [index];
    });
    await expect(exportView(source, { view: "pages", format: "csv" }, new MemorySink(), { signal: abort.signal })).rejects.toMatchObject({
      code: "cancelled",
    });
    expect(source.closed).toBe(1);
  });

  it("lets go of the rows when the sink or the source fails", async () => {
    const source = sourceOf([column("a", "number")], 5000, (index) => [index]);
    await expect(exportView(source, { view: "pages", format: "csv" }, { write: () => Promise.reject(new Error("EPIPE")) })).rejects.toThrow(
      "EPIPE",
    );
    const failing = sourceOf([column("a", "number")], 5000, (index) => {
      if (index > 2000) throw new Error("gone");
      return [index];
    });
    await expect(exportView(failing, { view: "pages", format: "jsonl" }, new MemorySink())).rejects.toThrow("gone");
    expect([source.closed, failing.closed]).toEqual([1, 1]);
  });

  it("of a crawl file holds the rows of the view that the filter lets through, sorted", async () => {
    using folder = new TestFolder();
    using reader = openReader(folder.sample());
    const { text } = await exported(reader, {
      view: "pages",
      columns: ["url", "status", "indexable", "title"],
      filter: { column: "status", test: "is", value: 200 },
      sort: { column: "url", descending: true },
    });
    const rows = parseCsv(text);
    const expected = sampleCrawl()
      .urls.filter((url) => url.status === 200 && url.role === "page")
      .map((url) => url.url);
    expect(rows[0]).toEqual(["url", "status", "indexable", "title"]);
    expect(rows.slice(1).map((row) => row[0])).toEqual(expected.toSorted().toReversed());
    expect(rows.find((row) => row[0]?.endsWith("page-13"))).toEqual([
      expect.any(String),
      "200",
      "true",
      '\'=HYPERLINK("https://evil.example")',
    ]);
  });

  it("of a crawl that is being written is of one moment", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    using reader = openReader(path);
    const { default: Database } = await import("better-sqlite3");
    const writer = new Database(path);
    const sink = new MemorySink();
    let isChanged = false;
    const changing: ByteSink = {
      async write(chunk) {
        if (!isChanged) writer.exec("UPDATE page SET title = 'changed'; DELETE FROM page WHERE id % 2 = 1");
        isChanged = true;
        await sink.write(chunk);
      },
    };
    const cursor = reader.openCursor({ view: "pages", columns: ["url", "title"] });
    await exportView({ openCursor: () => cursor }, { view: "pages", format: "csv" }, changing);
    const rows = parseCsv(sink.text).slice(1);
    expect(rows.length).toBe(238);
    expect(rows.some((row) => row[1] === "changed")).toBe(false);
    expect(writer.pragma("wal_checkpoint(TRUNCATE)")).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
    writer.close();
  });

  it("names a column that there is not before anything is written", async () => {
    using folder = new TestFolder();
    using reader = openReader(folder.sample());
    const sink = new MemorySink();
    await expect(exportView(reader, { view: "links", format: "csv", columns: ["anchr"] }, sink)).rejects.toMatchObject({
      code: "bad-input",
      message: /Did you mean "anchor"/,
    });
    expect(sink.text).toBe("");
  });
});
