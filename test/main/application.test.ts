import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createClient } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import { runApplication } from "#main/application.ts";
import { runCommandLine } from "#cli/run-command-line.ts";
import { commandLineArguments, COMMANDS } from "#main/command-line.ts";
import { startEngineUnderElectron } from "#main/start-engine-under-electron.ts";
import * as electron from "#test/main/electron-stand-in.ts";
import { hostUnderTest } from "#test/library/host-under-test.ts";
import { messagePortWire } from "#workers/wires/message-port-wire.ts";

vi.mock("electron", () => import("#test/main/electron-stand-in.ts"));

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const { app, BrowserWindow, session, WebFrameMain } = electron;
const ORIGIN = "orbweaver://app";
let folder: string;
let callsBeforeReady: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "orbweaver-main-"));
  process.env["ORBWEAVER_HOME"] = join(folder, "library");
  mkdirSync(join(folder, "window"));
  writeFileSync(join(folder, "window", "index.html"), "<!doctype html><title>The window</title>");
  writeFileSync(join(folder, "secret.html"), "secret");
  writeFileSync(join(folder, "window", ".hidden.html"), "secret");
  symlinkSync(join(folder, "secret.html"), join(folder, "window", "link.html"));
  const running = runApplication({ windowFolder: join(folder, "window"), preload: join(folder, "preload.cjs"), iconFolder: folder });
  callsBeforeReady = [...app.calls];
  app.ready.resolve();
  await running;
});
afterAll(() => {
  delete process.env["ORBWEAVER_HOME"];
  rmSync(folder, { recursive: true, force: true });
});

const theWindow = () => BrowserWindow.all[0]!;
const handler = (name: string) => session.defaultSession.handlers.get(name) as unknown as (...given: unknown[]) => unknown;

