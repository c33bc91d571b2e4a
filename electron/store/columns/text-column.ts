import type { Stored } from "#store/columns/code-column.ts";
import { roomFor } from "#store/columns/code-column.ts";
import type { Pace } from "#store/columns/pace.ts";

const CHUNK_BYTES = 1 << 20;
const CHUNK_BITS = 20;
const NONE = -1;
/** Matches in one chunk from which a loop over all bytes is faster than one search for each match. */
const MANY_MATCHES = 2000;

/**
 * A column of texts in UTF-8 with ASCII letters in lower case, one after another with a NUL between them, in chunks that no text
 * crosses. A row that changes gets a new place at the end; its old one is skipped. A text that holds a NUL itself or is larger
 * than a chunk makes the column unfit (`isFit`): what it says is then not to be used.
 */
export class TextColumn {
  isFit = true;
  /** Rows that were set since this was last taken; null when nobody keeps an order of the texts. */
  changed: Set<number> | null = null;
  readonly #chunks: Buffer[] = [];
  #used = CHUNK_BYTES;
  /** Of each place: where it begins (chunk in the high bits), how long it is, whose it is. */
  #starts = new Uint32Array(roomFor(0));
  #lengths = new Uint32Array(roomFor(0));
  #owners = new Int32Array(roomFor(0));
  #places = 0;
  /** Of each chunk: its first place. */
  readonly #firstPlaces: number[] = [];
  #placeOf: Int32Array<ArrayBuffer>;

  constructor(rows: number) {
    this.#placeOf = new Int32Array(roomFor(rows)).fill(NONE);
  }

  get bytes(): number {
    return this.#chunks.length * CHUNK_BYTES + this.#starts.byteLength * 3 + this.#placeOf.byteLength;
  }

  get rows(): number {
    return this.#placeOf.length;
  }

