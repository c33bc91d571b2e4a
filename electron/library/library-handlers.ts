import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { Handlers, hostQuestions, LibraryEntry } from "#contract/questions.ts";
import { checkConfig } from "#engine/check-config.ts";
import { CRAWL_EXTENSION, createCrawl } from "#library/create-crawl.ts";
import { typedCrawlName } from "#library/file-name.ts";
import type { HostParts } from "#library/host-parts.ts";
import { moveCrawlFile } from "#library/move-crawl-file.ts";
import { checkCrawlPath } from "#library/open-crawls.ts";
import { KEPT_DAYS } from "#library/put-aside.ts";
import { readStoredConfig } from "#library/read-stored.ts";

type Questions = Handlers<typeof hostQuestions>;
type FileQuestion = "library.rename" | "library.duplicate" | "library.delete" | "library.deleted" | "library.restore";
type ListQuestion = Exclude<Extract<keyof Questions, `library.${string}`>, FileQuestion>;

/** Answers about the crawl files as a whole. */
export function libraryHandlers(parts: HostParts): Pick<Questions, ListQuestion | FileQuestion> {
  const { crawls, list, remembered, places, libraryChanged } = parts;
  return {
    ...fileHandlers(parts),
    "library.list": () => list.entries(),
    "library.create"(input) {
      const path = createCrawl(checkConfig(input.config), { path: input.path, folder: places.libraryFolder });
      if (input.path !== "") remembered.add(path);
      return done(parts, path, "Made.");
    },
    "library.open"({ path }) {
      checkCrawlPath(path);
      list.check(path);
      remembered.add(path);
      return done(parts, path, "Brought into the library.");
    },
    async "library.close"({ crawl }) {
      checkCrawlPath(crawl);
      await crawls.letGo(crawl);
      if (!existsSync(crawl)) remembered.forget(crawl);
      libraryChanged();
    },
  };
}

/** Answers that make, move and take away files of crawls that the library lists, and of no others. */
function fileHandlers(parts: HostParts): Pick<Questions, FileQuestion> {
  const { crawls, list, log, remembered, places, putAside, savedViews, libraryChanged } = parts;
  return {
    async "library.rename"({ crawl, name }) {
      checkListed(parts, crawl);
      const path = join(dirname(crawl), typedCrawlName(name) + CRAWL_EXTENSION);
      if (path === crawl) return list.entry(crawl);
      if (crawls.find(crawl)?.isActive === true)
        throw new OrbweaverError("in-use", `"${basename(crawl)}" is being crawled. Pause it, then rename it.`);
      await crawls.setAside(crawl, () => moveCrawlFile(crawl, path));
      remembered.forget(crawl);
      rememberOutside(parts, path);
      savedViews.carry(crawl, path);
      return done(parts, path, `Renamed from "${basename(crawl, CRAWL_EXTENSION)}".`);
    },
    "library.duplicate"({ crawl }) {
      checkListed(parts, crawl);
      const name = basename(crawl, CRAWL_EXTENSION);
      const path = createCrawl(checkConfig(readStoredConfig(crawl)), { path: "", folder: places.libraryFolder, name });
      return done(parts, path, `Made with the options of "${name}".`);
    },
    async "library.delete"({ crawl }) {
      checkListed(parts, crawl);
      const undo = await crawls.setAside(crawl, () => putAside.put(crawl, Date.now()));
      log.info(`Deleted; it can be brought back for ${KEPT_DAYS} days.`, crawl);
      libraryChanged();
      return { undo, keptDays: KEPT_DAYS };
    },
    "library.deleted": () => putAside.list(),
    "library.restore"({ undo }) {
      const path = putAside.bringBack(undo);
      rememberOutside(parts, path);
      return done(parts, path, "Brought back.");
    },
  };
}

/** Writes into the log what was done with a crawl, tells the windows, and answers with the crawl. */
function done({ log, list, libraryChanged }: HostParts, path: string, sentence: string): LibraryEntry {
  log.info(sentence, path);
  libraryChanged();
  return list.entry(path);
}

function rememberOutside({ places, remembered }: HostParts, path: string): void {
  if (!places.crawlFolders.includes(dirname(path))) remembered.add(path);
}

/** Throws `not-found` for a file that is not in the library, and for one that has gone, which leaves the list. */
function checkListed({ list, remembered, libraryChanged }: HostParts, path: string): void {
  checkCrawlPath(path);
  if (!list.has(path)) throw new OrbweaverError("not-found", `"${basename(path)}" is not in the library.`);
  if (existsSync(path)) return;
  remembered.forget(path);
  libraryChanged();
  throw new OrbweaverError("not-found", `There is no file ${path} any more. It was taken out of the list.`);
}
