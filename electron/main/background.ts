import type { Host } from "#library/host.ts";

/** Without a window and without a crawl that runs, Orbweaver ends by itself after this time: a notification can be clicked till then. */
const LINGER_MS = 10 * 60_000;

/** What going on without a window needs. */
export interface BackgroundOptions {
  readonly host: Pick<Host, "noWindowLeft" | "running">;
  readonly hasWindow: () => boolean;
  /** Shows that Orbweaver is still there, with a way back to the window. */
  readonly showSign: () => void;
  readonly hideSign: () => void;
  readonly quit: () => void;
  /** Whether applications stay without a window on this system, as on a Mac. */
  readonly stays: boolean;
  readonly lingerMs?: number;
}

/** What becomes of Orbweaver when its last window is closed: crawls go on or are paused, as the person has set. */
export class Background {
  readonly #options: BackgroundOptions;
  #timer: NodeJS.Timeout | null = null;
  #isBehind = false;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** The last window was closed. */
  async begin(): Promise<void> {
    const { host, hasWindow, showSign, quit, stays } = this.#options;
    await host.noWindowLeft();
    if (hasWindow() || stays) return;
    if (host.running().length === 0) return quit();
    this.#isBehind = true;
    showSign();
  }

  /** A window is there again. */
  end(): void {
    this.#isBehind = false;
    this.#stopTimer();
    this.#options.hideSign();
  }

  /** A crawl has started or ended. */
  considerEnd(): void {
    const { host, quit, lingerMs } = this.#options;
    this.#stopTimer();
    if (this.#isBehind && host.running().length === 0) this.#timer = setTimeout(quit, lingerMs ?? LINGER_MS).unref();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
