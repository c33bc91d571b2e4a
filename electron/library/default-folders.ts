import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where crawl files and exports are kept when nobody says otherwise. */
export interface Folders {
  readonly libraryFolder: string;
  readonly exportFolder: string;
}

/**
 * `$ORBWEAVER_HOME`, or else `Orbweaver` in the person's home folder: crawls are documents and should be found. It is not the folder
 * for documents, because that is often synchronised to a cloud, which copies a crawl file while it is being written.
 */
export function defaultFolders(environment: NodeJS.ProcessEnv): Folders {
  const home = environment["ORBWEAVER_HOME"];
  return foldersIn(home === undefined || home === "" ? join(homedir(), "Orbweaver") : home);
}

/** The folders of a library that lies in `libraryFolder`. */
export function foldersIn(libraryFolder: string): Folders {
  const folder = resolve(libraryFolder);
  return { libraryFolder: folder, exportFolder: join(folder, "Exports") };
}
