import { rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { heard, hostUnderTest } from "#test/library/host-under-test.ts";
import type { WindowCommand } from "#contract/questions.ts";

describe("What the application says of itself", () => {
  it("names its versions, its files and whether it has dialogs", async () => {
    await using test = hostUnderTest({ chooseFile: async () => null });
    const library = join(test.folder, "library");
    expect(await test.client.call("app.about", {})).toEqual({
      version: "1.2.3",
      node: process.versions.node,
      electron: "",
      sqlite: expect.stringMatching(/^3\.\d+\.\d+$/),
      libraryFolder: library,
      exportFolder: join(test.folder, "exports"),
      settingsFile: join(library, "settings.json"),
      logFile: join(library, "logs", "orbweaver.log"),
      host: "browser",
      hasDialogs: true,
    });
  });

  it("has diagnostics for a bug report that name neither crawls nor folders nor anything secret", async () => {
    await using test = hostUnderTest();
    const config = { seeds: ["https://secret-site.example/?key=secret"], headers: ["X-Key: secret"] };
    const { crawl } = await test.client.call("library.create", { config, path: join(test.folder, "secret-shop.crawl") });
    await test.client.call("settings.change", {
      changes: { newCrawl: { headers: ["A: secret"] }, exportFolder: join(test.folder, "secret-folder"), theme: "dark" },
    });
    await test.client.call("crawl.start", { crawl });
    const dead = heard(test.client, `crawl:${crawl}`, (status) => status.generation === 2);
    await test.client.call("crawl.why", { crawl, url: "die" }).catch(() => {});
    await dead;
    for (const sentence of [
      `The disk is full: "secret-shop.crawl" in ${test.folder} cannot grow.`,
      `C:\\Users\\secret\\secret.crawl or ${homedir()}/secret/x.csv cannot be written, see https://me:secret@h.example/a?secret`,
    ])
      test.host.log.error(sentence, crawl);
    const { text } = await test.client.call("app.diagnostics", {});
    expect(text).not.toMatch(/secret/);
    expect(text).not.toContain(test.folder);
    for (const part of [
      "Orbweaver 1.2.3 (browser)",
      "SQLite 3.",
      'theme: "dark"',
      "newCrawl: headers",
      "exportFolder: another one",
      "running: 1",
    ])
      expect(text).toContain(part);
    expect(text).toContain("The process of the crawl ended unexpectedly; it is started again.");
    expect(text).toContain("https://h.example/a?…");
  });
});

describe("Showing a file in the file manager", () => {
  it("is done for crawls of the library, exported files and the application's own, and for nothing else", async () => {
    const shown: string[] = [];
    await using test = hostUnderTest({ showInFolder: async (path) => void shown.push(path) });
    const { crawl } = await test.client.call("library.create", { config: { seeds: ["example.com"] } });
    const path = join(test.folder, "out.csv");
    const show = (file: string) => test.client.call("system.show", { path: file });
    await expect(show(path)).rejects.toMatchObject({ code: "bad-input" });
    await test.client.call("export.start", { crawl, view: "pages", format: "csv", path });
    const ours = [crawl, path, join(test.folder, "library"), join(test.folder, "library", "logs", "orbweaver.log")];
    for (const file of ours) await show(file);
    expect(shown).toEqual(ours);
    for (const file of ["/etc/passwd", test.folder, `${crawl}/../../x`, "out.csv"])
      await expect(show(file)).rejects.toMatchObject({ code: "bad-input" });
    rmSync(path);
    await expect(show(path)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is told as impossible where there is no file manager, and dialogs answer nothing where there are none", async () => {
    await using test = hostUnderTest();
    await expect(test.client.call("system.show", { path: join(test.folder, "library") })).rejects.toMatchObject({ code: "bad-input" });
    expect(await test.client.call("system.chooseFile", { purpose: "open-crawl" })).toEqual({ path: null });
  });

  it("goes by what the person chose in the dialog", async () => {
    await using test = hostUnderTest({ chooseFile: async (purpose) => `/chosen/${purpose}` });
    expect(await test.client.call("system.chooseFile", { purpose: "export-folder" })).toEqual({ path: "/chosen/export-folder" });
  });
});

describe("A command to the windows", () => {
  it("reaches each window that is there once, and none that comes later", async () => {
    await using test = hostUnderTest();
    expect(test.host.command("settings")).toBe(false);
    const [early, late] = [[] as WindowCommand[], [] as WindowCommand[]];
    test.client.subscribe("command", (command) => early.push(command));
    await test.client.call("app.about", {});
    expect(test.host.command("open", "/x.crawl")).toBe(true);
    test.attach().subscribe("command", (command) => late.push(command));
    await test.client.call("app.about", {});
    expect(test.host.command("find")).toBe(true);
    await test.client.call("app.about", {});
    expect(early).toEqual([
      { number: 2, name: "open", crawl: "/x.crawl" },
      { number: 3, name: "find", crawl: "" },
    ]);
    expect(late).toEqual([{ number: 3, name: "find", crawl: "" }]);
  });
});

describe("A window that has just been opened", () => {
  it("is told of as soon as it hears commands, and not for what else it listens to", async () => {
    await using test = hostUnderTest();
    const answers: boolean[] = [];
    test.host.onWindowReady(() => answers.push(test.host.command("find")));
    const commands: WindowCommand[] = [];
    test.client.subscribe("library", () => {});
    test.client.subscribe("command", (command) => commands.push(command));
    await test.client.call("app.about", {});
    expect([answers, commands]).toEqual([[true], [{ number: 1, name: "find", crawl: "" }]]);
  });
});

describe("Two windows", () => {
  it("both hear of an export that one of them started", async () => {
    await using test = hostUnderTest();
    const other = heard(test.attach(), "job", (job) => job.state === "done");
    const path = join(test.folder, "out.csv");
    await test.client.call("export.start", { crawl: test.file("a.crawl"), view: "pages", format: "csv", path });
    expect(await other).toMatchObject({ path, files: [path] });
    expect(test.host.exportedFiles("job-1")).toEqual([path]);
  });
});

describe("When the last window has gone", () => {
  const running = { onWindowClose: "pause" } as const;

  it("crawls that run are paused when that is set", async () => {
    await using test = hostUnderTest({ windowGraceMs: 0 });
    const crawl = test.file("a.crawl");
    await test.client.call("settings.change", { changes: running });
    await test.client.call("crawl.start", { crawl });
    expect(test.host.running()).toEqual([crawl]);
    test.client.close();
    await expect.poll(() => test.log(crawl)).toContain("pause");
    expect(await test.attach().call("crawl.status", { crawl })).toMatchObject({ state: "paused" });
  });

  it("crawls go on as long as another window is there, or one comes back in time", async () => {
    await using test = hostUnderTest({ windowGraceMs: 50 });
    const crawl = test.file("a.crawl");
    await test.client.call("settings.change", { changes: running });
    await test.client.call("crawl.start", { crawl });
    const other = test.attach();
    test.client.close();
    await other.call("app.about", {});
    other.close();
    const back = test.attach();
    const other2 = hostUnderTest({ windowGraceMs: 50 });
    const witness = other2.file("b.crawl");
    await other2.client.call("settings.change", { changes: running });
    await other2.client.call("crawl.start", { crawl: witness });
    other2.client.close();
    // By the time that the witness is paused, ours would have been, too.
    await expect.poll(() => other2.log(witness)).toContain("pause");
    expect(await back.call("crawl.status", { crawl })).toMatchObject({ state: "running" });
    await other2[Symbol.asyncDispose]();
  });

  it("crawls go on when nothing is set, and what is set is done at once when the program asks for it", async () => {
    await using test = hostUnderTest();
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    expect(await test.host.noWindowLeft()).toBe("go-on");
    expect(test.host.running()).toEqual([crawl]);
    await test.client.call("settings.change", { changes: running });
    expect(await test.host.noWindowLeft()).toBe("pause");
    expect(test.host.running()).toEqual([]);
  });
});
