const SLOTS = 1024;

/**
 * Finds names in a text without cutting them out of it first: reading a page asks for the name of every tag and attribute.
 * Names are ASCII; upper and lower case count as equal.
 */
export class NameTable {
  readonly #names: readonly string[];
  readonly #slots = new Uint16Array(SLOTS);

  constructor(names: readonly string[]) {
    this.#names = names;
    names.forEach((name, index) => {
      let slot = slotOf(name, 0, name.length);
      while (this.#slots[slot] !== 0) slot = (slot + 1) % SLOTS;
      this.#slots[slot] = index + 1;
    });
  }

  /** One more than the index of the name that stands at `start`..`end` of `text`; 0 when it is not in the table. */
  find(text: string, start: number, end: number): number {
    let slot = slotOf(text, start, end);
    for (;;) {
      const found = this.#slots[slot] as number;
      if (found === 0 || isSame(this.#names[found - 1] as string, text, start, end)) return found;
      slot = (slot + 1) % SLOTS;
    }
  }
}

function slotOf(text: string, start: number, end: number): number {
  let hash = end - start;
  const stop = Math.min(end, start + 10);
  for (let i = start; i < stop; i++) hash = (Math.imul(hash, 31) + (text.charCodeAt(i) | 0x20)) | 0;
  return (hash ^ (hash >>> 11)) & (SLOTS - 1);
}

/** Setting bit 5 makes an ASCII capital small; names hold letters, digits, `-` and `:` only, so nothing else becomes one. */
function isSame(name: string, text: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) {
    if ((text.charCodeAt(start + i) | 0x20) !== name.charCodeAt(i)) return false;
  }
  return true;
}