describe("The application (under a stand-in for Electron)", () => {
  it("takes the lock, turns the sandbox on for every page and registers its scheme before it is ready", () => {
    expect(callsBeforeReady.slice(0, -1)).toEqual([
      "requestSingleInstanceLock",
      `registerSchemes [{"scheme":"orbweaver","privileges":{"standard":true,"secure":true,"supportFetchAPI":true,"codeCache":true}}]`,
      "enableSandbox",
    ]);
  });

  it("opens one window at its own scheme and shows it when it is ready", () => {
    expect(BrowserWindow.all).toHaveLength(1);
    expect(theWindow().webContents.address).toBe("orbweaver://app/");
  });

  it("makes the page of the window a sandboxed one that knows neither Node nor Electron (checklist 2-6, 8-12)", () => {
    expect(theWindow().options.webPreferences).toEqual({
      preload: join(folder, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      safeDialogs: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });

  it("denies every permission, asked for or checked, every device and every download that the page has not made itself, in this and in every later session (5)", () => {
    const later = new (session.defaultSession.constructor as new () => typeof session.defaultSession)();
    app.emit("session-created", later);
    for (const one of [session.defaultSession, later]) {
      const ask = (name: string) => one.handlers.get(name) as unknown as (...given: unknown[]) => unknown;
      for (const permission of ["media", "geolocation", "notifications", "clipboard-read", "fileSystem", "openExternal", "unknown"]) {
        const answers: unknown[] = [];
        ask("permissionRequest")(null, permission, (answer: unknown) => answers.push(answer));
        expect([answers, ask("permissionCheck")(null, permission, ORIGIN)]).toEqual([[false], false]);
      }
      expect(ask("devicePermission")({ deviceType: "usb" })).toBe(false);
      for (const [address, isPrevented] of [
        ["https://evil.test/x.exe", true],
        ["blob:https://evil.test/x", true],
        ["data:text/html,x", true],
        ["blob:orbweaver://app.evil/x", true],
        ["blob:orbweaver://app/1", false],
      ] as const) {
        const download = { isPrevented: false, preventDefault: () => (download.isPrevented = true) };
        one.emit("will-download", download, { getURL: () => address });
        expect([address, download.isPrevented]).toEqual([address, isPrevented]);
      }
    }
  });

  it("lets no request out to a network (1)", () => {
    const verdict = (url: string) => {
      let cancelled: unknown;
      handler("beforeRequest")({ url }, (answer: { cancel: boolean }) => (cancelled = answer.cancel));
      return cancelled;
    };
    expect(verdict("orbweaver://app/assets/main.js")).toBe(false);
    for (const url of [
      "https://example.com/",
      "http://127.0.0.1/",
      "file:///etc/passwd",
      "orbweaver://other/",
      "orbweaver://app.evil/",
      "ws://127.0.0.1/",
      "data:text/html,x",
    ])
      expect(verdict(url)).toBe(true);
  });

  it("serves the built window with a strict policy, and nothing outside its folder (7, 18)", async () => {
    const serve = session.defaultSession.schemes.get("orbweaver")!;
    const page = await serve(new Request("orbweaver://app/"));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("The window")]);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe/);
    for (const address of [
      "app/../secret.html",
      "app/./../../etc/passwd",
      "app/%2e%2e/secret.html",
      "app/%2e%2e/%2e%2e/etc/passwd",
      "app//etc/passwd",
      "app/..%2fsecret.html",
      "app/..%5csecret.html",
      "other/index.html",
      "app/%00",
      "app/link.html",
      "app/.hidden.html",
    ]) {
      const answer = await serve(new Request(`orbweaver://${address}`));
      expect([answer.status, await answer.text()]).toEqual([404, "There is nothing at this address."]);
      expect(answer.headers.get("content-security-policy")).toBe(policy);
    }
    expect((await serve(new Request("orbweaver://app/", { method: "POST", body: "x" }))).status).toBe(404);
  });

  it("keeps the window where it is: no navigation, redirect, frame or webview (11-13)", () => {
    for (const name of ["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"]) {
      const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
      theWindow().webContents.emit(name, event, "https://evil.test/");
      expect([name, event.isPrevented]).toEqual([name, true]);
    }
  });

  it("opens no new windows, and hands only http and https addresses to the system (14, 15)", () => {
    const open = (url: string) => theWindow().webContents.windowOpenHandler?.({ url });
    for (const url of [
      "file:///etc/passwd",
      "smb://server/share",
      "ms-settings:",
      "javascript:alert(1)",
      "orbweaver://app/",
      "vbscript:x",
      "",
      "//evil",
      "C:\\x.exe",
      "mailto:a@example.com",
    ]) {
      expect(open(url)).toEqual({ action: "deny" });
    }
    expect(open("https://example.com/a b")).toEqual({ action: "deny" });
    expect(open("http://example.com/")).toEqual({ action: "deny" });
    expect(electron.opened).toEqual(["https://example.com/a%20b", "http://example.com/"]);
  });

  it("gives a port to the page of the window, and to no other frame or origin (17, 20)", async () => {
    const ours = new WebFrameMain(ORIGIN, null);
    const strangers = [
      new WebFrameMain(ORIGIN, ours),
      new WebFrameMain("https://evil.test", null),
      new WebFrameMain("orbweaver://app.evil", null),
      new WebFrameMain("null", null),
    ];
    for (const senderFrame of [...strangers, null, ours]) electron.ipcMain.emit("orbweaver-port-wanted", { senderFrame });
    expect(strangers.flatMap((frame) => frame.posted)).toEqual([]);
    expect(ours.posted.map(({ channel, ports }) => [channel, ports.length])).toEqual([["orbweaver-port", 1]]);
    const client = createClient<typeof allQuestions>(messagePortWire(ours.posted[0]!.ports[0]!.port));
    expect(await client.call("app.about", {})).toMatchObject({ host: "electron", libraryFolder: join(folder, "library") });
    client.close();
  });

  it("listens to no other message of pages (17)", () => {
    expect(electron.ipcMain.eventNames()).toEqual(["orbweaver-port-wanted"]);
  });

  it("shows the window it has when it is started a second time", () => {
    app.emit("second-instance", {}, ["/opt/Orbweaver/orbweaver", "--enable-sandbox"], "/home/me");
    expect(BrowserWindow.all).toHaveLength(1);
  });

  it("quits when its window is closed and nothing runs", async () => {
    theWindow().close();
    await app.hasQuit.promise;
    expect(app.calls.filter((call) => call === "quit")).toHaveLength(2);
  });

  it("quits at once when another one runs already", async () => {
    app.hasLock = false;
    const windows = BrowserWindow.all.length;
    await runApplication({ windowFolder: folder, preload: "", iconFolder: "" });
    expect([BrowserWindow.all.length, app.calls.at(-1)]).toEqual([windows, "quit"]);
  });
});

