import { Menu, type BrowserWindow } from "electron";
import type { LibraryEntry } from "#contract/questions.ts";
import type { Host } from "#library/host.ts";
import type { HostClient } from "#main/host-client.ts";
import { menuTemplate, type MenuActions } from "#main/menu-template.ts";
import { shownCrawl } from "#main/shown-crawl.ts";

const MOST_RECENT = 10;

/** What the menus follow. */
export interface LiveMenuOptions {
  readonly host: Pick<Host, "running">;
  readonly client: HostClient;
  readonly window: () => BrowserWindow | null;
  readonly actions: MenuActions;
  readonly isForDevelopers: boolean;
}

/** The menus of the application, made anew when what they depend on has changed. */
export class LiveMenu {
  readonly #options: LiveMenuOptions;
  #recent: readonly string[] = [];
  #shownState = "";
  #isReading = false;
  #readAgain = false;

  constructor(options: LiveMenuOptions) {
    this.#options = options;
    options.client.subscribe("library", () => void this.#readLibrary());
    this.update();
    void this.#readLibrary();
  }

  /** Follows what a window shows, as long as it is open. */
  follow(window: BrowserWindow): void {
    window.webContents.on("did-navigate-in-page", () => this.update());
    window.on("closed", () => this.update());
  }

  /** Makes the menus anew if they are other ones now. */
  update(): void {
    const { host, window, actions, isForDevelopers } = this.#options;
    const shown = shownCrawl(window()?.webContents.getURL() ?? "");
    const isRunning = shown !== null && host.running().includes(shown);
    const state = { isMac: process.platform === "darwin", shown, isRunning, recent: this.#recent, isForDevelopers };
    if (JSON.stringify(state) === this.#shownState) return;
    this.#shownState = JSON.stringify(state);
    Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(state, actions)]));
  }

  /** Many changes at once are read once. */
  async #readLibrary(): Promise<void> {
    this.#readAgain = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#readAgain) {
      this.#readAgain = false;
      this.#recent = newest(await this.#options.client.call("library.list", {}).catch(() => []));
      this.update();
    }
    this.#isReading = false;
  }
}

function newest(entries: readonly LibraryEntry[]): readonly string[] {
  return entries
    .filter(({ problem }) => problem === null)
    .toSorted((one, other) => other.changedAtMs - one.changedAtMs)
    .slice(0, MOST_RECENT)
    .map(({ path }) => path);
}
