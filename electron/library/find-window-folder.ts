import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder that holds the built window, `out/renderer` of the nearest folder above this file, source or built; null when it is not built. */
export function findWindowFolder(): string | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, "out", "renderer");
    if (existsSync(join(found, "index.html"))) return found;
    if (dirname(folder) === folder) return null;
  }
}
