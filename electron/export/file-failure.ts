import { basename, dirname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";

/** An error of the file system, or of SQLite writing a file, as one that a person can act on; any other is returned as it is. */
export function fileFailure(thrown: unknown, path: string): unknown {
  if (thrown instanceof OrbweaverError || !(thrown instanceof Error)) return thrown;
  const name = basename(path);
  const folder = dirname(path);
  const failure = (code: "disk-full" | "read-only" | "not-found" | "bad-input" | "storage", message: string) =>
    new OrbweaverError(code, message, { cause: thrown });
  switch (causeOf(thrown)) {
    case "full":
      return failure(
        "disk-full",
        `The disk is full: "${name}" could not be written to ${folder}. Free some space, or choose another folder.`,
      );
    case "forbidden":
      return failure(
        "read-only",
        `"${name}" cannot be written to ${folder}. Close it in other programs, allow writing there, or choose another folder.`,
      );
    case "no folder":
      return failure("not-found", `There is no folder ${folder}. Choose another one.`);
    case "bad name":
      return failure("bad-input", `A file cannot be named "${name.slice(0, 100)}" here. Choose another name.`);
    case "broken":
      return failure("storage", `Writing "${name}" to ${folder} failed. Check the disk, or choose another folder.`);
    case null:
      return thrown;
  }
}

type Cause = "full" | "forbidden" | "no folder" | "bad name" | "broken";

/** Codes of Node and beginnings of codes of SQLite, by what they mean to a person. */
const CAUSES: readonly (readonly [code: RegExp, cause: Cause])[] = [
  [/^(?:ENOSPC|EDQUOT|SQLITE_FULL)/, "full"],
  [/^(?:EROFS|EACCES|EPERM|EBUSY|SQLITE_READONLY|SQLITE_PERM)/, "forbidden"],
  [/^(?:ENOENT|ENOTDIR|SQLITE_CANTOPEN)/, "no folder"],
  [/^(?:ENAMETOOLONG|EINVAL|EISDIR)/, "bad name"],
  [/^(?:EIO|SQLITE_IOERR)/, "broken"],
];

function causeOf(thrown: NodeJS.ErrnoException): Cause | null {
  const code = thrown.code ?? "";
  return CAUSES.find(([known]) => known.test(code))?.[1] ?? null;
}
