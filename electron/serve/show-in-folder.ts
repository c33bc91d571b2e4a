import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";

/** A file manager that has not ended by then is open. */
const OPEN_AFTER_MS = 2000;

/** A program and how it is called. */
export interface Opener {
  readonly program: string;
  readonly argv: readonly string[];
  /** Whether the arguments go to the program as they stand, because it splits its command line in its own way. */
  readonly isVerbatim: boolean;
}

/** Shows a file or folder in the file manager of this computer; no shell ever sees its name. Throws `not-found` with a sentence. */
export async function showInFolder(path: string): Promise<void> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const opener = openerFor(process.platform, path, isFolder);
  const child = spawn(opener.program, [...opener.argv], {
    stdio: "ignore",
    detached: true,
    shell: false,
    windowsVerbatimArguments: opener.isVerbatim,
  });
  child.unref();
  const ended = Promise.withResolvers<string | null>();
  const late = setTimeout(() => ended.resolve(null), OPEN_AFTER_MS);
  child.once("error", (error: NodeJS.ErrnoException) => ended.resolve(`${opener.program} cannot be started, ${error.code}`));
  // The file manager of Windows always answers 1.
  child.once("exit", (code) => ended.resolve(code === 0 || process.platform === "win32" ? null : `${opener.program} answered ${code}`));
  const problem = await ended.promise.finally(() => clearTimeout(late));
  if (problem !== null) throw new OrbweaverError("not-found", `The file manager could not be opened (${problem}). The file is at ${path}`);
}

/** How the file manager of a system is asked to show a path. */
export function openerFor(platform: NodeJS.Platform, path: string, isFolder: boolean): Opener {
  if (platform === "darwin") return { program: "open", argv: isFolder ? ["--", path] : ["-R", path], isVerbatim: false };
  if (platform === "win32") return { program: "explorer.exe", argv: [isFolder ? `"${path}"` : `/select,"${path}"`], isVerbatim: true };
  return { program: "xdg-open", argv: [isFolder ? path : dirname(path)], isVerbatim: false };
}
