/**
 * What the engine needs from the outside world, as types only. `workers/`, `fetch/` and `store/` implement these; the engine
 * never imports them.
 */
import type { CrawlConfig } from "#contract/config.ts";
import type { HistorySample, Receipt } from "#contract/questions.ts";
import type { BlockReason, ExclusionReason, FailureCode, LinkKind, MediaKind, SettledAs } from "#contract/words.ts";
import type { PageFacts } from "#page/facts.ts";
import type { LinkBatch, LinkTuple } from "#page/links.ts";

/**
 * What a worker is asked to do with a URL. `page`: facts and links; `resource` and `check`: status and size; `robots`: the text;
 * `sitemap`: the addresses that it names, of a sitemap or a robots.txt.
 */
export type VisitPurpose = "page" | "resource" | "check" | "robots" | "sitemap";

/** One URL to be asked for, once. `id` comes back in the outcome. */
export interface VisitTask {
  readonly id: number;
  readonly url: string;
  readonly purpose: VisitPurpose;
  /**
   * Whether exactly one request may be sent, because the host is asked with a delay: then nothing is asked again on another
   * connection, and a check does without a HEAD that might need a GET behind it.
   */
  readonly once: boolean;
}

/** Durations of one request in milliseconds. `dnsMs` and `connectMs` are null when a connection was reused. */
export interface VisitTimes {
  readonly dnsMs: number | null;
  readonly connectMs: number | null;
  readonly firstByteMs: number;
  readonly totalMs: number;
}

/** An HTTP answer, whatever its status, as it concerns the crawl. */
export interface Answer {
  readonly status: number;
  /** In the order sent; names in lower case; at most 200, values cut at 4,096 characters; Set-Cookie left out. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly httpVersion: string;
  /** Declared type without parameters, lower case; "" when none was declared. */
  readonly contentType: string;
  readonly mediaKind: MediaKind;
  /** Encoding the text was read with; "" when it is not text. */
  readonly charset: string;
  /** Location header as sent (decoded to text), when the status is 3xx; null otherwise. */
  readonly location: string | null;
  readonly lastModified: string;
  /** Directives of X-Robots-Tag that concern every crawler or ours, lower case, joined with ", "; "" when there are none. */
  readonly xRobotsTag: string;
  /** Delay asked for with Retry-After, in milliseconds from now; null when there is none or it is not valid. */
  readonly retryAfterMs: number | null;
  /** Decoded size in bytes. For a body that was not read to the end on purpose, what Content-Length says. */
  readonly bodyBytes: number;
  readonly wireBytes: number;
  readonly times: VisitTimes;
  readonly fetchedAtMs: number;
}

/** What came of a visit. A failure of the outside world is a value, never an exception. */
export type VisitOutcome =
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly answer: Answer;
      /** Facts of an HTML or XHTML page with status 2xx; null otherwise. */
      readonly facts: PageFacts | null;
      readonly links: LinkBatch;
      /** Set when the answer is not the page but a check for humans. */
      readonly blocked: BlockReason | null;
      /** Source compressed with zstd, when the configuration keeps it; null otherwise. */
      readonly html: Uint8Array | null;
      /** Text of robots.txt (at most 512 KiB), for purpose `robots`; null otherwise. */
      readonly robotsText: string | null;
      /** What is wrong with a sitemap, in one sentence, for purpose `sitemap`; left out or null when nothing is. */
      readonly sitemapProblem?: string | null;
    }
  | {
      readonly kind: "failure";
      readonly id: number;
      readonly code: FailureCode | "private-address";
      /** One sentence for people: what happened, with the figures. */
      readonly message: string;
      /** Status, when headers came before the failure; null otherwise. */
      readonly status: number | null;
      readonly totalMs: number;
      readonly fetchedAtMs: number;
    };

/** The part of the configuration that a page worker needs, with the hosts the person put in scope. */
export interface VisitSettings {
  readonly config: CrawlConfig;
  /** Origins of the start addresses: own headers go there, and invalid certificates may be accepted there. */
  readonly seedOrigins: readonly string[];
  /** Host names of start addresses: connections to private addresses are allowed for these when so configured. */
  readonly seedHosts: readonly string[];
  /** The complete User-Agent header. */
  readonly userAgent: string;
}

