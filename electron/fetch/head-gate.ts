import type { Socket } from "node:net";
import { headersTooLarge, tooManyInterim } from "#fetch/exchange-failure.ts";
import { FetchError } from "#fetch/fetch-error.ts";
import { beginsLikeHttp, findHeadEnd, judgeHead, leadingBlank } from "#fetch/response-head.ts";

/** Interim answers (1xx) before the real one that are put up with. */
export const MAX_INTERIM_ANSWERS = 20;
const NOTHING = Buffer.alloc(0);

/**
 * Stands between an HTTP/1 socket and undici's parser: holds the head of each answer back until it is complete, so that its
 * size is bounded in bytes, interim answers can be dropped and counted, and a sloppy head tidied. Bodies pass untouched.
 * undici reads a socket only through `read()`, so that is the one method replaced.
 */
export class HeadGate {
  readonly #socket: Socket;
  readonly #maxHeaderBytes: number;
  #waiting = false;
  #held: Buffer = NOTHING;
  #heldBytes = 0;
  #informational = 0;
  /** Version of the last answer. */
  version: "1.0" | "1.1" = "1.1";
  /** The last answer was framed in a contradictory way. */
  suspicious = false;
  /** Whether anything came since the request was sent. */
  anything = false;

  constructor(socket: Socket, maxHeaderBytes: number) {
    this.#socket = socket;
    this.#maxHeaderBytes = maxHeaderBytes;
    const read = socket.read.bind(socket);
    socket.read = (size?: number): Buffer | null => this.#pass(read(size) as Buffer | null);
  }

  /** A request is being sent: what comes next is the head of its answer. */
  expectHead(): void {
    this.#waiting = true;
    this.#heldBytes = 0;
    this.#informational = 0;
    this.suspicious = false;
    this.anything = false;
  }

  #pass(chunk: Buffer | null): Buffer | null {
    if (chunk === null || !this.#waiting) return chunk;
    this.anything = true;
    let bytes = chunk;
    let from = 0;
    if (this.#heldBytes > 0) {
      from = Math.max(0, this.#heldBytes - 2);
      bytes = this.#hold(chunk);
    }
    return this.#judge(bytes, from);
  }

  /** Looks for a complete head in what came so far; null when more is needed or the answer was refused. */
  #judge(bytes: Buffer, from: number): Buffer | null {
    const start = leadingBlank(bytes);
    if (start === bytes.length) {
      this.#heldBytes = 0;
      return null;
    }
    if (!beginsLikeHttp(bytes, start))
      return this.#refuse(new FetchError("protocol", "What the server sent does not begin like an HTTP answer."));
    const end = findHeadEnd(bytes, Math.max(from, start));
    if ((end === -1 ? bytes.length : end) > this.#maxHeaderBytes) {
      return this.#refuse(headersTooLarge(this.#maxHeaderBytes));
    }
    if (end === -1) {
      if (this.#heldBytes === 0) this.#hold(bytes);
      return null;
    }
    return this.#admit(bytes, start, end);
  }

  #admit(bytes: Buffer, start: number, end: number): Buffer | null {
    const verdict = judgeHead(bytes, start, end);
    if (verdict.kind === "invalid") return this.#refuse(new FetchError("protocol", verdict.message));
    if (verdict.kind === "informational") return this.#skip(bytes, end);
    this.#waiting = false;
    this.#held = NOTHING;
    this.#heldBytes = 0;
    this.version = verdict.version;
    if (verdict.kind === "clean") return bytes.subarray(start);
    this.suspicious = verdict.suspicious;
    return Buffer.concat([verdict.head, bytes.subarray(end)]);
  }

  #skip(bytes: Buffer, end: number): Buffer | null {
    this.#informational += 1;
    if (this.#informational > MAX_INTERIM_ANSWERS) return this.#refuse(tooManyInterim(MAX_INTERIM_ANSWERS));
    const rest = Buffer.from(bytes.subarray(end));
    this.#heldBytes = 0;
    return rest.length === 0 ? null : this.#judge(rest, 0);
  }

  #hold(chunk: Buffer): Buffer {
    const total = this.#heldBytes + chunk.length;
    if (total > this.#held.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(4096, total * 2));
      this.#held.copy(larger, 0, 0, this.#heldBytes);
      this.#held = larger;
    }
    chunk.copy(this.#held, this.#heldBytes);
    this.#heldBytes = total;
    return this.#held.subarray(0, total);
  }

  #refuse(failure: FetchError): null {
    this.#waiting = false;
    this.#socket.destroy(failure);
    return null;
  }
}
