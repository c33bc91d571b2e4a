import { dirname, join } from "node:path";

/** Where each process of ours begins, relative to the `electron` folder; built, they stand side by side under these names. */
const SOURCES = {
  engine: "service/engine-process.ts",
  "page-worker": "workers/page-worker.ts",
  "reader-thread": "store/reader-thread.ts",
} as const;

/**
 * Absolute path of the program of a process: the source file when Orbweaver runs from its sources, the built file
 * otherwise. Inside a packaged application it is the unpacked copy, since a new process cannot read the archive.
 */
export function entryPath(name: keyof typeof SOURCES): string {
  const here = import.meta.filename;
  const path = here.endsWith(".ts") ? join(dirname(here), "..", SOURCES[name]) : join(dirname(here), `${name}.js`);
  return path.replace(/([\\/])app\.asar([\\/])/, "$1app.asar.unpacked$2");
}
