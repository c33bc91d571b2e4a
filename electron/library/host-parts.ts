import type { CrawlList } from "#library/crawl-list.ts";
import type { ExportGate } from "#library/export-gate.ts";
import type { HostEvents } from "#library/host-events.ts";
import type { Log } from "#library/log.ts";
import type { OpenCrawls } from "#library/open-crawls.ts";
import type { Places } from "#library/places.ts";
import type { PutAside } from "#library/put-aside.ts";
import type { RememberedFiles } from "#library/remembered-files.ts";
import type { SavedViewsFile } from "#library/saved-views-file.ts";
import type { SettingsFile } from "#library/settings-file.ts";
import type { WrittenExports } from "#library/written-exports.ts";

/** The parts of a host that its answers are made of. */
export interface HostParts {
  readonly crawls: OpenCrawls;
  readonly list: CrawlList;
  readonly remembered: RememberedFiles;
  readonly exportGate: ExportGate;
  readonly events: HostEvents;
  readonly log: Log;
  readonly settings: SettingsFile;
  readonly savedViews: SavedViewsFile;
  readonly places: Places;
  readonly putAside: PutAside;
  readonly writtenExports: WrittenExports;
  /** Tells that the list of crawls is another one now. */
  libraryChanged(): void;
}
