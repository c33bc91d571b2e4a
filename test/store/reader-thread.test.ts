import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OrbweaverError } from "#contract/failure.ts";
import { ReaderClient } from "#store/reader-client.ts";
import { TestFolder } from "#test/store/fixture.ts";

const ENTRY = join(import.meta.dirname, "../../electron/store/reader-thread.ts");
const folder = new TestFolder();
let path: string;
let client: ReaderClient;

beforeAll(() => {
  path = folder.sample();
  client = new ReaderClient(ENTRY, path);
});
afterAll(async () => {
  await client.close();
  folder[Symbol.dispose]();
});

const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("should have failed");
    },
    (error: unknown) => error as OrbweaverError,
  );

describe("the reader thread", () => {
  it("answers every question", async () => {
    expect((await client.status()).rows.pages).toBe(238);
    expect((await client.config()).seeds.length).toBe(2);
    expect((await client.coverage()).coverage.discovered).toBe(320);
    expect((await client.why("https://example.com/")).known).toBe(true);
    expect((await client.rows({ view: "pages", columns: ["url"], first: 0, count: 2 })).rows).toEqual([
      ["https://example.com/"],
      ["https://example.com/list"],
    ]);
    expect(await client.verify()).toEqual({ checked: expect.any(Number) as number, differences: [] });
  });

  it("answers many questions asked at once, each with its own answer", async () => {
    const windows = await Promise.all(
      Array.from({ length: 100 }, (_, first) => client.rows({ view: "pages", columns: ["url"], first, count: 1 })),
    );
    expect(windows.map((window) => window.first)).toEqual(Array.from({ length: 100 }, (_, first) => first));
    expect(new Set(windows.map((window) => window.rows[0]?.[0])).size).toBe(100);
  });

  it("carries errors over with their code and goes on", async () => {
    const error = await failed(client.rows({ view: "pages", columns: ["titles"], first: 0, count: 1 }));
    expect(error).toBeInstanceOf(OrbweaverError);
    expect(error).toMatchObject({ code: "bad-input", message: 'The view "pages" has no column "titles". Did you mean "title"?' });
    expect((await client.status()).rows.pages).toBe(238);
  });

  it("opens the file at the first question, and tries again after it could not", async () => {
    const late = join(folder.path, "late.crawl");
    await using other = new ReaderClient(ENTRY, late);
    expect(await failed(other.status())).toMatchObject({ code: "not-found" });
    writeFileSync(late, "nonsense".repeat(100));
    expect(await failed(other.status())).toMatchObject({ code: "not-a-crawl" });
    folder.sample("late.crawl.tmp");
    writeFileSync(late, readFileSync(join(folder.path, "late.crawl.tmp")));
    expect((await other.status()).rows.pages).toBe(238);
  });

  it("rejects a question whose answer is no longer wanted, at once", async () => {
    const abort = new AbortController();
    const asked = client.rows({ view: "pages", search: "page", first: 0, count: 100 }, abort.signal);
    abort.abort();
    expect(await failed(asked)).toMatchObject({ code: "cancelled" });
    expect(await failed(client.status(abort.signal))).toMatchObject({ code: "cancelled" });
    expect((await client.status()).rows.pages).toBe(238);
  });

  it("exports to a file with progress while it answers other questions", async () => {
    const out = join(folder.path, "out.csv");
    const progress: number[] = [];
    const exporting = client.exportToFile({ view: "pages", format: "csv", columns: ["url", "status"], path: out }, (news) =>
      progress.push(news.rowsDone),
    );
    const asked = await client.rows({ view: "pages", columns: ["url"], first: 5, count: 1 });
    expect(asked.rows.length).toBe(1);
    expect(await exporting).toMatchObject({ rowsDone: 238, rowsTotal: 238 });
    expect(progress.at(-1)).toBe(238);
    expect(readFileSync(out, "utf8").split("\r\n").length).toBe(240);
  });

  it("exports the rows that are named, and no others", async () => {
    const out = join(folder.path, "named.csv");
    const request = { view: "pages", format: "csv", columns: ["url"], only: [5, 1, 12, 11], path: out } as const;
    expect(await client.exportToFile({ ...request, sort: { column: "url", descending: true } })).toMatchObject({
      rowsDone: 3,
      rowsTotal: 3,
    });
    expect(readFileSync(out, "utf8").split("\r\n").slice(1, -1)).toEqual([
      "https://example.com/section-5/page-5",
      "https://example.com/section-5/page-12",
      "https://example.com/",
    ]);
  });

  it("cancels an export and leaves no file", async () => {
    const out = join(folder.path, "cancelled.csv");
    const abort = new AbortController();
    const exporting = client.exportToFile({ view: "links", format: "csv", path: out }, undefined, abort.signal);
    abort.abort();
    expect(await failed(exporting)).toMatchObject({ code: "cancelled" });
    expect(existsSync(out) || existsSync(`${out}.part`)).toBe(false);
  });

  it("rejects what was asked when the thread ends, and is started again by the next question", async () => {
    const fragile = join(folder.path, "fragile-thread.mjs");
    const marker = join(folder.path, "crashed");
    writeFileSync(
      fragile,
      `
      import { existsSync, writeFileSync } from "node:fs";
      if (!existsSync(${JSON.stringify(marker)})) { writeFileSync(${JSON.stringify(marker)}, ""); throw new Error("planted"); }
      await import(${JSON.stringify(ENTRY)});`,
    );
    await using other = new ReaderClient(fragile, path);
    expect(await failed(other.status())).toMatchObject({
      code: "internal",
      cause: expect.objectContaining({ message: "planted" }) as Error,
    });
    expect((await other.status()).rows.pages).toBe(238);
  });

  it("says so when it was closed, and starts no thread for closing", async () => {
    const other = new ReaderClient(ENTRY, path);
    await other.close();
    expect(await failed(other.status())).toMatchObject({ code: "disconnected" });
  });
});
