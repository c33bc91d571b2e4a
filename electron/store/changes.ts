/** Rows that one commit changes: addresses (with the pages they answered with) and ranges of links, added or removed. */
export interface Changes {
  /** Ids of addresses; one may be named more than once. */
  readonly urls: readonly number[];
  /** First and last id of each range. */
  readonly links: readonly (readonly [first: number, last: number])[];
  /** Rows changed that are not listed: nothing read before can be relied on. */
  readonly everything: boolean;
}

/** Gathers what a writer changes until it commits. Every row that is added, changed or removed must be named here. */
export class ChangeLog {
  #urls: number[] = [];
  #links: [number, number][] = [];
  #everything = false;

  url(id: number): void {
    this.#urls.push(id);
  }

  links(first: number, last: number): void {
    if (last < first) return;
    const before = this.#links.at(-1);
    if (before !== undefined && before[1] + 1 === first) before[1] = last;
    else this.#links.push([first, last]);
  }

  everything(): void {
    this.#everything = true;
  }

  /** What was gathered since it was last taken. */
  take(): Changes {
    const changes = { urls: this.#urls, links: this.#links, everything: this.#everything };
    this.#urls = [];
    this.#links = [];
    this.#everything = false;
    return changes;
  }
}

/** What the engine tells the reader thread of its writing. `changed` comes before the commit that makes it visible. */
export type ChangeNews = { readonly t: "changed"; readonly changes: Changes } | { readonly t: "committed" } | { readonly t: "ended" };
