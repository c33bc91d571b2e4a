import type { Dispatcher } from "undici";
import type { CrawlConfig } from "#contract/config.ts";
import type { VisitPurpose, VisitTimes } from "#engine/ports.ts";
import { isReadable, mediaKindOf } from "#page/media-kind.ts";
import { BodyReader, tooLarge, type Body } from "#fetch/body.ts";
import type { Connection } from "#fetch/connections.ts";
import { withoutControls } from "#fetch/control-characters.ts";
import { Deadlines } from "#fetch/deadlines.ts";
import { contentCodings } from "#fetch/decode.ts";
import { exchangeFailure, headersTooLarge, noEnd, noHeaders, stalled, tooManyInterim, type Progress } from "#fetch/exchange-failure.ts";
import { FetchError } from "#fetch/fetch-error.ts";
import { MAX_INTERIM_ANSWERS } from "#fetch/head-gate.ts";
import type { FetchAnswer, FetchOutcome } from "#fetch/outcome.ts";
import { MOST_SITEMAP_BYTES } from "#sitemap/sitemap-reader.ts";
import { responseFields, type ResponseFields } from "#fetch/response-fields.ts";

/** RFC 9309 §2.5: at least 500 KiB of robots.txt are read. */
const ROBOTS_BYTES = 524_288;
/** One byte more than is read of a sitemap, so that a cut one can be told. */
const SITEMAP_BYTES = MOST_SITEMAP_BYTES + 1;
/** A body nobody wants is read to its end, to keep the connection, when it is this small and comes this fast. */
const DRAIN_BYTES = 65_536;
const DRAIN_MS = 500;
const MAX_REASON_LENGTH = 200;
const NOTHING = new Uint8Array(0);

/** One request to be made over one connection. */
export interface ExchangeOrder {
  readonly connection: Connection;
  readonly url: URL;
  readonly method: "GET" | "HEAD";
  readonly purpose: VisitPurpose;
  readonly headers: string[];
  readonly config: CrawlConfig;
  readonly startedAt: number;
}

/** What came of an exchange. */
export interface ExchangeResult {
  readonly outcome: FetchOutcome;
  /** The connection can take another request. */
  readonly reusable: boolean;
  /** It failed on a connection used before, with nothing of an answer: most likely the server had just closed it. */
  readonly stale: boolean;
}

