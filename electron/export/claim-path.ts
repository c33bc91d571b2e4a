import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { fileFailure } from "#export/file-failure.ts";

/** Files that are being written, so that two exports of a process never share one. */
const underWay = new Set<string>();

/**
 * Runs the work of writing a file, alone. Errors: bad-input (another export writes it, or it is a folder), and those of the file
 * system as a person can act on them.
 */
export async function claimPath<T>(path: string, work: () => Promise<T>): Promise<T> {
  const claimed = resolve(path);
  if (underWay.has(claimed))
    throw new OrbweaverError("bad-input", `Another export is writing "${basename(path)}" right now. Wait for it, or choose another name.`);
  underWay.add(claimed);
  try {
    await refuseFolder(path);
    return await work();
  } catch (thrown) {
    throw fileFailure(thrown, path);
  } finally {
    underWay.delete(claimed);
  }
}

/** Throws `bad-input` when a folder has the name that a file is to get. */
export async function refuseFolder(path: string): Promise<void> {
  const target = await stat(path).catch(() => null);
  if (target?.isDirectory()) throw new OrbweaverError("bad-input", `${path} is a folder. Add a file name.`);
}
