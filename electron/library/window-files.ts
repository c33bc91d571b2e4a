import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** One file of the window, ready to be sent. */
export interface WindowFile {
  readonly body: Buffer<ArrayBuffer>;
  readonly type: string;
  /** Whether the name changes with the content, so that it may be kept for ever. */
  readonly isHashed: boolean;
}

/**
 * The file of the built window that a request path names; `/` is `index.html`. Null for everything else: other paths, other types,
 * and whatever leads out of the folder by `..`, escapes, backslashes or symbolic links.
 */
export async function readWindowFile(folder: string, requestPath: string): Promise<WindowFile | null> {
  const path = decodePath(requestPath === "/" ? "/index.html" : requestPath);
  const type = path === null ? undefined : TYPES[extname(path).toLowerCase()];
  if (path === null || type === undefined) return null;
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!file.startsWith(root + sep)) return null;
    return { body: await readFile(file), type, isHashed: path.startsWith("/assets/") };
  } catch {
    return null;
  }
}

/** Decoded once; null when a part is not a plain file name. */
function decodePath(requestPath: string): string | null {
  try {
    const path = decodeURIComponent(requestPath);
    const parts = path.split("/").slice(1);
    const arePlain = parts.every((part) => part !== "" && !part.startsWith(".") && !/[\\:\0]/.test(part));
    return path.startsWith("/") && arePlain ? path : null;
  } catch {
    return null;
  }
}
