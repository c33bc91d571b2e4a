import type { WebContents } from "electron";
import type { Log } from "#library/log.ts";

/** A page that ends twice within this time is not loaded again before the person has been asked. */
const AGAIN_WITHIN_MS = 60_000;

/** What is done about a page that has ended. */
export interface Revival {
  readonly log: Log;
  /** Tells the person that the page has ended again; answers whether to try once more. */
  readonly ask: () => Promise<boolean>;
}

/** Loads the page of a window again when its process has ended unexpectedly. Crawls do not notice: they run elsewhere. */
export function revivePage(contents: WebContents, { log, ask }: Revival): void {
  let endedAtMs = -Infinity;
  contents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    const isFirst = performance.now() - endedAtMs > AGAIN_WITHIN_MS;
    endedAtMs = performance.now();
    log.error(`The page of the window ended unexpectedly (${reason}).`);
    if (isFirst) contents.reload();
    else void ask().then((again) => again && !contents.isDestroyed() && contents.reload());
  });
}
