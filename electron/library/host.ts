import { serve } from "#contract/protocol.ts";
import { allQuestions, type JobProgress, type LibraryEntry, type WindowCommand } from "#contract/questions.ts";
import type { Settings } from "#contract/settings.ts";
import type { Wire } from "#contract/wire.ts";
import { CrawlJournal } from "#library/crawl-journal.ts";
import { CrawlList } from "#library/crawl-list.ts";
import { CrawlSlots } from "#library/crawl-slots.ts";
import { anywhere, onlyInto } from "#library/export-gate.ts";
import { HostEvents } from "#library/host-events.ts";
import { crawlHandlers, hostHandlers } from "#library/host-handlers.ts";
import type { HostOptions } from "#library/host-options.ts";
import type { HostParts } from "#library/host-parts.ts";
import { openLog, type Log } from "#library/log.ts";
import type { EndLimits } from "#library/open-crawl.ts";
import { OpenCrawls } from "#library/open-crawls.ts";
import { Places } from "#library/places.ts";
import { PutAside } from "#library/put-aside.ts";
import { RememberedFiles } from "#library/remembered-files.ts";
import { SavedViewsFile } from "#library/saved-views-file.ts";
import { SettingsFile } from "#library/settings-file.ts";
import { removeOldArrivals, takeInCrawl, type ArrivingFile } from "#library/take-in-crawl.ts";
import { WindowWatch } from "#library/window-watch.ts";
import { WrittenExports } from "#library/written-exports.ts";

const MAX_RUNNING = 4;
const IDLE_AFTER_MS = 60_000;
const END_LIMITS: EndLimits = { pauseMs: 5000, stopMs: 3000, exitMs: 3000 };
const WINDOW_GRACE_MS = 10_000;

/** The crawl library and the engine processes of the crawls that are open. */
export interface Host {
  readonly log: Log;
  /** Answers every question of the contract that comes over `wire`, which belongs to a window unless `isWindow` is false. */
  attach(wire: Wire, isWindow?: boolean): void;
  /** Pauses every crawl that runs, ends all engine processes and closes the attached wires. Never rejects. */
  close(): Promise<void>;
  /** Pauses every crawl that runs; the host goes on. Never rejects. */
  pauseAll(): Promise<void>;
  /**
   * Does at once what is set for the case that no window is left: crawls that run go on or are paused. The host does it by itself
   * when no wire of a window has been attached for ten seconds. Never rejects.
   */
  noWindowLeft(): Promise<Settings["onWindowClose"]>;
  /** What the person has set. */
  settings(): Settings;
  /** Paths of the crawls that run or wait for their turn. */
  running(): readonly string[];
  /** Asks all windows that are there to do something, once; false when there is none to hear it. `crawl`: for `open`. */
  command(name: WindowCommand["name"], crawl?: string): boolean;
  /** Calls `ready` each time a window has begun to hear commands: one that has just been opened hears none before. */
  onWindowReady(ready: () => void): void;
  /** Files of an export that was finished since the start, in their order; empty when there is no such job. */
  exportedFiles(job: string): readonly string[];
  /** Takes a crawl file that arrives as bytes into the library. Throws as `takeInCrawl`. */
  takeIn(file: ArrivingFile): Promise<LibraryEntry>;
}

/** Makes a host: writes to the log that it is there, and removes what was deleted long ago. */
export function createHost(options: HostOptions): Host {
  const events = new HostEvents();
  const parts = makeParts(options, events);
  const { crawls, log, settings, places, writtenExports } = parts;
  const handlers = { ...crawlHandlers(parts), ...hostHandlers(parts, options) };
  const wires = new Set<Wire>();
  const pauseIfWanted = async () => {
    const { onWindowClose } = settings.read();
    if (onWindowClose === "pause" && crawls.active().length > 0) {
      log.info("No window is left: crawls that run are paused, as is set.");
      await crawls.pauseAll();
    }
    return onWindowClose;
  };
  const windows = new WindowWatch(options.windowGraceMs ?? WINDOW_GRACE_MS, () => void pauseIfWanted());
  let commands = 0;
  let closed = false;
  begin(parts, options);

  return {
    log,
    attach(wire, isWindow = true) {
      if (closed) return wire.close();
      wires.add(wire);
      if (isWindow) windows.opened();
      wire.onClose(() => {
        wires.delete(wire);
        if (isWindow) windows.closed();
      });
      serve(wire, allQuestions, handlers, events);
    },
    async close() {
      if (!closed) log.info("Ending.");
      closed = true;
      windows.end();
      await crawls.close();
      for (const wire of wires) wire.close();
    },
    pauseAll: () => crawls.pauseAll(),
    noWindowLeft: pauseIfWanted,
    settings: () => settings.read(),
    running: () => crawls.active(),
    command: (name, crawl = "") => events.tellOnce("command", { number: ++commands, name, crawl }),
    onWindowReady(ready) {
      events.onListened = (topic) => {
        if (topic === "command") ready();
      };
    },
    exportedFiles: (job) => writtenExports.filesOf(job),
    async takeIn(file) {
      const path = await takeInCrawl(file, places.libraryFolder);
      log.info("Taken in from a window.", path);
      parts.libraryChanged();
      return parts.list.entry(path);
    },
  };
}

function makeParts(options: HostOptions, events: HostEvents): HostParts {
  const libraryChanged = () => events.publish("library", { changedAtMs: Date.now() });
  // A command works on the files it is given and leaves nothing else behind.
  const folder = options.kind === "cli" ? null : options.libraryFolder;
  const log = openLog(folder);
  const journal = new CrawlJournal(log);
  const crawls = new OpenCrawls({
    startEngine: options.startEngine,
    events,
    journal,
    slots: new CrawlSlots(options.maxRunning ?? MAX_RUNNING),
    idleAfterMs: options.idleAfterMs ?? IDLE_AFTER_MS,
    limits: options.endLimits ?? END_LIMITS,
    onStateChange: libraryChanged,
  });
  const writtenExports = new WrittenExports();
  events.listen("job", 0, (_seq, progress) => {
    writtenExports.heardJob(progress as JobProgress);
    journal.heardJob(progress as JobProgress);
  });
  const remembered = new RememberedFiles(folder);
  const settings = new SettingsFile({ folder, log });
  const savedViews = new SavedViewsFile({ folder, log });
  const putAside = new PutAside(remembered, savedViews);
  const places = new Places(options, settings, remembered);
  const list = new CrawlList(
    () => places.crawlFolders,
    remembered,
    (path) => crawls.find(path)?.status ?? null,
  );
  const exportGate = options.exportGate ?? (options.kind === "browser" ? onlyInto(() => places.exportFolder) : anywhere);
  return { crawls, list, log, remembered, settings, savedViews, putAside, places, writtenExports, exportGate, events, libraryChanged };
}

function begin({ log, putAside, places }: HostParts, { kind, version }: HostOptions): void {
  if (kind === "cli") return;
  const electron = process.versions["electron"];
  const runtime = `Node ${process.versions.node}${electron === undefined ? "" : `, Electron ${electron}`}`;
  log.info(`Orbweaver ${version} begins (${kind}, ${runtime}, ${process.platform} ${process.arch}).`);
  for (const folder of places.crawlFolders) removeOldArrivals(folder, Date.now());
  const removed = putAside.removeOld(places.crawlFolders, Date.now());
  if (removed > 0) log.info(`Removed for good: ${removed} of the crawls that were deleted more than a week ago.`);
}
