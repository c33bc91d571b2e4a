import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { OrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus, Notice } from "#contract/questions.ts";
import { openLog } from "#library/log.ts";
import { JsonFile } from "#library/json-file.ts";
import { fileArguments } from "#main/asked-files.ts";
import { tellCannotStart } from "#main/cannot-start.ts";
import { Background } from "#main/background.ts";
import { newsOfEnd, newsOfNotice } from "#main/crawl-news.ts";
import { progressOf } from "#main/crawl-progress.ts";
import { followTheme } from "#main/follow-theme.ts";
import { clientOf } from "#main/host-client.ts";
import { KeepAwake } from "#main/keep-awake.ts";
import { MENU_COMMANDS } from "#main/menu-commands.ts";
import { menuTemplate } from "#main/menu-template.ts";
import { Quitting } from "#main/quitting.ts";
import { revivePage } from "#main/revive-page.ts";
import { showInFolder } from "#main/show-in-folder.ts";
import { shownCrawl } from "#main/shown-crawl.ts";
import { tellUnexpectedErrors } from "#main/unexpected-errors.ts";
import { watchCrawls } from "#main/watch-crawls.ts";
import { readPlace, seenBounds } from "#main/window-place.ts";
import { heard, hostUnderTest } from "#test/library/host-under-test.ts";
import * as electron from "#test/main/electron-stand-in.ts";
import { COMMANDS } from "../../renderer/shell/commands.ts";
import { formatRoute } from "../../renderer/shell/route.ts";

vi.mock("electron", () => import("#test/main/electron-stand-in.ts"));

const folder = mkdtempSync(join(tmpdir(), "orbweaver-desktop-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("The place of the window", () => {
  const areas = [
    { x: 0, y: 0, width: 1920, height: 1040 },
    { x: 1920, y: 0, width: 1280, height: 984 },
  ];

  it("is kept as long as its upper edge can be seen on a display", () => {
    const left = { x: 40, y: 50, width: 1200, height: 800 };
    const right = { x: 2000, y: 50, width: 1200, height: 800 };
    expect([seenBounds(left, areas), seenBounds(right, areas)]).toEqual([left, right]);
  });

  it("is the middle of the main display when its display is gone, or when its upper edge is off", () => {
    expect(seenBounds({ x: 2000, y: 50, width: 1200, height: 800 }, areas.slice(0, 1))).toEqual({ width: 1200, height: 800 });
    expect(seenBounds({ x: 100, y: -300, width: 1200, height: 800 }, areas)).toEqual({ width: 1200, height: 800 });
    expect(seenBounds({ x: 1890, y: 1030, width: 1200, height: 800 }, areas.slice(0, 1))).toEqual({ width: 1200, height: 800 });
  });

  it("is never larger than the display", () => {
    expect(seenBounds({ x: 0, y: 0, width: 4000, height: 3000 }, areas)).toEqual({ x: 0, y: 0, width: 1920, height: 1040 });
  });

  it.each([
    "{",
    "[]",
    `{"bounds":{"x":1,"y":2,"width":0,"height":5},"isMaximised":false}`,
    `{"bounds":{"x":"1","y":2,"width":9,"height":9},"isMaximised":true}`,
  ])("is forgotten when its file holds %s", (text) => {
    writeFileSync(join(folder, "window.json"), text);
    expect(readPlace(new JsonFile({ folder, name: "window.json", log: openLog(null) }))).toBeNull();
  });
});

describe("What runs without a window", () => {
  const make = (running: string[], stays = false) => {
    const calls: string[] = [];
    const background = new Background({
      host: { noWindowLeft: async () => "go-on", running: () => running },
      hasWindow: () => false,
      showSign: () => calls.push("sign"),
      hideSign: () => calls.push("no sign"),
      quit: () => calls.push("quit"),
      stays,
    });
    return { background, calls };
  };

  it("is shown by a sign, and ends some time after the last crawl has ended", async () => {
    vi.useFakeTimers();
    const running = ["/a.crawl"];
    const { background, calls } = make(running);
    await background.begin();
    background.considerEnd();
    vi.advanceTimersByTime(3_600_000);
    running.pop();
    background.considerEnd();
    vi.advanceTimersByTime(599_999);
    expect(calls).toEqual(["sign"]);
    vi.advanceTimersByTime(1);
    expect(calls).toEqual(["sign", "quit"]);
    vi.useRealTimers();
  });

  it("does not end when the window has come back meanwhile", async () => {
    vi.useFakeTimers();
    const running = ["/a.crawl"];
    const { background, calls } = make(running);
    await background.begin();
    running.pop();
    background.considerEnd();
    background.end();
    background.considerEnd();
    vi.advanceTimersByTime(3_600_000);
    expect(calls).toEqual(["sign", "no sign"]);
    vi.useRealTimers();
  });

  it("ends at once when nothing runs, except on a Mac", async () => {
    const [here, onMac] = [make([]), make([], true)];
    await here.background.begin();
    await onMac.background.begin();
    expect([here.calls, onMac.calls]).toEqual([["quit"], []]);
  });
});

