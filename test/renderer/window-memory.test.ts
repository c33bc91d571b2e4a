import { describe, expect, it } from "vitest";
import { formatBytes, formatDuration, formatDurationRange, formatRate } from "../../renderer/shell/format.ts";
import { Remembered } from "../../renderer/shell/remembered.ts";
import { formatRoute, parseRoute } from "../../renderer/shell/route.ts";

const storage = (initial: string | null = null) => {
  let kept = initial;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
};

describe("what the window remembers", () => {
  it("is kept per crawl and view, and columns per view", () => {
    const shared = storage();
    const memory = new Remembered(shared);
    memory.keepShownView("/a.crawl", "links");
    memory.keepView("/a.crawl", "links", { firstRow: 70 });
    memory.keepView("/a.crawl", "links", { asked: { sort: { column: "kind", descending: true } } });
    memory.keepLayout("pages", [{ name: "url", widthPx: 500, pinned: true }]);
    memory.keepPanel("detail", { side: "right" });
    memory.keepPanel("detail", { sizePx: 300 });
    const later = new Remembered(shared);
    expect(later.crawl("/a.crawl").view).toBe("links");
    expect(later.view("/a.crawl", "links")).toEqual({ firstRow: 70, asked: { sort: { column: "kind", descending: true } } });
    expect(later.view("/b.crawl", "links")).toEqual({});
    expect(later.layout("pages")).toEqual([{ name: "url", widthPx: 500, pinned: true }]);
    expect(later.panel("detail")).toEqual({ side: "right", sizePx: 300 });
  });

  it("is nothing when the storage holds rubbish or is forbidden", () => {
    expect(new Remembered(storage("{")).crawl("/a.crawl")).toEqual({});
    expect(new Remembered(storage("[1]")).layout("pages")).toEqual([]);
    const forbidden = {
      getItem: () => {
        throw new Error("forbidden");
      },
      setItem: () => {
        throw new Error("full");
      },
    };
    const memory = new Remembered(forbidden);
    expect(() => memory.keepShownView("/a.crawl", "pages")).not.toThrow();
    expect(memory.crawl("/a.crawl")).toEqual({});
  });

  it("forgets the crawls that were not looked at for longest", () => {
    const memory = new Remembered(storage());
    for (let crawl = 0; crawl < 60; crawl += 1) memory.keepShownView(`/${crawl}.crawl`, "pages");
    expect(memory.crawl("/0.crawl")).toEqual({});
    expect(memory.crawl("/59.crawl")).toEqual({ view: "pages" });
  });
});

describe("a route", () => {
  it("comes back from the address of the page, whatever the path of the crawl holds", () => {
    for (const crawl of ["/home/a b/ü#?%.crawl", "C:\\Crawls\\a.crawl"]) {
      expect(parseRoute(formatRoute({ kind: "crawl", crawl, view: "failed" }))).toEqual({ kind: "crawl", crawl, view: "failed" });
    }
  });

  it("is the library when it names nothing that there is", () => {
    for (const fragment of ["", "#", "#/", "#/crawl", "#/crawl/", "#/crawl/%E0%A4%A", "#/nowhere/x"])
      expect(parseRoute(fragment)).toEqual({ kind: "library" });
    expect(parseRoute("#/crawl/a/nonsense")).toEqual({ kind: "crawl", crawl: "a", view: null });
  });
});

describe("figures", () => {
  it("are read at a glance", () => {
    expect([0, 999, 1000, 4_200_000, 99_600_000, 2_180_000_000].map(formatBytes)).toEqual([
      "0 B",
      "999 B",
      "1 kB",
      "4.2 MB",
      "100 MB",
      "2.2 GB",
    ]);
    expect([0, 59, 151, 3600, 11_100, 187_200].map(formatDuration)).toEqual([
      "0 s",
      "59 s",
      "2 min 31 s",
      "1 h",
      "3 h 5 min",
      "2 days 4 h",
    ]);
    expect([0.24, 8.04, 84.2].map(formatRate)).toEqual(["0.2", "8", "84"]);
  });

  it("give the time left as a range that is no more exact than it is known", () => {
    expect(formatDurationRange(370, 530)).toBe("6–9 min");
    expect(formatDurationRange(0, 12)).toBe("1–12 s");
    expect(formatDurationRange(20, 200)).toBe("up to 4 min");
    expect(formatDurationRange(290, 300)).toBe("4–5 min");
    expect(formatDurationRange(7200, 7200)).toBe("2 h");
  });
});
