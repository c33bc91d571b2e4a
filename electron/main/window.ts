import { BrowserWindow, screen, type BrowserWindowConstructorOptions } from "electron";
import { toOrbweaverError } from "#contract/failure.ts";
import { JsonFile } from "#library/json-file.ts";
import type { Log } from "#library/log.ts";
import { WINDOW_ADDRESS } from "#main/window-protocol.ts";
import { readPlace, seenBounds, type WindowPlace } from "#main/window-place.ts";

/** What the page of the window may do: it is sandboxed, knows neither Node nor Electron, and gets what `preload` gives. */
export const PAGE_OPTIONS = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
} as const;

/** How a window is made that was never moved. `icon` is a picture for systems that take it from the window. */
export function windowOptions(preload: string, icon: string): BrowserWindowConstructorOptions {
  return {
    title: "Orbweaver",
    width: 1360,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    show: false,
    icon,
    webPreferences: { preload, ...PAGE_OPTIONS },
  };
}

/** What the window is made of, and where its place is kept. */
export interface MainWindowOptions {
  readonly preload: string;
  readonly icon: string;
  /** The application's own folder: the place of the window is kept in `window.json` there. */
  readonly folder: string;
  readonly log: Log;
  /** Told of each window that has been opened, before it loads its page. */
  readonly onOpened: (window: BrowserWindow) => void;
}

/** The one window: open or not. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  readonly #place: JsonFile;
  #window: BrowserWindow | null = null;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    this.#place = new JsonFile({ folder: options.folder, name: "window.json", log: options.log });
  }

  /** The window that is open; null when none is. */
  get open(): BrowserWindow | null {
    return this.#window;
  }

  /** Brings the window to the front; opens it when it is not open. */
  show(): void {
    if (this.#window === null) this.#window = this.#make();
    else {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      this.#window.focus();
    }
  }

  #make(): BrowserWindow {
    const { preload, icon, onOpened } = this.#options;
    const place = readPlace(this.#place);
    const bounds = place === null ? {} : seenBounds(place.bounds, workAreas());
    const window = new BrowserWindow({ ...windowOptions(preload, icon), ...bounds });
    window.once("ready-to-show", () => {
      // It would show the window before there is anything to show.
      if (place?.isMaximised === true) window.maximize();
      window.show();
    });
    window.on("close", () => this.#keepPlace({ bounds: window.getNormalBounds(), isMaximised: window.isMaximized() }));
    window.on("closed", () => (this.#window = null));
    onOpened(window);
    void window.loadURL(WINDOW_ADDRESS);
    return window;
  }

  #keepPlace(place: WindowPlace): void {
    try {
      this.#place.write(place);
    } catch (thrown) {
      this.#options.log.warning(`The place of the window was not kept. ${toOrbweaverError(thrown).message}`);
    }
  }
}

/** Those of all displays without bars of the system, the main one first. */
function workAreas(): readonly Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea);
}
