import { shell } from "electron";
import { statSync } from "node:fs";
import { OrbweaverError } from "#contract/failure.ts";

/** Shows a file in its folder, or a folder itself, in the file manager of this computer. Throws `not-found` with a sentence. */
export async function showInFolder(path: string): Promise<void> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) return shell.showItemInFolder(path);
  const problem = await shell.openPath(path);
  if (problem !== "") throw new OrbweaverError("not-found", `The file manager could not be opened (${problem}). The folder is ${path}`);
}
