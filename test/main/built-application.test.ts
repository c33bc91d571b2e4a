import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CrawlStatus, WindowCommand } from "#contract/questions.ts";
import { startEngineUnderNode } from "#library/start-engine-under-node.ts";
import { heard, hostUnderTest, type HostClient } from "#test/library/host-under-test.ts";
import * as electron from "#test/main/electron-stand-in.ts";
import { loadPage } from "#test/main/page-stand-in.ts";
import { startSite, type Site } from "#test/site/site.ts";
import { entryPath } from "#workers/entries.ts";

vi.mock("electron", () => import("#test/main/electron-stand-in.ts"));

const OUT = join(import.meta.dirname, "..", "..", "out");
const PAGES = 30;
const { app, BrowserWindow, dialog, Menu, Notification, powerSaveBlocker, Tray } = electron;

let folder: string;
let site: Site;
let slowSite: Site;
let page: HostClient;
/** What the page was asked to do. */
const commands: WindowCommand[] = [];
/** The crawl of the first test, finished. */
let finished: string;
/** A crawl that takes long enough to be interrupted. */
let long: string;

beforeAll(async () => {
  expect(existsSync(join(OUT, "main", "main.js")), "The application has not been built. Run: npm run build").toBe(true);
  folder = mkdtempSync(join(tmpdir(), "orbweaver-built-"));
  process.env["ORBWEAVER_HOME"] = join(folder, "library");
  process.argv = ["/opt/Orbweaver/orbweaver"];
  [site, slowSite] = await Promise.all([startSite(), startSite({ latencyMs: 150 })]);
  app.ready.resolve();
  await import(pathToFileURL(join(OUT, "main", "main.js")).href);
  page = await openPage();
});
afterAll(async () => {
  delete process.env["ORBWEAVER_HOME"];
  await Promise.all([site.close(), slowSite.close()]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const theWindow = () => BrowserWindow.all.findLast(({ isOpen }) => isOpen)!;

async function openPage(): Promise<HostClient> {
  const client = await loadPage(String(theWindow().options.webPreferences["preload"]));
  client.subscribe("command", (command) => commands.push(command));
  await client.call("app.about", {});
  return client;
}

/** With its window a page goes, and its ports. */
function closeWindow(): void {
  page.close();
  theWindow().close();
}

async function newCrawl(start: string): Promise<string> {
  const { crawl } = await page.call("library.create", { config: { seeds: [start], concurrency: 2 } });
  return crawl;
}

const state = (crawl: string, wanted: CrawlStatus["state"]) =>
  heard(page, `crawl:${crawl}`, (status) => status.state === wanted && status.coverage.kept > 0);

function menuItem(id: string, items: readonly electron.MenuItem[] = Menu.shown): electron.MenuItem | undefined {
  return items.flatMap((item) => (item.id === id ? [item] : [menuItem(id, item.submenu ?? [])])).find((item) => item !== undefined);
}

describe("The built application (under a stand-in for Electron)", () => {
  it("completes a crawl, with the computer kept awake as long as it runs, and tells that it has ended", async () => {
    finished = await newCrawl(`${site.origin}/g/${PAGES}/4/0`);
    await page.call("crawl.start", { crawl: finished });
    await vi.waitUntil(() => powerSaveBlocker.calls.length === 1);
    const status = await state(finished, "finished");
    expect(status.rows.pages).toBe(PAGES);
    await vi.waitUntil(() => powerSaveBlocker.calls.length === 2);
    expect(powerSaveBlocker.calls).toEqual(["start prevent-app-suspension", "stop 7"]);
    expect(theWindow().progress).toBe(-1);
    await vi.waitUntil(() => Notification.all.length > 0);
    expect(Notification.all.map(({ options }) => options.body)).toEqual([`${PAGES} pages.`]);
  });

  it("shows the crawl, and its window in front, when its notification is clicked", async () => {
    expect(theWindow().isInFront).toBe(false);
    Notification.all[0]?.emit("click");
    await vi.waitUntil(() => commands.length > 0);
    expect(theWindow().isInFront).toBe(true);
    expect(commands.splice(0)).toEqual([expect.objectContaining({ name: "open", crawl: finished })]);
  });

  it("exports to the path that the person chose, and to no other", async () => {
    const chosen = join(folder, "chosen.csv");
    dialog.answer = { canceled: false, filePath: chosen };
    const done = heard(page, "job", (progress) => progress.state === "done");
    await page.call("export.start", { crawl: finished, view: "pages", format: "csv", path: join(folder, "asked.csv") });
    expect(await done).toMatchObject({ path: chosen, rowsDone: PAGES });
    expect(readFileSync(chosen, "utf8").trim().split("\r\n")).toHaveLength(PAGES + 1);
    expect(existsSync(join(folder, "asked.csv"))).toBe(false);
  });

  it("lets the person choose files and folders in the dialog of the system", async () => {
    expect(await page.call("system.chooseFile", { purpose: "open-crawl" })).toEqual({ path: null });
    dialog.chosen = { canceled: false, filePaths: [folder] };
    expect(await page.call("system.chooseFile", { purpose: "library-folder" })).toEqual({ path: folder });
    expect(app.recent).toEqual([]);
    dialog.chosen = { canceled: false, filePaths: [finished] };
    expect(await page.call("system.chooseFile", { purpose: "open-crawl" })).toEqual({ path: finished });
    expect(app.recent.splice(0)).toEqual([finished]);
  });

  it("carries commands of its menus to the window", async () => {
    menuItem("new-crawl")?.click?.();
    await vi.waitUntil(() => commands.length > 0);
    expect(commands.splice(0)).toEqual([expect.objectContaining({ name: "new-crawl", crawl: "" })]);
  });

  it("offers what concerns a crawl only while the window shows one, and Stop only while that runs", async () => {
    const enabled = () => ["export", "verify", "pause-resume", "stop", "new-crawl"].map((id) => menuItem(id)?.enabled);
    expect(enabled()).toEqual([false, false, false, false, true]);
    theWindow().goTo(`#/crawl/${encodeURIComponent(finished)}/pages`);
    expect(enabled()).toEqual([true, true, true, false, true]);
    theWindow().goTo("#/");
    expect(enabled()).toEqual([false, false, false, false, true]);
  });

  it("opens the file of a second start in the first, and remembers it", async () => {
    const other = join(folder, "other & more.crawl");
    copyFileSync(finished, other);
    app.emit("second-instance", {}, ["/opt/Orbweaver/orbweaver", "--enable-sandbox", "other & more.crawl"], folder);
    await vi.waitUntil(() => commands.length > 0);
    expect(commands.splice(0)).toEqual([expect.objectContaining({ name: "open", crawl: other })]);
    expect(app.recent).toEqual([other]);
    expect((await page.call("library.list", {})).map(({ path }) => path)).toContain(other);
    await vi.waitUntil(() => menuItem("recent")?.submenu?.some(({ label }) => label === "other && more") === true);
    expect(BrowserWindow.all).toHaveLength(1);
  });

  it("says in one sentence why a file that the system hands over is no crawl", async () => {
    const wrong = join(folder, "wrong.crawl");
    writeFileSync(wrong, "this is no crawl");
    const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
    app.emit("open-file", event, wrong);
    await vi.waitUntil(() => dialog.asked.length > 0);
    expect(dialog.asked.splice(0)).toEqual([expect.objectContaining({ type: "error", message: expect.stringContaining("wrong.crawl") })]);
    expect([event.isPrevented, commands]).toEqual([true, []]);
  });

  it("tells the window when an engine process dies, and goes on without losing anything", async () => {
    long = await newCrawl(`${slowSite.origin}/g/200/4/0`);
    await page.call("crawl.start", { crawl: long });
    const before = await state(long, "running");
    electron.forked.findLast(({ args }) => args[0] === long)?.process.kill();
    const after = await heard(page, `crawl:${long}`, ({ generation, state: now }) => generation > before.generation && now === "running");
    expect(after.receipt).toMatchObject({ afterCrash: true, lost: 0, fetchedTwice: 0 });
    expect(after.coverage.kept).toBeGreaterThanOrEqual(before.coverage.kept);
  });

  it("goes on without its window, with a sign in the tray, and comes back as it was", async () => {
    theWindow().bounds = { x: 50, y: 60, width: 900, height: 640 };
    closeWindow();
    await vi.waitUntil(() => Tray.all.some(({ isThere }) => isThere));
    expect(Tray.all[0]?.toolTip).toBe("Orbweaver: 1 crawl runs");
    app.emit("second-instance", {}, ["/opt/Orbweaver/orbweaver"], folder);
    expect([BrowserWindow.all.length, Tray.all.map(({ isThere }) => isThere)]).toEqual([2, [false]]);
    expect(theWindow().options).toMatchObject({ x: 50, y: 60, width: 900, height: 640 });
    page = await openPage();
    expect(await page.call("crawl.status", { crawl: long })).toMatchObject({ state: "running" });
  });

  it("opens its window for a file, and tells it of the file as soon as it listens", async () => {
    closeWindow();
    await vi.waitUntil(() => Tray.all.filter(({ isThere }) => isThere).length === 1);
    app.emit("second-instance", {}, ["/opt/Orbweaver/orbweaver", finished], folder);
    expect(commands).toEqual([]);
    page = await openPage();
    await vi.waitUntil(() => commands.length > 0);
    expect(commands.splice(0)).toEqual([expect.objectContaining({ name: "open", crawl: finished })]);
  });

  it("asks before it quits while a crawl runs, and stays when the person says so", async () => {
    dialog.response = 1;
    app.quit();
    await vi.waitUntil(() => dialog.asked.length > 0);
    expect(dialog.asked.splice(0)).toEqual([expect.objectContaining({ buttons: ["Pause and quit", "Cancel"] })]);
    expect(await page.call("crawl.status", { crawl: long })).toMatchObject({ state: "running" });
  });

  it("pauses the crawl when the person quits, so that it can be resumed, and starts again when it was started meanwhile", async () => {
    dialog.response = 0;
    app.quit();
    await vi.waitUntil(() => dialog.asked.length > 0);
    const windows = BrowserWindow.all.length;
    setImmediate(() => app.emit("second-instance", {}, ["/opt/Orbweaver/orbweaver", "later.crawl"], folder));
    await app.hasQuit.promise;
    expect([BrowserWindow.all.length, app.calls.filter((call) => call.startsWith("relaunch"))]).toEqual([
      windows,
      ["relaunch later.crawl"],
    ]);
    expect(dialog.asked.splice(0)).toHaveLength(1);
    await using later = hostUnderTest({ startEngine: startEngineUnderNode(entryPath("engine")) });
    const paused = await later.client.call("crawl.status", { crawl: long });
    expect(paused).toMatchObject({ state: "paused", coverage: { leased: 0 } });
    const resumed = await later.client.call("crawl.start", { crawl: long });
    expect(resumed.receipt).toMatchObject({ afterCrash: false, lost: 0, fetchedTwice: 0, kept: expect.any(Number) });
  });
});
