import { existsSync } from "node:fs";
import { crawlQuestions, type Handlers, type hostQuestions, type InputOf } from "#contract/questions.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { checkConfig } from "#engine/check-config.ts";
import type { CrawlList } from "#library/crawl-list.ts";
import { createCrawl } from "#library/create-crawl.ts";
import type { ExportGate } from "#library/export-gate.ts";
import type { HostEvents } from "#library/host-events.ts";
import type { HostOptions } from "#library/host-options.ts";
import type { Log } from "#library/log.ts";
import type { CrawlQuestion } from "#library/open-crawl.ts";
import { checkCrawlPath, type OpenCrawls } from "#library/open-crawls.ts";
import type { Places } from "#library/places.ts";
import type { RememberedFiles } from "#library/remembered-files.ts";
import type { SavedViewsFile } from "#library/saved-views-file.ts";
import type { SettingsFile } from "#library/settings-file.ts";
import { settingsHandlers } from "#library/settings-handlers.ts";

type CrawlQuestions = typeof crawlQuestions;

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
  /** Tells that the list of crawls is another one now. */
  libraryChanged(): void;
}

/** Answers about one crawl: its engine gives them, the host adds what several crawls have to agree on. */
export function crawlHandlers({ crawls, exportGate }: HostParts): Handlers<CrawlQuestions> {
  const passOn = <N extends CrawlQuestion>(name: N) =>
    [name, (input: InputOf<CrawlQuestions, N>, signal: AbortSignal) => crawls.open(input.crawl).ask(name, input as never, signal)] as const;
  const passedOn = Object.fromEntries((Object.keys(crawlQuestions) as CrawlQuestion[]).map(passOn));
  return {
    ...(passedOn as unknown as Handlers<CrawlQuestions>),
    "crawl.start": (input) => crawls.open(input.crawl).start(input),
    "crawl.pause": (input, signal) => crawls.open(input.crawl).end("crawl.pause", signal),
    "crawl.stop": (input, signal) => crawls.open(input.crawl).end("crawl.stop", signal),
    async "export.start"(input, signal) {
      const crawl = crawls.open(input.crawl);
      const path = await exportGate(input.path);
      return crawl.ask("export.start", { ...input, path }, signal);
    },
  };
}

/** Answers about the library as a whole. */
export function libraryHandlers(parts: HostParts, options: HostOptions): Handlers<typeof hostQuestions> {
  const { crawls, list, remembered, places, libraryChanged } = parts;
  return {
    ...settingsHandlers(parts),
    "library.list": () => list.entries(),
    "library.create"(input) {
      const path = createCrawl(checkConfig(input.config), input.path, places.libraryFolder);
      if (input.path !== "") remembered.add(path);
      libraryChanged();
      return list.entry(path);
    },
    "library.open"({ path }) {
      checkCrawlPath(path);
      list.check(path);
      remembered.add(path);
      libraryChanged();
      return list.entry(path);
    },
    async "library.close"({ crawl }) {
      checkCrawlPath(crawl);
      await crawls.letGo(crawl);
      if (!existsSync(crawl)) remembered.forget(crawl);
      libraryChanged();
    },
    "library.rename": () => notBuilt("library.rename"),
    "library.duplicate": () => notBuilt("library.duplicate"),
    "library.delete": () => notBuilt("library.delete"),
    "library.restore": () => notBuilt("library.restore"),
    "system.show": () => notBuilt("system.show"),
    "system.chooseFile": () => ({ path: null }),
    "app.log": ({ lines }) => ({ path: parts.log.path ?? "", lines: parts.log.lastLines(lines) }),
    "app.diagnostics": () => notBuilt("app.diagnostics"),
    "app.about": () => ({
      version: options.version,
      node: process.versions.node,
      libraryFolder: places.libraryFolder,
      exportFolder: places.exportFolder,
      electron: process.versions["electron"] ?? "",
      sqlite: "",
      settingsFile: parts.settings.path ?? "",
      logFile: parts.log.path ?? "",
      host: options.kind,
      hasDialogs: false,
    }),
  };
}

function notBuilt(name: string): never {
  throw new OrbweaverError("bad-input", `${name} is not built yet.`);
}
