import { mkdtempSync, rmSync, existsSync, writeFileSync, readFileSync, chmodSync, statSync } from "node:fs";
import { fork } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import { systemClock } from "#engine/system-clock.ts";
import { openCrawlStore } from "#store/crawl-store.ts";
import { createCrawlFile } from "#store/create.ts";
import { SCHEMA_VERSION } from "#store/migrations.ts";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "orbweaver-lock-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const create = (name = "a.crawl") => {
  const path = join(folder, name);
  createCrawlFile(path, crawlConfigSchema.parse({ seeds: ["https://example.com/"] }));
  return path;
};
const open = (path: string) =>
  openCrawlStore(path, systemClock, {
    committed: () => {},
    failed: (error) => {
      throw error;
    },
  });

describe("a crawl file", () => {
  it("is made for its owner only and holds its configuration", () => {
    const path = create();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    using store = open(path);
    expect(store.getMeta<{ seeds: string[] }>("config")?.seeds).toEqual(["https://example.com/"]);
  });

  it("is not made over one that is there", () => {
    const path = create();
    expect(() => createCrawlFile(path, crawlConfigSchema.parse({}))).toThrow(/is there already/);
  });

  it("is written by one at a time, and free again when that one lets go", () => {
    const path = create();
    const first = open(path);
    expect(() => open(path)).toThrow(/is being crawled by another Orbweaver/);
    first[Symbol.dispose]();
    open(path)[Symbol.dispose]();
    expect(existsSync(`${path}-lock`)).toBe(false);
  });

  it("is free again when the process that crawled it was killed", async () => {
    const path = create();
    const holder = join(folder, "holder.ts");
    const from = (file: string) => JSON.stringify(join(import.meta.dirname, "../..", file));
    writeFileSync(
      holder,
      `
      const { openCrawlStore } = await import(${from("electron/store/crawl-store.ts")});
      const { systemClock } = await import(${from("electron/engine/system-clock.ts")});
      globalThis.store = openCrawlStore(${JSON.stringify(path)}, systemClock, { committed: () => {}, failed: () => {} });
      process.send("holding");
      setInterval(() => {}, 1000);
    `,
    );
    const child = fork(holder);
    await once(child, "message");
    expect(() => open(path)).toThrow(/is being crawled/);
    child.kill("SIGKILL");
    await once(child, "exit");
    open(path)[Symbol.dispose]();
  });

  it("is refused when it is no crawl, and not touched", () => {
    const path = join(folder, "text.crawl");
    writeFileSync(path, "this is no database at all, just a text that is long enough to look like one");
    expect(() => open(path)).toThrow(/is not a crawl file/);
    expect(readFileSync(path, "utf8")).toContain("no database");
  });

  it("is refused when a newer version made it, and not touched", () => {
    const path = create();
    const database = new Database(path);
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const before = readFileSync(path);
    expect(() => open(path)).toThrow(/newer Orbweaver/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("is not written when a stranger put a trigger into it", () => {
    const path = create();
    const database = new Database(path);
    database.exec("CREATE TRIGGER evil AFTER INSERT ON url BEGIN DELETE FROM meta; END");
    database.close();
    expect(() => open(path)).toThrow(/trigger evil/);
  });

  it("says so when it is not there", () => {
    expect(() => open(join(folder, "none.crawl"))).toThrow(/There is no file/);
  });

  it.skipIf(process.getuid?.() === 0)("says so when it may not be written (root may write everything, so this needs another user)", () => {
    const path = create();
    chmodSync(path, 0o400);
    expect(() => open(path)).toThrow(/cannot be written/);
  });
});
