import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OrbweaverError } from "#contract/failure.ts";
import { EventHub, serve } from "#contract/protocol.ts";
import { crawlQuestions, type JobProgress } from "#contract/questions.ts";
import { memoryWires, type Wire } from "#contract/wire.ts";
import { Connection } from "../../renderer/connection/connection.ts";
import {
  countQuestion,
  draftColumns,
  draftRows,
  exportQuestion,
  possibleRows,
  type ExportDraft,
  type RowsInView,
} from "../../renderer/exports/export-draft.ts";
import { isOver, secondsLeft, withoutNews, withProgress, type ExportJob } from "../../renderer/exports/export-job.ts";
import { ExportJobs } from "../../renderer/exports/export-jobs.ts";
import { exportName, fileName, joinPath, shortName, typedName } from "../../renderer/exports/export-name.ts";
import { rememberedDraft, startingDraft } from "../../renderer/exports/starting-draft.ts";
import { NO_SELECTION } from "../../renderer/results/row-selection.ts";

const CSV = { separator: ",", lineEnds: "crlf", byteOrderMark: false } as const;
const DRAFT: ExportDraft = {
  format: "csv",
  rows: "shown",
  table: "pages",
  columns: "shown",
  csv: CSV,
  sitemap: { gzip: false, lastmod: true },
};
const IN_VIEW: RowsInView = {
  view: "pages",
  asked: {
    search: " shoes ",
    filter: { column: "depth", test: "at-most", value: 3 },
    picks: { status: [404] },
    sort: { column: "title", descending: true },
    selected: undefined,
  },
  layout: [
    { name: "title", pinned: false },
    { name: "url", pinned: false },
  ],
  selection: { kind: "some", ids: new Set([9, 3]) },
};
const PROGRESS: JobProgress = {
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
};
const JOB: ExportJob = {
  job: "7",
  crawl: "/a.crawl",
  format: "csv",
  view: "pages",
  path: "/e/a.csv",
  since: null,
  progress: null,
  problem: null,
};

describe("what is exported", () => {
  it("is what the table shows: its search, its filter with what is picked, its order and its columns", () => {
    const rows = draftRows(DRAFT, IN_VIEW);
    expect(rows).toMatchObject({ view: "pages", search: "shoes", sort: { column: "title", descending: true }, only: undefined });
    expect(JSON.stringify(rows.filter)).toContain('"value":404');
    expect(JSON.stringify(rows.filter)).toContain('"value":3');
    expect(draftColumns(DRAFT, IN_VIEW, () => [])).toEqual(["title", "url"]);
    expect(draftColumns({ ...DRAFT, columns: "all" }, IN_VIEW, () => [])).toEqual([]);
  });

  it("is the selected rows, by their ids", () => {
    expect(draftRows({ ...DRAFT, rows: "selected" }, IN_VIEW).only).toEqual([3, 9]);
    const all: RowsInView = { ...IN_VIEW, selection: { kind: "all" } };
    expect(draftRows({ ...DRAFT, rows: "selected" }, all).only).toBeUndefined();
  });

  it("is a whole table, with the columns that the person gave it", () => {
    const draft: ExportDraft = { ...DRAFT, rows: "table", table: "links" };
    expect(draftRows(draft, IN_VIEW)).toEqual({ view: "links", search: "", filter: undefined, sort: null, only: undefined });
    expect(draftColumns(draft, IN_VIEW, () => [{ name: "anchor", pinned: false }])).toEqual(["anchor"]);
  });

  it("can only be what its format is made of", () => {
    expect(possibleRows("csv", IN_VIEW)).toEqual(["shown", "selected", "table"]);
    expect(possibleRows("csv", { ...IN_VIEW, selection: NO_SELECTION })).toEqual(["shown", "table"]);
    expect(possibleRows("csv", null)).toEqual(["table"]);
    const links: RowsInView = { ...IN_VIEW, view: "links" };
    expect(possibleRows("sitemap", links)).toEqual(["table"]);
    expect(draftRows({ ...DRAFT, format: "sitemap" }, links)).toMatchObject({ view: "pages", search: "", filter: undefined });
    expect(draftRows({ ...DRAFT, format: "crawl" }, links)).toMatchObject({ view: "addresses", search: "", filter: undefined });
  });

  it("is counted as it is written: a sitemap only with pages that may be listed", () => {
    const rows = draftRows(DRAFT, IN_VIEW);
    const written = exportQuestion("/a.crawl", DRAFT, { rows, columns: ["url"], path: "/e/a.csv" });
    const counted = countQuestion("/a.crawl", DRAFT, rows);
    expect(counted).toMatchObject({ search: written.search, view: written.view, filter: { op: "and", of: [written.filter] } });
    const listed = countQuestion("/a.crawl", { ...DRAFT, format: "sitemap" }, rows);
    expect(JSON.stringify(listed.filter)).toContain('"column":"indexable"');
  });
});

