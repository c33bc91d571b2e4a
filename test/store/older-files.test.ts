import { chmodSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { LINK_KINDS } from "#contract/words.ts";
import { readStored } from "#library/read-stored.ts";
import { bringUpToDate } from "#store/bring-up-to-date.ts";
import { lockCrawl } from "#store/lock.ts";
import { SCHEMA_VERSION } from "#store/migrations.ts";
import { openReader } from "#store/reader.ts";
import { firstVersion, TABLES, VERSION_1_COUNTERS } from "#test/store/first-version.ts";
import { TestFolder } from "#test/store/fixture.ts";

const versionOf = (path: string): unknown => {
  const database = new Database(path, { readonly: true });
  const version = database.pragma("user_version", { simple: true });
  database.close();
  return version;
};

const rowsOf = (path: string): unknown => {
  const database = new Database(path, { readonly: true });
  const rows = TABLES.map((table) => {
    const columns = table === "url" ? "id, hash, text, state, internal, depth, inlinks, reason, rule, first_source" : "*";
    return database.prepare(`SELECT ${columns} FROM ${table}`).all();
  });
  const counters = database.prepare(`SELECT * FROM counter WHERE ${VERSION_1_COUNTERS}`).all();
  database.close();
  return [rows, counters];
};

describe("a crawl file of the first version", () => {
  it("is the schema that this test makes", () => {
    using folder = new TestFolder();
    expect(versionOf(firstVersion(folder))).toBe(1);
    expect(openReader(folder.file("old.crawl")).coverage().coverage.discovered).toBe(320);
  });

  it("keeps everything when it is brought up to date", () => {
    using folder = new TestFolder();
    const path = firstVersion(folder);
    const before = rowsOf(path);
    bringUpToDate(path);
    expect(versionOf(path)).toBe(SCHEMA_VERSION);
    expect(rowsOf(path)).toEqual(before);
    using reader = openReader(path);
    expect(reader.verify().differences).toEqual([]);
    expect(reader.history()).toEqual([]);
  });

  it("then knows its images, and that nobody asked for an address whatever the rules say", () => {
    using folder = new TestFolder();
    const path = firstVersion(folder);
    bringUpToDate(path);
    const database = new Database(path, { readonly: true });
    const named = database
      .prepare(`SELECT DISTINCT target FROM link WHERE kind = ${LINK_KINDS.indexOf("img")} ORDER BY target`)
      .pluck()
      .all();
    expect(database.prepare("SELECT count(*) FROM url WHERE forced <> 0").pluck().get()).toBe(0);
    database.close();
    expect(named.length).toBeGreaterThan(0);
    using reader = openReader(path);
    expect(reader.viewIds({ view: "images", first: 0, count: 1000 })).toEqual(named);
    expect(reader.storedStatus().rows).toMatchObject({ images: named.length, addresses: 320 });
  });

  it("is listed without being changed", () => {
    using folder = new TestFolder();
    const path = firstVersion(folder);
    const before = readFileSync(path);
    expect(readStored(path)).toMatchObject({ site: "example.com", problem: null, figures: { coverage: { discovered: 320 } } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("is read as it is while somebody crawls it", async () => {
    using folder = new TestFolder();
    const path = firstVersion(folder);
    using _lock = lockCrawl(path);
    bringUpToDate(path);
    expect(versionOf(path)).toBe(1);
    using reader = openReader(path);
    expect(reader.viewRows({ view: "pages", first: 0, count: 1 }).total).toBe(238);
    expect(reader.viewRows({ view: "images", first: 0, count: 1 }).total).toBe(0);
    expect(reader.viewRows({ view: "addresses", first: 0, count: 1 }).total).toBe(320);
    expect(reader.history()).toEqual([]);
    expect((await reader.sections({ prefix: "", levels: 1, most: 10 })).urls).toBeGreaterThan(200);
    expect(reader.pageDetail("https://example.com/").url).toBe("https://example.com/");
    expect(() => reader.verify()).toThrow(/made by an older Orbweaver.*try again\.$/);
  });

  it("is read as it is when it may not be written", () => {
    using folder = new TestFolder();
    const path = firstVersion(folder);
    chmodSync(path, 0o444);
    chmodSync(folder.path, 0o555);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      bringUpToDate(path);
      using reader = openReader(path);
      expect(reader.coverage().coverage.discovered).toBe(320);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(folder.path, 0o755);
    }
    expect(versionOf(path)).toBe(1);
  });

  it("that is damaged, or no crawl, or not there is left to whoever reads it", () => {
    using folder = new TestFolder();
    const path = firstVersion(folder);
    const database = new Database(path);
    database.exec("CREATE TABLE stray (id INTEGER)");
    database.close();
    const before = readFileSync(path);
    bringUpToDate(path);
    bringUpToDate(folder.file("nowhere.crawl"));
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(() => openReader(path)).toThrow(expect.objectContaining({ code: "damaged" }));
  });
});
