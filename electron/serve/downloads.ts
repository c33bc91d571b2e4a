import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { Host } from "#library/host.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".csv": "text/csv; charset=utf-8",
  ".jsonl": "application/x-ndjson; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".gz": "application/gzip",
};

/** A finished export, open for reading. Whoever gets it closes it. */
export interface Download {
  readonly file: FileHandle;
  readonly bytes: number;
  readonly type: string;
  /** Value of the Content-Disposition header (RFC 6266). */
  readonly disposition: string;
}

/**
 * Opens a file that an export has written: `JOB` for the first or only one, `JOB/NUMBER` for each, counted from 0. Null when there
 * is none, or when something else is at its place by now.
 */
export async function openDownload(host: Host, name: string): Promise<Download | null> {
  const [, job = "", number = "0"] = /^([^/]+)(?:\/(\d{1,6}))?$/.exec(name) ?? [];
  const path = host.exportedFiles(job)[Number(number)];
  return path === undefined ? null : openRegularFile(path);
}

async function openRegularFile(path: string): Promise<Download | null> {
  // On Windows there is no such flag, and links cannot be made without special rights.
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
  if (file === null) return null;
  const stats = await file.stat();
  if (!stats.isFile()) {
    await file.close();
    return null;
  }
  const type = TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
  return { file, bytes: stats.size, type, disposition: attachment(basename(path)) };
}

function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\w.-]+/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