describe("The engine as a utility process (a thread under the stand-in)", () => {
  const startEngine = startEngineUnderElectron({
    engine: here("../library/engine-stand-in.ts"),
    pageWorker: here("./answering-worker.ts"),
  });

  it("answers over its own port, and ends by itself when the host lets go of it", async () => {
    await using test = hostUnderTest({ startEngine });
    const crawl = test.file("a.crawl");
    await test.client.call("crawl.start", { crawl });
    expect(await test.client.call("crawl.status", { crawl })).toMatchObject({ state: "running", generation: 1 });
    await test.client.call("library.close", { crawl });
    expect(readFileSync(`${crawl}.log`, "utf8")).toBe("process\nstart\npause\n");
  });

  it("is given page workers by the main process, hears what they say and that they are gone", async () => {
    const engine = startEngineUnderElectron({ engine: here("./asking-engine.ts"), pageWorker: here("./answering-worker.ts") })(
      "/tmp/a.crawl",
    );
    const asking = electron.forked.at(-1)!.process;
    const said = () =>
      new Promise((resolve) => asking.on("message", (message: object) => ("said" in message || "gone" in message) && resolve(message)));
    expect(await said()).toEqual({ said: { heard: { t: "ping" }, mark: "the mark" } });
    expect(electron.forked.at(-1)).toMatchObject({ args: ["the mark"], options: { serviceName: "Orbweaver page worker" } });
    const gone = said();
    asking.postMessage("kill");
    expect(await gone).toEqual({ gone: true });
    const ended = new Promise((resolve) => engine.onExit(resolve));
    engine.kill();
    await ended;
  });

  it("does not take the application with it when V8 gives up in it, nor does a page worker", async () => {
    const engine = startEngineUnderElectron({ engine: here("./asking-engine.ts"), pageWorker: here("./answering-worker.ts") })(
      "/tmp/a.crawl",
    );
    const asking = electron.forked.at(-1)!.process;
    await new Promise((resolve) => asking.on("message", (message: object) => "said" in message && resolve(null)));
    for (const { process } of electron.forked.slice(-2))
      expect(() => process.emit("error", "FatalError", "v8::internal::V8::FatalProcessOutOfMemory", "{}")).not.toThrow();
    const ended = new Promise((resolve) => engine.onExit(resolve));
    engine.kill();
    await ended;
  });

  it("takes its page workers with it when it ends", async () => {
    const engine = startEngineUnderElectron({ engine: here("./asking-engine.ts"), pageWorker: here("./answering-worker.ts") })(
      "/tmp/a.crawl",
    );
    const asking = electron.forked.at(-1)!.process;
    await new Promise((resolve) => asking.on("message", (message: object) => "said" in message && resolve(null)));
    const worker = electron.forked.at(-1)!.process;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    engine.kill();
    await ended;
  });
});

describe("Where an export goes in the application", () => {
  it("is what the person chose in the system's dialog, whatever the page asked for", async () => {
    const { chooseExportPath } = await import("#main/choose-export-path.ts");
    const gate = chooseExportPath(() => null);
    await expect(gate("/etc/passwd.csv")).rejects.toMatchObject({ code: "cancelled" });
    electron.dialog.answer = { canceled: false, filePath: "/home/me/chosen.csv" };
    expect(await gate("/etc/passwd.csv")).toBe("/home/me/chosen.csv");
  });
});

describe("The command line of the application", () => {
  it.each([
    [["app", "crawl", "example.com"], true, ["crawl", "example.com"]],
    [["electron", ".", "status", "a.crawl", "--json"], false, ["status", "a.crawl", "--json"]],
    [["app", "--enable-sandbox", "verify", "a.crawl"], true, ["verify", "a.crawl"]],
    [["app", "--version"], true, ["--version"]],
    [["app", "crawl", "--help"], true, ["crawl", "--help"]],
    [["app"], true, null],
    [["app", "/home/me/crawl"], true, null],
    [["app", "a.crawl", "crawl"], true, null],
    [["electron", "crawl"], false, null],
  ])("of %j, packaged %s, is %j", (argv, isPackaged, wanted) => expect(commandLineArguments(argv, isPackaged)).toEqual(wanted));

  it("knows every command that there is", async () => {
    let help = "";
    const output = new PassThrough().on("data", (text: Buffer) => (help += text.toString()));
    const exitCode = await runCommandLine(["--help"], {
      startEngine: () => {
        throw new Error("No engine is needed for help.");
      },
      listenForInterrupts: () => () => {},
      results: output,
      words: output,
      environment: {},
      folder,
    });
    const names = [...help.slice(help.indexOf("Commands:"), help.indexOf("Examples:")).matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name);
    expect([exitCode, names.toSorted()]).toEqual([0, [...COMMANDS].toSorted()]);
  });
});
