import type { Wire } from "#contract/wire.ts";

/** A running engine process as the host sees it: something to talk to that can end at any moment. */
export interface EngineProcess {
  readonly wire: Wire;
  /** Null when the process could not be started. */
  readonly pid: number | null;
  /** Calls back once when the process has ended; at once when it has ended already. */
  onExit(ended: (code: number | null, signal: string | null) => void): void;
  /** Ends the process at once. A crawl loses nothing by it. Does nothing when it has ended. */
  kill(): void;
}

/** Starts the engine process of the crawl file at an absolute path. */
export type StartEngine = (path: string) => EngineProcess;
