import type { StartEngine } from "#library/engine-process.ts";
import type { ExportGate } from "#library/export-gate.ts";
import type { EndLimits } from "#library/open-crawl.ts";

/** What a host is made of; the first five have to be given. */
export interface HostOptions {
  /** Where new crawl files are made; need not exist yet. */
  readonly libraryFolder: string;
  /** Where exports go when nobody says otherwise; need not exist yet. */
  readonly exportFolder: string;
  readonly kind: "electron" | "browser" | "cli";
  readonly startEngine: StartEngine;
  readonly version: string;
  /** Decides where exports are written. Default: in the browser only into the export folder, elsewhere where it is asked for. */
  readonly exportGate?: ExportGate | undefined;
  /** How many crawls may run at the same time; default 4. */
  readonly maxRunning?: number;
  /** An engine process that nobody needs is closed after this time; default one minute. */
  readonly idleAfterMs?: number;
  /** How long an orderly end may take; default 5 s to pause, 3 s to stop, 3 s to exit. */
  readonly endLimits?: EndLimits;
}
