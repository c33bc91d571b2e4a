import { type LinkKind, type LinkPosition, FORWARDING_KINDS } from "#contract/words.ts";
import type { Resolved, Resolver } from "#url/resolve.ts";

/** One link as it stands on a page. `target` is an index into `LinkBatch.urls`. */
export type LinkTuple = readonly [target: number, kind: LinkKind, anchor: string, rel: string, nofollow: boolean, position: LinkPosition];

/**
 * The links of one page: every distinct target once, then the places that name it, in document order.
 * `urls` are normalised; a target that is not http(s) or not valid stands there as written, and `oddities` says so.
 */
export interface LinkBatch {
  readonly urls: readonly string[];
  readonly links: readonly LinkTuple[];
  /** Index into `urls` -> why it can never be asked for. */
  readonly oddities: readonly (readonly [index: number, reason: "scheme" | "invalid-url" | "url-too-long"])[];
  /** Links that were over the limit and are not in `links`. */
  readonly leftOut: number;
}

/** A link before its target is resolved; `target` is an index into the list of distinct addresses as written. */
type NotedLink = [target: number, kind: LinkKind, anchor: string, rel: string, nofollow: boolean, position: LinkPosition];

/** What `LinkCollector.add` is told about a link. */
export interface LinkNote {
  readonly kind: LinkKind;
  /** The address as written. */
  readonly href: string;
  readonly anchor: string;
  readonly rel: string;
  readonly position: LinkPosition;
}

const NOFOLLOW = /(?:^|\s)nofollow(?:\s|$)/i;
const MAX_REL_LENGTH = 200;

/**
 * Gathers links as they are found and resolves each distinct address once, when all are known: a `<base>` counts for what
 * stands before it too. Every `add` must be followed by a `resolve`.
 */
export class LinkCollector {
  readonly #maxLinks: number;
  #noted: NotedLink[] = [];
  #written = new Map<string, number>();
  #leftOut = 0;

  readonly #urls: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #links: LinkTuple[] = [];
  readonly #oddities: LinkBatch["oddities"][number][] = [];

  constructor(maxLinks: number) {
    this.#maxLinks = maxLinks;
  }

  /** Notes a link. Returns its number for `setAnchor`, or -1 when it was over the limit. */
  add(note: LinkNote): number {
    if (this.#links.length + this.#noted.length >= this.#maxLinks) {
      this.#leftOut++;
      return -1;
    }
    let target = this.#written.get(note.href);
    if (target === undefined) {
      target = this.#written.size;
      this.#written.set(note.href, target);
    }
    const rel = note.rel.length > MAX_REL_LENGTH ? note.rel.slice(0, MAX_REL_LENGTH).toWellFormed() : note.rel;
    this.#noted.push([target, note.kind, note.anchor, rel, rel !== "" && NOFOLLOW.test(rel), note.position]);
    return this.#noted.length - 1;
  }

  /** Gives a link that is not resolved yet its text, which is known only when the element ends. */
  setAnchor(link: number, anchor: string): void {
    const noted = this.#noted[link];
    if (noted !== undefined) noted[2] = anchor;
  }

  /** Resolves what was added since the last call. `pageNofollow`: the page asks not to follow any of its links. */
  resolve(resolver: Resolver, pageNofollow: boolean): void {
    const targets: number[] = [];
    for (const href of this.#written.keys()) targets.push(this.#indexOf(resolver.resolve(href)));
    for (const link of this.#noted) {
      const target = targets[link[0]] as number;
      if (target === -1) continue;
      link[0] = target;
      if (pageNofollow && !FORWARDING_KINDS.has(link[1])) link[4] = true;
      this.#links.push(link);
    }
    this.#noted = [];
    this.#written = new Map();
  }

  batch(): LinkBatch {
    return { urls: this.#urls, links: this.#links, oddities: this.#oddities, leftOut: this.#leftOut };
  }

  #indexOf(resolved: Resolved): number {
    if (resolved.kind === "none") return -1;
    const text = resolved.kind === "url" ? resolved.url : resolved.text;
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    const index = this.#urls.push(text) - 1;
    this.#indexes.set(text, index);
    if (resolved.kind === "odd") this.#oddities.push([index, resolved.reason]);
    return index;
  }
}
