import { describe, expect, it } from "vitest";
import { exportName, fileName, joinPath, withoutConnection, withProgress, type ExportJob } from "../../renderer/results/export-job.ts";
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

describe("an export", () => {
  const job: ExportJob = { crawl: "/a.crawl", view: "pages", job: "7", progress: null, problem: null };
  const progress = {
    job: "7",
    crawl: "/a.crawl",
    format: "csv",
    view: "pages",
    files: [],
    state: "running",
    rowsDone: 5,
    rowsTotal: 10,
    bytes: 9,
    path: "/e/a.csv",
    cellsEscaped: 0,
    error: null,
  } as const;

  it("has a file name that is safe on every system and different each time", () => {
    const at = new Date(2026, 1, 3, 14, 5, 9);
    expect(exportName("docs.python.org", "pages", at)).toBe("docs.python.org-pages-2026-02-03-140509.csv");
    expect(exportName("127.0.0.1:8080", "links", at)).toBe("127.0.0.1-8080-links-2026-02-03-140509.csv");
    expect(exportName("../..", "links", at)).toBe("crawl-links-2026-02-03-140509.csv");
  });

  it("is put into the folder in the folder's manner", () => {
    expect(joinPath("/home/a", "b.csv")).toBe("/home/a/b.csv");
    expect(joinPath("C:\\Users\\a", "b.csv")).toBe("C:\\Users\\a\\b.csv");
    expect(fileName("C:\\Users\\a\\b.csv")).toBe("b.csv");
  });

  it("follows news of its own job only", () => {
    expect(withProgress([job], progress)[0]?.progress?.rowsDone).toBe(5);
    expect(withProgress([job], { ...progress, job: "8" })[0]?.progress).toBeNull();
    expect(withProgress([{ ...job, job: "" }], { ...progress, job: "" })[0]?.progress).toBeNull();
  });

  it("says that it was cut off when the connection broke while it ran, until news says otherwise", () => {
    const cut = withoutConnection([{ ...job, progress }], "lost");
    expect(cut[0]?.problem).toBe("lost");
    expect(withProgress(cut, { ...progress, state: "done" })[0]?.problem).toBeNull();
    expect(withoutConnection([{ ...job, progress: { ...progress, state: "done" } }], "lost")[0]?.problem).toBeNull();
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
