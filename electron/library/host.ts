import { serve } from "#contract/protocol.ts";
import { allQuestions } from "#contract/questions.ts";
import type { Wire } from "#contract/wire.ts";
import { CrawlList } from "#library/crawl-list.ts";
import { CrawlSlots } from "#library/crawl-slots.ts";
import { anywhere, onlyInto } from "#library/export-gate.ts";
import { HostEvents } from "#library/host-events.ts";
import { crawlHandlers, libraryHandlers, type HostParts } from "#library/host-handlers.ts";
import type { HostOptions } from "#library/host-options.ts";
import type { EndLimits } from "#library/open-crawl.ts";
import { openLog } from "#library/log.ts";
import { OpenCrawls } from "#library/open-crawls.ts";
import { Places } from "#library/places.ts";
import { RememberedFiles } from "#library/remembered-files.ts";
import { SavedViewsFile } from "#library/saved-views-file.ts";
import { SettingsFile } from "#library/settings-file.ts";

const MAX_RUNNING = 4;
const IDLE_AFTER_MS = 60_000;
const END_LIMITS: EndLimits = { pauseMs: 5000, stopMs: 3000, exitMs: 3000 };

/** The crawl library and the engine processes of the crawls that are open. */
export interface Host {
  /** Answers every question of the contract that comes over `wire`. */
  attach(wire: Wire): void;
  /** Pauses every crawl that runs, ends all engine processes and closes the attached wires. Never rejects. */
  close(): Promise<void>;
  /** Pauses every crawl that runs; the host goes on. Never rejects. */
  pauseAll(): Promise<void>;
}

/** Makes a host. It does nothing until a wire is attached and something is asked. */
export function createHost(options: HostOptions): Host {
  const events = new HostEvents();
  const parts = makeParts(options, events);
  const handlers = { ...crawlHandlers(parts), ...libraryHandlers(parts, options) };
  const wires = new Set<Wire>();
  let closed = false;

  return {
    attach(wire) {
      if (closed) return wire.close();
      wires.add(wire);
      wire.onClose(() => wires.delete(wire));
      serve(wire, allQuestions, handlers, events);
    },
    async close() {
      closed = true;
      await parts.crawls.close();
      for (const wire of wires) wire.close();
    },
    pauseAll: () => parts.crawls.pauseAll(),
  };
}

function makeParts(options: HostOptions, events: HostEvents): HostParts {
  const libraryChanged = () => events.publish("library", { changedAtMs: Date.now() });
  const crawls = new OpenCrawls({
    startEngine: options.startEngine,
    events,
    slots: new CrawlSlots(options.maxRunning ?? MAX_RUNNING),
    idleAfterMs: options.idleAfterMs ?? IDLE_AFTER_MS,
    limits: options.endLimits ?? END_LIMITS,
    onStateChange: libraryChanged,
  });
  // A command works on the files it is given and leaves nothing else behind.
  const folder = options.kind === "cli" ? null : options.libraryFolder;
  const log = openLog(folder);
  const remembered = new RememberedFiles(folder);
  const settings = new SettingsFile({ folder, log });
  const savedViews = new SavedViewsFile({ folder, log });
  const places = new Places(options, settings, remembered);
  const list = new CrawlList(
    () => places.crawlFolders,
    remembered,
    (path) => crawls.find(path)?.status ?? null,
  );
  const exportGate = options.exportGate ?? (options.kind === "browser" ? onlyInto(() => places.exportFolder) : anywhere);
  return { crawls, list, remembered, exportGate, events, log, settings, savedViews, places, libraryChanged };
}
