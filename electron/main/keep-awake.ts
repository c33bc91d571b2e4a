import { powerSaveBlocker } from "electron";

/** Keeps the computer from going to sleep while crawls run; its screen may. */
export class KeepAwake {
  #blocker: number | null = null;

  set(isNeeded: boolean): void {
    if (isNeeded) this.#blocker ??= powerSaveBlocker.start("prevent-app-suspension");
    else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }
}
