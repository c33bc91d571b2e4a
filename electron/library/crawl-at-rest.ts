import { basename } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import { MAX_RESTARTS } from "#library/deaths.ts";

/** The status of a crawl that its engine has left: what was counted stays, what only a running engine does is over. */
export function atRest(status: CrawlStatus, state: "paused" | "error", stoppedBecause: string | null): CrawlStatus {
  const nothingRuns = { fetching: [], hosts: [], pagesPerSecond: 0, bytesPerSecond: 0, responseMs: null, secondsLeft: null };
  return { ...status, ...nothingRuns, state, stoppedBecause };
}

/** An error of a question to an engine; a lost wire means that the engine's process is gone. */
export function asEngineDied(error: OrbweaverError, path: string): OrbweaverError {
  if (error.code !== "disconnected") return error;
  const message = `The process that reads "${basename(path)}" ended unexpectedly. What was stored is safe; try again.`;
  return new OrbweaverError("engine-died", message, { cause: error });
}

/** What a person is told of a crawl whose engine keeps dying. */
export function tooManyDeaths(path: string): string {
  return (
    `The process that crawls "${basename(path)}" ended unexpectedly ${MAX_RESTARTS + 1} times within a minute, so it is not started again. ` +
    "What was stored is safe; look at the messages of the program, then resume."
  );
}