  set(row: number, value: Stored): void {
    this.reach(row);
    if (typeof value !== "string") {
      if (this.#placeOf[row] !== NONE) this.changed?.add(row);
      this.#placeOf[row] = NONE;
      return;
    }
    const most = value.length * 3 + 1;
    const length = most <= CHUNK_BYTES - this.#used ? -1 : Buffer.byteLength(value);
    if (length >= CHUNK_BYTES) {
      this.isFit = false;
      return;
    }
    if (length + 1 > CHUNK_BYTES - this.#used) this.#addChunk();
    const chunk = this.#chunks.at(-1) as Buffer;
    const written = chunk.write(value, this.#used, "utf8");
    if (lowerAscii(chunk, this.#used, this.#used + written)) this.isFit = false;
    // A row that is read again has mostly the text that it had.
    if (this.lengthAt(row) === written && this.hasAt(row, chunk.subarray(this.#used, this.#used + written), 0)) return;
    this.changed?.add(row);
    this.#addPlace(row, written);
    this.#used += written + 1;
  }

  reach(row: number): void {
    const length = this.#placeOf.length;
    if (row < length) return;
    const grown = new Int32Array(roomFor(row + 1)).fill(NONE, length);
    grown.set(this.#placeOf);
    this.#placeOf = grown;
  }

  /** The text of a row, in lower case as far as ASCII goes. */
  at(row: number): string | null {
    const place = this.#placeOf[row] ?? NONE;
    if (place === NONE) return null;
    const start = this.#starts[place] as number;
    const at = start & (CHUNK_BYTES - 1);
    return (this.#chunks[start >>> CHUNK_BITS] as Buffer).toString("utf8", at, at + (this.#lengths[place] as number));
  }

  /** Bytes of the text of a row; -1 for none. */
  lengthAt(row: number): number {
    const place = this.#placeOf[row] ?? NONE;
    return place === NONE ? -1 : (this.#lengths[place] as number);
  }

  /** The byte at `depth` of a row's text; 0 behind its end. */
  byteAt(row: number, depth: number): number {
    const place = this.#placeOf[row] as number;
    if (depth >= (this.#lengths[place] as number)) return 0;
    const start = this.#starts[place] as number;
    return (this.#chunks[start >>> CHUNK_BITS] as Buffer)[(start & (CHUNK_BYTES - 1)) + depth] as number;
  }

  /** Four bytes from `depth` on as one number, by which texts sort; zeros behind the end. */
  keyAt(row: number, depth: number): number {
    const place = this.#placeOf[row] as number;
    const left = (this.#lengths[place] as number) - depth;
    const start = this.#starts[place] as number;
    const chunk = this.#chunks[start >>> CHUNK_BITS] as Buffer;
    const at = (start & (CHUNK_BYTES - 1)) + depth;
    const key = left > 0 ? (chunk[at] as number) : 0;
    if (left > 3)
      return key * 0x100_0000 + (((chunk[at + 1] as number) << 16) | ((chunk[at + 2] as number) << 8) | (chunk[at + 3] as number));
    return key * 0x100_0000 + (((left > 1 ? (chunk[at + 1] as number) : 0) << 16) | ((left > 2 ? (chunk[at + 2] as number) : 0) << 8));
  }

  /** Up to where two rows have the same bytes from `depth` on, at most `most`. */
  sameUntil(left: number, right: number, { depth, most }: { depth: number; most: number }): number {
    let at = depth;
    while (at < most) {
      const byte = this.byteAt(left, at);
      if (byte === 0 || byte !== this.byteAt(right, at)) break;
      at++;
    }
    return at;
  }

  /** How the texts of two rows that both have one compare, byte by byte. */
  compare(left: number, right: number): number {
    const [leftPlace, rightPlace] = [this.#placeOf[left] as number, this.#placeOf[right] as number];
    const [leftStart, rightStart] = [this.#starts[leftPlace] as number, this.#starts[rightPlace] as number];
    const leftBytes = this.#chunks[leftStart >>> CHUNK_BITS] as Buffer;
    const rightBytes = this.#chunks[rightStart >>> CHUNK_BITS] as Buffer;
    const leftAt = leftStart & (CHUNK_BYTES - 1);
    const rightAt = rightStart & (CHUNK_BYTES - 1);
    const leftLength = this.#lengths[leftPlace] as number;
    const rightLength = this.#lengths[rightPlace] as number;
    const length = Math.min(leftLength, rightLength);
    for (let index = 0; index < length; index++) {
      const difference = (leftBytes[leftAt + index] as number) - (rightBytes[rightAt + index] as number);
      if (difference !== 0) return difference;
    }
    return leftLength - rightLength;
  }

  /** Whether `needle` stands at `offset` of a row's text; a negative offset counts from its end. */
  hasAt(row: number, needle: Uint8Array, offset: number): boolean {
    const place = this.#placeOf[row] ?? NONE;
    if (place === NONE) return false;
    const length = this.#lengths[place] as number;
    const from = offset < 0 ? length + offset : offset;
    if (from < 0 || from + needle.length > length) return false;
    const start = this.#starts[place] as number;
    return sameBytes(this.#chunks[start >>> CHUNK_BITS] as Buffer, (start & (CHUNK_BYTES - 1)) + from, needle);
  }

  /** Sets `found[row]` for every row below `found.length` whose text contains the bytes of `needle`, which are not none. */
  async search(needle: Buffer, found: Uint8Array, pace: Pace): Promise<void> {
    for (let index = 0; index < this.#chunks.length; index++) {
      this.#searchChunk(index, needle, found);
      if (pace.isDue) await pace.rest();
    }
  }

  #searchChunk(index: number, needle: Buffer, found: Uint8Array): void {
    const chunk = this.#chunks[index] as Buffer;
    const first = this.#firstPlaces[index] as number;
    const end = this.#firstPlaces[index + 1] ?? this.#places;
    const used = index === this.#chunks.length - 1 ? this.#used : CHUNK_BYTES;
    let matches = 0;
    let place = first;
    for (let at = chunk.indexOf(needle); at !== -1 && at < used; at = chunk.indexOf(needle, at)) {
      place = this.#placeAround(at, place, end);
      this.#mark(place, found);
      place++;
      if (place >= end) return;
      at = (this.#starts[place] as number) & (CHUNK_BYTES - 1);
      if (++matches === MANY_MATCHES) return this.#searchPlaces(chunk, needle, place, end, found);
    }
  }

  /** The place that holds a byte of its chunk, at or behind `from`: near it when matches are many, else by halving. */
  #placeAround(at: number, from: number, end: number): number {
    let low = from;
    let step = 1;
    while (low + step < end && ((this.#starts[low + step] as number) & (CHUNK_BYTES - 1)) <= at) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, end);
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (((this.#starts[middle] as number) & (CHUNK_BYTES - 1)) <= at) low = middle;
      else high = middle;
    }
    return low;
  }

  #searchPlaces(chunk: Buffer, needle: Buffer, from: number, end: number, found: Uint8Array): void {
    const first = needle[0] as number;
    for (let place = from; place < end; place++) {
      const start = (this.#starts[place] as number) & (CHUNK_BYTES - 1);
      const last = start + (this.#lengths[place] as number) - needle.length;
      for (let at = start; at <= last; at++) {
        if (chunk[at] !== first || !sameBytes(chunk, at, needle)) continue;
        this.#mark(place, found);
        break;
      }
    }
  }

  #mark(place: number, found: Uint8Array): void {
    const owner = this.#owners[place] as number;
    if (owner < found.length && this.#placeOf[owner] === place) found[owner] = 1;
  }

  #addChunk(): void {
    this.#chunks.push(Buffer.alloc(CHUNK_BYTES));
    this.#firstPlaces.push(this.#places);
    this.#used = 0;
  }

  #addPlace(row: number, length: number): void {
    const place = this.#places++;
    if (place >= this.#starts.length) {
      this.#starts = larger(this.#starts, place);
      this.#lengths = larger(this.#lengths, place);
      const owners = new Int32Array(roomFor(place + 1));
      owners.set(this.#owners);
      this.#owners = owners;
    }
    this.#starts[place] = (this.#chunks.length - 1) * CHUNK_BYTES + this.#used;
    this.#lengths[place] = length;
    this.#owners[place] = row;
    this.#placeOf[row] = place;
  }
}

function larger(array: Uint32Array<ArrayBuffer>, place: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(roomFor(place + 1));
  grown.set(array);
  return grown;
}

function sameBytes(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (let index = 0; index < needle.length; index++) if (bytes[at + index] !== needle[index]) return false;
  return true;
}

/** Brings ASCII letters into lower case. Returns whether there is a NUL among the bytes. */
function lowerAscii(bytes: Uint8Array, from: number, to: number): boolean {
  let hasNul = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x41 && byte <= 0x5a) bytes[at] = byte + 0x20;
    else if (byte === 0) hasNul = true;
  }
  return hasNul;
}
