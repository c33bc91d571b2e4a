import { app, powerMonitor } from "electron";
import type { Host } from "#library/host.ts";

/** What an orderly end needs. */
export interface QuittingOptions {
  readonly host: Pick<Host, "running" | "close">;
  /** Asks whether the crawls that run may be paused. */
  readonly mayPause: (running: readonly string[]) => Promise<boolean>;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Holds back the end of the application until every crawl is paused. The person is asked when a crawl would be interrupted, except
 * when the system itself ends or a signal says so: then nobody may be there to answer.
 */
export class Quitting {
  readonly #options: QuittingOptions;
  #state: "open" | "asking" | "closing" | "closed" = "open";
  #mayAsk = true;

  constructor(options: QuittingOptions) {
    this.#options = options;
  }

  /** Whether the application is on its way out and cannot be held back any more. */
  get isEnding(): boolean {
    return this.#state === "closing" || this.#state === "closed";
  }

  /** Begins to hold back the end. */
  listen(): void {
    app.on("before-quit", (event) => {
      if (this.#state === "closed") return;
      event.preventDefault();
      void this.#consider();
    });
    powerMonitor.on("shutdown", () => this.withoutAsking());
    for (const signal of SIGNALS) process.on(signal, () => this.withoutAsking());
  }

  /** Ends the application in order, whatever runs. */
  withoutAsking(): void {
    this.#mayAsk = false;
    app.quit();
  }

  async #consider(): Promise<void> {
    if (this.isEnding || (this.#state === "asking" && this.#mayAsk)) return;
    const { host, mayPause } = this.#options;
    const running = host.running();
    if (this.#mayAsk && running.length > 0) {
      this.#state = "asking";
      const isGranted = await mayPause(running);
      // Meanwhile a signal may have decided it.
      if (this.#state !== "asking") return;
      if (!isGranted) {
        this.#state = "open";
        return;
      }
    }
    this.#state = "closing";
    await host.close();
    this.#state = "closed";
    app.quit();
  }
}
