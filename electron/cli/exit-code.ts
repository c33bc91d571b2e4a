import type { ErrorCode } from "#contract/failure.ts";
import type { CrawlState } from "#contract/words.ts";

/** What the command line ends with; documented in the README. */
export const EXIT = { finished: 0, failed: 1, wrongUse: 2, resumable: 3 } as const;

/** What each exit code means to a person, for the documentation. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  finished: "Finished: everything that was asked for is done.",
  failed:
    "Failed: a crawl that could not fetch anything, a file that cannot be read or written, an export that broke off, numbers that `verify` found wrong.",
  wrongUse: "Wrong use: an unknown command or option, a value that makes no sense, a file that is not there. Nothing was created.",
  resumable: "Paused, or a limit was reached: `resume` goes on where it stopped.",
};

const WRONG_USE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["bad-input", "bad-config", "not-found", "not-a-crawl"]);

/** The exit code for an error that ended a command. */
export function exitCodeOfError(code: ErrorCode): number {
  return WRONG_USE.has(code) ? EXIT.wrongUse : EXIT.failed;
}

/** The exit code for the state that a crawl ended in. */
export function exitCodeOfState(state: CrawlState): number {
  if (state === "finished") return EXIT.finished;
  return state === "paused" || state === "limit" ? EXIT.resumable : EXIT.failed;
}
