/**
 * Electron's security checklist (electronjs.org/docs/latest/tutorial/security), item by item, on the very objects that the
 * application hands to Electron. What handlers do when they are called is in `application.test.ts`.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { windowHeaders } from "#library/window-headers.ts";
import { guardContents, guardSession, openLink } from "#main/guards.ts";
import { PAGE_OPTIONS, windowOptions } from "#main/window.ts";
import { SCHEME_PRIVILEGES, WINDOW_ADDRESS } from "#main/window-protocol.ts";
import { opened, session as sessions, WebContents } from "#test/main/electron-stand-in.ts";

vi.mock("electron", () => import("#test/main/electron-stand-in.ts"));

const ROOT = join(import.meta.dirname, "..", "..");
const packaging = parse(readFileSync(join(ROOT, "electron-builder.yml"), "utf8"));
const sourcesOf = (pattern: string) => globSync(pattern, { cwd: ROOT }).map((path) => readFileSync(join(ROOT, path), "utf8"));
const desktopSources = sourcesOf("electron/{main,preload}/**/*.ts");

describe("The security checklist of Electron", () => {
  it("1, 7: the policy of the window lets through its own files and nothing else", () => {
    const policy = windowHeaders([])["content-security-policy"] ?? "";
    const rules = Object.fromEntries(policy.split("; ").map((rule) => [rule.split(" ", 1)[0], rule.split(" ").slice(1)]));
    expect(rules).toEqual({
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'"],
      "connect-src": ["'self'"],
      "worker-src": ["'self'"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
      "frame-ancestors": ["'none'"],
      "require-trusted-types-for": ["'script'"],
      "trusted-types": ["orbweaver-worker"],
    });
  });

  it("2, 3, 4, 6, 8, 9, 10, 11: the page of the window is a sandboxed one", () => {
    expect(windowOptions("/preload.cjs", "/icon.png").webPreferences).toEqual({
      preload: "/preload.cjs",
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    });
    expect(Object.keys(PAGE_OPTIONS)).not.toContain("enableBlinkFeatures");
  });

  it("4: the sandbox is turned on before anything is shown, and no shipped start turns it off", () => {
    const application = readFileSync(join(ROOT, "electron/main/application.ts"), "utf8");
    expect(application.indexOf("app.enableSandbox()")).toBeGreaterThan(0);
    expect(application.indexOf("app.enableSandbox()")).toBeLessThan(application.indexOf("app.whenReady()"));
    expect(packaging.appImage.executableArgs).toEqual(["--enable-sandbox"]);
    for (const source of desktopSources) expect(source).not.toMatch(/no-sandbox|appendSwitch|sandbox: false/);
  });

  it("5: a session has handlers for permissions asked for, permissions checked, and devices", () => {
    const session = sessions.defaultSession;
    guardSession(session as never);
    for (const name of ["permissionRequest", "permissionCheck", "devicePermission", "beforeRequest"])
      expect([name, typeof session.handlers.get(name)]).toEqual([name, "function"]);
    expect(session.listenerCount("will-download")).toBe(1);
  });

  it("11-14: a page is kept from going elsewhere, embedding and opening windows", () => {
    const contents = new WebContents();
    guardContents(contents as never);
    for (const name of ["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"]) {
      const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
      contents.emit(name, event);
      expect([name, event.isPrevented]).toEqual([name, true]);
    }
    expect(contents.windowOpenHandler?.({ url: "about:blank" })).toEqual({ action: "deny" });
    for (const source of sourcesOf("renderer/**/*.{ts,tsx,html}")) expect(source).not.toMatch(/<webview/);
  });

  it("15: only http and https addresses are handed to the system", () => {
    for (const address of ["file:///etc/passwd", "smb://server/share", "ms-settings:", "javascript:alert(1)", "mailto:a@example.com"])
      openLink(address);
    openLink("https://example.com/");
    expect(opened).toEqual(["https://example.com/"]);
    const places = globSync("electron/main/**/*.ts", { cwd: ROOT }).filter((path) =>
      readFileSync(join(ROOT, path), "utf8").includes("openExternal("),
    );
    expect(places.map((path) => path.replaceAll("\\", "/"))).toEqual(["electron/main/guards.ts"]);
  });

  it("16: Electron is one exact version of a line that gets security fixes", () => {
    expect(packageJson.devDependencies.electron).toMatch(/^45\.\d+\.\d+$/);
  });

  it("17: there is one channel for messages of pages, and who sends is looked at before anything is done", () => {
    const channels = desktopSources.flatMap((source) =>
      [...source.matchAll(/ipcMain\.(\w+)\((\w+)/g)].map(([, how, channel]) => [how, channel]),
    );
    expect(channels).toEqual([["on", "PORT_WANTED"]]);
    const handover = readFileSync(join(ROOT, "electron/main/port-handover.ts"), "utf8");
    expect(handover).toMatch(/if \(senderFrame === null \|\| !isOurPage\(senderFrame\)\) return;\s+const \{ port1/);
    expect(handover).toContain("frame.parent === null && frame.origin === WINDOW_ORIGIN");
  });

  it("18: the window comes from a scheme of its own, which may do what a secure site may and no more", () => {
    expect(WINDOW_ADDRESS).toBe("orbweaver://app/");
    expect(SCHEME_PRIVILEGES).toEqual({ standard: true, secure: true, supportFetchAPI: true, codeCache: true });
    for (const source of desktopSources) expect(source).not.toMatch(/loadFile\(|file:\/\//);
  });

  it("19: every fuse is set", () => {
    expect(packaging.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it("20: of Electron a page gets a port and one function", () => {
    const preload = readFileSync(join(ROOT, "electron/preload/preload.ts"), "utf8");
    expect(preload.match(/exposeInMainWorld\([^)]*\)/g)).toEqual(["exposeInMainWorld(PAGE_BRIDGE, bridge)"]);
    expect(preload).toContain("const bridge: PageBridge = { pathOf: (file) => webUtils.getPathForFile(file) };");
    expect(preload.match(/ipcRenderer\.\w+\([^,)]*/g)).toEqual(["ipcRenderer.send(PORT_WANTED", "ipcRenderer.on(PORT_ARRIVES"]);
  });
});
