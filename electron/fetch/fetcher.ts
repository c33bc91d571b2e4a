import type { VisitSettings } from "#engine/ports.ts";
import { Connections } from "#fetch/connections.ts";
import { exchange, type ExchangeResult } from "#fetch/exchange.ts";
import { cachedLookup, lookupBySystem, type Lookup } from "#fetch/lookup.ts";
import type { Fetcher, FetchFailure, FetchOutcome, FetchRequest } from "#fetch/outcome.ts";
import { fetchPolicy, type FetchPolicy } from "#fetch/policy.ts";
import { trustStore } from "#fetch/trust.ts";

/** What a fetcher takes from its surroundings; all of it has a default. */
export interface FetcherOptions {
  /** Finds the addresses of a host; the operating system's by default. */
  readonly lookup?: Lookup;
  /** Certificate authorities (PEM) to trust beside those of this computer. */
  readonly authorities?: readonly string[];
}

/** Answers to HEAD that say more about HEAD than about the URL: GET is asked too. */
const DOUBTFUL_HEAD_STATUSES = new Set([400, 403, 404, 405, 501]);
/** Failures after which asking again with GET may work where HEAD did not. */
const DOUBTFUL_HEAD_FAILURES = new Set(["protocol", "empty-response", "reset", "partial-body", "first-byte-timeout", "header-overflow"]);

/** Makes a fetcher. Close it when it is no longer needed. */
export function createFetcher(settings: VisitSettings, options: FetcherOptions = {}): Fetcher {
  return new HttpFetcher(settings, options);
}

class HttpFetcher implements Fetcher {
  readonly #connections: Connections;
  readonly #running = new Set<(reason: unknown) => void>();
  #policy: FetchPolicy;
  #closed = false;

  constructor(settings: VisitSettings, options: FetcherOptions) {
    this.#policy = fetchPolicy(settings);
    this.#connections = new Connections({
      lookup: cachedLookup(options.lookup ?? lookupBySystem),
      secureContext: trustStore(options.authorities),
    });
  }

  async fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchOutcome> {
    if (this.#closed) throw new Error("The fetcher is closed.");
    signal?.throwIfAborted();
    const url = URL.parse(request.url);
    if (url === null) return refused("This is not a valid address.");
    if (url.protocol !== "http:" && url.protocol !== "https:")
      return refused(`Only http and https are fetched, not ${url.protocol.slice(0, -1)}.`);
    if (request.purpose !== "check" || request.once === true) return this.#ask(url, request, "GET", signal);
    const head = await this.#ask(url, request, "HEAD", signal);
    const doubtful = head.kind === "answer" ? DOUBTFUL_HEAD_STATUSES.has(head.status) : DOUBTFUL_HEAD_FAILURES.has(head.code);
    return doubtful ? this.#ask(url, request, "GET", signal) : head;
  }

  configure(settings: VisitSettings): void {
    this.#policy = fetchPolicy(settings);
    void this.#connections.closeIdle();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const stop of this.#running) stop(new Error("The fetcher is closed."));
    await this.#connections.closeIdle();
  }

  async #ask(url: URL, request: FetchRequest, method: "GET" | "HEAD", signal: AbortSignal | undefined): Promise<FetchOutcome> {
    const startedAt = performance.now();
    const first = await this.#once({ url, request, method, signal, startedAt }, request.once === true);
    // The server closed an idle connection as the request was sent: nothing was wrong with the URL (RFC 9110 §9.2.2).
    const result = first.stale ? await this.#once({ url, request, method, signal, startedAt }, true) : first;
    return result.outcome;
  }

  #once(asked: Asked, fresh: boolean): Promise<ExchangeResult> {
    const { url, request, method, signal, startedAt } = asked;
    const policy = this.#policy;
    const connection = fresh ? this.#connections.open(url, policy) : this.#connections.take(url, policy);
    return new Promise((resolve, reject) => {
      const stop = (reason: unknown): void => {
        this.#running.delete(stop);
        reject(reason);
        void connection.destroy();
      };
      const onAbort = (): void => stop(signal?.reason);
      this.#running.add(stop);
      signal?.addEventListener("abort", onAbort, { once: true });
      const headers = policy.headersFor(url, request.purpose);
      void exchange({ connection, url, method, purpose: request.purpose, headers, config: policy.config, startedAt }).then((result) => {
        signal?.removeEventListener("abort", onAbort);
        this.#running.delete(stop);
        // Settings that changed meanwhile may not allow this connection any more.
        if (result.reusable && policy === this.#policy && !this.#closed) this.#connections.give(connection);
        else void connection.destroy();
        resolve(result);
      });
    });
  }
}

interface Asked {
  readonly url: URL;
  readonly request: FetchRequest;
  readonly method: "GET" | "HEAD";
  readonly signal: AbortSignal | undefined;
  readonly startedAt: number;
}

function refused(message: string): FetchFailure {
  return { kind: "failure", code: "protocol", message, status: null, times: { dnsMs: null, connectMs: null, firstByteMs: 0, totalMs: 0 } };
}