/** A set of page workers that can be given visits. */
export interface VisitPool extends AsyncDisposable {
  /**
   * Runs one visit in some worker. Always resolves: a worker that dies is replaced and answers `failure` with
   * `parser-crashed` or `parser-timeout` for what it was reading; its other visits are given to another worker. Null after
   * `abandon`.
   */
  visit(task: VisitTask): Promise<VisitOutcome | null>;
  /** Makes later visits use these settings. */
  configure(settings: VisitSettings): void;
  /** Gives up all running visits at once; they resolve with null. */
  abandon(): void;
}

/** A waiting URL as the frontier sees it. Lower `priority` goes first, then lower `depth`, then lower `id`. */
export interface WaitingUrl {
  readonly id: number;
  readonly url: string;
  readonly host: number;
  readonly purpose: Exclude<VisitPurpose, "robots">;
  readonly priority: number;
  readonly depth: number;
  readonly attempts: number;
  /** Whether a person asked for it whatever the rules say: then neither scope nor robots.txt is asked. */
  readonly forced: boolean;
}

/** How scope decided about a discovered URL. */
export type ScopeDecision =
  | { readonly kind: "wanted"; readonly purpose: Exclude<VisitPurpose, "robots">; readonly internal: boolean }
  | { readonly kind: "excluded"; readonly reason: ExclusionReason; readonly rule: string; readonly internal: boolean };

/** How a URL is settled. */
export type Settlement =
  | { readonly as: "kept"; readonly outcome: Extract<VisitOutcome, { kind: "answer" }> }
  | { readonly as: "blocked"; readonly reason: BlockReason; readonly outcome: Extract<VisitOutcome, { kind: "answer" }> }
  | {
      readonly as: "failed";
      readonly code: FailureCode;
      readonly message: string;
      readonly outcome: Extract<VisitOutcome, { kind: "failure" }> | null;
    }
  | { readonly as: "excluded"; readonly reason: ExclusionReason; readonly rule: string };

/** The system's clock: epoch milliseconds and timers. Tests turn it by hand. */
export interface Clock {
  now(): number;
  /** Calls back once, not before `atMs`. Returns how to take that back. */
  at(atMs: number, callback: () => void): () => void;
}
export type { LinkBatch, LinkTuple, SettledAs };

/** A discovered URL as the store knows it. The store keeps these objects current; nobody else writes them. */
export interface KnownUrl {
  readonly id: number;
  readonly url: string;
  readonly host: number;
  readonly state: "waiting" | "leased" | SettledAs;
  /** URL_ROLE bits: 1 navigation, 2 embedded, 4 named otherwise, 8 shown as an image. */
  readonly roles: number;
  readonly internal: boolean;
  readonly purpose: Exclude<VisitPurpose, "robots">;
  readonly depth: number;
  readonly redirects: number;
  readonly attempts: number;
  /** Exclusion reason, failure code or block reason; null when there is none. */
  readonly reason: string | null;
  /** Whether a person asked for it whatever the rules say: no rule is applied to it any more. */
  readonly forced: boolean;
}

/** A known URL with what judging it again needs beside. */
export interface StoredUrl {
  readonly known: KnownUrl;
  readonly firstKind: LinkKind;
  /** The pattern, limit or robots.txt line behind an exclusion, or the message of a failure; null when there is none. */
  readonly rule: string | null;
}

/** How the links in the file name a URL, as far as its exclusion depends on it. */
export interface StoredNaming {
  /** Whether some link to it asks for a page. */
  readonly navigated: boolean;
  /** Whether some of these does not say nofollow. */
  readonly followed: boolean;
  /** Whether some of these sends the visitor on by itself. */
  readonly forwarded: boolean;
}

/**
 * A pattern for which the store counts the addresses that were asked for, or are being asked for, as counter
 * `cap:` + pattern. Those with an id above `countedTo` are left to whoever counts what is there already.
 */
export interface CountedPattern {
  readonly pattern: string;
  readonly test: (url: string) => boolean;
  readonly countedTo: number;
}

/** A URL that nobody has named before. */
export interface NewUrl {
  readonly url: string;
  /** Host with port as in URL.host; "" for an address that is not http(s). */
  readonly hostName: string;
  readonly roles: number;
  readonly decision: ScopeDecision;
  readonly depth: number;
  readonly redirects: number;
  /** Id of the page that names it; null for a start address. */
  readonly firstSource: number | null;
  readonly firstKind: LinkKind;
}

/** What is worked out from an answer before it is stored. */
export interface SettledPage {
  /** One entry for each of `LinkBatch.urls`. */
  readonly targets: readonly KnownUrl[];
  readonly links: LinkBatch;
  readonly indexable: boolean;
  readonly indexabilityReason: string | null;
  readonly redirect: { readonly target: KnownUrl; readonly kind: LinkKind } | null;
}

