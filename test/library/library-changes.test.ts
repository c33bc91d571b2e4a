import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { typedCrawlName } from "#library/file-name.ts";
import { lockCrawl } from "#store/lock.ts";
import { heard, hostUnderTest, type HostUnderTest } from "#test/library/host-under-test.ts";

const DAY_MS = 86_400_000;
const create = async (test: HostUnderTest, path = "") =>
  (await test.client.call("library.create", { config: { seeds: ["example.com"], maxPages: 7 }, path })).crawl;
const paths = async (test: HostUnderTest) => (await test.client.call("library.list", {})).map((entry) => entry.path).toSorted();
const rename = (test: HostUnderTest, crawl: string, name: string) => test.client.call("library.rename", { crawl, name });
const view = (crawl: string) => ({ id: `of ${crawl}`.slice(-90), name: "Mine", view: "pages" as const, crawl });
const viewCrawls = async (test: HostUnderTest) => (await test.client.call("savedViews.list", {})).map((saved) => saved.crawl);

/** A connection that has the crawl file open and has written to its log. */
function openElsewhere(crawl: string): Disposable {
  const file = new Database(crawl);
  file.pragma("journal_mode = WAL");
  file.prepare("UPDATE meta SET value = '1' WHERE key = 'seconds'").run();
  return { [Symbol.dispose]: () => void file.close() };
}

describe("The name that a person types for a crawl", () => {
  it.each([
    ["Größe & Söhne, 2026", "Größe & Söhne, 2026"],
    ["  日本語 サイト ", "日本語 サイト"],
    ["shop.crawl", "shop"],
    ["a\u0308", "ä"],
  ])("%j is the name %j", (typed, name) => expect(typedCrawlName(typed)).toBe(name));

  it.each([
    "",
    "  ",
    ".crawl",
    "a/b",
    "..",
    "../x",
    "a\\b",
    "C:x",
    "a\0b",
    "a\nb",
    "CON",
    "nul.txt",
    "x.",
    ".x",
    "a?",
    "\u202Egpj",
    "\uD800",
    "語".repeat(100),
  ])("%j is refused", (typed) => expect(() => typedCrawlName(typed)).toThrow(/cannot be the name of a crawl/));
});

describe("Renaming a crawl", () => {
  it("gives its file the name, keeps what is in it, and tells every window", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    const told = heard(test.attach(), "library", () => true);
    const entry = await rename(test, crawl, "My shop");
    expect(entry).toMatchObject({ name: "My shop", site: "example.com", crawl: join(dirname(crawl), "My shop.crawl"), problem: null });
    await told;
    expect(await paths(test)).toEqual([entry.path]);
    expect(readdirSync(dirname(crawl)).toSorted()).toEqual(["My shop.crawl", "logs"]);
  });

  it("changes the case of a name, and nothing when the name is the same", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    expect((await rename(test, crawl, "example.com")).crawl).toBe(crawl);
    expect((await rename(test, crawl, "Example.com")).name).toBe("Example.com");
  });

  it("overwrites no file, and no left-over of one", async () => {
    await using test = hostUnderTest();
    const [crawl, other] = [await create(test), await create(test)];
    writeFileSync(join(dirname(crawl), "left.crawl-wal"), "x");
    for (const name of ["example.com-2", "left"])
      await expect(rename(test, crawl, name)).rejects.toMatchObject({
        code: "bad-input",
        message: expect.stringMatching(/is there already/),
      });
    expect(await paths(test)).toEqual([crawl, other].toSorted());
  });

  it("is refused while it runs, here or in another Orbweaver, or is open in another program", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    await test.client.call("crawl.start", { crawl });
    await expect(rename(test, crawl, "x")).rejects.toMatchObject({ code: "in-use", message: expect.stringMatching(/Pause it/) });
    await test.client.call("crawl.pause", { crawl });
    {
      using _lock = lockCrawl(crawl);
      await expect(rename(test, crawl, "x")).rejects.toMatchObject({ code: "in-use" });
    }
    {
      using _file = openElsewhere(crawl);
      await expect(rename(test, crawl, "x")).rejects.toMatchObject({ code: "in-use", message: expect.stringMatching(/another program/) });
    }
    expect((await rename(test, crawl, "x")).name).toBe("x");
  });

  it("lets go of its engine first, and takes what a killed engine left in the log along", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    const pid = Number((await test.client.call("crawl.why", { crawl, url: "pid" })).explanation);
    const file = new Database(crawl);
    file.pragma("journal_mode = WAL");
    file.prepare("UPDATE meta SET value = '99' WHERE key = 'seconds'").run();
    const wal = readFileSync(`${crawl}-wal`);
    const whole = readFileSync(crawl);
    file.close();
    writeFileSync(crawl, whole);
    writeFileSync(`${crawl}-wal`, wal);
    const { path } = await rename(test, crawl, "x");
    expect(() => process.kill(pid, 0)).toThrow();
    expect(existsSync(`${crawl}-wal`)).toBe(false);
    const moved = new Database(path, { readonly: true });
    expect(moved.prepare("SELECT value FROM meta WHERE key = 'seconds'").pluck().get()).toBe("99");
    moved.close();
  });

  it("takes its saved views along, and is remembered when it lies outside", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test, join(test.folder, "outside.crawl"));
    await test.client.call("savedViews.save", { saved: view(crawl) });
    const { path } = await rename(test, crawl, "still outside");
    await using later = hostUnderTest({ libraryFolder: join(test.folder, "library") });
    expect([await paths(later), await viewCrawls(later)]).toEqual([[path], [path]]);
  });

  it("works for crawls of the library and no other file", async () => {
    await using test = hostUnderTest();
    const file = test.file("stranger.crawl");
    for (const call of [
      rename(test, file, "x"),
      test.client.call("library.delete", { crawl: file }),
      test.client.call("library.duplicate", { crawl: file }),
    ])
      await expect(call).rejects.toMatchObject({ code: "not-found", message: expect.stringMatching(/not in the library/) });
    expect(existsSync(file)).toBe(true);
  });
});

