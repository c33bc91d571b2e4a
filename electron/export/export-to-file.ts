import { open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import { exportView, type ExportOptions, type ExportProgress, type ExportRequest } from "#export/export-view.ts";
import type { ByteSink, ExportSource } from "#export/export-source.ts";

const SYNC_EVERY_BYTES = 64 * 1024 * 1024;

/** Files that are being written, so that two exports of a process never share one. */
const underWay = new Set<string>();

/**
 * Writes the selected rows to a file. They are written to `<path>.part` beside it, which takes the name `path` only when it is
 * complete and safe on disk; on an error or a cancel it is removed, and a file that was there before stays as it was.
 * Errors: bad-input, not-found (folder), read-only, disk-full, vanished, cancelled.
 */
export async function exportToFile(
  source: ExportSource,
  request: ExportRequest & { readonly path: string },
  options: ExportOptions = {},
): Promise<ExportProgress> {
  const { path } = request;
  if (underWay.has(path))
    throw new OrbweaverError("bad-input", `Another export is writing "${basename(path)}" right now. Wait for it, or choose another name.`);
  underWay.add(path);
  try {
    const target = await stat(path).catch(() => null);
    if (target?.isDirectory()) throw new OrbweaverError("bad-input", `${path} is a folder. Add a file name.`);
    return await writeAndRename(source, request, options);
  } catch (thrown) {
    throw fileFailure(thrown, path);
  } finally {
    underWay.delete(path);
  }
}

async function writeAndRename(
  source: ExportSource,
  request: ExportRequest & { readonly path: string },
  options: ExportOptions,
): Promise<ExportProgress> {
  const { path } = request;
  const partPath = `${path}.part`;
  const part = await openNew(partPath);
  try {
    const sink = fileSink(part);
    const result = await exportView(source, request, sink, options);
    await sink.finish();
    if ((await stat(partPath)).ino !== (await part.stat()).ino) {
      throw new OrbweaverError("vanished", `"${basename(partPath)}" was replaced while it was written. Start the export again.`);
    }
    await part.close();
    await rename(partPath, path);
    await syncFolder(dirname(path));
    return result;
  } catch (thrown) {
    await part.close().catch(() => {});
    await rm(partPath, { force: true }).catch(() => {});
    throw thrown;
  }
}

/** A file that nobody else has open. What an interrupted export left under the name is removed; a link is never followed. */
async function openNew(path: string): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, "wx");
}

/**
 * Writes to a file, and sets the disk to work while more is being made: what is written is made durable in steps, so that the end
 * does not wait for all of it at once.
 */
function fileSink(file: FileHandle): ByteSink & { finish(): Promise<void> } {
  let unsyncedBytes = 0;
  let syncing: Promise<void> = Promise.resolve();
  return {
    async write(chunk) {
      for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at, chunk.length - at)).bytesWritten;
      unsyncedBytes += chunk.length;
      if (unsyncedBytes < SYNC_EVERY_BYTES) return;
      unsyncedBytes = 0;
      await syncing;
      syncing = file.datasync();
      // Heard by the next step, or at the end: a system tells of a failed write only once.
      syncing.catch(() => {});
    },
    async finish() {
      await syncing;
      await file.sync();
    },
  };
}

/** Makes the new name durable where the system can (Windows cannot open a folder). */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** An error of the file system as one that a person can act on; any other is returned as it is. */
function fileFailure(thrown: unknown, path: string): unknown {
  if (thrown instanceof OrbweaverError || !(thrown instanceof Error)) return thrown;
  const name = basename(path);
  const folder = dirname(path);
  const failure = (code: "disk-full" | "read-only" | "not-found" | "bad-input" | "storage", message: string) =>
    new OrbweaverError(code, message, { cause: thrown });
  switch ((thrown as NodeJS.ErrnoException).code) {
    case "ENOSPC":
    case "EDQUOT":
      return failure(
        "disk-full",
        `The disk is full: "${name}" could not be written to ${folder}. Free some space, or choose another folder.`,
      );
    case "EROFS":
    case "EACCES":
    case "EPERM":
    case "EBUSY":
      return failure(
        "read-only",
        `"${name}" cannot be written to ${folder}. Close it in other programs, allow writing there, or choose another folder.`,
      );
    case "ENOENT":
    case "ENOTDIR":
      return failure("not-found", `There is no folder ${folder}. Choose another one.`);
    case "ENAMETOOLONG":
    case "EINVAL":
    case "EISDIR":
      return failure("bad-input", `A file cannot be named "${name.slice(0, 100)}" here. Choose another name.`);
    case "EIO":
      return failure("storage", `Writing "${name}" to ${folder} failed. Check the disk, or choose another folder.`);
    default:
      return thrown;
  }
}
