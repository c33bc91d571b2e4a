import type { StartEngine } from "#library/engine-process.ts";
import type { ExportGate } from "#library/export-gate.ts";
import type { EndLimits } from "#library/open-crawl.ts";

/** What the person is to choose with the dialog of the system. */
export type ChoicePurpose = "open-crawl" | "library-folder" | "export-folder";

/** What a host is made of; the first five have to be given. */
export interface HostOptions {
  /**
   * The application's own folder, for settings, saved views, the list of opened files and logs, and where new crawl files are made
   * until the person chooses another folder. Need not exist yet. A host of kind `cli` keeps nothing there but crawls.
   */
  readonly libraryFolder: string;
  /** Where exports go when nobody says otherwise; need not exist yet. */
  readonly exportFolder: string;
  readonly kind: "electron" | "browser" | "cli";
  readonly startEngine: StartEngine;
  readonly version: string;
  /** Decides where exports are written. Default: in the browser only into the export folder, elsewhere where it is asked for. */
  readonly exportGate?: ExportGate | undefined;
  /**
   * Shows a file or folder in the file manager. Gets only crawls of the library, exported files, and the application's own files.
   * Rejects with a sentence when it cannot be done. Default: there is no file manager.
   */
  readonly showInFolder?: (path: string) => Promise<void>;
  /**
   * Lets the person choose an existing crawl file, or a folder, with the dialog of the system, and answers with its absolute path;
   * null when they chose none. Default: there are no dialogs.
   */
  readonly chooseFile?: (purpose: ChoicePurpose) => Promise<string | null>;
  /** How long the last window has to be gone before what is set for that is done; default 10 s. */
  readonly windowGraceMs?: number;
  /** How many crawls may run at the same time; default 4. */
  readonly maxRunning?: number;
  /** An engine process that nobody needs is closed after this time; default one minute. */
  readonly idleAfterMs?: number;
  /** How long an orderly end may take; default 5 s to pause, 3 s to stop, 3 s to exit. */
  readonly endLimits?: EndLimits;
}
