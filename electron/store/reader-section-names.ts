import { Counts } from "#store/reader-counts.ts";

const SLASH = 0x2f;
const FIRST_BYTES = 65_536;
const FIRST_SLOTS = 4096;

/**
 * The sections of a site, numbered as they come, each known by the section above it and its name. Names are bytes in one array
 * and are found through a table of numbers, because a million small strings and map entries would take ten times the room.
 * Letters that differ only in case are the same, as they are for the filters of the window.
 */
export class SectionNames {
  /** Of each section: the one above it, and where its name ends in `#bytes`. It begins where that of the one before ends. */
  readonly #above = new Counts(Uint32Array);
  readonly #ends = new Counts(Uint32Array);
  #bytes = new Uint8Array(FIRST_BYTES);
  #used = 0;
  /** Hash -> section + 1; 0 for nothing. Open addressing, at most half full. */
  #slots = new Int32Array(FIRST_SLOTS);
  #count = 1;
  /** Drawn for each tree, so that nobody can make up folders that all meet in one slot. */
  readonly #seed = Math.floor(Math.random() * 2 ** 32);

  /** How many sections there are; the first is the root, which has no name. */
  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#above.bytes + this.#ends.bytes + this.#bytes.byteLength + this.#slots.byteLength;
  }

  above(section: number): number {
    return this.#above.get(section);
  }

  nameOf(section: number): string {
    return Buffer.from(this.#bytes.buffer, this.#start(section), this.#ends.get(section) - this.#start(section)).toString("utf8");
  }

  /** The section below `above` whose name is `text[from..to)`; -1 when there is none. */
  find(above: number, text: Uint8Array, from: number, to: number): number {
    return (this.#slots[this.#slotOf(above, text, from, to)] as number) - 1;
  }

  /** Adds a section that `find` did not find. */
  add(above: number, text: Uint8Array, from: number, to: number): number {
    if (this.#count * 2 >= this.#slots.length) this.#growSlots();
    const section = this.#count++;
    this.#slots[this.#slotOf(above, text, from, to)] = section + 1;
    this.#above.set(section, above);
    while (this.#used + to - from > this.#bytes.length) this.#growBytes();
    this.#bytes.set(text.subarray(from, to), this.#used);
    this.#used += to - from;
    this.#ends.set(section, this.#used);
    return section;
  }

  #start(section: number): number {
    return section === 0 ? 0 : this.#ends.get(section - 1);
  }

  /** The slot in which the section is, or would be. */
  #slotOf(above: number, text: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1;
    let slot = this.#hash(above, text, from, to) & mask;
    for (;;) {
      const section = (this.#slots[slot] as number) - 1;
      if (section === -1 || (this.#above.get(section) === above && this.#isNamed(section, text, from, to))) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isNamed(section: number, text: Uint8Array, from: number, to: number): boolean {
    const start = this.#start(section);
    if (this.#ends.get(section) - start !== to - from) return false;
    for (let at = 0; at < to - from; at++) if (lower(this.#bytes[start + at] as number) !== lower(text[from + at] as number)) return false;
    return true;
  }

  /** FNV-1a over the name in lower case, begun with the section above. */
  #hash(above: number, text: Uint8Array, from: number, to: number): number {
    let hash = Math.imul(above + 1, 0x9e3779b1) ^ this.#seed;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ lower(text[at] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let section = 1; section < this.#count; section++) {
      let slot = this.#hash(this.#above.get(section), this.#bytes, this.#start(section), this.#ends.get(section)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = section + 1;
    }
  }

  #growBytes(): void {
    const grown = new Uint8Array(this.#bytes.length * 2);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Where the parts of a section's address end, each with its slash; the first part is scheme and host. */
export function partEnds(text: Uint8Array, length: number): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(SLASH) + 2; at < length; at++) if (text[at] === SLASH) ends.push(at + 1);
  return ends;
}

const lower = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
