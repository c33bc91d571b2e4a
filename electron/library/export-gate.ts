import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { partPathOf } from "#export/part-file.ts";
import { makePrivateFolder } from "#library/create-crawl.ts";
import { extensionOf, freePath } from "#library/free-path.ts";

/**
 * Decides where an export is written: gets the path that was asked for and answers the path to write to. Rejects with `bad-input`,
 * or with `cancelled` when the person chose none.
 */
export type ExportGate = (asked: string) => Promise<string>;

/** For callers that are the person: the command line writes wherever it is told to. */
export async function anywhere(asked: string): Promise<string> {
  if (!isAbsolute(asked)) throw new OrbweaverError("bad-input", `"${asked}" is not a complete path. Give one that begins at the root.`);
  return resolve(asked);
}

/**
 * For a window that no person's file dialog stands behind: only into the export folder, and never over a file that is there, so that
 * whoever gets hold of the window cannot replace files.
 */
export function onlyInto(currentFolder: () => string): ExportGate {
  return async (asked) => {
    const exportFolder = currentFolder();
    const target = resolve(exportFolder, asked);
    makePrivateFolder(exportFolder);
    const folder = existsSync(dirname(target)) ? realpathSync(dirname(target)) : null;
    if (folder !== realpathSync(exportFolder)) {
      throw new OrbweaverError(
        "bad-input",
        `In the browser, exports are written to ${exportFolder} and nowhere else; "${asked}" is outside.`,
      );
    }
    return freePath(target, isTaken);
  };
}

/** Whether something is there under a path, is being written there, or would be replaced by the parts of a sitemap. */
function isTaken(path: string): boolean {
  if (existsSync(path) || existsSync(partPathOf(path))) return true;
  const extension = extensionOf(path);
  if (!/^\.xml(?:\.gz)?$/i.test(extension)) return false;
  const stem = basename(path, extension);
  return readdirSync(dirname(path)).some((name) => name.startsWith(`${stem}-`) || name.startsWith(`${stem}${extension}.`));
}
