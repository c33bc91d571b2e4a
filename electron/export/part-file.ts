import { open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { ByteSink } from "#export/export-source.ts";

const SYNC_EVERY_BYTES = 64 * 1024 * 1024;

/**
 * A file that is being written beside the place it is for, as `<path>.part`. It takes its name only when it is complete and safe
 * on disk. Either `publish` or `discard` must be called at the end, whatever happened; otherwise the part stays behind.
 */
export class PartFile implements ByteSink {
  readonly path: string;
  readonly partPath: string;
  readonly #file: FileHandle;
  #unsyncedBytes = 0;
  #syncing: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.partPath = partPathOf(path);
    this.#file = file;
  }

  /** Makes a part that nobody else has open. What an interrupted export left there is removed; a link is never followed. */
  static async open(path: string): Promise<PartFile> {
    await rm(partPathOf(path), { force: true });
    return new PartFile(path, await open(partPathOf(path), "wx"));
  }

  /**
   * Writes, and sets the disk to work while more is being made: what is written is made durable in steps, so that the end does
   * not wait for all of it at once.
   */
  async write(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length;) at += (await this.#file.write(chunk, at, chunk.length - at)).bytesWritten;
    this.#unsyncedBytes += chunk.length;
    if (this.#unsyncedBytes < SYNC_EVERY_BYTES) return;
    this.#unsyncedBytes = 0;
    await this.#syncing;
    this.#syncing = this.#file.datasync();
    // Heard by the next step, or at the end: a system tells of a failed write only once.
    this.#syncing.catch(() => {});
  }

  /** Makes all of it durable and closes it. Errors: vanished, when another program put something else in its place. */
  async finish(): Promise<void> {
    await this.#syncing;
    await this.#file.sync();
    if ((await stat(this.partPath)).ino !== (await this.#file.stat()).ino) {
      throw new OrbweaverError("vanished", `"${basename(this.partPath)}" was replaced while it was written. Start the export again.`);
    }
    await this.#file.close();
  }

  /** Gives the finished part a name, in the same folder, in the place of a file that has it. */
  async publish(path: string = this.path): Promise<void> {
    await rename(this.partPath, path);
    await syncFolder(dirname(path));
  }

  /** Removes the part. Never rejects; does nothing once it is published. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => {});
    await rm(this.partPath, { force: true }).catch(() => {});
  }
}

/** Where a file is while it is written. */
export function partPathOf(path: string): string {
  return `${path}.part`;
}

/** Makes a new name durable where the system can (Windows cannot open a folder). */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
