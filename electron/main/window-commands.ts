import type { WindowCommand } from "#contract/questions.ts";
import type { Host } from "#library/host.ts";

interface Waiting {
  readonly name: WindowCommand["name"];
  readonly crawl: string;
}

/** Tells the window what to do. When there is none it is opened, and told as soon as it listens. */
export class WindowCommands {
  readonly #host: Pick<Host, "command" | "onWindowReady">;
  readonly #showWindow: () => void;
  readonly #waiting: Waiting[] = [];

  constructor(host: Pick<Host, "command" | "onWindowReady">, showWindow: () => void) {
    this.#host = host;
    this.#showWindow = showWindow;
    host.onWindowReady(() => {
      for (const { name, crawl } of this.#waiting.splice(0)) host.command(name, crawl);
    });
  }

  /** `crawl`: id of a crawl, for `open`. */
  tell(name: WindowCommand["name"], crawl = ""): void {
    if (!this.#host.command(name, crawl)) this.#waiting.push({ name, crawl });
    this.#showWindow();
  }
}
