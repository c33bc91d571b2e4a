import { app } from "electron";
import { toOrbweaverError } from "#contract/failure.ts";
import type { HostClient } from "#main/host-client.ts";
import type { WindowCommands } from "#main/window-commands.ts";

/** What opening a file needs. */
export interface FileOpening {
  readonly client: HostClient;
  readonly commands: WindowCommands;
  /** Tells the person in one sentence why it cannot be opened. */
  readonly tellProblem: (sentence: string) => void;
}

/** Brings a crawl file into the library, shows it in the window, and remembers it among the recent files of the system. */
export async function openCrawlFile(path: string, { client, commands, tellProblem }: FileOpening): Promise<void> {
  try {
    const { crawl } = await client.call("library.open", { path });
    app.addRecentDocument(crawl);
    commands.tell("open", crawl);
  } catch (thrown) {
    tellProblem(toOrbweaverError(thrown).message);
  }
}
