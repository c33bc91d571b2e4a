import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settingsSchema } from "#contract/settings.ts";
import { heard, hostUnderTest, type HostUnderTest } from "#test/library/host-under-test.ts";

const DEFAULTS = settingsSchema.parse({});
const fileOf = (test: HostUnderTest) => join(test.folder, "library", "settings.json");
const content = (test: HostUnderTest): unknown => JSON.parse(readFileSync(fileOf(test), "utf8"));
const change = (test: HostUnderTest, changes: Record<string, unknown>) => test.client.call("settings.change", { changes });

describe("Settings", () => {
  it("are the defaults before anything is set, and then no file is there", async () => {
    await using test = hostUnderTest();
    expect(await test.client.call("settings.read", {})).toEqual(DEFAULTS);
    expect(existsSync(fileOf(test))).toBe(false);
  });

  it("are kept in a file for their owner only, and hold what was changed and nothing else", async () => {
    await using test = hostUnderTest();
    expect(await change(test, { theme: "dark" })).toEqual({ ...DEFAULTS, theme: "dark" });
    await change(test, { newCrawl: { maxPages: 5 } });
    expect(content(test)).toEqual({ theme: "dark", newCrawl: { maxPages: 5 } });
    expect(statSync(fileOf(test)).mode & 0o777).toBe(0o600);
    await using later = hostUnderTest({ libraryFolder: join(test.folder, "library") });
    expect(await later.client.call("settings.read", {})).toMatchObject({ theme: "dark", newCrawl: { maxPages: 5 } });
  });

  it("of a newer version survive a change, and do not take the known ones with them", async () => {
    await using test = hostUnderTest();
    mkdirSync(join(test.folder, "library"), { recursive: true });
    writeFileSync(fileOf(test), JSON.stringify({ theme: "sepia", density: "comfortable", voice: { loud: true } }));
    expect(await test.client.call("settings.read", {})).toEqual({ ...DEFAULTS, density: "comfortable" });
    await change(test, { confirmStop: true });
    expect(content(test)).toEqual({ theme: "sepia", density: "comfortable", voice: { loud: true }, confirmStop: true });
  });

  it("are told to every window", async () => {
    await using test = hostUnderTest();
    const told = heard(test.attach(), "settings", () => true);
    await change(test, { theme: "light" });
    expect((await told).changedAtMs).toBeGreaterThan(0);
  });

  it.each([
    [{ theme: "pink" }, /^Theme is "pink"; /],
    [{ colour: "red" }, /setting "colour"/],
    [{ csv: { separator: "x" } }, /separator is "x"/],
    [{ newCrawl: { concurrency: 0 } }, /NewCrawl: concurrency is 0; expected a whole number from 1 to 512/],
    [{ newCrawl: { maxPage: 3 } }, /Did you mean maxPages/],
    [{ newCrawl: { exclude: ["/(open/"] } }, /exclude\[0\]/],
    [{ newCrawl: { seeds: ["example.com"] } }, /NewCrawl\.seeds/],
    [{ libraryFolder: "relative" }, /LibraryFolder is "relative"; expected a complete path/],
    [{ exportFolder: "/tmp/a\0b" }, /complete path/],
  ])("refuse %j, name the setting, and change nothing", async (changes, why) => {
    await using test = hostUnderTest();
    await expect(change(test, { confirmStop: true, ...changes })).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(why),
    });
    expect(existsSync(fileOf(test))).toBe(false);
  });

  it("refuse a folder that is a file or cannot be made or written", async () => {
    await using test = hostUnderTest();
    const file = test.file("file.txt");
    await expect(change(test, { libraryFolder: file })).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(/is a file/),
    });
    await expect(change(test, { exportFolder: join(file, "x") })).rejects.toMatchObject({ code: "read-only" });
    expect(await test.client.call("settings.read", {})).toEqual(DEFAULTS);
  });

  it("that are damaged are kept aside, replaced by the defaults, and the log says so", async () => {
    await using test = hostUnderTest();
    mkdirSync(join(test.folder, "library"), { recursive: true });
    writeFileSync(fileOf(test), '{"theme":"dark"');
    expect(await test.client.call("settings.read", {})).toEqual(DEFAULTS);
    expect(readFileSync(`${fileOf(test)}.damaged`, "utf8")).toBe('{"theme":"dark"');
    const { lines } = await test.client.call("app.log", {});
    expect(lines.join("\n")).toMatch(/ error - settings\.json was damaged and is kept as settings\.json\.damaged/);
    await change(test, { theme: "light" });
    expect(content(test)).toEqual({ theme: "light" });
  });

  it.skipIf(process.getuid?.() === 0)("say so when they cannot be written, and stay as they were", async () => {
    await using test = hostUnderTest();
    await change(test, { theme: "dark" });
    chmodSync(join(test.folder, "library"), 0o500);
    await expect(change(test, { theme: "light" })).rejects.toMatchObject({ code: "read-only" });
    chmodSync(join(test.folder, "library"), 0o700);
    expect(content(test)).toEqual({ theme: "dark" });
  });

  it("of the command line are not kept in any file", async () => {
    await using test = hostUnderTest({ kind: "cli" });
    await change(test, { theme: "dark" });
    expect(await test.client.call("settings.read", {})).toMatchObject({ theme: "dark" });
    expect(existsSync(join(test.folder, "library"))).toBe(false);
  });
});

describe("The chosen folder for crawls", () => {
  it("takes effect for the next crawl, and the crawls of the folder before stay in the list, also after a restart", async () => {
    await using test = hostUnderTest();
    const chosen = [join(test.folder, "chosen"), join(test.folder, "chosen later")] as const;
    const create = async () => (await test.client.call("library.create", { config: { seeds: ["example.com"] } })).path;
    const paths = [await create()];
    for (const libraryFolder of chosen) {
      await change(test, { libraryFolder });
      paths.push(await create());
    }
    expect(paths.slice(1)).toEqual(chosen.map((folder) => join(folder, "example.com.crawl")));
    expect(await test.client.call("app.about", {})).toMatchObject({ libraryFolder: chosen[1] });
    await using later = hostUnderTest({ libraryFolder: join(test.folder, "library") });
    for (const { client } of [test, later])
      expect((await client.call("library.list", {})).map((entry) => entry.path).toSorted()).toEqual(paths.toSorted());
  });

  it("is told as a change of the list", async () => {
    await using test = hostUnderTest();
    const told = heard(test.client, "library", () => true);
    await change(test, { libraryFolder: join(test.folder, "chosen") });
    await told;
  });

  it("for exports is the only one that a browser may export to", async () => {
    await using test = hostUnderTest({ exportGate: undefined });
    const exportFolder = join(test.folder, "reports");
    await change(test, { exportFolder });
    const start = (path: string) => test.client.call("export.start", { crawl: test.file("a.crawl"), view: "pages", format: "csv", path });
    await start(join(exportFolder, "a.csv"));
    expect(existsSync(join(exportFolder, "a.csv"))).toBe(true);
    await expect(start(join(test.folder, "exports", "a.csv"))).rejects.toMatchObject({ message: expect.stringContaining(exportFolder) });
  });
});
