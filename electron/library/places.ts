import { accessSync, constants, statSync } from "node:fs";
import { OrbweaverError } from "#contract/failure.ts";
import type { Settings } from "#contract/settings.ts";
import { makePrivateFolder } from "#library/create-crawl.ts";
import type { Folders } from "#library/default-folders.ts";
import type { RememberedFiles } from "#library/remembered-files.ts";
import type { SettingsFile } from "#library/settings-file.ts";

/** Where crawls and exports are right now: what the settings say, or else the folders of the program's own choice. */
export class Places {
  readonly #own: Folders;
  readonly #settings: SettingsFile;
  readonly #remembered: RememberedFiles;

  constructor(own: Folders, settings: SettingsFile, remembered: RememberedFiles) {
    this.#own = own;
    this.#settings = settings;
    this.#remembered = remembered;
  }

  /** Where new crawls are made. */
  get libraryFolder(): string {
    return this.#settings.read().libraryFolder || this.#own.libraryFolder;
  }

  get exportFolder(): string {
    return this.#settings.read().exportFolder || this.#own.exportFolder;
  }

  /** Every folder whose crawls are listed: where new ones are made, and where they were made before. */
  get crawlFolders(): readonly string[] {
    return [...new Set([this.libraryFolder, this.#own.libraryFolder, ...this.#remembered.folders()])];
  }

  /**
   * Changes settings. Chosen folders are made when they are not there; crawls of the folder before stay listed. Throws `bad-input`,
   * `read-only`, `disk-full`; then nothing is changed.
   */
  change(changes: Readonly<Record<string, unknown>>): Settings {
    const before = this.libraryFolder;
    const settings = this.#settings.change(changes, (wanted) => {
      if (Object.hasOwn(changes, "libraryFolder")) makeUsable(wanted.libraryFolder);
      if (Object.hasOwn(changes, "exportFolder")) makeUsable(wanted.exportFolder);
    });
    if (this.libraryFolder !== before) this.#remembered.addFolder(before);
    return settings;
  }
}

/** Makes a chosen folder when it is not there, and looks whether files can be made in it. Throws `bad-input`, `read-only`. */
function makeUsable(folder: string): void {
  if (folder === "") return;
  makePrivateFolder(folder);
  if (!statSync(folder).isDirectory()) throw new OrbweaverError("bad-input", `${folder} is a file, not a folder. Choose a folder.`);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new OrbweaverError("read-only", `Nothing can be written to the folder ${folder}. Choose another one, or allow writing there.`, {
      cause,
    });
  }
}
