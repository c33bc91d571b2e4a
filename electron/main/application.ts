import { app, type BrowserWindow, Menu, session } from "electron";
import { join } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { VERSION } from "#contract/version.ts";
import { findWindowFolder } from "#library/find-window-folder.ts";
import { defaultFolders } from "#library/default-folders.ts";
import { createHost, type Host } from "#library/host.ts";
import { chooseExportPath } from "#main/choose-export-path.ts";
import { guardContents, guardSession } from "#main/guards.ts";
import { handOverPorts } from "#main/port-handover.ts";
import { startEngineUnderElectron } from "#main/start-engine-under-electron.ts";
import { openWindow, showWindow } from "#main/window.ts";
import { registerWindowScheme, serveWindow } from "#main/window-protocol.ts";
import { entryPath } from "#workers/entries.ts";

/** What starts the application's processes and shows its pages; the built files unless a test says otherwise. */
export interface ApplicationFiles {
  readonly windowFolder: string;
  /** The preload script: one CommonJS file, because sandboxed pages take no other. */
  readonly preload: string;
}

/** Runs Orbweaver with its window until the person quits; a second start shows the window of the first. */
export async function runApplication(files: ApplicationFiles = builtFiles()): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerWindowScheme();
  app.enableSandbox();
  app.on("session-created", guardSession);
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
  await app.whenReady();

  guardSession(session.defaultSession);
  serveWindow(session.defaultSession, files.windowFolder);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu()));
  let window: BrowserWindow | null = null;
  const host = createHost({
    ...defaultFolders(process.env),
    kind: "electron",
    version: VERSION,
    startEngine: startEngineUnderElectron({ engine: entryPath("engine"), pageWorker: entryPath("page-worker") }),
    exportGate: chooseExportPath(() => window),
  });
  handOverPorts(host);
  pauseBeforeQuitting(host);
  const show = () => {
    if (window !== null) return showWindow(window);
    window = openWindow(files.preload);
    window.on("closed", () => (window = null));
  };
  app.on("second-instance", show);
  app.on("activate", show);
  app.on("window-all-closed", () => app.quit());
  show();
}

/** Holds back the end of the application until every crawl is paused. */
function pauseBeforeQuitting(host: Host): void {
  let state: "open" | "closing" | "closed" = "open";
  app.on("before-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    void host.close().finally(() => {
      state = "closed";
      app.quit();
    });
  });
}

function menu(): Electron.MenuItemConstructorOptions[] {
  const application: Electron.MenuItemConstructorOptions[] = process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  return [...application, { role: "fileMenu" }, { role: "editMenu" }, { role: "viewMenu" }, { role: "windowMenu" }];
}

function builtFiles(): ApplicationFiles {
  const windowFolder = findWindowFolder();
  if (windowFolder === null) throw new OrbweaverError("not-found", "The window has not been built yet. Run: npm run build");
  return { windowFolder, preload: join(windowFolder, "..", "preload", "preload.cjs") };
}
