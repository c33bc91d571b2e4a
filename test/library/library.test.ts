import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { lockCrawl } from "#store/lock.ts";
import { heard, hostUnderTest } from "#test/library/host-under-test.ts";

const config = (seed: string, more: object = {}) => ({ seeds: [seed], ...more });
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("Making a crawl file", () => {
  it("names it after the host, in a folder and with rights for its owner only", async () => {
    await using test = hostUnderTest();
    const entry = await test.client.call("library.create", { config: config("example.com") });
    expect(entry).toMatchObject({
      name: "example.com",
      site: "example.com",
      state: "idle",
      pages: 0,
      problem: null,
      crawl: join(test.folder, "library", "example.com.crawl"),
    });
    expect([modeOf(join(test.folder, "library")), modeOf(entry.path)]).toEqual([0o700, 0o600]);
  });

  it("never takes the name of a file that is there", async () => {
    await using test = hostUnderTest();
    const names = [];
    for (let count = 0; count < 3; count += 1)
      names.push((await test.client.call("library.create", { config: config("https://example.com:8443/x") })).name);
    expect(names).toEqual(["example.com-8443", "example.com-8443-2", "example.com-8443-3"]);
  });

  it("takes a name with a left-over write-ahead log for taken", async () => {
    await using test = hostUnderTest();
    mkdirSync(join(test.folder, "library"), { recursive: true });
    writeFileSync(join(test.folder, "library", "example.com.crawl-wal"), "left over");
    expect((await test.client.call("library.create", { config: config("example.com") })).name).toBe("example.com-2");
  });

  it("makes it at the path that is given, and lists it from then on, also after a restart", async () => {
    await using test = hostUnderTest();
    const path = join(test.folder, "elsewhere.crawl");
    await test.client.call("library.create", { config: config("example.com"), path });
    await using other = hostUnderTest({ libraryFolder: join(test.folder, "library") });
    expect((await other.client.call("library.list", {})).map((entry) => entry.path)).toEqual([path]);
    await expect(test.client.call("library.create", { config: config("example.com"), path })).rejects.toMatchObject({
      message: expect.stringContaining("elsewhere.crawl"),
    });
  });

  it.each([
    ["relative.crawl", /not a complete path/],
    ["/tmp/no-such-folder-of-ours/a.crawl", /no folder/],
    ["/tmp/file.txt", /does not end with \.crawl/],
  ])("refuses the path %s and says why", async (path, why) => {
    await using test = hostUnderTest();
    await expect(test.client.call("library.create", { config: config("example.com"), path })).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(why),
    });
  });

  it("makes nothing when the configuration has a problem", async () => {
    await using test = hostUnderTest();
    await expect(test.client.call("library.create", { config: config("example.com", { maxPages: -1 }) })).rejects.toMatchObject({
      code: "bad-config",
    });
    expect(readdirSync(join(test.folder, "library"))).toEqual(["logs"]);
  });

  it("tells every window that the list has changed", async () => {
    await using test = hostUnderTest();
    const changed = heard(test.attach(), "library", () => true);
    await test.client.call("library.create", { config: config("example.com") });
    expect((await changed).changedAtMs).toBeGreaterThan(0);
  });
});

