import { describe, expect, it } from "vitest";
import { VIEW_NAMES, VIEWS } from "#contract/views.ts";
import { addressParts } from "../../renderer/results/address-text.ts";
import { cellText, outcomeState, statusState } from "../../renderer/results/cell-text.ts";
import { groupedColumns } from "../../renderer/results/column-groups.ts";
import { completeLayout, moveColumn, resizeColumn, toggleColumn, togglePin } from "../../renderer/results/column-layout.ts";
import {
  askedColumns,
  clampWidth,
  columnsInSpan,
  defaultLayout,
  defaultWidth,
  fitColumns,
  hasColumn,
  identityCells,
  labelOf,
  pinnedLefts,
  shownColumns,
} from "../../renderer/results/columns.ts";
import { moveCursor, type KeyPress } from "../../renderer/results/grid-keys.ts";
import { nextSort } from "../../renderer/results/next-sort.ts";
import type { ColumnLayout } from "../../renderer/shell/remembered.ts";
import { drawnIndexes, rowBeingRead, rowKey } from "../../renderer/results/use-data-grid.ts";

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...changes,
});

describe("an address in a grid", () => {
  it("is shown from the path on when it is on the site, with or without www", () => {
    expect(addressParts("https://example.com/a/b.html", "example.com")).toEqual({ host: "", head: "", tail: "/a/b.html" });
    expect(addressParts("https://www.example.com", "example.com")).toEqual({ host: "", head: "", tail: "/" });
  });

  it("keeps the host when it is on another site, however similar its name", () => {
    expect(addressParts("https://notexample.com/a", "example.com").host).toBe("https://notexample.com");
  });

  it("keeps its end and is the same text in all", () => {
    const address = "https://example.com/3/whatsnew/changelog/with-a-rather-long-path/index-of-everything.html";
    const { host, head, tail } = addressParts(address, "other.example");
    expect(tail).toBe("/index-of-everything.html");
    expect(host + head + tail).toBe(address);
  });

  it("is not cut in the middle of a letter", () => {
    const { head, tail } = addressParts(`https://example.com/${"x".repeat(30)}${"😀".repeat(21)}`, "example.com");
    expect(head.isWellFormed() && tail.isWellFormed()).toBe(true);
  });

  it("is shown as it is when it is no web address", () => {
    expect(addressParts("mailto:a@example.com", "example.com")).toEqual({ host: "", head: "", tail: "mailto:a@example.com" });
  });
});

describe("a cell", () => {
  it("says numbers with thousands, flags as words, times in full and types in short", () => {
    expect(cellText("number", 1234567)).toBe("1,234,567");
    expect(cellText("flag", false)).toBe("no");
    expect(cellText("time", new Date(2026, 1, 3, 4, 5, 6).getTime())).toBe("2026-02-03 04:05:06");
    expect(cellText("type", "text/html")).toBe("HTML");
    expect(cellText("type", "application/x-odd")).toBe("application/x-odd");
    expect(cellText("text", null)).toBe("");
  });

  it("has one colour for one meaning", () => {
    expect([200, 204, 301, 404, 500, 599].map(statusState)).toEqual([
      "kept",
      "kept",
      "redirect",
      "client-error",
      "server-error",
      "server-error",
    ]);
    expect(["waiting", "leased", "kept", null].map(outcomeState)).toEqual(["waiting", "fetching", "kept", null]);
  });
});

describe("the columns of a grid", () => {
  it("exist in the contract, for every view, with what tells rows apart among what is asked for", () => {
    for (const view of VIEW_NAMES) {
      const columns = shownColumns(view, defaultLayout(view));
      expect(columns.length).toBeGreaterThan(5);
      expect(columns.every((column) => hasColumn(view, column.name))).toBe(true);
      expect(identityCells(view, askedColumns(view, ["depth"])).length).toBeGreaterThan(0);
    }
  });

  it("have a name of their own in every view, all that there are", () => {
    for (const view of VIEW_NAMES) {
      const labels = VIEWS[view].map((column) => labelOf(column.name));
      expect(labels.filter((label, place) => labels.indexOf(label) !== place)).toEqual([]);
    }
  });

  it("are all offered, each in one group", () => {
    for (const view of VIEW_NAMES) {
      const offered = groupedColumns(view).flatMap(({ columns }) => columns.map((column) => column.name));
      expect(offered.toSorted()).toEqual(VIEWS[view].map((column) => column.name).toSorted());
    }
  });

  it("keep the width that the person gave and share the room that is left", () => {
    const columns = shownColumns("pages", resizeColumn(defaultLayout("pages"), "title", 150));
    const fitted = fitColumns(columns, 4000);
    expect(fitted.find((column) => column.name === "title")?.widthPx).toBe(150);
    expect(fitted.reduce((sum, column) => sum + column.widthPx, 0)).toBeGreaterThan(3990);
    expect(fitColumns(columns, 100)).toBe(columns);
  });

  it("stay at the left when pinned, unless that leaves too little room for the others", () => {
    const columns = shownColumns("pages", togglePin(defaultLayout("pages"), "title"));
    expect(columns.map((column) => column.name).slice(0, 2)).toEqual(["url", "title"]);
    expect(pinnedLefts(columns, 1600)).toEqual([0, columns[0]?.widthPx]);
    expect(pinnedLefts(columns, 640)).toEqual([]);
  });

  it("are drawn when something of them is in sight, are pinned, or have the keyboard", () => {
    const columns = shownColumns("pages", defaultLayout("pages"));
    const all = columns.map((_, place) => place);
    expect(columnsInSpan(columns, { fromPx: 0, toPx: 10_000 }, { pinned: 1, cursor: 0 })).toEqual(all);
    expect(columnsInSpan(columns, { fromPx: 0, toPx: 400 }, { pinned: 1, cursor: 9 })).toEqual([0, 1, 9]);
    expect(columnsInSpan(columns, { fromPx: 10_000, toPx: 10_400 }, { pinned: 1, cursor: 0 })).toEqual([0]);
  });

  it("are moved before another; among pinned ones a column is pinned too", () => {
    const names = (layout: ColumnLayout): string => layout.map(({ name, pinned }) => (pinned ? `[${name}]` : name)).join(" ");
    const layout: ColumnLayout = [
      { name: "url", pinned: true },
      { name: "status", pinned: false },
      { name: "title", pinned: false },
    ];
    expect(names(moveColumn(layout, "title", 1))).toBe("[url] title status");
    expect(names(moveColumn(layout, "title", 0))).toBe("[title] [url] status");
    expect(names(moveColumn(layout, "url", 3))).toBe("status title url");
    expect(names(moveColumn(layout, "status", 3))).toBe("[url] title status");
    expect(names(moveColumn(layout, "status", 2))).toBe(names(layout));
  });

  it("are those of the view again when what is remembered names none that exist", () => {
    expect(completeLayout("pages", [{ name: "gone", pinned: false }])).toEqual(defaultLayout("pages"));
    expect(
      completeLayout("pages", [
        { name: "gone", pinned: false },
        { name: "h1", pinned: false },
      ]),
    ).toEqual([{ name: "h1", pinned: false }]);
    expect(toggleColumn([{ name: "url", pinned: true }], "url")).toEqual([{ name: "url", pinned: true }]);
  });

  it("never become too narrow to be taken hold of again", () => {
    expect(clampWidth(-20)).toBeGreaterThan(40);
    expect(defaultWidth("pages", "status")).toBeGreaterThan(40);
  });
});

