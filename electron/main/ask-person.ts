import { dialog, type BrowserWindow, type MessageBoxOptions } from "electron";
import { basename } from "node:path";

/** Asks and tells in dialogs of the system, which belong to the window when there is one. */
export class AskPerson {
  readonly #window: () => BrowserWindow | null;

  constructor(window: () => BrowserWindow | null) {
    this.#window = window;
  }

  /** Whether crawls that run, given by the paths of their files, may be paused because Orbweaver is to end. */
  async mayPause(running: readonly string[]): Promise<boolean> {
    const [only] = running;
    const what = running.length === 1 && only !== undefined ? `“${basename(only, ".crawl")}” is` : `${running.length} crawls are`;
    return this.#isFirst({
      type: "question",
      message: `${what} still running. Pause and quit?`,
      detail: "Nothing is lost: a paused crawl goes on from the same place when you resume it.",
      buttons: ["Pause and quit", "Cancel"],
    });
  }

  /** Whether the page of the window, which has ended twice, is to be loaded once more. */
  mayLoadAgain(): Promise<boolean> {
    return this.#isFirst({
      type: "error",
      message: "The window ended unexpectedly, and again after it was loaded anew.",
      detail: "Crawls that run are not affected. The log in the folder of Orbweaver says more.",
      buttons: ["Try again", "Leave it"],
    });
  }

  /** Tells one sentence about something that could not be done. */
  tellProblem(sentence: string): void {
    void this.#show({ type: "error", message: sentence, buttons: ["OK"] });
  }

  async #isFirst(options: MessageBoxOptions): Promise<boolean> {
    const { response } = await this.#show({ ...options, defaultId: 0, cancelId: 1 });
    return response === 0;
  }

  #show(options: MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
    const parent = this.#window();
    return parent === null ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options);
  }
}