describe("The end of the application", () => {
  const quit = () => {
    const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
    electron.app.emit("before-quit", event);
    return event.isPrevented;
  };
  beforeEach(() => electron.app.removeAllListeners("before-quit"));

  it("asks once however often it is asked for, and goes on when the person says no", async () => {
    const answer = Promise.withResolvers<boolean>();
    const asked: (readonly string[])[] = [];
    const close = vi.fn<() => Promise<void>>(async () => {});
    const mayPause = (running: readonly string[]) => {
      asked.push(running);
      return answer.promise;
    };
    new Quitting({ host: { running: () => ["/a.crawl"], close }, mayPause }).listen();
    expect([quit(), quit()]).toEqual([true, true]);
    answer.resolve(false);
    await answer.promise;
    expect([asked, close.mock.calls]).toEqual([[["/a.crawl"]], []]);
  });

  it("asks nobody when the system ends or a signal says so, even while a question is open", async () => {
    for (const end of [() => electron.powerMonitor.emit("shutdown"), () => process.emit("SIGTERM")]) {
      electron.app.removeAllListeners("before-quit");
      electron.powerMonitor.removeAllListeners();
      const signals = process.listeners("SIGTERM");
      const closed = Promise.withResolvers<void>();
      const close = async () => closed.resolve();
      new Quitting({ host: { running: () => ["/a.crawl"], close }, mayPause: () => new Promise(() => {}) }).listen();
      quit();
      end();
      await closed.promise;
      for (const listener of process.listeners("SIGTERM")) if (!signals.includes(listener)) process.off("SIGTERM", listener);
    }
  });
});

describe("A start that fails", () => {
  it("says why in one sentence, and ends with an exit code", async () => {
    tellCannotStart(new OrbweaverError("not-found", "The window has not been built yet. Run: npm run build"));
    expect(electron.dialog.asked.splice(0).map(({ message }) => message)).toEqual([
      "Orbweaver cannot start: The window has not been built yet. Run: npm run build",
    ]);
    expect(await electron.app.exited.promise).toBe(1);
  });
});

describe("An error that nobody expected", () => {
  it("is told in one sentence, once, and stands in the log with its place", () => {
    const sentences: string[] = [];
    const log = openLog(folder);
    const before = process.listeners("uncaughtException");
    tellUnexpectedErrors(log, (sentence) => sentences.push(sentence));
    const [listener] = process.listeners("uncaughtException").filter((candidate) => !before.includes(candidate));
    const error = new Error("A wheel came off");
    for (let times = 0; times < 2; times += 1) listener?.(error, "uncaughtException");
    process.off("uncaughtException", listener!);
    expect(sentences).toEqual([expect.stringMatching(/^Something went wrong inside Orbweaver: A wheel came off\./)]);
    expect(sentences[0]).not.toContain(" at ");
    expect(log.lastErrors()).toEqual(Array(2).fill(expect.stringContaining("desktop.test.ts")));
  });
});

describe("A page whose process has ended", () => {
  it("is loaded again once, and then only when the person wants it", async () => {
    const contents = new electron.WebContents();
    const answers = [false, true];
    revivePage(contents as never, { log: openLog(null), ask: async () => answers.shift() ?? false });
    contents.emit("render-process-gone", {}, { reason: "clean-exit" });
    expect(contents.reloads).toBe(0);
    contents.emit("render-process-gone", {}, { reason: "crashed" });
    expect(contents.reloads).toBe(1);
    contents.emit("render-process-gone", {}, { reason: "oom" });
    await Promise.resolve();
    expect([contents.reloads, answers]).toEqual([1, [true]]);
    contents.emit("render-process-gone", {}, { reason: "oom" });
    await vi.waitUntil(() => contents.reloads === 2);
  });
});

const coverage = (kept: number, failed: number, waiting: number) =>
  ({ discovered: kept + failed + waiting, waiting, leased: 0, kept, failed, excluded: 0, blocked: 0 }) as const;
const statusOf = (values: Partial<CrawlStatus>) => ({ crawl: "/x/My site.crawl", ...values }) as CrawlStatus;