describe("the export dialog", () => {
  it("begins with what is selected, else with what is shown, else with a whole table", () => {
    expect(startingDraft({ inView: IN_VIEW, csv: CSV, last: {} }).rows).toBe("selected");
    expect(startingDraft({ inView: { ...IN_VIEW, selection: NO_SELECTION }, csv: CSV, last: {} }).rows).toBe("shown");
    expect(startingDraft({ inView: null, csv: CSV, last: {} })).toMatchObject({ rows: "table", table: "pages" });
  });

  it("begins with the format that was chosen last, but never with a sitemap or a copy", () => {
    const lines = rememberedDraft({ ...DRAFT, format: "jsonl" }, CSV, {});
    expect(startingDraft({ inView: null, csv: CSV, last: lines }).format).toBe("jsonl");
    const sitemap = rememberedDraft({ ...DRAFT, format: "sitemap", sitemap: { gzip: true, lastmod: false } }, CSV, lines);
    const next = startingDraft({ inView: null, csv: CSV, last: rememberedDraft({ ...DRAFT, format: "crawl" }, CSV, sitemap) });
    expect(next).toMatchObject({ format: "jsonl", sitemap: { gzip: true, lastmod: false } });
  });

  it("writes CSV as last time, until the settings say otherwise", () => {
    const chosen = { ...CSV, separator: ";" as const };
    const last = rememberedDraft({ ...DRAFT, csv: chosen }, CSV, {});
    expect(startingDraft({ inView: null, csv: CSV, last }).csv).toEqual(chosen);
    const changed = { ...CSV, byteOrderMark: true };
    expect(startingDraft({ inView: null, csv: changed, last }).csv).toEqual(changed);
  });
});

describe("the name of an exported file", () => {
  const at = new Date(2026, 1, 3, 14, 5, 9);
  const name = (site: string, format: ExportDraft["format"] = "csv", gzip = false) => exportName({ site, format, view: "links", gzip, at });

  it("is safe on every system and different each time", () => {
    expect(name("docs.python.org")).toBe("docs.python.org-links-2026-02-03-140509.csv");
    expect(name("127.0.0.1:8080", "jsonl")).toBe("127.0.0.1-8080-links-2026-02-03-140509.jsonl");
    expect(name("../..", "crawl")).toBe("crawl-2026-02-03-140509.crawl");
    expect(name("a.org", "sitemap")).toBe("a.org-sitemap-2026-02-03-140509.xml");
    expect(name("a.org", "sitemap", true)).toBe("a.org-sitemap-2026-02-03-140509.xml.gz");
  });

  it("can be typed, with or without an ending, but names no other folder", () => {
    expect(typedName(" mine ", ".csv")).toBe("mine.csv");
    expect(typedName("mine.txt", ".csv")).toBe("mine.txt");
    for (const wrong of ["", " ", "..", "a/b.csv", "a\\b", "a:b", "a\nb"]) expect(typedName(wrong, ".csv")).toBeNull();
  });

  it("is shortened in its middle where it would fill a line, never at its end", () => {
    expect(shortName("pages.csv")).toBe("pages.csv");
    const short = shortName(`${"long-".repeat(40)}2026.csv`);
    expect(short.length).toBe(64);
    expect(short).toMatch(/^long-.*….*2026\.csv$/);
  });

  it("is put into the folder in the folder's manner", () => {
    expect(joinPath("/home/a", "b.csv")).toBe("/home/a/b.csv");
    expect(joinPath("C:\\Users\\a", "b.csv")).toBe("C:\\Users\\a\\b.csv");
    expect(fileName("C:\\Users\\a\\b.csv")).toBe("b.csv");
  });
});

describe("an export that runs", () => {
  it("follows news of its own job only", () => {
    expect(withProgress([JOB], PROGRESS, 0)[0]?.progress?.rowsDone).toBe(5);
    expect(withProgress([JOB], { ...PROGRESS, job: "8" }, 0)[0]?.progress).toBeNull();
  });

  it("says that it was cut off when the connection broke while it ran, until news says otherwise", () => {
    const cut = withoutNews([{ ...JOB, progress: PROGRESS }], "lost");
    expect(cut[0]?.problem).toBe("lost");
    expect(withProgress(cut, PROGRESS, 0)[0]?.problem).toBeNull();
    expect(withoutNews([{ ...JOB, progress: { ...PROGRESS, state: "done" } }], "lost")[0]?.problem).toBeNull();
  });

  it("tells how long it still takes from the speed so far, when there is one", () => {
    const [begun] = withProgress([JOB], { ...PROGRESS, rowsDone: 100, rowsTotal: 1100 }, 1000);
    expect(secondsLeft(begun ?? JOB, 1000)).toBeNull();
    const [later] = withProgress(begun === undefined ? [] : [begun], { ...PROGRESS, rowsDone: 300, rowsTotal: 1100 }, 3000);
    expect(secondsLeft(later ?? JOB, 3000)).toBe(8);
  });
});

