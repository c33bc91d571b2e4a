import { app, session } from "electron";
import { join } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { VERSION } from "#contract/version.ts";
import { defaultFolders } from "#library/default-folders.ts";
import { findWindowFolder } from "#library/find-window-folder.ts";
import { createHost } from "#library/host.ts";
import { AskedFiles } from "#main/asked-files.ts";
import { AskPerson } from "#main/ask-person.ts";
import { chooseExportPath } from "#main/choose-export-path.ts";
import { chooseFile } from "#main/choose-file.ts";
import { Desktop } from "#main/desktop.ts";
import { guardContents, guardSession } from "#main/guards.ts";
import { handOverPorts } from "#main/port-handover.ts";
import { showInFolder } from "#main/show-in-folder.ts";
import { startEngineUnderElectron } from "#main/start-engine-under-electron.ts";
import { tellUnexpectedErrors } from "#main/unexpected-errors.ts";
import { registerWindowScheme, serveWindow } from "#main/window-protocol.ts";
import { entryPath } from "#workers/entries.ts";

/** What starts the application's processes and shows its pages; the built files unless a test says otherwise. */
export interface ApplicationFiles {
  readonly windowFolder: string;
  /** The preload script: one CommonJS file, because sandboxed pages take no other. */
  readonly preload: string;
  /** Pictures for the window and the tray: `window.png`, `tray.png`, `tray@2x.png`. */
  readonly iconFolder: string;
}

/** Names the application to the system, which shows the name and keeps notifications and windows apart by the id. */
const NAME = "Orbweaver";
const ID = "org.orbweaver.app";

/** Runs Orbweaver with its window until the person quits. A second start shows the window of the first and hands its files over. */
export async function runApplication(files: ApplicationFiles = builtFiles()): Promise<void> {
  app.setName(NAME);
  app.setAppUserModelId(ID);
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerWindowScheme();
  app.enableSandbox();
  app.on("session-created", guardSession);
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
  const asked = new AskedFiles(process.argv, process.cwd());
  await app.whenReady();

  guardSession(session.defaultSession);
  serveWindow(session.defaultSession, files.windowFolder);
  const folders = defaultFolders(process.env);
  let desktop: Desktop | null = null;
  const window = () => desktop?.window ?? null;
  const host = createHost({
    ...folders,
    kind: "electron",
    version: VERSION,
    startEngine: startEngineUnderElectron({ engine: entryPath("engine"), pageWorker: entryPath("page-worker") }),
    exportGate: chooseExportPath(window),
    chooseFile: chooseFile(window),
    showInFolder,
  });
  const person = new AskPerson(window);
  tellUnexpectedErrors(host.log, (sentence) => person.tellProblem(sentence));
  handOverPorts(host);
  desktop = new Desktop({ host, person, folder: folders.libraryFolder, ...files });
  desktop.run(asked);
}

function builtFiles(): ApplicationFiles {
  const windowFolder = findWindowFolder();
  if (windowFolder === null) throw new OrbweaverError("not-found", "The window has not been built yet. Run: npm run build");
  const root = join(windowFolder, "..", "..");
  return { windowFolder, preload: join(root, "out", "preload", "preload.cjs"), iconFolder: join(root, "resources", "shown") };
}
