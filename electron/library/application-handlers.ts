import { existsSync } from "node:fs";
import { basename } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { About, Handlers, hostQuestions } from "#contract/questions.ts";
import { diagnosticsText } from "#library/diagnostics.ts";
import type { HostParts } from "#library/host-parts.ts";
import type { HostOptions } from "#library/host-options.ts";
import { sqliteVersion } from "#store/sqlite-version.ts";

type Names = `system.${string}` | `app.${string}`;
type ApplicationHandlers = Pick<Handlers<typeof hostQuestions>, Extract<keyof typeof hostQuestions, Names>>;

/** Answers about the application itself and the computer that it runs on. */
export function applicationHandlers(parts: HostParts, options: HostOptions): ApplicationHandlers {
  const { list, log, places, settings, writtenExports } = parts;
  const about = (): About => ({
    version: options.version,
    node: process.versions.node,
    electron: process.versions["electron"] ?? "",
    sqlite: sqliteVersion(),
    libraryFolder: places.libraryFolder,
    exportFolder: places.exportFolder,
    settingsFile: settings.path ?? "",
    logFile: log.path ?? "",
    host: options.kind,
    hasDialogs: options.chooseFile !== undefined,
  });
  const isOurs = (path: string): boolean => {
    const { libraryFolder, exportFolder, settingsFile, logFile } = about();
    return list.has(path) || writtenExports.has(path) || [libraryFolder, exportFolder, settingsFile, logFile].includes(path);
  };
  return {
    async "system.show"({ path }) {
      if (options.showInFolder === undefined) throw new OrbweaverError("bad-input", "There is no file manager to show a file in.");
      if (path === "" || !isOurs(path))
        throw new OrbweaverError("bad-input", `"${basename(path)}" is neither a crawl of the library nor a file that was exported.`);
      if (!existsSync(path)) throw new OrbweaverError("not-found", `There is no file ${path}. It may have been moved or deleted by hand.`);
      await options.showInFolder(path);
    },
    "system.chooseFile": async ({ purpose }) => ({ path: (await options.chooseFile?.(purpose)) ?? null }),
    "app.log": ({ lines }) => ({ path: log.path ?? "", lines: log.lastLines(lines) }),
    "app.diagnostics": () => ({ text: diagnosticsText({ about: about(), settings: settings.read(), crawls: list.entries(), log }) }),
    "app.about": about,
  };
}
