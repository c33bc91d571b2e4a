import { app } from "electron";
import { resolve } from "node:path";

/** Gets the complete path of each file that is to be opened. */
export type TakeFile = (path: string) => void;

/** The files among the arguments of a start. `folder` is where the start was made; switches of Chromium are no files. */
export function fileArguments(argv: readonly string[], folder: string, isPackaged: boolean): readonly string[] {
  const named = argv.slice(1).filter((argument) => !argument.startsWith("-"));
  // Unpackaged, the first one is the folder of the application.
  return named.slice(isPackaged ? 0 : 1).map((path) => resolve(folder, path));
}

/**
 * Files that the system asks Orbweaver to open: by its arguments, by those of a second start, or on a Mac by an event that comes
 * before the application is ready. Those that come before `onFile` wait for it.
 */
export class AskedFiles {
  readonly #waiting: string[] = [];
  #take: TakeFile | null = null;

  constructor(argv: readonly string[], folder: string) {
    this.#ask(fileArguments(argv, folder, app.isPackaged));
    app.on("open-file", (event, path) => {
      event.preventDefault();
      this.#ask([path]);
    });
    app.on("second-instance", (_event, laterArgv, laterFolder) => this.#ask(fileArguments(laterArgv, laterFolder, app.isPackaged)));
  }

  /** Sets who opens the files; called at once for those that wait. */
  onFile(take: TakeFile): void {
    this.#take = take;
    for (const path of this.#waiting.splice(0)) take(path);
  }

  #ask(paths: readonly string[]): void {
    if (this.#take === null) this.#waiting.push(...paths);
    else for (const path of paths) this.#take(path);
  }
}
