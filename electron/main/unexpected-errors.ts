import type { Log } from "#library/log.ts";

/**
 * Writes errors that nobody expected into the log and tells the person one sentence, where Electron would show them the places in the
 * program. The application goes on: crawls run in processes of their own.
 */
export function tellUnexpectedErrors(log: Log, tellProblem: (sentence: string) => void): void {
  const told = new Set<string>();
  process.on("uncaughtException", (error) => {
    log.error(`Unexpected: ${error.stack ?? error.message}`);
    if (told.has(error.message)) return;
    told.add(error.message);
    tellProblem(`Something went wrong inside Orbweaver: ${error.message}. Crawls go on. If anything behaves oddly, start Orbweaver again.`);
  });
}