/** A host that says what runs, and a client of it whose events a test makes up. */
function madeUpHost() {
  const running = new Set<string>();
  const listeners = new Map<string, (event: never) => void>();
  const client = {
    subscribe(topic: string, listener: (event: never) => void) {
      listeners.set(topic, listener);
      return () => listeners.delete(topic);
    },
  } as unknown as ReturnType<typeof clientOf>;
  const tell = (topic: string, event: object) => listeners.get(topic)?.(event as never);
  return { host: { running: () => [...running] }, running, client, tell, topics: () => [...listeners.keys()] };
}

describe("Whoever watches crawls", () => {
  it("hears the last word of a crawl, also when the words before it come late", () => {
    const { host, running, client, tell, topics } = madeUpHost();
    const ended: string[] = [];
    watchCrawls(host, client, { went: () => {}, ended: ({ state }) => ended.push(state), warned: () => {} });
    running.add("/a.crawl");
    tell("library", {});
    tell("crawl:/a.crawl", statusOf({ state: "running", notices: [] }));
    running.clear();
    tell("crawl:/a.crawl", statusOf({ state: "pausing", notices: [] }));
    expect(ended).toEqual([]);
    tell("crawl:/a.crawl", statusOf({ state: "paused", notices: [] }));
    expect([ended, topics()]).toEqual([["paused"], ["library"]]);
  });

  it("hears that a crawl runs no more when it ends without a last word", async () => {
    const { host, running, client, tell, topics } = madeUpHost();
    const counts: number[] = [];
    watchCrawls(host, client, { went: ({ length }) => counts.push(length), ended: () => {}, warned: () => {} });
    running.add("/a.crawl");
    tell("library", {});
    tell("crawl:/a.crawl", statusOf({ state: "running", notices: [] }));
    running.clear();
    tell("library", {});
    await vi.waitUntil(() => counts.at(-1) === 0);
    expect([counts, topics()]).toEqual([[1, 0], ["library"]]);
  });

  it("hears of each from its start to its end, and of each warning once a run", async () => {
    await using test = hostUnderTest();
    const heardOf: string[] = [];
    watchCrawls(test.host, clientOf(test.host), {
      went: (running) => heardOf.push(`${running.length}`),
      ended: ({ state }) => heardOf.push(state),
      warned: (_status, { id }) => heardOf.push(id),
    });
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    await vi.waitUntil(() => heardOf.includes("1"));
    for (const words of ["It answers 429.", "It answers 429 again."]) await test.client.call("crawl.why", { crawl, url: `warn ${words}` });
    await vi.waitUntil(() => heardOf.includes("warned"));
    const paused = heard(test.client, `crawl:${crawl}`, ({ state }) => state === "paused");
    await test.client.call("crawl.pause", { crawl });
    await paused;
    await vi.waitUntil(() => heardOf.includes("paused"));
    expect(heardOf.slice(-2)).toEqual(["0", "paused"]);
    expect(heardOf.filter((what) => what === "warned")).toHaveLength(1);
  });

  it("hears that a crawl runs no more when it is taken out of the library", async () => {
    await using test = hostUnderTest();
    const counts: number[] = [];
    watchCrawls(test.host, clientOf(test.host), { went: ({ length }) => counts.push(length), ended: () => {}, warned: () => {} });
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    await vi.waitUntil(() => counts.at(-1) === 1);
    await test.client.call("library.close", { crawl });
    await vi.waitUntil(() => counts.at(-1) === 0);
  });
});