describe("Duplicating a crawl", () => {
  it("makes a new one with the same options and no results in the library folder", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test, join(test.folder, "My shop.crawl"));
    const { path } = await test.client.call("library.duplicate", { crawl });
    expect(path).toBe(join(test.folder, "library", "My shop.crawl"));
    const again = await test.client.call("library.duplicate", { crawl: path });
    expect(again).toMatchObject({ name: "My shop-2", site: "example.com", state: "idle", pages: 0 });
    const file = new Database(again.path, { readonly: true });
    expect(JSON.parse(String(file.prepare("SELECT value FROM meta WHERE key = 'config'").pluck().get()))).toMatchObject({ maxPages: 7 });
    file.close();
  });

  it("says why when the file cannot be read", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    writeFileSync(crawl, "damaged, ".repeat(100));
    await expect(test.client.call("library.duplicate", { crawl })).rejects.toMatchObject({ code: "not-a-crawl" });
  });
});

describe("Deleting a crawl", () => {
  it("pauses it, puts its file aside, and undoing brings it back with its saved views, also after a restart", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    await test.client.call("savedViews.save", { saved: view(crawl) });
    await test.client.call("crawl.start", { crawl });
    const { undo, keptDays } = await test.client.call("library.delete", { crawl });
    expect([keptDays, await paths(test), existsSync(crawl)]).toEqual([7, [], false]);
    expect(test.log(crawl)).toEqual(["process", "start", "pause"]);
    await using later = hostUnderTest({ libraryFolder: join(test.folder, "library") });
    const [deleted, ...others] = await later.client.call("library.deleted", {});
    expect([deleted?.undo, deleted?.name, others]).toEqual([undo, basename(crawl, ".crawl"), []]);
    expect(deleted!.keptUntilMs - deleted!.deletedAtMs).toBe(7 * 86_400_000);
    expect(Math.abs(Date.now() - deleted!.deletedAtMs)).toBeLessThan(60_000);
    const told = heard(later.client, "library", () => true);
    expect(await later.client.call("library.restore", { undo })).toMatchObject({ crawl, site: "example.com", problem: null });
    await told;
    expect([await paths(later), await viewCrawls(later)]).toEqual([[crawl], [crawl]]);
    expect(await later.client.call("library.deleted", {})).toEqual([]);
    expect(readdirSync(dirname(crawl))).not.toContain(".deleted");
    await expect(later.client.call("library.restore", { undo })).rejects.toMatchObject({ code: "not-found" });
  });

  it("brings it back under a free name when another crawl has its own by now, which keeps its own views", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    await test.client.call("savedViews.save", { saved: { ...view(crawl), id: "old" } });
    const { undo } = await test.client.call("library.delete", { crawl });
    expect(await create(test)).toBe(crawl);
    await test.client.call("savedViews.save", { saved: { ...view(crawl), id: "new" } });
    const back = await test.client.call("library.restore", { undo });
    expect(back.name).toBe("example.com-2");
    const owners = (await test.client.call("savedViews.list", {})).map((saved) => [saved.id, saved.crawl]);
    expect(owners).toEqual([
      ["old", back.path],
      ["new", crawl],
    ]);
  });

  it("works for a file that is damaged, and for one outside, which is remembered again when it is back", async () => {
    await using test = hostUnderTest();
    const damaged = await create(test);
    writeFileSync(damaged, "damaged");
    const outside = await create(test, join(test.folder, "outside.crawl"));
    for (const crawl of [damaged, outside]) {
      const { undo } = await test.client.call("library.delete", { crawl });
      expect(await paths(test)).not.toContain(crawl);
      expect((await test.client.call("library.restore", { undo })).crawl).toBe(crawl);
      expect(await paths(test)).toContain(crawl);
    }
  });

  it("is refused while another Orbweaver crawls it, and for a file that has gone, which leaves the list", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    {
      using _lock = lockCrawl(crawl);
      await expect(test.client.call("library.delete", { crawl })).rejects.toMatchObject({ code: "in-use" });
    }
    expect(await paths(test)).toEqual([crawl]);
    expect(readdirSync(dirname(crawl))).not.toContain(".deleted");
    const outside = await create(test, join(test.folder, "outside.crawl"));
    rmSync(outside);
    await expect(test.client.call("library.delete", { crawl: outside })).rejects.toMatchObject({ code: "not-found" });
    expect(await paths(test)).toEqual([crawl]);
  });

  it("is undone only for what was put aside, not for any file that a window names", async () => {
    await using test = hostUnderTest();
    const planted = join(test.folder, ".deleted", "1700000000000", "x.crawl");
    mkdirSync(dirname(planted), { recursive: true });
    writeFileSync(planted, "");
    await expect(test.client.call("library.restore", { undo: planted })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is final after seven days: at the next start the file and its views are gone, and nothing younger", async () => {
    await using test = hostUnderTest();
    const [young, old] = [await create(test), await create(test)];
    for (const crawl of [young, old]) await test.client.call("savedViews.save", { saved: view(crawl) });
    const kept = await test.client.call("library.delete", { crawl: young });
    const { undo } = await test.client.call("library.delete", { crawl: old });
    const aged = join(dirname(dirname(undo)), String(Date.now() - 8 * DAY_MS));
    renameSync(dirname(undo), aged);
    for (const name of ["library.json", "saved-views.json"]) {
      const file = join(test.folder, "library", name);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll(dirname(undo), aged));
    }
    await using later = hostUnderTest({ libraryFolder: join(test.folder, "library") });
    expect(readdirSync(dirname(aged))).toHaveLength(1);
    expect(await viewCrawls(later)).toEqual([kept.undo]);
    expect((await later.client.call("library.restore", { undo: kept.undo })).crawl).toBe(young);
  });

  it("keeps questions from opening the file while it is moved", async () => {
    await using test = hostUnderTest();
    const crawl = await create(test);
    await test.client.call("crawl.start", { crawl });
    const deleted = test.client.call("library.delete", { crawl });
    await expect(test.client.call("crawl.status", { crawl })).rejects.toMatchObject({ code: "in-use" });
    await deleted;
    await expect(test.client.call("crawl.status", { crawl })).rejects.toMatchObject({ code: "not-found" });
  });

  it.skipIf(process.getuid?.() === 0)("says so when the folder cannot be written, and the crawl stays", async () => {
    await using test = hostUnderTest();
    const folder = join(test.folder, "fixed");
    mkdirSync(folder);
    const crawl = await create(test, join(folder, "a.crawl"));
    chmodSync(folder, 0o500);
    await expect(test.client.call("library.delete", { crawl })).rejects.toMatchObject({ code: "read-only" });
    chmodSync(folder, 0o700);
    expect(await paths(test)).toEqual([crawl]);
  });
});
