import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILTER_TESTS, VIEW_NAMES, VIEWS, type Cell, type Filter, type ViewName } from "#contract/views.ts";
import { LINK_KINDS } from "#contract/words.ts";
import { VIEW_SQL } from "#store/reader-columns.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { sampleCrawl, TestFolder } from "#test/store/fixture.ts";

const { urls, links } = sampleCrawl();
const folder = new TestFolder();
let reader: CrawlReader;

beforeAll(() => {
  reader = openReader(folder.sample());
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

const urlOf = (id: number | null) => urls.find((url) => url.id === id)?.url ?? null;
const wasAsked = (state: string) => state === "kept" || state === "failed" || state === "blocked";
const pagesOf = () => urls.filter((url) => url.role !== "resource" && wasAsked(url.state));

/** All rows of a view as objects, read in windows of a size that does not divide their number. */
function everyRow(
  view: ViewName,
  more: { columns?: string[]; filter?: Filter; search?: string; sort?: { column: string; descending: boolean } } = {},
): Record<string, Cell>[] {
  const rows: Record<string, Cell>[] = [];
  for (;;) {
    const window = reader.viewRows({ view, ...more, first: rows.length, count: 37 });
    rows.push(...window.rows.map((row) => Object.fromEntries(window.columns.map((name, index) => [name, row[index] ?? null]))));
    if (rows.length >= window.total) return rows;
    expect(window.rows.length).toBe(Math.min(37, window.total - window.first));
  }
}

describe("the rows of a view", () => {
  it("are read for every column of the contract", () => {
    for (const view of VIEW_NAMES) {
      for (const column of VIEWS[view]) expect(VIEW_SQL[view].columns, `${view}.${column.name}`).toHaveProperty(column.name);
      expect(everyRow(view).length).toBeGreaterThan(0);
    }
  });

  it("have the types that their columns say, and true and false for booleans", () => {
    for (const view of VIEW_NAMES) {
      const columns = VIEWS[view];
      for (const row of everyRow(view)) {
        for (const { name, type } of columns) {
          const expected = type === "number" || type === "time" ? "number" : type === "boolean" ? "boolean" : "string";
          if (row[name] !== null) expect(typeof row[name], `${view}.${name}`).toBe(expected);
        }
      }
    }
  });

  it("are as many as the counters say", () => {
    const counted = reader.storedStatus().rows;
    for (const view of VIEW_NAMES) {
      expect(everyRow(view).length, view).toBe(counted[view]);
      expect(reader.viewRows({ view, first: 0, count: 0 })).toEqual({
        total: counted[view],
        columns: VIEWS[view].map((column) => column.name),
        first: 0,
        rows: [],
        ids: [],
      });
    }
  });

  it("of pages are the addresses that were asked for through navigation", () => {
    const columns = [
      "url",
      "status",
      "depth",
      "title",
      "inlinks",
      "settled_as",
      "failure",
      "attempts",
      "first_seen_on",
      "first_seen_as",
      "redirect_url",
      "internal",
      "fetched_at",
    ];
    const expected = pagesOf().map((url) => [
      url.url,
      url.status,
      url.depth,
      url.title,
      links.filter((link) => link.target === url.id).length,
      url.state,
      url.reason,
      url.attempts,
      urlOf(url.firstSource),
      url.firstKind,
      urlOf(url.redirectTo),
      url.internal,
      1_767_600_000_000 + url.id * 1000,
    ]);
    expect(reader.viewRows({ view: "pages", columns, first: 0, count: 1000 }).rows).toEqual(expected);
  });

  it("of links are the places that name an address", () => {
    const status = (id: number) => urls.find((url) => url.id === id)?.status ?? null;
    const rows = reader.viewRows({
      view: "links",
      columns: ["source_url", "target_url", "kind", "anchor", "nofollow", "target_status"],
      first: 0,
      count: 1000,
    }).rows;
    expect(rows).toEqual(
      links.map((link) => [urlOf(link.source), urlOf(link.target), link.kind, link.anchor, link.nofollow, status(link.target)]),
    );
  });

  it("of excluded, failed, blocked and resources are what was settled so", () => {
    for (const state of ["excluded", "failed", "blocked"] as const) {
      const expected = urls.filter((url) => url.state === state).map((url) => url.url);
      expect(everyRow(state).map((row) => row["url"])).toEqual(expected);
    }
    expect(everyRow("failed").every((row) => row["message"] === "No answer within 60 s." && row["attempts"] === 3)).toBe(true);
    expect(everyRow("excluded").map((row) => [row["reason"], row["rule"]])).toEqual(
      urls.filter((url) => url.state === "excluded").map((url) => [url.reason, url.rule]),
    );
    const resources = urls.filter((url) => url.role === "resource");
    expect(everyRow("resources").map((row) => [row["url"], row["settled_as"], row["status"]])).toEqual(
      resources.map((url) => [url.url, url.state, url.status]),
    );
  });

  it("of redirects tell where each chain ends, how long it is, and whether it comes back", () => {
    const rows = everyRow("redirects", { columns: ["url", "final_url", "final_status", "hops", "loop", "kind"] });
    const told = new Map(rows.map((row) => [row["url"], [row["final_url"], row["final_status"], row["hops"], row["loop"]]]));
    expect(told.get(urlOf(3) ?? "")).toEqual([urlOf(5), 200, 2, false]);
    expect(told.get(urlOf(4) ?? "")).toEqual([urlOf(5), 200, 1, false]);
    expect(told.get(urlOf(6) ?? "")).toEqual([null, null, 2, true]);
    expect(told.get(urlOf(8) ?? "")).toEqual([null, null, 3, true]);
    expect(told.get(urlOf(9) ?? "")).toEqual([null, null, 1, true]);
    expect(told.get(urlOf(10) ?? "")).toEqual(["https://elsewhere.example/", null, 1, false]);
    expect(rows.find((row) => row["url"] === urlOf(26))?.["kind"]).toBe("meta-refresh");
  });

  it("of pages say where redirects end, and the address itself where there is none", () => {
    const told = new Map(everyRow("pages", { columns: ["url", "final_url"] }).map((row) => [row["url"], row["final_url"]]));
    expect(told.get(urlOf(3) ?? "")).toBe(urlOf(5));
    expect(told.get(urlOf(6) ?? "")).toBe(null);
    expect(told.get(urlOf(5) ?? "")).toBe(urlOf(5));
  });

  it("come in the columns asked for, in that order", () => {
    expect(reader.viewRows({ view: "pages", columns: ["title", "url"], first: 0, count: 1 })).toEqual({
      total: 238,
      columns: ["title", "url"],
      first: 0,
      rows: [["Home", "https://example.com/"]],
      ids: [1],
    });
  });

  it("end where the view ends", () => {
    expect(reader.viewRows({ view: "pages", first: 237, count: 100 }).rows.length).toBe(1);
    expect(reader.viewRows({ view: "pages", first: 5000, count: 100 })).toMatchObject({ total: 238, rows: [] });
    expect(reader.viewRows({ view: "links", first: 670, count: 100 }).rows.length).toBe(3);
  });
});

describe("a search", () => {
  it("finds pages by address and by title, without regard to case", () => {
    expect(everyRow("pages", { search: "  END OF a chain " }).map((row) => row["url"])).toEqual([urlOf(5)]);
    expect(everyRow("pages", { search: "SECTION-3/page-10" }).map((row) => row["url"])).toEqual(
      pagesOf()
        .filter((url) => url.url.includes("section-3/page-10"))
        .map((url) => url.url),
    );
  });

  it("takes % and _ as they are", () => {
    expect(everyRow("pages", { search: "100%" }).map((row) => row["url"])).toEqual([urlOf(12)]);
    expect(everyRow("pages", { search: "_really_" }).map((row) => row["url"])).toEqual([urlOf(12)]);
    expect(everyRow("pages", { search: "n_t found" })).toEqual([]);
  });

  it("finds letters beyond ASCII in either case", () => {
    expect(everyRow("pages", { search: "äpfel & öl" }).map((row) => row["url"])).toEqual([urlOf(12)]);
    expect(everyRow("pages", { search: "漢字" }).map((row) => row["url"])).toEqual([urlOf(15)]);
  });

  it("finds links by source, target and text", () => {
    const expected = links.filter((link) =>
      [urlOf(link.source), urlOf(link.target), link.anchor].some((text) => text?.includes("page-10")),
    );
    expect(everyRow("links", { search: "page-10" }).length).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(0);
  });
});

/** The same test of a cell, written down without SQL. */
function passes(cell: Cell, test: string, value: Cell): boolean {
  const text = cell === null ? "" : String(cell).toLowerCase();
  const wanted = String(value).toLowerCase();
  const isNumber = typeof cell === "number";
  switch (test) {
    case "is":
      return cell !== null && (isNumber ? cell === Number(value) : text === wanted);
    case "is-not":
      return cell === null || (isNumber ? cell !== Number(value) : text !== wanted);
    case "contains":
      return cell !== null && text.includes(wanted);
    case "contains-not":
      return cell === null || !text.includes(wanted);
    case "starts-with":
      return cell !== null && text.startsWith(wanted);
    case "ends-with":
      return cell !== null && text.endsWith(wanted);
    case "at-least":
      return cell !== null && (isNumber ? cell >= Number(value) : text >= wanted);
    case "at-most":
      return cell !== null && (isNumber ? cell <= Number(value) : text <= wanted);
    case "more-than":
      return cell !== null && (isNumber ? cell > Number(value) : text > wanted);
    case "less-than":
      return cell !== null && (isNumber ? cell < Number(value) : text < wanted);
    case "is-empty":
      return cell === null || cell === "";
    case "is-not-empty":
      return cell !== null && cell !== "";
    default:
      throw new Error(test);
  }
}

describe("a filter", () => {
  const cases: readonly (readonly [view: ViewName, column: string, value: Cell])[] = [
    ["pages", "url", "https://example.com/section-3/page-10"],
    ["pages", "title", "of page 1"],
    ["pages", "title", "Äpfel"],
    ["pages", "status", 404],
    ["pages", "total_ms", 12.25],
    ["pages", "depth", 3],
    ["pages", "inlinks", 2],
    ["pages", "settled_as", "failed"],
    ["pages", "internal", true],
    ["pages", "first_seen_as", "a"],
    ["pages", "final_url", "page-5"],
    ["pages", "failure", "dns"],
    ["pages", "h1s", "title"],
    ["pages", "first_seen_on", "page-3"],
    ["redirects", "loop", true],
    ["redirects", "hops", 2],
    ["redirects", "final_status", 200],
    ["links", "kind", "canonical"],
    ["links", "source_url", "page-1"],
    ["links", "target_url", "page-2"],
    ["links", "internal", false],
    ["links", "target_status", 404],
    ["links", "anchor", "to 3"],
    ["resources", "settled_as", "excluded"],
    ["resources", "status", 200],
    ["excluded", "rule", "rule 1"],
    ["failed", "code", "timeout"],
    ["blocked", "reason", "challenge"],
  ];

  it.each(cases)("of %s by %s with every test lets through what a plain comparison does", (view, column, value) => {
    const all = everyRow(view, { columns: [column] }).map((row) => row[column] ?? null);
    for (const test of FILTER_TESTS.filter((one) => !one.startsWith("matches"))) {
      const found = everyRow(view, { columns: [column], filter: { column, test, value } }).map((row) => row[column] ?? null);
      expect(found, test).toEqual(all.filter((cell) => passes(cell, test, value)));
    }
  });

  it("can be groups within groups", () => {
    const filter: Filter = {
      op: "or",
      of: [
        {
          op: "and",
          of: [
            { column: "status", test: "is", value: 404 },
            { column: "depth", test: "at-least", value: 4 },
          ],
        },
        { column: "url", test: "ends-with", value: "/list" },
      ],
    };
    const expected = pagesOf()
      .filter((url) => (url.status === 404 && url.depth >= 4) || url.url.endsWith("/list"))
      .map((url) => url.url);
    expect(everyRow("pages", { filter }).map((row) => row["url"])).toEqual(expected);
  });

  it("lets everything through as an empty group of which all must hold, and nothing as one of which any must", () => {
    expect(everyRow("pages", { filter: { op: "and", of: [] } }).length).toBe(238);
    expect(everyRow("pages", { filter: { op: "or", of: [] } }).length).toBe(0);
  });

  it("takes a number that was typed as text", () => {
    expect(everyRow("pages", { filter: { column: "status", test: "is", value: "404" } }).length).toBe(
      pagesOf().filter((url) => url.status === 404).length,
    );
  });

  it("finds times by the beginning of their date, and compares them with one", () => {
    const wanted = pagesOf().filter((url) => new Date(1_767_600_000_000 + url.id * 1000).toISOString().startsWith("2026-01-05T08:01"));
    expect(wanted.length).toBeGreaterThan(0);
    expect(everyRow("pages", { filter: { column: "fetched_at", test: "starts-with", value: "2026-01-05T08:01" } }).length).toBe(
      wanted.length,
    );
    const later = pagesOf().filter((url) => 1_767_600_000_000 + url.id * 1000 >= Date.parse("2026-01-05T08:02:00Z"));
    expect(everyRow("pages", { filter: { column: "fetched_at", test: "at-least", value: "2026-01-05T08:02:00Z" } }).length).toBe(
      later.length,
    );
  });

  it("treats what a person types as a value, never as SQL", () => {
    for (const value of ["'; DROP TABLE url; --", '" OR 1=1 --', "') OR ('1'='1", "\0", "%", "\\"]) {
      for (const test of ["is", "contains", "starts-with"] as const) {
        expect(everyRow("pages", { filter: { column: "canonical", test, value } })).toEqual([]);
      }
    }
  });

  it("takes a value longer than SQLite's patterns", () => {
    expect(everyRow("pages", { filter: { column: "url", test: "contains", value: "x".repeat(90_000) } })).toEqual([]);
  });

  it("names a column that there is not, and the one that was probably meant", () => {
    const ask = (column: string) => () => reader.viewRows({ view: "pages", filter: { column, test: "is", value: 1 }, first: 0, count: 1 });
    expect(ask("titles")).toThrow(
      expect.objectContaining({ code: "bad-input", message: 'The view "pages" has no column "titles". Did you mean "title"?' }),
    );
    expect(ask("__proto__")).toThrow(expect.objectContaining({ code: "bad-input" }));
    expect(ask("page.id) OR (1")).toThrow(expect.objectContaining({ code: "bad-input" }));
    expect(() => reader.viewRows({ view: "links", columns: ["url"], first: 0, count: 1 })).toThrow(
      expect.objectContaining({ code: "bad-input" }),
    );
    expect(() => reader.viewRows({ view: "links", sort: { column: "sourceurl", descending: false }, first: 0, count: 1 })).toThrow(
      /"source_url"/,
    );
  });

  it("says what is wrong with a value, and with a filter that is too deep or too wide", () => {
    const ask = (filter: Filter) => () => reader.viewRows({ view: "pages", filter, first: 0, count: 1 });
    expect(ask({ column: "status", test: "at-least", value: "many" })).toThrow('"status" is compared with a number; "many" is not one.');
    expect(ask({ column: "fetched_at", test: "is", value: "soon" })).toThrow(/a time, such as/);
    expect(ask({ column: "status", test: "contains" })).toThrow('The filter on "status" needs a value to compare with.');
    let deep: Filter = { column: "status", test: "is", value: 1 };
    for (let level = 0; level < 20; level++) deep = { op: "and", of: [deep] };
    expect(ask(deep)).toThrow(/8 levels/);
    expect(ask({ op: "or", of: Array.from({ length: 201 }, () => ({ column: "status", test: "is" as const, value: 1 })) })).toThrow(
      /200 tests/,
    );
  });
});

describe("a sort", () => {
  const rank = (cell: Cell): string | number =>
    typeof cell === "string" ? cell.toLowerCase() : typeof cell === "boolean" ? Number(cell) : (cell ?? 0);

  it.each([
    ["pages", "title"],
    ["pages", "status"],
    ["pages", "inlinks"],
    ["pages", "total_ms"],
    ["pages", "settled_as"],
    ["pages", "internal"],
    ["pages", "final_url"],
    ["pages", "first_seen_on"],
    ["links", "kind"],
    ["links", "target_url"],
    ["links", "target_status"],
    ["redirects", "hops"],
    ["redirects", "loop"],
    ["excluded", "reason"],
    ["resources", "size_bytes"],
  ] as const)("of %s by %s goes both ways, with empty cells at the end and equal ones in their order", (view, column) => {
    const all = everyRow(view).map((row) => row[column] ?? null);
    for (const descending of [false, true]) {
      const way = descending ? -1 : 1;
      const expected = all.toSorted((a, b) => {
        const [emptyA, emptyB] = [a === null || a === "", b === null || b === ""];
        if (emptyA || emptyB) return Number(emptyA) - Number(emptyB);
        const [left, right] = [rank(a), rank(b)];
        return left < right ? -way : left > right ? way : 0;
      });
      const found = everyRow(view, { sort: { column, descending } }).map((row) => row[column] ?? null);
      expect(found.filter((cell) => cell !== "")).toEqual(expected.filter((cell) => cell !== ""));
    }
  });

  it("keeps rows with equal cells in the order of their discovery", () => {
    const sorted = everyRow("pages", { columns: ["url", "status"], sort: { column: "status", descending: true } });
    const ids = sorted.filter((row) => row["status"] === 200).map((row) => urls.findIndex((url) => url.url === row["url"]));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  it("sorts kinds by their words, not by the numbers they are stored as", () => {
    const kinds = everyRow("links", { columns: ["kind"], sort: { column: "kind", descending: false } }).map((row) => String(row["kind"]));
    expect(kinds).toEqual(kinds.toSorted());
    expect(new Set(kinds).size).toBeGreaterThan(2);
    expect(kinds.every((kind) => (LINK_KINDS as readonly string[]).includes(kind))).toBe(true);
  });
});