describe("the keyboard in a grid", () => {
  const extent = { rows: 100, columns: 5, rowsPerPage: 20 };
  const at = { row: 50, column: 2 };

  it("moves by rows, cells and pages and to both ends", () => {
    const rows = ["ArrowDown", "j", "ArrowUp", "k", "PageDown", "PageUp", "Home", "End"].map(
      (key) => moveCursor(at, press(key), extent)?.row,
    );
    expect(rows).toEqual([51, 51, 49, 49, 70, 30, 0, 99]);
    expect(moveCursor(at, press("ArrowRight"), extent)?.column).toBe(3);
    expect(moveCursor(at, press("Home", { shiftKey: true }), extent)?.column).toBe(0);
  });

  it("goes from the first row to the header with the arrow, but not with k", () => {
    expect(moveCursor({ row: 0, column: 0 }, press("ArrowUp"), extent)?.row).toBe(-1);
    expect(moveCursor({ row: 0, column: 0 }, press("k"), extent)?.row).toBe(0);
  });

  it("never leaves the grid", () => {
    expect(moveCursor({ row: 99, column: 4 }, press("PageDown"), extent)).toEqual({ row: 99, column: 4 });
    expect(moveCursor({ row: 99, column: 4 }, press("ArrowRight"), extent)).toEqual({ row: 99, column: 4 });
  });

  it("leaves other keys and key combinations alone", () => {
    expect(moveCursor(at, press("x"), extent)).toBeNull();
    expect(moveCursor(at, press("j", { ctrlKey: true }), extent)).toBeNull();
    expect(moveCursor(at, press("ArrowLeft", { altKey: true }), extent)).toBeNull();
  });
});

describe("what a grid draws and holds", () => {
  it("draws the visible rows and the one the keyboard is on", () => {
    expect(drawnIndexes(10, 13, 500, 1000)).toEqual([10, 11, 12, 500]);
    expect(drawnIndexes(10, 13, 11, 1000)).toEqual([10, 11, 12]);
    expect(drawnIndexes(0, 2, 500, 100)).toEqual([0, 1]);
  });

  it("gives each drawn row an element of its own, and one that came into sight that of one that left it", () => {
    const among = { cursorRow: 500, mostDrawn: 40 };
    const keys = drawnIndexes(10, 50, 500, 1000).map((index) => rowKey(index, { first: 10, end: 50 }, among));
    expect(new Set(keys).size).toBe(41);
    expect(rowKey(50, { first: 11, end: 51 }, among)).toBe(rowKey(10, { first: 10, end: 50 }, among));
    const justSmaller = drawnIndexes(0, 41, -1, 1000).map((index) =>
      rowKey(index, { first: 0, end: 41 }, { cursorRow: -1, mostDrawn: 40 }),
    );
    expect(new Set(justSmaller).size).toBe(41);
    const waiting = drawnIndexes(0, 30, -1, 0).map((index) => rowKey(index, { first: 0, end: 0 }, { cursorRow: -1, mostDrawn: 40 }));
    expect(new Set(waiting).size).toBe(30);
  });

  it("holds the row the keyboard is on, else the first visible one, and follows the top when there is nothing read yet", () => {
    expect(rowBeingRead(15, 10, 8, 30)).toBe(15);
    expect(rowBeingRead(900, 10, 8, 30)).toBe(10);
    expect(rowBeingRead(-1, 0, 0, 30)).toBeNull();
  });

  it("sorts rising, then falling, then as rows came", () => {
    const rising = nextSort(null, "status");
    const falling = nextSort(rising, "status");
    expect([rising, falling, nextSort(falling, "status")]).toEqual([
      { column: "status", descending: false },
      { column: "status", descending: true },
      null,
    ]);
    expect(nextSort(falling, "depth")).toEqual({ column: "depth", descending: false });
  });
});
