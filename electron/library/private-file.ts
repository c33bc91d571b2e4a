import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { makePrivateFolder } from "#library/create-crawl.ts";

/**
 * Writes a file that only its owner may read, beside its place and then renamed, so that a crash leaves the old one or the new one.
 * Throws `read-only`, `disk-full`; then the old file is as it was.
 */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.new`;
  try {
    makePrivateFolder(dirname(path));
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause instanceof OrbweaverError ? cause : writeProblem(path, cause as NodeJS.ErrnoException);
  }
}

function writeProblem(path: string, cause: NodeJS.ErrnoException): OrbweaverError {
  const [name, folder] = [basename(path), dirname(path)];
  if (cause.code === "ENOSPC" || cause.code === "EDQUOT")
    return new OrbweaverError(
      "disk-full",
      `The disk is full: ${name} in ${folder} could not be written. Free some space, then try again.`,
      {
        cause,
      },
    );
  return new OrbweaverError(
    "read-only",
    `${name} in ${folder} could not be written (${cause.code ?? cause.message}). Allow writing there, then try again.`,
    { cause },
  );
}
