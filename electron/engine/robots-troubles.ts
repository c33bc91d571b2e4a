import type { RobotsTrouble } from "#engine/notices.ts";
import type { OriginRobots } from "#engine/ports.ts";

const MOST_ORIGINS = 100;

/** Remembers the origins of which robots.txt keeps everything away, so that it can be told. */
export class RobotsTroubles {
  readonly #troubles = new Map<string, RobotsTrouble>();
  /** Origins of which something was allowed. */
  readonly #open = new Set<string>();

  /** Takes in what asking for robots.txt came to. */
  learn({ origin, outcome, message, code }: OriginRobots, nowMs: number): void {
    this.#troubles.delete(origin);
    if (outcome === "disallow-all") this.#note({ origin, kind: "refused", message, atMs: nowMs });
    if (outcome === "unreachable" && code !== null) this.#note({ origin, kind: "unreachable", message, atMs: nowMs });
  }

  /** Takes in that an address of an origin may not be asked for. */
  disallow(origin: string, nowMs: number): void {
    if (!this.#open.has(origin) && !this.#troubles.has(origin)) this.#note({ origin, kind: "forbidden", message: "", atMs: nowMs });
  }

  /** Takes in that an address of an origin may be asked for. */
  allow(origin: string): void {
    if (this.#open.has(origin)) return;
    if (this.#open.size >= MOST_ORIGINS) this.#open.clear();
    this.#open.add(origin);
    this.#troubles.delete(origin);
  }

  /** Newest last. */
  list(): readonly RobotsTrouble[] {
    return [...this.#troubles.values()];
  }

  #note(trouble: RobotsTrouble): void {
    if (this.#troubles.size >= MOST_ORIGINS) this.#troubles.delete(this.#troubles.keys().next().value!);
    this.#troubles.set(trouble.origin, trouble);
  }
}
