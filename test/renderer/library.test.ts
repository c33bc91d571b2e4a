import { describe, expect, it } from "vitest";
import type { LibraryEntry } from "#contract/questions.ts";
import { withAction } from "../../renderer/crawl/shown-status.ts";
import { isCrawlFile, withoutComments } from "../../renderer/library/dropped.ts";
import { libraryKeyAction } from "../../renderer/library/library-keys.ts";
import { keepOrder, nextLibrarySort, searchEntries, sortEntries } from "../../renderer/library/library-order.ts";
import { drawnRows, rowsInSight } from "../../renderer/library/row-window.ts";
import { failureDetails } from "../../renderer/shell/failure-details.ts";

const entry = (name: string, changes: Partial<LibraryEntry> = {}): LibraryEntry => ({
  crawl: `/${name}.crawl`,
  name,
  path: `/${name}.crawl`,
  site: `${name}.example`,
  state: "finished",
  pages: 10,
  badAnswers: 0,
  coverage: null,
  fileBytes: 1000,
  changedAtMs: 1000,
  problem: null,
  problemCode: null,
  ...changes,
});
const names = (entries: readonly LibraryEntry[]) => entries.map(({ name }) => name);

describe("the list of crawls", () => {
  it("is searched by site and by the name of the file, whatever the case", () => {
    const entries = [entry("a"), entry("b", { site: "Shop.test" }), entry("my shop")];
    expect(names(searchEntries(entries, " SHOP "))).toEqual(["b", "my shop"]);
    expect(searchEntries(entries, "  ")).toBe(entries);
  });

  it("is sorted by a column; what is equal stands by its last change", () => {
    const entries = [entry("a", { pages: 5 }), entry("b", { pages: 50 }), entry("c", { pages: 5, changedAtMs: 2000 })];
    expect(names(sortEntries(entries, { column: "pages", descending: true }))).toEqual(["b", "c", "a"]);
    expect(names(sortEntries(entries, { column: "pages", descending: false }))).toEqual(["c", "a", "b"]);
  });

  it("sorts numbers in sites as numbers", () => {
    const entries = [entry("site10"), entry("site9")];
    expect(names(sortEntries(entries, { column: "site", descending: false }))).toEqual(["site9", "site10"]);
  });

  it("turns round what it is sorted by, and begins numbers with the largest and words with A", () => {
    expect(nextLibrarySort({ column: "site", descending: false }, "site")).toEqual({ column: "site", descending: true });
    expect(nextLibrarySort({ column: "site", descending: false }, "pages")).toEqual({ column: "pages", descending: true });
    expect(nextLibrarySort({ column: "pages", descending: true }, "site")).toEqual({ column: "site", descending: false });
  });

  it("moves no row that is shown while figures tick; a new one comes to its place, one that is gone leaves", () => {
    expect(keepOrder(["b", "a", "c"], ["a", "b", "c"])).toEqual(["a", "b", "c"]);
    expect(keepOrder(["new", "b", "a"], ["a", "b"])).toEqual(["new", "a", "b"]);
    expect(keepOrder(["a", "new", "c"], ["a", "b", "c"])).toEqual(["a", "new", "c"]);
    expect(keepOrder(["a", "b"], [])).toEqual(["a", "b"]);
  });
});

