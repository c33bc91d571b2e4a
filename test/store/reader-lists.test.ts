import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { arrayList, keepOrder, packIds, rangeList } from "#store/reader-id-list.ts";
import { openReader } from "#store/reader.ts";
import type { RowQuestion } from "#store/reader-rows.ts";
import { addRows, sampleCrawl, TestFolder, writeCrawl, type MadeCrawl } from "#test/store/fixture.ts";

/** A crawl of which some addresses are not settled yet, a writer for it, and a reader whose clock is turned by hand. */
function runningCrawl(folder: TestFolder, isLater: (id: number) => boolean) {
  const all = sampleCrawl();
  const part = (wanted: (id: number) => boolean): MadeCrawl => ({
    urls: all.urls.filter((url) => wanted(url.id)),
    links: all.links.filter((link) => wanted(link.source)),
  });
  const path = folder.file("running.crawl");
  writeCrawl(
    path,
    part((id) => !isLater(id)),
  );
  const writer = new Database(path);
  const clock = { nowMs: 0 };
  const reader = openReader(path, () => clock.nowMs);
  const write = (wanted: (id: number) => boolean) => writer.transaction(() => addRows(writer, part(wanted)))();
  const urls = (question: Omit<RowQuestion, "first" | "count">) =>
    reader.viewRows({ ...question, columns: ["url"], first: 0, count: 1000 });
  const close = () => {
    reader.close();
    writer.close();
  };
  return { all, writer, reader, clock, write, urls, [Symbol.dispose]: close };
}