/** What robots.txt of an origin came to; kept, so that it is asked for once. */
export interface OriginRobots {
  readonly origin: string;
  readonly outcome: "rules" | "allow-all" | "disallow-all" | "unreachable";
  readonly status: number | null;
  /** Failure code when `unreachable`; null there when the host is on a private network. */
  readonly code: FailureCode | null;
  readonly message: string;
  readonly text: string;
  readonly fetchedAtMs: number;
}

/**
 * The one writer of a crawl's file. Every call is part of the open transaction, which is committed at most 200 ms after its
 * first write. Any call throws an `OrbweaverError` (disk-full, read-only, vanished, storage) when the file cannot be
 * written; what was not committed is then as if it had never happened, and the store must be disposed.
 *
 * A leased URL is settled or requeued exactly once; otherwise the crawl never ends or its numbers stop adding up.
 */
export interface CrawlStore extends Disposable {
  find(url: string): KnownUrl | null;
  findById(id: number): KnownUrl;
  add(url: NewUrl): KnownUrl;
  /** Notes further roles and a shorter way to a URL. */
  revise(known: KnownUrl, change: { readonly roles: number; readonly depth: number; readonly redirects: number }): void;
  /**
   * Makes a settled URL wait, because there is a reason to ask for it now; what it answered is removed. A waiting one is only
   * asked for another purpose. `forced`: whatever the rules say, from now on.
   */
  reopen(known: KnownUrl, decision: Extract<ScopeDecision, { kind: "wanted" }>, forced?: boolean): void;
  /** Settles a waiting URL without asking for it, or gives one that is excluded another reason. */
  exclude(known: KnownUrl, decision: Extract<ScopeDecision, { kind: "excluded" }>): void;
  lease(url: WaitingUrl): void;
  /** Gives a leased URL back. `readyAtMs` 0: at once. */
  requeue(url: WaitingUrl, attempts: number, readyAtMs: number): void;
  /** Settles a leased URL. `page` is null unless there is an answer. */
  settle(url: WaitingUrl, settlement: Settlement, page: SettledPage | null): void;
  /** URLs with an id above `afterId` and not above `afterId + span`, lowest first. */
  scan(afterId: number, span: number): readonly StoredUrl[];
  /** The highest id there is; 0 when there is none. */
  lastId(): number;
  /** Read off the links to it, of which only the first 2,000 are looked at. */
  namingOf(id: number): StoredNaming;
  /** Counts patterns from now on, in place of those before. `countedTo` may change meanwhile. */
  countPatterns(patterns: readonly CountedPattern[]): void;
  /** Where the links of a kept page lead that count for depth. */
  navigationTargets(id: number): readonly { readonly id: number; readonly kind: LinkKind }[];
  /** Ids of hosts with URLs that wait and are ready. */
  waitingHosts(): readonly number[];
  hostName(host: number): string;
  /** The first `limit` ready URLs of a host, in the order they are to be asked for. */
  nextWaiting(host: number, limit: number): readonly WaitingUrl[];
  /** Makes retries whose time has come ready and returns them. */
  takeDueRetries(nowMs: number): readonly WaitingUrl[];
  nextRetryAtMs(): number | null;
  robotsOf(origin: string): OriginRobots | null;
  saveRobots(robots: OriginRobots): void;
  /** Counts one more query variant of a path; returns how many there are now. */
  countQueryVariant(path: string): number;
  /** Forgets all counts of query variants. */
  forgetQueryVariants(): void;
  hasQueryVariants(): boolean;
  /** A counter, e.g. `state:waiting`; uncommitted changes included. */
  count(name: string): number;
  /** Changes a counter that no row stands behind, e.g. `total:bytes`. */
  addCount(name: string, amount: number): void;
  /** Keeps a sample; when there are more than 2,000, every second one is thinned out. */
  addSample(sample: HistorySample): void;
  /** All counters as of the last commit: what a reader of the file sees. */
  committedCounts(): ReadonlyMap<string, number>;
  /** Gives back what was leased when the file was last written, and counts what a receipt says. */
  takeStock(): Pick<Receipt, "kept" | "requeued" | "lost" | "fetchedTwice">;
  getMeta<T>(key: string): T | null;
  setMeta(key: string, value: unknown): void;
  /** Commits now. */
  commit(): void;
}