describe("What the system is told", () => {
  it("of a crawl that ended says what came of it, unless the person ended it", () => {
    const told = (values: Partial<CrawlStatus>) => newsOfEnd(statusOf(values));
    expect(told({ state: "finished", coverage: coverage(1, 0, 0) })).toMatchObject({ title: "My site is finished", body: "1 page." });
    expect(told({ state: "finished", coverage: coverage(5000, 1, 0) })?.body).toBe("5,000 pages; 1 address failed.");
    expect(told({ state: "finished", coverage: coverage(5000, 12, 0) })?.body).toBe("5,000 pages; 12 addresses failed.");
    expect(told({ state: "limit", stoppedBecause: "500 pages." })).toMatchObject({
      title: "My site has reached its limit",
      body: "500 pages.",
    });
    expect(told({ state: "error", stoppedBecause: "The disk is full." })).toMatchObject({ body: "The disk is full." });
    expect([told({ state: "paused" }), told({ state: "idle" })]).toEqual([null, null]);
    expect(newsOfNotice(statusOf({}), { message: "It answers 429." } as Notice).title).toBe("My site needs attention");
  });

  it("is how far all crawls together are, that something goes on at first, and nothing when none runs", () => {
    expect(progressOf([])).toBe(-1);
    expect(progressOf([statusOf({ coverage: coverage(0, 0, 1) })])).toBe(2);
    expect(progressOf([statusOf({ coverage: coverage(20, 5, 75) }), statusOf({ coverage: coverage(50, 0, 50) })])).toBe(75 / 200);
  });

  it("to stay awake is said once and taken back once", () => {
    electron.powerSaveBlocker.calls.length = 0;
    const awake = new KeepAwake();
    for (const isNeeded of [false, true, true, false, false]) awake.set(isNeeded);
    expect(electron.powerSaveBlocker.calls).toEqual(["start prevent-app-suspension", "stop 7"]);
  });

  it("as theme is what the person has set", async () => {
    await using test = hostUnderTest();
    followTheme(test.host, clientOf(test.host));
    expect(electron.nativeTheme.themeSource).toBe("system");
    await test.client.call("settings.change", { changes: { theme: "dark" } });
    await vi.waitUntil(() => electron.nativeTheme.themeSource === "dark");
  });

  it("to show is a file in its folder, and a folder itself", async () => {
    electron.opened.length = 0;
    const file = join(folder, "shown.csv");
    writeFileSync(file, "");
    await showInFolder(file);
    await showInFolder(folder);
    expect(electron.opened).toEqual([`${file} in its folder`, folder]);
  });
});

describe("The menus", () => {
  const state = { isMac: false, shown: null, isRunning: false, recent: [], isForDevelopers: false };
  const template = (values: Partial<Parameters<typeof menuTemplate>[0]>) =>
    menuTemplate({ ...state, ...values }, { tell: () => {}, openCrawl: () => {} }) as readonly electron.MenuItem[];
  const ids = (items: readonly electron.MenuItem[]): string[] =>
    items.flatMap(({ id, submenu }) => [...(id === undefined ? [] : [id]), ...ids(submenu ?? [])]);

  it("have every command of the contract, on a Mac and elsewhere", () => {
    for (const isMac of [true, false])
      expect(ids(template({ isMac })).toSorted()).toEqual([...Object.keys(MENU_COMMANDS), "recent"].toSorted());
  });

  it("begin with the application's own on a Mac only", () => {
    expect(template({ isMac: true })[0]?.role).toBe("appMenu");
    expect(template({})[0]?.label).toBe("File");
  });

  it("have the words and the keys of the window", () => {
    for (const [name, { label, accelerator }] of Object.entries(MENU_COMMANDS)) {
      const command = COMMANDS.find((candidate) => candidate.name === name);
      const key = command?.keys.find((candidate) => candidate.startsWith("Mod+"));
      const asNamed = key?.replace("Mod", "CmdOrCtrl").replace(/[a-z]$/, (letter) => letter.toUpperCase());
      expect([name, label, accelerator]).toEqual([name, command?.title, asNamed]);
    }
  });

  it("offer the tools of developers to developers only", () => {
    const roles = (items: readonly electron.MenuItem[]): (string | undefined)[] =>
      items.flatMap(({ role, submenu }) => [role, ...roles(submenu ?? [])]);
    expect(roles(template({}))).not.toContain("toggleDevTools");
    expect(roles(template({ isForDevelopers: true }))).toContain("toggleDevTools");
  });

  it("know from the address of the page which crawl it shows", () => {
    const crawl = "/home/me/Größe & 50%.crawl";
    const addressOf = (route: Parameters<typeof formatRoute>[0]) => `orbweaver://app/${formatRoute(route)}`;
    expect(shownCrawl(addressOf({ kind: "crawl", crawl, view: "pages" }))).toBe(crawl);
    expect(shownCrawl(addressOf({ kind: "crawl", crawl, view: null }))).toBe(crawl);
    for (const kind of ["library", "settings"] as const) expect(shownCrawl(addressOf({ kind }))).toBeNull();
    expect([shownCrawl(""), shownCrawl("orbweaver://app/#/crawl/%")]).toEqual([null, null]);
  });
});

describe("The files among the arguments of a start", () => {
  it.each([
    [["/opt/orbweaver", "--enable-sandbox", "a.crawl"], true, ["/home/me/a.crawl"]],
    [["/opt/orbweaver", "/x/b.crawl", "../c.crawl"], true, ["/x/b.crawl", "/home/c.crawl"]],
    [["electron", "--remote-debugging-port=0", "/project", "a.crawl"], false, ["/home/me/a.crawl"]],
    [["electron", "/project"], false, []],
  ])("of %j, packaged %s, are %j", (argv, isPackaged, wanted) => expect(fileArguments(argv, "/home/me", isPackaged)).toEqual(wanted));
});
