const NOTHING = new Uint8Array(0);

/**
 * Bytes as they arrive, in one piece. A single piece is kept as it came, without copying; a million tiny ones cost no more
 * than their bytes.
 */
export class ByteHeap {
  #bytes: Uint8Array = NOTHING;
  #length = 0;
  #owned = false;

  get length(): number {
    return this.#length;
  }

  /** Adds a piece. `expected`: how many bytes there will be in all, when that is known; 0 otherwise. */
  add(piece: Uint8Array, expected = 0): void {
    if (this.#length === 0 && !this.#owned) {
      this.#bytes = piece;
      this.#length = piece.length;
      return;
    }
    const total = this.#length + piece.length;
    if (!this.#owned || total > this.#bytes.length)
      this.#grow(Math.max(total, Math.min(Math.max(total * 2, 16_384), expected || Number.MAX_SAFE_INTEGER)));
    this.#bytes.set(piece, this.#length);
    this.#length = total;
  }

  /** All bytes so far; valid until more are added. */
  view(): Uint8Array {
    return this.#bytes.length === this.#length ? this.#bytes : this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#bytes = NOTHING;
    this.#length = 0;
    this.#owned = false;
  }

  #grow(capacity: number): void {
    const larger = Buffer.allocUnsafeSlow(capacity);
    larger.set(this.view(), 0);
    this.#bytes = larger;
    this.#owned = true;
  }
}
