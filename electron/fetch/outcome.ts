import type { FailureCode, MediaKind } from "#contract/words.ts";
import type { VisitPurpose, VisitSettings, VisitTimes } from "#engine/ports.ts";

/** One URL to be asked for over HTTP. */
export interface FetchRequest {
  readonly url: string;
  readonly purpose: VisitPurpose;
  /** Whether exactly one request may be sent; see `VisitTask.once`. Default false. */
  readonly once?: boolean;
}

/** A complete HTTP answer, whatever its status. A redirect is an answer; nothing is followed here. */
export interface FetchAnswer {
  readonly kind: "answer";
  /** As sent, 100 to 999. */
  readonly status: number;
  /** Reason phrase; "" over HTTP/2 or when none was sent. */
  readonly reason: string;
  /**
   * In the order sent; names in lower case, values as the raw bytes read as latin1 (so that UTF-8 can still be read out of
   * them) with control characters replaced by spaces. At most 200, values cut at 4,096 characters, Set-Cookie left out;
   * those that crawling needs (`Location`, `Link`, `X-Robots-Tag` ...) are always there and never cut.
   */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly httpVersion: "1.0" | "1.1" | "2";
  /** Content-Type as sent; "" when there is none. */
  readonly contentType: string;
  /** Told from the declared type and the first bytes. */
  readonly mediaKind: MediaKind;
  /** Decoded; empty when it is not wanted (redirects, checks, resources, kinds that cannot be read as text). */
  readonly body: Uint8Array;
  /** Decoded size; what Content-Length says when the body was not read to the end on purpose. */
  readonly bodyBytes: number;
  /** Bytes of the body as they came, before decoding; without headers and chunk framing. */
  readonly wireBytes: number;
  readonly times: VisitTimes;
  /** IP address of the server; "" when the connection was already gone. */
  readonly remoteAddress: string;
}

/** Why there is no complete answer. */
export interface FetchFailure {
  readonly kind: "failure";
  readonly code: FailureCode | "private-address";
  /** One sentence for people: what happened, with the figures. */
  readonly message: string;
  /** Status, when the headers came before the failure; null otherwise. */
  readonly status: number | null;
  /** `firstByteMs` is 0 when no headers came. */
  readonly times: VisitTimes;
}

export type FetchOutcome = FetchAnswer | FetchFailure;

/** Asks for URLs, one at a time per connection, keeping connections open between requests. */
export interface Fetcher {
  /**
   * Always resolves with what the network said; rejects only when `signal` aborts (with its reason) or the fetcher is
   * closed meanwhile.
   */
  fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchOutcome>;
  /** Makes later requests use these settings; idle connections are closed, since other rules may hold for them now. */
  configure(settings: VisitSettings): void;
  /** Breaks off what runs and closes every connection. */
  close(): Promise<void>;
}
