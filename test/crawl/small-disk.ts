import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system in memory that can be full, grow and become read-only. */
export interface SmallDisk extends Disposable {
  /** The folder it is mounted on. */
  readonly path: string;
  resize(mebibytes: number): void;
  setReadOnly(isReadOnly: boolean): void;
}

/** Mounts a file system of a few mebibytes; Linux and root only. Throws when the system does not let us. */
export function mountSmallDisk(mebibytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), "orbweaver-disk-"));
  try {
    run("mount", "-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", path);
  } catch (thrown) {
    rmSync(path, { recursive: true, force: true });
    throw thrown;
  }
  return {
    path,
    resize: (size) => run("mount", "-o", `remount,size=${size}m`, path),
    setReadOnly: (isReadOnly) => run("mount", "-o", `remount,${isReadOnly ? "ro" : "rw"}`, path),
    [Symbol.dispose]() {
      // Lazily: an engine that a failed test left behind may still hold the file.
      run("umount", "-l", path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Why file systems cannot be mounted here; null when they can. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== "linux") return `mounting a tmpfs needs Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return "mounting a tmpfs needs root";
  try {
    mountSmallDisk(1)[Symbol.dispose]();
    return null;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr.trim()}`);
}
