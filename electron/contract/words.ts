/**
 * The closed vocabularies of Orbweaver, each word with the sentence a person reads.
 * The same words stand in code, SQL, window, command line and docs.
 */

/** What a settled URL was settled as. The order is the number stored in the file: never reorder, only append. */
export const SETTLED_AS = ["kept", "failed", "excluded", "blocked"] as const;
export type SettledAs = (typeof SETTLED_AS)[number];

/** Why a URL got no complete answer: code -> what happened, as a sentence that can follow "URL:". */
export const FAILURES = {
  dns: "The name of the host could not be found.",
  "connection-refused": "The host answered, but nothing accepts connections on that port.",
  "connect-timeout": "The host did not accept a connection in time.",
  unreachable: "The network has no way to the host.",
  reset: "The connection was broken off before the answer came.",
  "empty-response": "The server closed the connection without answering.",
  "partial-body": "The answer broke off in the middle.",
  "tls-expired": "The certificate of the host is out of date.",
  "tls-self-signed": "The certificate of the host is signed by the host itself.",
  "tls-wrong-host": "The certificate belongs to another host.",
  "tls-untrusted": "The certificate comes from an authority that this computer does not trust.",
  tls: "No secure connection could be agreed on.",
  protocol: "What the server sent is not valid HTTP.",
  "header-overflow": "The headers of the answer are larger than the limit.",
  "first-byte-timeout": "The server accepted the request but did not begin to answer in time.",
  timeout: "The answer did not end in time.",
  "body-stalled": "The answer stopped in the middle and did not go on.",
  "too-large": "The body is larger than the limit.",
  "bad-encoding": "The compressed body is damaged.",
  "unsupported-encoding": "The body is compressed in a way that Orbweaver does not know.",
  "parser-crashed": "Reading this page ended the page worker.",
  "parser-timeout": "Reading this page took too long.",
  "no-sitemap": "There is no sitemap there that can be read.",
} as const;
export type FailureCode = keyof typeof FAILURES;

/** Why a discovered URL was not asked for: reason -> the sentence a person reads. */
export const EXCLUSIONS = {
  scope: "It is on another site.",
  robots: "The site's robots.txt asks crawlers not to fetch it.",
  depth: "It is more clicks away from the start than the limit.",
  "not-included": "No include pattern matches it.",
  pattern: "An exclude pattern matches it.",
  resource: "Pages only embed it, and embedded resources are not fetched in this crawl.",
  "not-followed": "It was only named in a way that is recorded but not followed.",
  nofollow: "Every link to it says nofollow, and this crawl honours that.",
  cap: "As many addresses of its pattern as were wanted are crawled already.",
  trap: "Its address looks like one of endlessly many.",
  "redirect-limit": "It is the target of a chain of redirects longer than the limit.",
  scheme: "Its address is not http or https.",
  "invalid-url": "It is not a valid address.",
  "url-too-long": "Its address is longer than the limit.",
  "private-address": "It is on a private network, and the crawl started on a public site.",
} as const;
export type ExclusionReason = keyof typeof EXCLUSIONS;

/** Why an answer is not the page itself: reason -> the sentence a person reads. */
export const BLOCKS = {
  challenge: "The site answered with a check for humans instead of the page.",
} as const;
export type BlockReason = keyof typeof BLOCKS;

/**
 * Where on a page (or beside it) a URL was named. The order is the number stored in the file: never reorder, only append.
 * `seed` and `list` are what the person typed or gave as a file; `sitemap` is an address that a sitemap names, `sitemap-index`
 * a sitemap that an index or a robots.txt names.
 */
export const LINK_KINDS = [
  "seed",
  "list",
  "a",
  "area",
  "iframe",
  "frame",
  "form",
  "meta-refresh",
  "redirect",
  "header-refresh",
  "canonical",
  "alternate",
  "next",
  "prev",
  "img",
  "srcset",
  "source",
  "script",
  "stylesheet",
  "icon",
  "preload",
  "video",
  "audio",
  "track",
  "embed",
  "object",
  "header",
  "link",
  "input",
  "background",
  "sitemap",
  "sitemap-index",
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Kinds that ask for a page: what they name is crawled when it is in scope. */
export const NAVIGATION_KINDS: ReadonlySet<LinkKind> = new Set<LinkKind>([
  "seed",
  "list",
  "a",
  "area",
  "iframe",
  "frame",
  "meta-refresh",
  "redirect",
  "header-refresh",
  "sitemap",
]);

/** Kinds that send the visitor on by themselves: no click, and followed even from a page that says nofollow. */
export const FORWARDING_KINDS: ReadonlySet<LinkKind> = new Set<LinkKind>(["redirect", "header-refresh", "meta-refresh"]);

/** Kinds that a page embeds: what they name is a resource, recorded always and fetched only on request. */
export const EMBED_KINDS: ReadonlySet<LinkKind> = new Set<LinkKind>([
  "img",
  "srcset",
  "source",
  "script",
  "stylesheet",
  "icon",
  "preload",
  "video",
  "audio",
  "track",
  "embed",
  "object",
  "input",
  "background",
]);

/** Kinds that show an image: what they name is a row of `images`. */
export const IMAGE_KINDS: ReadonlySet<LinkKind> = new Set<LinkKind>(["img", "srcset", "icon", "input", "background"]);

/** How pages name an address, as bits that are stored: by navigation, by embedding it, in another way; and as an image. */
export const URL_ROLE = { navigation: 1, embedded: 2, named: 4, image: 8 } as const;

/** The part of the page a link stands in. The order is the number stored in the file: never reorder, only append. */
export const LINK_POSITIONS = ["head", "header", "nav", "content", "aside", "footer", "http-header"] as const;
export type LinkPosition = (typeof LINK_POSITIONS)[number];

/** What a body is, told from its content type and its first bytes. The order is the number stored in the file. */
export const MEDIA_KINDS = [
  "none",
  "html",
  "xhtml",
  "xml",
  "text",
  "pdf",
  "image",
  "css",
  "script",
  "json",
  "font",
  "audio",
  "video",
  "archive",
  "other",
] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/**
 * What a crawl is doing. `paused`: by the person, `limit`: a limit of the configuration was reached, `error`: something
 * outside (disk, file) stopped it. All three can be resumed. `idle` is a file that no engine crawls.
 */
export const CRAWL_STATES = ["idle", "running", "pausing", "paused", "stopping", "limit", "error", "finished"] as const;
export type CrawlState = (typeof CRAWL_STATES)[number];

/** States in which an engine works on the crawl. */
export const ACTIVE_STATES: ReadonlySet<CrawlState> = new Set<CrawlState>(["running", "pausing", "stopping"]);

/** Marks a place that no value of a closed union can reach. Throws when one does. */
export function assertNever(value: never): never {
  throw new Error(`A value that no case expects: ${JSON.stringify(value)}`);
}