describe("The list of crawls", () => {
  it("is empty before the first crawl, and asking for it makes nothing", async () => {
    await using test = hostUnderTest();
    expect(await test.client.call("library.list", {})).toEqual([]);
    expect(readdirSync(join(test.folder, "library"))).toEqual(["logs"]);
  });

  it("shows files that are no crawls with what is wrong with them, and goes on", async () => {
    await using test = hostUnderTest();
    const { path } = await test.client.call("library.create", { config: config("example.com") });
    const library = join(test.folder, "library");
    writeFileSync(join(library, "text.crawl"), "not a crawl, ".repeat(50));
    writeFileSync(join(library, "empty.crawl"), "");
    copyFileSync(path, join(library, "cut.crawl"));
    writeFileSync(join(library, "cut.crawl"), readFileSync(path).subarray(0, 5000));
    writeFileSync(join(library, "notes.txt"), "not listed");
    mkdirSync(join(library, "folder.crawl"));
    const list = await test.client.call("library.list", {});
    expect(list.map((entry) => [entry.name, entry.problem === null]).toSorted()).toEqual([
      ["cut", false],
      ["empty", false],
      ["example.com", true],
      ["text", false],
    ]);
    for (const entry of list.filter((one) => one.problem !== null)) expect(entry.problem).toMatch(/crawl/);
  });

  it("brings in a file from elsewhere, and keeps showing it with a problem until it is let go of when it has gone", async () => {
    await using test = hostUnderTest();
    const { path } = await test.client.call("library.create", { config: config("example.com") });
    const elsewhere = join(test.folder, "copy.crawl");
    copyFileSync(path, elsewhere);
    expect(await test.client.call("library.open", { path: elsewhere })).toMatchObject({ name: "copy", site: "example.com", problem: null });
    expect(await test.client.call("library.list", {})).toHaveLength(2);
    rmSync(elsewhere);
    const gone = (await test.client.call("library.list", {})).find((entry) => entry.path === elsewhere);
    expect(gone).toMatchObject({ problem: expect.stringMatching(/no file/), problemCode: "not-found" });
    await test.client.call("library.close", { crawl: elsewhere });
    expect(await test.client.call("library.list", {})).toHaveLength(1);
  });

  it("refuses to bring in what is not a crawl, and does not remember it", async () => {
    await using test = hostUnderTest();
    const path = join(test.folder, "text.crawl");
    writeFileSync(path, "not a crawl, ".repeat(50));
    await expect(test.client.call("library.open", { path })).rejects.toMatchObject({ code: "not-a-crawl" });
    await expect(test.client.call("library.open", { path: `${path}2` })).rejects.toMatchObject({ code: "not-found" });
    expect(await test.client.call("library.list", {})).toEqual([]);
  });

  it.each([
    "{ damaged",
    "[]",
    '{"version":1,"opened":[7]}',
    '{"version":9,"opened":["/x.crawl"]}',
    '{"version":1,"opened":["relative.crawl"]}',
  ])("takes a library.json that holds %s for empty and writes a good one", async (text) => {
    await using test = hostUnderTest();
    const library = join(test.folder, "library");
    mkdirSync(library, { recursive: true });
    writeFileSync(join(library, "library.json"), text);
    expect(await test.client.call("library.list", {})).toEqual([]);
    const path = join(test.folder, "a.crawl");
    await test.client.call("library.create", { config: config("example.com"), path });
    expect(JSON.parse(readFileSync(join(library, "library.json"), "utf8"))).toEqual({ version: 1, opened: [path] });
    expect(modeOf(join(library, "library.json"))).toBe(0o600);
    expect(readdirSync(library).toSorted()).toEqual(["library.json", "logs"]);
  });

  it("shows what the engine of an open crawl said last", async () => {
    await using test = hostUnderTest();
    const { path } = await test.client.call("library.create", { config: config("example.com") });
    await test.client.call("crawl.start", { crawl: path });
    expect((await test.client.call("library.list", {}))[0]).toMatchObject({ state: "running", pages: 7 });
  });

  it("shows a crawl as running while another Orbweaver crawls it, and as paused when its engine was killed", async () => {
    await using test = hostUnderTest();
    const { path } = await test.client.call("library.create", { config: config("example.com") });
    const file = new Database(path);
    file.prepare("UPDATE meta SET value = ? WHERE key = 'run_state'").run('"running"');
    file.close();
    const state = async () => (await test.client.call("library.list", {}))[0]?.state;
    {
      using _lock = lockCrawl(path);
      expect(await state()).toBe("running");
    }
    expect(await state()).toBe("paused");
    writeFileSync(`${path}-lock`, "");
    expect(await state()).toBe("paused");
  });

  it("is not written down by the command line, which leaves no list behind", async () => {
    await using test = hostUnderTest({ kind: "cli" });
    const path = join(test.folder, "a.crawl");
    await test.client.call("library.create", { config: config("example.com"), path });
    expect(readdirSync(test.folder).filter((name) => !name.startsWith("a.crawl"))).toEqual([]);
  });

  it("remembers a file for the session when library.json cannot be written", async () => {
    await using test = hostUnderTest();
    const path = join(test.folder, "a.crawl");
    const library = join(test.folder, "library");
    mkdirSync(join(library, "library.json"), { recursive: true });
    chmodSync(library, 0o700);
    await test.client.call("library.create", { config: config("example.com"), path });
    expect((await test.client.call("library.list", {})).map((entry) => entry.path)).toEqual([path]);
  });
});

describe("What the host says of itself", () => {
  it("names version, folders and kind", async () => {
    await using test = hostUnderTest({ kind: "browser" });
    expect(await test.client.call("app.about", {})).toMatchObject({
      version: "1.2.3",
      node: process.versions.node,
      host: "browser",
      libraryFolder: join(test.folder, "library"),
      exportFolder: join(test.folder, "exports"),
    });
  });
});

describe("Where exports go", () => {
  const withOwnGate = (kind: "browser" | "cli") => ({ kind, exportGate: undefined }) as const;
  const wish = (crawl: string, path: string) => ({ crawl, view: "pages" as const, format: "csv" as const, path });

  it("is only the export folder when a browser asks, and never a file that is there", async () => {
    await using test = hostUnderTest(withOwnGate("browser"));
    const crawl = test.file("a.crawl");
    const folder = join(test.folder, "exports");
    for (const path of [
      join(test.folder, "out.csv"),
      join(folder, "..", "out.csv"),
      join(folder, "deeper", "out.csv"),
      "/etc/cron.d/out.csv",
    ]) {
      await expect(test.client.call("export.start", wish(crawl, path))).rejects.toMatchObject({
        code: "bad-input",
        message: expect.stringContaining(folder),
      });
    }
    await test.client.call("export.start", wish(crawl, join(folder, "out.csv")));
    await test.client.call("export.start", wish(crawl, join(folder, "out.csv")));
    expect(readdirSync(folder).toSorted()).toEqual(["out-2.csv", "out.csv"]);
  });

  it("is wherever the command line says", async () => {
    await using test = hostUnderTest(withOwnGate("cli"));
    const path = join(test.folder, "out.csv");
    await test.client.call("export.start", wish(test.file("a.crawl"), path));
    expect(existsSync(path)).toBe(true);
  });
});