describe("the list behind a view, while a crawl writes", () => {
  it("puts rows that arrive at the end, whatever their ids, so that what is being read never moves", () => {
    using folder = new TestFolder();
    using crawl = runningCrawl(folder, (id) => id % 3 === 0 || id > 300);
    const before = crawl.urls({ view: "pages" });
    crawl.write((id) => id % 6 === 0 && id < 200);
    crawl.clock.nowMs += 2000;
    const middle = crawl.urls({ view: "pages" });
    expect(middle.total).toBeGreaterThan(before.total);
    expect(middle.rows.slice(0, before.total)).toEqual(before.rows);
    crawl.write((id) => (id % 3 === 0 || id > 300) && !(id % 6 === 0 && id < 200));
    crawl.clock.nowMs += 2000;
    const after = crawl.urls({ view: "pages" });
    expect(after.total).toBe(238);
    expect(after.rows.slice(0, middle.total)).toEqual(middle.rows);
    expect(new Set(after.rows.flat()).size).toBe(238);
  });

  it("does the same for a filter, and puts a row of a sorted view where it belongs", () => {
    using folder = new TestFolder();
    using crawl = runningCrawl(folder, (id) => id % 4 === 1 && id > 16);
    const filter = { column: "status", test: "is", value: 404 } as const;
    const sort = { column: "url", descending: false };
    const filtered = crawl.urls({ view: "pages", filter });
    crawl.urls({ view: "pages", sort });
    crawl.write((id) => id % 4 === 1 && id > 16);
    crawl.clock.nowMs += 2000;
    expect(crawl.urls({ view: "pages", filter }).rows.slice(0, filtered.total)).toEqual(filtered.rows);
    const sorted = crawl.urls({ view: "pages", sort }).rows.flat() as string[];
    expect(sorted).toEqual(sorted.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(sorted.length).toBe(238);
  });

  it("is made again at most five times a second, and its total is always that of the rows it can show", () => {
    using folder = new TestFolder();
    using crawl = runningCrawl(folder, (id) => id > 200);
    const before = crawl.urls({ view: "pages" });
    crawl.write((id) => id > 200);
    crawl.clock.nowMs += 150;
    expect(crawl.urls({ view: "pages" })).toEqual(before);
    expect(crawl.reader.viewRows({ view: "pages", first: before.total, count: 10 }).rows).toEqual([]);
    crawl.clock.nowMs += 200;
    expect(crawl.urls({ view: "pages" }).total).toBe(238);
    expect(crawl.reader.viewRows({ view: "pages", first: before.total, count: 1000 }).rows.length).toBe(238 - before.total);
  });

  it("lets go of rows that are no longer part of the view", () => {
    using folder = new TestFolder();
    using crawl = runningCrawl(folder, () => false);
    const before = crawl.urls({ view: "excluded" });
    const reopened = crawl.all.urls.find((url) => url.state === "excluded")?.id ?? 0;
    crawl.writer.prepare("UPDATE url SET state = 0, reason = NULL WHERE id = ?").run(reopened);
    crawl.clock.nowMs += 2000;
    expect(crawl.urls({ view: "excluded" }).rows).toEqual(before.rows.slice(1));
  });

  it("grows with the links that are written", () => {
    using folder = new TestFolder();
    using crawl = runningCrawl(folder, (id) => id > 200);
    const before = crawl.reader.viewRows({ view: "links", first: 0, count: 1 }).total;
    crawl.write((id) => id > 200);
    crawl.clock.nowMs += 2000;
    const after = crawl.reader.viewRows({ view: "links", columns: ["anchor"], first: before, count: 1000 });
    expect(after.total).toBe(673);
    expect(after.rows.length).toBe(673 - before);
  });

  it("of links skips ids that are missing", () => {
    using folder = new TestFolder();
    using crawl = runningCrawl(folder, () => false);
    crawl.writer.exec("DELETE FROM link WHERE id BETWEEN 10 AND 19; UPDATE counter SET value = value - 10 WHERE name = 'rows:links'");
    const window = crawl.reader.viewRows({ view: "links", columns: ["source_url"], first: 0, count: 1000 });
    expect(window.total).toBe(663);
    expect(window.rows.every((row) => row[0] !== null)).toBe(true);
  });

  it("stops a long query when its answer is no longer wanted", () => {
    using folder = new TestFolder();
    using crawl = runningCrawl(folder, () => false);
    const question = { view: "pages", filter: { column: "title", test: "contains", value: "page" }, first: 0, count: 10 } as const;
    expect(() => crawl.reader.viewRows(question, () => true)).toThrow(expect.objectContaining({ code: "cancelled" }));
    expect(crawl.reader.viewRows(question).total).toBeGreaterThan(0);
  });
});

describe("keepOrder", () => {
  const order = (shown: number[], now: number[]) =>
    Array.from(keepOrder(packIds([shown]), packIds([shown.toSorted((a, b) => a - b)]), packIds([now])));

  it("appends what is new, drops what is gone, and leaves the rest where it is", () => {
    expect(order([5, 1, 9], [1, 5, 9])).toEqual([5, 1, 9]);
    expect(order([5, 1, 9], [1, 2, 5, 7, 9, 12])).toEqual([5, 1, 9, 2, 7, 12]);
    expect(order([5, 1, 9], [9])).toEqual([9]);
    expect(order([5, 1, 9], [0, 1, 9, 10])).toEqual([1, 9, 0, 10]);
    expect(order([], [3, 4])).toEqual([3, 4]);
    expect(order([3, 4], [])).toEqual([]);
  });

  it("holds ids that do not fit into 32 bits", () => {
    const large = 2 ** 40;
    expect(order([1, large], [1, 2, large, large + 1])).toEqual([1, large, 2, large + 1]);
  });
});

describe("a list of ids", () => {
  it("gives windows, and nothing behind its end", () => {
    expect(rangeList(11, 15).slice(3, 10)).toEqual([14, 15]);
    expect(rangeList(11, 15).slice(7, 10)).toEqual([]);
    expect(rangeList(1, 0).length).toBe(0);
    expect(arrayList(packIds([[4, 2], [9]])).slice(1, 5)).toEqual([2, 9]);
    expect(arrayList(packIds([[4], [2]])).slice(5, 5)).toEqual([]);
  });
});