describe("the exports of a window", () => {
  const stored = new Map<string, string>();
  const memory = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const events = new EventHub();
  const calls: string[] = [];
  let answer: () => { readonly job: string };
  let connection: Connection;

  const tell = async (progress: JobProgress): Promise<void> => {
    events.publish("job", progress);
    await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(async () => {
    stored.clear();
    calls.length = 0;
    answer = () => ({ job: "7" });
    const open = (): Promise<Wire> => {
      const [near, far] = memoryWires();
      const { "export.start": start, "export.cancel": cancel } = crawlQuestions;
      const handlers = { "export.start": () => answer(), "export.cancel": ({ job }: { job: string }) => void calls.push(`cancel ${job}`) };
      serve(far, { "export.start": start, "export.cancel": cancel }, handlers as never, events);
      return Promise.resolve(near);
    };
    connection = new Connection(open);
    connection.start();
    await vi.waitUntil(() => connection.state.kind === "open");
  });
  afterEach(() => connection.close());
  const question = exportQuestion("/a.crawl", DRAFT, { rows: draftRows(DRAFT, null), columns: [], path: "/e/a.csv" });

  it("know their progress although news came before the answer that names the job", async () => {
    const done: JobProgress[] = [];
    const jobs = new ExportJobs({ connection, memory, onDone: (progress) => done.push(progress) });
    jobs.follow();
    answer = () => {
      events.publish("job", { ...PROGRESS, state: "done", rowsDone: 10 });
      return { job: "7" };
    };
    await jobs.start(question);
    await tell({ ...PROGRESS, state: "done", rowsDone: 10 });
    expect(jobs.jobs[0]?.progress?.rowsDone).toBe(10);
    expect(done.length).toBe(1);
  });

  it("are there after a reload of the page, and say what is not known of them", async () => {
    const before = new ExportJobs({ connection, memory, onDone: () => undefined });
    before.follow();
    await before.start(question);
    await tell(PROGRESS);
    const after = new ExportJobs({ connection, memory, onDone: () => undefined });
    after.follow();
    expect(after.jobs[0]?.problem).toContain("loaded again");
    await tell({ ...PROGRESS, rowsDone: 8 });
    expect(after.jobs[0]).toMatchObject({ problem: null, progress: { rowsDone: 8 } });
  });

  it("are put away only when they are over", async () => {
    const jobs = new ExportJobs({ connection, memory, onDone: () => undefined });
    jobs.follow();
    await jobs.start(question);
    for (const job of jobs.jobs) jobs.dismiss(job);
    expect(jobs.jobs.length).toBe(1);
    for (const job of jobs.jobs) jobs.cancel(job);
    await vi.waitUntil(() => calls.includes("cancel 7"));
    await tell({ ...PROGRESS, state: "cancelled" });
    expect(jobs.jobs.every(isOver)).toBe(true);
    for (const job of jobs.jobs) jobs.dismiss(job);
    expect(jobs.jobs).toEqual([]);
  });

  it("are not more than the last few that are over, so that they never fill the window", async () => {
    const jobs = new ExportJobs({ connection, memory, onDone: () => undefined });
    jobs.follow();
    for (const job of ["1", "2", "3", "4", "5", "6", "7"]) {
      answer = () => ({ job });
      await jobs.start(question);
      if (job !== "1") await tell({ ...PROGRESS, job, state: "done" });
    }
    await vi.waitUntil(() => jobs.jobs.at(-1)?.progress?.state === "done");
    expect(jobs.jobs.map(({ job }) => job)).toEqual(["1", "3", "4", "5", "6", "7"]);
  });

  it("say why one could not be started, and list nothing then", async () => {
    answer = () => {
      throw new OrbweaverError("disk-full", "The disk is full.");
    };
    const jobs = new ExportJobs({ connection, memory, onDone: () => undefined });
    await expect(jobs.start(question)).rejects.toThrow("The disk is full.");
    expect(jobs.jobs).toEqual([]);
  });
});
