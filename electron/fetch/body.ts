import type { MediaKind } from "#contract/words.ts";
import { isReadable, mediaKindOf } from "#page/media-kind.ts";
import { ByteHeap } from "#fetch/byte-heap.ts";
import { createDecoder, decodeWhole, type ContentCoding, type Decoder } from "#fetch/decode.ts";
import { FetchError, sizeInWords } from "#fetch/fetch-error.ts";

/** Compressed bodies up to this size are decoded in one call, larger ones as a stream. */
const DECODE_AT_ONCE_BYTES = 131_072;
/** A body that cannot be read as text and says that it is larger than this is not fetched to its end. */
const UNREADABLE_LIMIT_BYTES = 262_144;
/** As much of the beginning as telling the kind needs (WHATWG MIME Sniffing §5.2). */
const SNIFF_BYTES = 1445;
const NOTHING = new Uint8Array(0);

/** What is to be done with a body. */
export interface BodyPlan {
  /** `readable`: keep it when its kind can be read as text; `never`: only measure it; `always`: keep it, cut at the limit. */
  readonly keep: "readable" | "never" | "always";
  readonly contentType: string;
  readonly codings: readonly ContentCoding[];
  /** Content-Length as sent; null when there is none. */
  readonly declaredBytes: number | null;
  /** Limit of decoded bytes. Beyond it a body is too large; with `always` it is cut. */
  readonly maxBytes: number;
}

/** A body as it was wanted. */
export interface Body {
  readonly bytes: Uint8Array;
  /** Decoded size, or the declared one when the rest was not fetched. */
  readonly size: number;
  readonly mediaKind: MediaKind;
}

/** What a reader tells its connection. Exactly one of `onBody` and `onFailure` is called, once. */
export interface BodyEvents {
  /** `whole` is false when the rest of the body is not wanted and the connection must be dropped. */
  onBody(body: Body, whole: boolean): void;
  onFailure(failure: FetchError): void;
  pause(): void;
  resume(): void;
}

/** Reads one body as it arrives: decodes, tells its kind, keeps or counts it, and holds the limits while it streams. */
export class BodyReader {
  readonly #plan: BodyPlan;
  readonly #events: BodyEvents;
  readonly #coded = new ByteHeap();
  readonly #plain = new ByteHeap();
  #decoder: Decoder | null = null;
  #mediaKind: MediaKind | null = null;
  #keeping = true;
  #decodedBytes = 0;
  #over = false;

  constructor(plan: BodyPlan, events: BodyEvents) {
    this.#plan = plan;
    this.#events = events;
  }

  /** Takes the next piece as it came over the wire. */
  push(piece: Uint8Array): void {
    if (this.#over) return;
    if (this.#plan.codings.length === 0) return this.#accept(piece);
    if (this.#decoder !== null) return this.#feed(this.#decoder, piece);
    this.#coded.add(piece, this.#plan.declaredBytes ?? 0);
    // What is cut at a limit must never be decoded beyond it.
    if (this.#coded.length > (this.#plan.keep === "always" ? 1 : DECODE_AT_ONCE_BYTES)) this.#startDecoder();
  }

  /** The body is complete on the wire. */
  end(): void {
    if (this.#over) return;
    if (this.#decoder !== null) return this.#decoder.end();
    if (this.#plan.codings.length > 0) {
      const decoded = decodeWhole(this.#coded.view(), this.#plan.codings, this.#plan.maxBytes);
      if (decoded instanceof FetchError) return this.#fail(decoded);
      this.#accept(decoded);
    }
    this.#complete();
  }

  /** Gives up; nothing is told any more. */
  destroy(): void {
    this.#over = true;
    this.#decoder?.destroy();
    this.#coded.clear();
    this.#plain.clear();
  }

  #startDecoder(): void {
    const first = this.#coded.view();
    const decoder = createDecoder(this.#plan.codings, first, {
      onData: (decoded) => this.#accept(decoded),
      onDrain: () => this.#events.resume(),
      onEnd: () => this.#complete(),
      onFailure: (failure) => this.#fail(failure),
    });
    this.#decoder = decoder;
    this.#feed(decoder, first);
    this.#coded.clear();
  }

  #feed(decoder: Decoder, piece: Uint8Array): void {
    if (!decoder.write(piece)) this.#events.pause();
  }

  /** Takes decoded bytes. */
  #accept(piece: Uint8Array): void {
    if (this.#over || piece.length === 0) return;
    this.#decodedBytes += piece.length;
    if (this.#decodedBytes > this.#plan.maxBytes && this.#plan.keep !== "always") return this.#fail(this.#tooLarge());
    if (this.#keeping) this.#plain.add(piece, this.#plan.codings.length === 0 ? (this.#plan.declaredBytes ?? 0) : 0);
    if (this.#mediaKind === null && this.#decodedBytes >= SNIFF_BYTES) this.#tellKind();
    if (this.#plan.keep === "always" && this.#decodedBytes >= this.#plan.maxBytes) this.#finish(false);
  }

  #tellKind(): void {
    const kind = mediaKindOf(this.#plan.contentType, this.#plain.view().subarray(0, SNIFF_BYTES));
    this.#mediaKind = kind;
    if (this.#plan.keep === "always" || (this.#plan.keep === "readable" && isReadable(kind))) return;
    this.#keeping = false;
    this.#plain.clear();
    const { declaredBytes } = this.#plan;
    if (declaredBytes !== null && declaredBytes > UNREADABLE_LIMIT_BYTES) this.#finish(false);
  }

  #complete(): void {
    if (!this.#over) this.#finish(true);
  }

  #finish(whole: boolean): void {
    if (this.#mediaKind === null) this.#tellKind();
    if (this.#over) return;
    this.#over = true;
    this.#decoder?.destroy();
    const { keep, maxBytes, declaredBytes } = this.#plan;
    const bytes = this.#keeping ? this.#plain.view() : NOTHING;
    const size = whole ? this.#decodedBytes : (declaredBytes ?? this.#decodedBytes);
    const kept = keep === "always" && bytes.length > maxBytes ? bytes.subarray(0, maxBytes) : bytes;
    this.#events.onBody({ bytes: kept, size, mediaKind: this.#mediaKind ?? "other" }, whole);
  }

  #fail(failure: FetchError): void {
    if (this.#over) return;
    this.destroy();
    this.#events.onFailure(failure);
  }

  #tooLarge(): FetchError {
    return tooLarge(this.#plan.maxBytes, this.#plan.codings.length > 0);
  }
}

/** The failure of a body that is larger than the limit. */
export function tooLarge(maxBytes: number, decoded: boolean): FetchError {
  return new FetchError("too-large", `The body is larger than ${sizeInWords(maxBytes)}${decoded ? " after decompression" : ""}.`);
}
