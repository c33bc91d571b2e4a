import type { CrawlConfig } from "#contract/config.ts";
import type { CountedPattern, CrawlStore } from "#engine/ports.ts";
import { compilePattern } from "#url/pattern.ts";

interface Cap extends CountedPattern {
  countedTo: number;
  readonly most: number;
  /** Whether it was full when that was last looked at. */
  wasFull: boolean;
}

/** Patterns whose counters in the file are complete. */
const COUNTED_KEY = "caps_counted";

/**
 * The caps of a configuration: of the addresses that match a pattern, at most so many are asked for. The store counts them as
 * they are asked for; those of a pattern that is new are counted once by whoever goes through the file (`count`).
 */
export class Caps {
  readonly #store: CrawlStore;
  readonly #caps: readonly Cap[];

  constructor(store: CrawlStore, config: Pick<CrawlConfig, "caps">) {
    this.#store = store;
    const counted = new Set(store.getMeta<readonly string[]>(COUNTED_KEY) ?? []);
    const isNew = store.lastId() === 0;
    this.#caps = Object.entries(config.caps).map(([pattern, most]) => ({
      pattern,
      most,
      test: testOf(pattern),
      countedTo: isNew || counted.has(pattern) ? Infinity : 0,
      wasFull: false,
    }));
    if (this.#caps.length > 0 || counted.size > 0) this.#keepCounted();
    this.hasTurned();
    store.countPatterns(this.#caps);
  }

  get isEmpty(): boolean {
    return this.#caps.length === 0;
  }

  /** Whether some cap counts an address. */
  has(url: string): boolean {
    return this.#caps.some((cap) => cap.test(url));
  }

  /** Whether patterns are still to be counted, until when no cap can be kept. */
  get mustCount(): boolean {
    return this.#caps.some((cap) => cap.countedTo !== Infinity);
  }

  /** Begins to count the patterns that are new, from the lowest id on. */
  beginCounting(): void {
    for (const cap of this.#caps) {
      if (cap.countedTo === Infinity) continue;
      cap.countedTo = 0;
      this.#store.addCount(counter(cap), -this.#store.count(counter(cap)));
    }
  }

  /** Counts one address that was asked for; ids must come in order. */
  count(id: number, url: string, wasAsked: boolean): void {
    for (const cap of this.#caps) {
      if (cap.countedTo === Infinity) continue;
      cap.countedTo = id;
      if (wasAsked && cap.test(url)) this.#store.addCount(counter(cap), 1);
    }
  }

  /** Ends counting: everything there is was counted. */
  endCounting(): void {
    for (const cap of this.#caps) cap.countedTo = Infinity;
    this.#keepCounted();
    this.hasTurned();
  }

  /** The pattern that keeps an address from being asked for, which is not counted yet; null when there is none. */
  fullFor(url: string): string | null {
    return this.#caps.find((cap) => this.#isFull(cap, 0) && cap.test(url))?.pattern ?? null;
  }

  /** The pattern of which one address too many is being asked for, the one in question; null when there is none. */
  exceededBy(url: string): string | null {
    return this.#caps.find((cap) => this.#isFull(cap, 1) && cap.test(url))?.pattern ?? null;
  }

  /** Whether some cap became full, or has room again, since this was last asked. */
  hasTurned(): boolean {
    let turned = false;
    for (const cap of this.#caps) {
      const isFull = this.#isFull(cap, 0);
      if (isFull !== cap.wasFull) turned = true;
      cap.wasFull = isFull;
    }
    return turned;
  }

  #isFull(cap: Cap, beyond: number): boolean {
    return this.#store.count(counter(cap)) >= cap.most + beyond;
  }

  #keepCounted(): void {
    this.#store.setMeta(
      COUNTED_KEY,
      this.#caps.filter((cap) => cap.countedTo === Infinity).map((cap) => cap.pattern),
    );
  }
}

const counter = ({ pattern }: CountedPattern): string => `cap:${pattern}`;

function testOf(text: string): (url: string) => boolean {
  const pattern = compilePattern(text);
  if ("problem" in pattern) throw new Error(`pattern "${text}": ${pattern.problem}`);
  return pattern.test;
}
