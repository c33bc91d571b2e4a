/**
 * A stand-in for the folder that Electron is distributed as, for systems that cannot have it: files of the right names, and a program
 * that holds nothing but the place where fuses are set. It lets electron-builder package for real; what it makes cannot run.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Marks the place of the fuses in the program: then come their version, their number, and one letter each (@electron/fuses). */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** The fuses of version 1 in their order. */
const FUSES = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;

/** Makes the folder for Linux. Its fuses are set as in Electron's own releases: all that matters is open. */
export function makeDistribution(folder: string, version: string): void {
  mkdirSync(join(folder, "resources"), { recursive: true });
  mkdirSync(join(folder, "locales"));
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES.length]), Buffer.from("10110001")]);
  const filling = Buffer.alloc(1024);
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.from("\x7fELF", "latin1"), filling, wire, filling]), { mode: 0o755 });
  for (const name of ["LICENSE", "LICENSES.chromium.html", "chrome-sandbox", "chrome_crashpad_handler", "locales/en-US.pak"])
    writeFileSync(join(folder, name), "");
  writeFileSync(join(folder, "version"), version);
}

/** The fuses of a packaged program: name -> whether it is on. */
export function readFuses(program: string): Readonly<Record<string, boolean>> {
  const content = readFileSync(program);
  const start = content.indexOf(SENTINEL) + SENTINEL.length + 2;
  return Object.fromEntries(FUSES.map((name, index) => [name, content[start + index] === "1".charCodeAt(0)]));
}

interface ArchiveFolder {
  readonly files?: Readonly<Record<string, ArchiveFolder>>;
  /** Whether the file lies beside the archive. */
  readonly unpacked?: boolean;
  readonly integrity?: { readonly hash: string };
}

/** A file of an archive of Electron. */
export interface ArchivedFile {
  readonly path: string;
  readonly isInside: boolean;
  readonly hasHash: boolean;
}

/** What an archive names: its header is JSON after four numbers of 32 bits, of which the last is its length (@electron/asar). */
export function readArchive(path: string): readonly ArchivedFile[] {
  const content = readFileSync(path);
  const header = JSON.parse(content.toString("utf8", 16, 16 + content.readUInt32LE(12))) as ArchiveFolder;
  return filesOf(header, "");
}

function filesOf(folder: ArchiveFolder, path: string): readonly ArchivedFile[] {
  return Object.entries(folder.files ?? {}).flatMap(([name, entry]) =>
    entry.files === undefined
      ? [{ path: `${path}${name}`, isInside: entry.unpacked !== true, hasHash: entry.integrity !== undefined }]
      : filesOf(entry, `${path}${name}/`),
  );
}
