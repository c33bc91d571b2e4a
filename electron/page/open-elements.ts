import { TAG, TAG_CODES, TRAIT, traitsOf } from "#page/tags.ts";

/** What holds at a place in the page, as bits of one number. The lowest three are the index of the link position. */
export const STATE = {
  position: 0b111,
  /** Text is not shown, but may be the text of a link (noscript, fallback of a video, drawings). */
  unseen: 1 << 3,
  /** Text is not text: scripts, styles, and what only forms hold. */
  raw: 1 << 4,
  /** Contents of a template: as if they were not there. */
  template: 1 << 5,
  noscript: 1 << 6,
  svg: 1 << 7,
  math: 1 << 8,
  title: 1 << 9,
  h1: 1 << 10,
  h2: 1 << 11,
  /** The title of a drawing. */
  svgTitle: 1 << 12,
} as const;

/**
 * How far up an end tag looks for its start tag: browsers do not nest deeper either, and without a limit a hostile page
 * makes every end tag walk through all open elements.
 */
const MAX_LOOK_UP = 512;

/**
 * The open elements that matter around a place in the page: blocks, and whatever changes the state. Inline elements are
 * left out, except those that have a role.
 */
export class OpenElements {
  /** Bits of STATE. */
  state: number;
  readonly #tags: number[] = [];
  /** The state around each open element. */
  readonly #around: number[] = [];
  readonly #counts: number[] = Array.from({ length: TAG_CODES }, () => 0);

  constructor(state: number) {
    this.state = state;
  }

  get depth(): number {
    return this.#tags.length;
  }

  get top(): number {
    return this.#tags[this.#tags.length - 1] ?? 0;
  }

  isOpen(tag: number): boolean {
    return (this.#counts[tag] ?? 0) > 0;
  }

  push(tag: number, state: number): void {
    this.#tags.push(tag);
    this.#around.push(this.state);
    this.#counts[tag] = (this.#counts[tag] ?? 0) + 1;
    this.state = state;
  }

  /** Closes the element at `index` and everything inside it. */
  closeAt(index: number): void {
    this.state = this.#around[index] as number;
    for (let i = this.#tags.length - 1; i >= index; i--) {
      const tag = this.#tags[i] as number;
      this.#counts[tag] = (this.#counts[tag] as number) - 1;
    }
    this.#tags.length = index;
    this.#around.length = index;
  }

  /** Index of the nearest open `tag` that is not behind an element with one of the `barrier` traits; -1 when there is none. */
  find(tag: number, barrier: number): number {
    if (!this.isOpen(tag)) return -1;
    const last = this.#tags.length - 1;
    const stop = Math.max(0, last - MAX_LOOK_UP);
    for (let i = last; i >= stop; i--) {
      const open = this.#tags[i] as number;
      if (open === tag) return i;
      if (open < TAG_CODES && (traitsOf(open) & barrier) !== 0) return -1;
    }
    return -1;
  }

  /** Index of the nearest element that is one of `tags`, as `find` does. */
  findAny(tags: readonly number[], barrier: number): number {
    let index = -1;
    for (const tag of tags) index = Math.max(index, this.find(tag, barrier));
    return index;
  }

  /** Index of the nearest drawing or formula. */
  findForeign(): number {
    return this.findAny(FOREIGN_ROOTS, 0);
  }

  /** Makes everything that stood in the head so far stand at `position`. */
  moveTo(position: number): void {
    this.state = (this.state & ~STATE.position) | position;
    for (let i = 0; i < this.#around.length; i++) this.#around[i] = ((this.#around[i] as number) & ~STATE.position) | position;
  }
}

const FOREIGN_ROOTS: readonly number[] = [TAG.svg, TAG.math];

/** Scope that end tags of blocks stay in. */
export const BLOCK_BARRIER = TRAIT.scope;
/** Scope that end tags of inline elements stay in. */
export const INLINE_BARRIER = TRAIT.special;