describe("the rows of a long list", () => {
  it("are drawn where they are in sight, with some to spare", () => {
    const { first, end } = rowsInSight(44 * 500, 440, 44, 1000);
    expect(first).toBeLessThan(500);
    expect(end).toBeGreaterThan(510);
    expect(end - first).toBeLessThan(60);
  });

  it("are drawn to the last, and no further", () => {
    expect(rowsInSight(44 * 995, 440, 44, 1000).end).toBe(1000);
    expect(rowsInSight(0, 440, 44, 3)).toEqual({ first: 0, end: 3 });
    expect(rowsInSight(0, 440, 44, 0)).toEqual({ first: 0, end: 0 });
  });

  it("leave as much room as they take that are not drawn, and keep the one with the focus", () => {
    const { drawn, after } = drawnRows({ first: 10, end: 12 }, 50, 100);
    expect(drawn).toEqual([
      { row: 10, skipped: 10 },
      { row: 11, skipped: 0 },
      { row: 50, skipped: 38 },
    ]);
    expect(drawn.reduce((rows, { skipped }) => rows + skipped + 1, 0) + after).toBe(100);
    expect(drawnRows({ first: 10, end: 12 }, 2, 100).drawn[0]).toEqual({ row: 2, skipped: 2 });
    expect(drawnRows({ first: 0, end: 0 }, 0, 0)).toEqual({ drawn: [], after: 0 });
  });
});

describe("the keys of the list", () => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const press = (key: string, held: Partial<typeof none> = {}) => libraryKeyAction({ key, ...none, ...held }, 5, 20);

  it("go through the rows, and select on the way with Shift", () => {
    expect(press("ArrowDown")).toEqual({ kind: "go", to: 6, selects: false });
    expect(press("k", { shiftKey: false })).toEqual({ kind: "go", to: 4, selects: false });
    expect(press("PageDown", { shiftKey: true })).toEqual({ kind: "go", to: 15, selects: true });
    expect([press("Home"), press("End")]).toMatchObject([{ to: 0 }, { to: 19 }]);
    expect(libraryKeyAction({ key: "ArrowUp", ...none }, 0, 20)).toMatchObject({ to: 0 });
  });

  it("open, select, rename, delete and show the menu, and leave all other keys alone", () => {
    const kinds = ["Enter", " ", "Escape", "F2", "Delete", "ContextMenu"].map((key) => press(key)?.kind);
    expect(kinds).toEqual(["open", "select", "clear", "rename", "delete", "menu"]);
    expect(press("F10", { shiftKey: true })).toEqual({ kind: "menu" });
    expect(press("a", { metaKey: true })).toEqual({ kind: "select-all" });
    expect([press("n"), press("Delete", { ctrlKey: true }), press("ArrowDown", { altKey: true })]).toEqual([null, null, null]);
  });
});

describe("what is dropped", () => {
  it("is a crawl file by its ending, whatever the case", () => {
    expect([isCrawlFile({ name: "a.CRAWL" }), isCrawlFile({ name: "a.crawl.txt" })]).toEqual([true, false]);
  });

  it("is read without the comments of a list of addresses", () => {
    expect(withoutComments("# from a browser\r\nhttps://example.com/\r\n\r\nhttps://example.com/b")).toBe(
      "https://example.com/\nhttps://example.com/b",
    );
  });
});

describe("the state that is shown", () => {
  it("follows what was pressed before the engine has answered, as far as that can come true", () => {
    expect(withAction("running", "pause")).toBe("pausing");
    expect(withAction("running", "stop")).toBe("stopping");
    expect(withAction("paused", "start")).toBe("running");
    expect(withAction("finished", "pause")).toBe("finished");
    expect(withAction("paused", "stop")).toBe("paused");
    expect(withAction("running", null)).toBe("running");
  });
});

describe("the details of a failure", () => {
  it("name what was thrown and where, and no address of the person's crawl", () => {
    const error = new TypeError("cannot read https://secret.example/a?token=1");
    error.stack = "TypeError: …\n    at draw (http://127.0.0.1:1234/assets/index.js:5:7)";
    const details = failureDetails(error, "\n    at Grid (http://127.0.0.1:1234/assets/grid.js:1:2)");
    expect(details).toContain("TypeError: cannot read <address>");
    expect(details).toContain("at draw (index.js:5:7)");
    expect(details).toContain("at Grid (grid.js:1:2)");
    expect(details).not.toMatch(/secret|127\.0\.0\.1/);
    expect(failureDetails("a word")).toContain("a word");
  });
});
