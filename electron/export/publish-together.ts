import { rename, rm, stat } from "node:fs/promises";
import { refuseFolder } from "#export/claim-path.ts";
import type { PartFile } from "#export/part-file.ts";

/** A finished part and the name it is to get. */
export interface NamedPart {
  readonly part: PartFile;
  readonly path: string;
}

/**
 * Gives several finished parts their names, all or none: when one cannot get its name, those before it are taken back, and the
 * files that were there before have their names again.
 */
export async function publishTogether(parts: readonly NamedPart[]): Promise<void> {
  for (const { path } of parts) await refuseFolder(path);
  const undo: (() => Promise<void>)[] = [];
  const setAside: string[] = [];
  try {
    for (const { part, path } of parts) {
      const aside = `${path}.old`;
      if ((await stat(path).catch(() => null)) !== null) {
        await rename(path, aside);
        setAside.push(aside);
        undo.unshift(() => rename(aside, path));
      }
      await part.publish(path);
      undo.unshift(() => rm(path, { force: true }));
    }
  } catch (thrown) {
    for (const step of undo) await step().catch(() => {});
    throw thrown;
  }
  for (const aside of setAside) await rm(aside, { force: true }).catch(() => {});
}
