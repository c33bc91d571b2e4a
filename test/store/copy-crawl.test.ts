import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import { copyCrawl } from "#store/copy-crawl.ts";
import { openReader } from "#store/reader.ts";
import { TestFolder } from "#test/store/fixture.ts";

/** Everything in a crawl file but its plain values. */
function contents(path: string): unknown {
  const database = new Database(path, { readonly: true });
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('meta', 'counter') ORDER BY name")
    .pluck();
  try {
    return (tables.all() as string[]).map((table) => [table, database.prepare(`SELECT * FROM ${table}`).raw().all()]);
  } finally {
    database.close();
  }
}

/** A crawl as an engine holds it that is in the middle of work, with uncheckpointed pages in its log. */
function running(path: string, config: object = {}): Database.Database {
  const writer = new Database(path);
  writer.pragma("journal_mode = WAL");
  const put = writer.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)");
  put.run("run_state", JSON.stringify("running"));
  put.run("config", JSON.stringify(crawlConfigSchema.parse({ seeds: ["https://example.com/"], ...config })));
  return writer;
}

describe("A copy of a crawl file", () => {
  it("of a crawl at rest holds the same rows and numbers, as one file", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const before = contents(path);
    const result = await copyCrawl(path, folder.file("copy.crawl"));
    expect(result).toMatchObject({ rowsDone: 320, rowsTotal: 320, files: [folder.file("copy.crawl")] });
    expect(result.bytes).toBe(statSync(folder.file("copy.crawl")).size);
    expect(readdirSync(folder.path).filter((name) => name.startsWith("copy"))).toEqual(["copy.crawl"]);
    using copy = openReader(folder.file("copy.crawl"));
    expect(copy.verify().differences).toEqual([]);
    expect(copy.storedStatus().coverage.discovered).toBe(320);
    expect(copy.storedStatus().coverage.leased).toBe(0);
    expect(contents(path)).toEqual(before);
  });

  it("of a crawl that runs is paused, and nothing of it is being fetched", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const writer = running(path);
    using original = openReader(path);
    const { coverage } = original.storedStatus();
    expect(coverage.leased).toBeGreaterThan(0);
    await copyCrawl(path, folder.file("copy.crawl"));
    writer.close();
    using copy = openReader(folder.file("copy.crawl"));
    expect(copy.storedStatus()).toMatchObject({
      state: "paused",
      coverage: { ...coverage, leased: 0, waiting: coverage.waiting + coverage.leased },
    });
    expect(copy.verify().differences).toEqual([]);
  });

  it("is of one moment, although the crawl is written all the time", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const writer = running(path);
    const big = writer.prepare("INSERT INTO page_html VALUES (?, zeroblob(1000000))");
    for (const id of writer.prepare("SELECT id FROM page LIMIT 40").pluck().all()) big.run(id);
    const note = writer.prepare("INSERT OR REPLACE INTO meta VALUES ('tick', ?)");
    let ticks = 0;
    const ticking = setInterval(() => note.run(String(++ticks)), 0);
    try {
      await copyCrawl(path, folder.file("copy.crawl"));
    } finally {
      clearInterval(ticking);
    }
    expect(ticks).toBeGreaterThan(0);
    writer.close();
    using copy = openReader(folder.file("copy.crawl"));
    expect(copy.verify().differences).toEqual([]);
    const rows = (file: string) => new Database(file, { readonly: true }).prepare("SELECT count(*) FROM page_html").pluck().get();
    expect(rows(folder.file("copy.crawl"))).toBe(rows(path));
  });

  it("holds no request headers, and none can be found in its bytes", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    running(path, { headers: [`Authorization: Bearer sesame${"x".repeat(6000)}`] }).close();
    await copyCrawl(path, folder.file("copy.crawl"));
    expect(readFileSync(path).includes("sesame")).toBe(true);
    expect(readFileSync(folder.file("copy.crawl")).includes("sesame")).toBe(false);
    using copy = openReader(folder.file("copy.crawl"));
    expect(copy.config()).toMatchObject({ headers: [], seeds: ["https://example.com/"] });
  });

  it("leaves nothing behind when it is cancelled or cannot be written", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    writeFileSync(folder.file("copy.crawl"), "old");
    await expect(copyCrawl(path, folder.file("copy.crawl"), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
    await expect(copyCrawl(path, folder.file("no/copy.crawl"))).rejects.toMatchObject({ code: "not-found" });
    expect(readdirSync(folder.path).filter((name) => !name.startsWith("sample"))).toEqual(["copy.crawl"]);
    expect(readFileSync(folder.file("copy.crawl"), "utf8")).toBe("old");
  });

  it("does not replace the crawl itself", async () => {
    using folder = new TestFolder();
    const path = folder.sample();
    await expect(copyCrawl(path, path)).rejects.toMatchObject({ code: "bad-input" });
    using reader = openReader(path);
    expect(reader.verify().differences).toEqual([]);
  });
});