/** Makes one request and reads its answer; never rejects. A connection that is not `reusable` afterwards must be destroyed. */
export function exchange(order: ExchangeOrder): Promise<ExchangeResult> {
  return new Promise((resolve) => new Exchange(order, resolve).start());
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #order: ExchangeOrder;
  readonly #resolve: (result: ExchangeResult) => void;
  readonly #connectsBefore: number;
  readonly #deadlines: Deadlines;
  #controller: Dispatcher.DispatchController | null = null;
  #sentAt = 0;
  #headersAt = 0;
  #status = 0;
  #reason = "";
  #fields: ResponseFields = responseFields(null);
  #interim = 0;
  #wireBytes = 0;
  #body: BodyReader | null = null;
  #ended = false;
  #settled = false;

  constructor(order: ExchangeOrder, resolve: (result: ExchangeResult) => void) {
    this.#order = order;
    this.#resolve = resolve;
    this.#connectsBefore = order.connection.connects;
    const { timeoutMs } = order.config;
    const left = Math.max(1, timeoutMs - (performance.now() - order.startedAt));
    this.#deadlines = new Deadlines(left, () => this.#fail(noEnd(timeoutMs)));
  }

  start(): void {
    const { connection, url, method, headers } = this.#order;
    connection.begin();
    connection.client.dispatch({ path: url.pathname + url.search, method, headers }, this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#sentAt = performance.now();
    this.#order.connection.line?.gate?.expectHead();
    const { firstByteTimeoutMs } = this.#order.config;
    this.#deadlines.phase(firstByteTimeoutMs, () => this.#fail(noHeaders(firstByteTimeoutMs, this.#progress())));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _headers: unknown, reason = ""): void {
    if (this.#settled) return;
    if (status < 200) return this.#countInterim();
    this.#headersAt = performance.now();
    this.#status = status;
    this.#reason = reason;
    this.#fields = responseFields(controller.rawHeaders);
    const { maxHeaderBytes } = this.#order.config;
    if (this.#fields.bytes > maxHeaderBytes) return this.#fail(headersTooLarge(maxHeaderBytes));
    if (this.#bodyMatters()) {
      this.#watchStall();
      this.#startBody();
    } else {
      if ((this.#fields.contentLength ?? 0) > DRAIN_BYTES && this.#order.method === "GET") return this.#answerWithoutBody();
      this.#deadlines.phase(DRAIN_MS, () => this.#answerWithoutBody());
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.#settled) return;
    this.#wireBytes += piece.length;
    if (this.#body === null) {
      if (this.#wireBytes > DRAIN_BYTES) this.#answerWithoutBody();
      return;
    }
    this.#deadlines.postpone();
    this.#body.push(piece);
  }

  onResponseEnd(): void {
    if (this.#settled) return;
    if (this.#body === null) {
      this.#ended = true;
      return this.#answerWithoutBody();
    }
    // A body without a stated length ends with the connection; when that ended in an error, nobody knows what is missing.
    if (this.#order.connection.line?.broken === true) return this.#fail(exchangeFailure(null, this.#progress()));
    this.#ended = true;
    this.#deadlines.endPhase();
    this.#body.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#settled) return;
    if (this.#status !== 0 && this.#body === null) return this.#answerWithoutBody();
    this.#fail(exchangeFailure(error, this.#progress()));
  }

  /** Whether the body is part of what was asked for. */
  #bodyMatters(): boolean {
    const { method, purpose } = this.#order;
    const bodiless = this.#status === 204 || this.#status === 205 || this.#status === 304;
    const redirects = this.#status >= 300 && this.#status < 400 && this.#fields.list.some(([name]) => name === "location");
    return method === "GET" && purpose !== "check" && !bodiless && !redirects;
  }

  #startBody(): void {
    const { purpose, config } = this.#order;
    const codings = contentCodings(this.#fields.contentEncoding);
    if (codings instanceof FetchError) return this.#fail(codings);
    const keep = purpose === "robots" || purpose === "sitemap" ? "always" : purpose === "page" ? "readable" : "never";
    const { contentType, contentLength: declaredBytes } = this.#fields;
    const maxBytes = mostBytesOf(purpose, config.maxBodyBytes);
    this.#body = new BodyReader(
      { keep, contentType, codings, declaredBytes, maxBytes },
      {
        onBody: (body, whole) => this.#answer(body, whole),
        onFailure: (failure) => this.#fail(failure),
        pause: () => {
          this.#deadlines.endPhase();
          this.#controller?.pause();
        },
        resume: () => {
          if (this.#settled || this.#ended) return;
          this.#watchStall();
          this.#controller?.resume();
        },
      },
    );
    if (purpose === "page" && declaredBytes !== null && declaredBytes > maxBytes) this.#refuseLargePage(maxBytes);
  }

  /** A page that says it is too large is not fetched first; what is no page is told by its kind and only measured. */
  #refuseLargePage(maxBytes: number): void {
    const kind = mediaKindOf(this.#fields.contentType, NOTHING);
    if (isReadable(kind)) this.#fail(tooLarge(maxBytes, false));
  }

  #answerWithoutBody(): void {
    const wholeBody = this.#ended && this.#order.method === "GET";
    const size = wholeBody ? this.#wireBytes : (this.#fields.contentLength ?? this.#wireBytes);
    this.#answer({ bytes: NOTHING, size, mediaKind: mediaKindOf(this.#fields.contentType, NOTHING) }, this.#ended);
  }

  #answer(body: Body, whole: boolean): void {
    const { line } = this.#order.connection;
    const answer: FetchAnswer = {
      kind: "answer",
      status: this.#status,
      reason: withoutControls(this.#reason).trim().slice(0, MAX_REASON_LENGTH),
      headers: this.#fields.list,
      httpVersion: line === null || line.http2 ? "2" : (line.gate?.version ?? "1.1"),
      contentType: this.#fields.contentType,
      mediaKind: body.mediaKind,
      body: body.bytes,
      bodyBytes: body.size,
      wireBytes: this.#wireBytes,
      times: this.#times(),
      remoteAddress: line?.remoteAddress ?? "",
    };
    this.#settle({ outcome: answer, reusable: whole && this.#ended && line?.gate?.suspicious !== true, stale: false });
  }

  #fail(failure: FetchError): void {
    if (this.#settled) return;
    const stale = this.#connectsBefore > 0 && this.#order.connection.connects === this.#connectsBefore && this.#isLost(failure);
    this.#body?.destroy();
    this.#settle({
      outcome: {
        kind: "failure",
        code: failure.code,
        message: failure.message,
        status: this.#status === 0 ? null : this.#status,
        times: this.#times(),
      },
      reusable: false,
      stale,
    });
  }

  /** Whether the connection was gone before anything of the answer came. */
  #isLost({ code }: FetchError): boolean {
    if (code === "reset" || code === "empty-response") return true;
    return code === "protocol" && this.#status === 0 && this.#order.connection.line?.http2 === true;
  }

  #settle(result: ExchangeResult): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#deadlines.stop();
    this.#resolve(result);
  }

  #countInterim(): void {
    this.#interim += 1;
    if (this.#interim > MAX_INTERIM_ANSWERS) this.#fail(tooManyInterim(MAX_INTERIM_ANSWERS));
  }

  #watchStall(): void {
    const { stallTimeoutMs } = this.#order.config;
    this.#deadlines.phase(stallTimeoutMs, () => this.#fail(stalled(stallTimeoutMs, this.#progress())));
  }

  #progress(): Progress {
    const begun = this.#sentAt > 0 && (this.#status !== 0 || this.#order.connection.line?.gate?.anything === true);
    return { begun, answered: this.#status !== 0, bodyBytes: this.#wireBytes, declaredBytes: this.#fields.contentLength };
  }

  #times(): VisitTimes {
    const { connection, startedAt } = this.#order;
    const fresh = connection.connects !== this.#connectsBefore;
    return {
      dnsMs: fresh ? rounded(connection.line?.dnsMs ?? 0) : null,
      connectMs: fresh ? rounded(connection.line?.connectMs ?? 0) : null,
      firstByteMs: this.#headersAt === 0 ? 0 : rounded(this.#headersAt - this.#sentAt),
      totalMs: rounded(performance.now() - startedAt),
    };
  }
}

/** Milliseconds with two decimals. */
function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** As much of a body as is kept, decoded; beyond it a page is too large, and robots.txt and sitemaps are cut. */
function mostBytesOf(purpose: VisitPurpose, maxBodyBytes: number): number {
  if (purpose === "robots") return Math.min(ROBOTS_BYTES, maxBodyBytes);
  return purpose === "sitemap" ? SITEMAP_BYTES : maxBodyBytes;
}
