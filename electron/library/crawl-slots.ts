import PQueue from "p-queue";
import { OrbweaverError } from "#contract/failure.ts";

interface Turn {
  readonly granted: Promise<void>;
  /** Gives the turn back, or leaves the line. */
  end(): void;
}

/** Lets a limited number of crawls run at the same time; the others stand in line in the order they were started. */
export class CrawlSlots {
  readonly #queue: PQueue;
  readonly #turns = new Map<string, Turn>();

  constructor(maxRunning: number) {
    this.#queue = new PQueue({ concurrency: maxRunning });
  }

  /** How many crawls may run at the same time. */
  get size(): number {
    return this.#queue.concurrency;
  }

  /** Whether a crawl that starts now would have to wait. */
  isFull(): boolean {
    return this.#queue.pending >= this.#queue.concurrency;
  }

  /** Resolves when the crawl may run; at once when it has a turn already. Rejects with `cancelled` when `leave` was called first. */
  take(crawl: string): Promise<void> {
    const known = this.#turns.get(crawl);
    if (known !== undefined) return known.granted;
    const granted = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const leaving = new AbortController();
    this.#turns.set(crawl, {
      granted: granted.promise,
      end: () => {
        over.resolve();
        leaving.abort();
      },
    });
    const turn = this.#queue.add(
      async () => {
        granted.resolve();
        await over.promise;
      },
      { signal: leaving.signal },
    );
    turn.catch(() => granted.reject(new OrbweaverError("cancelled", "The crawl was taken out of the line before it began.")));
    return granted.promise;
  }

  /** Gives a turn back, or leaves the line. Does nothing when the crawl has neither. */
  leave(crawl: string): void {
    this.#turns.get(crawl)?.end();
    this.#turns.delete(crawl);
  }
}
