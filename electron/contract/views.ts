/**
 * The views of a crawl and their columns: names are stable, snake_case, and the same in exports, in the window and in
 * filters. The documentation table is generated from here.
 */

export type ColumnType = "text" | "number" | "boolean" | "time" | "json";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Unit of a number, or "". */
  readonly unit: string;
  readonly meaning: string;
}

/** A cell as it crosses a wire: text, number, boolean (as true/false), time (epoch milliseconds), or nothing. */
export type Cell = string | number | boolean | null;

const text = (name: string, meaning: string): Column => ({ name, type: "text", unit: "", meaning });
const number = (name: string, unit: string, meaning: string): Column => ({ name, type: "number", unit, meaning });
const flag = (name: string, meaning: string): Column => ({ name, type: "boolean", unit: "", meaning });
const time = (name: string, meaning: string): Column => ({ name, type: "time", unit: "", meaning });
const json = (name: string, meaning: string): Column => ({ name, type: "json", unit: "", meaning });

const section = text("section", "The folder the address is in: the address up to the last slash of its path.");

const pages: readonly Column[] = [
  text("url", "The address that was asked for."),
  text("final_url", "Where its redirects end; the address itself when it does not redirect."),
  number("status", "", "HTTP status, empty when there was no answer."),
  text("content_type", "Content type as the server declared it, without parameters."),
  number("depth", "clicks", "Fewest clicks from a start address; a redirect is not a click."),
  text("title", "First title of the page."),
  number("title_length", "graphemes", "Length of the title as a reader counts letters."),
  number("title_pixels", "px", "Width of the title in a search result (Arial 20 px)."),
  text("description", "First meta description."),
  number("description_length", "graphemes", "Length of the description."),
  text("h1", "First h1."),
  number("h1_count", "", "How many h1 the page has."),
  json("h1s", "The first 20 h1, as a JSON list."),
  text("h2", "First h2."),
  number("h2_count", "", "How many h2 the page has."),
  json("h2s", "The first 20 h2, as a JSON list."),
  text("canonical", "Canonical address, resolved, from the page or its Link header."),
  text("meta_robots", "Robots directives of the page."),
  text("x_robots_tag", "Robots directives of the headers."),
  flag("indexable", "Whether a search engine may list this address."),
  text("indexability_reason", "Why not: status, redirect, noindex, canonical, not-html, failed, blocked."),
  text("language", "Language the page declares."),
  json("hreflangs", "Alternate languages, as a JSON list of [language, address]."),
  number("word_count", "words", "Words of the visible text."),
  text("text_hash", "Hash of the visible text; equal for pages with the same text."),
  number("size_bytes", "bytes", "Size of the body after decompression."),
  number("transferred_bytes", "bytes", "Size of the body as it came over the wire."),
  number("dns_ms", "ms", "Time to look up the host; empty when a connection was reused."),
  number("connect_ms", "ms", "Time to connect, with TLS; empty when a connection was reused."),
  number("first_byte_ms", "ms", "Time from the request to the headers of the answer."),
  number("total_ms", "ms", "Time from the request to the end of the answer."),
  number("inlinks", "", "Links to this address, from all pages."),
  number("outlinks", "", "Links of this page, of every kind that names a page."),
  number("internal_links", "", "Those of them that stay on the site."),
  number("external_links", "", "Those of them that leave the site."),
  number("links_left_out", "", "Links of the page that were over the limit and not recorded."),
  text("redirect_url", "Where this address redirects to (status 3xx, Refresh header or meta refresh)."),
  text("last_modified", "Last-Modified header, as sent."),
  text("http_version", "1.1 or 2."),
  text("charset", "Encoding the page was read with."),
  text("media_kind", "What the body is: html, xhtml, xml, text, pdf, image, ..."),
  json("response_headers", "Headers of the answer, as a JSON list of [name, value]."),
  time("fetched_at", "When the answer was complete."),
  text("settled_as", "kept, failed or blocked."),
  text("failure", "Code of the failure, or reason of the block."),
  number("attempts", "", "How often the address was asked for."),
  flag("internal", "Whether the address belongs to the site."),
  text("first_seen_on", "The page that named the address first."),
  text("first_seen_as", "How that page named it: a, redirect, ..."),
  section,
];

const links: readonly Column[] = [
  text("source_url", "The page that holds the link."),
  text("target_url", "The address it names."),
  text("kind", "Where the link comes from: a, area, img, script, canonical, redirect, sitemap, ..."),
  text("anchor", "Text of the link, alt text of the image, or lastmod of a sitemap."),
  text("rel", "The rel attribute."),
  flag("nofollow", "Whether rel or the page says nofollow."),
  flag("internal", "Whether the target belongs to the site."),
  text("position", "Part of the page: head, header, nav, content, aside, footer, http-header."),
  number("target_status", "", "HTTP status of the target, when it was asked for."),
];

const resources: readonly Column[] = [
  text("url", "Address of the embedded resource."),
  text("first_seen_as", "How a page embeds it: img, script, stylesheet, ..."),
  text("first_seen_on", "The page that embedded it first."),
  number("inlinks", "", "How often pages embed or link it."),
  flag("internal", "Whether it belongs to the site."),
  text("settled_as", "kept, failed, excluded or blocked; empty while it waits."),
  text("reason", "Code of the failure or exclusion."),
  number("status", "", "HTTP status, when it was fetched."),
  text("content_type", "Content type as declared."),
  number("size_bytes", "bytes", "Size after decompression, when it was fetched."),
  number("transferred_bytes", "bytes", "Size over the wire, when it was fetched."),
  number("total_ms", "ms", "Time to fetch it."),
  text("redirect_url", "Where it redirects to."),
  time("fetched_at", "When it was fetched."),
  section,
];

const images: readonly Column[] = [
  text("url", "Address of the image."),
  text("alt", "Text that stands for the image, of the first place that gives one."),
  number("without_alt", "", "Places on pages that show the image without such a text."),
  number("inlinks", "", "Places on pages that name the image."),
  text("first_seen_on", "The page that showed it first."),
  text("first_seen_as", "How that page names it: img, srcset, ..."),
  flag("internal", "Whether it belongs to the site."),
  text("settled_as", "kept, failed, excluded or blocked; empty while it waits."),
  text("reason", "Code of the failure or exclusion."),
  number("status", "", "HTTP status, when it was fetched."),
  text("content_type", "Content type as declared."),
  number("size_bytes", "bytes", "Size after decompression, when it was fetched."),
  number("transferred_bytes", "bytes", "Size over the wire, when it was fetched."),
  number("total_ms", "ms", "Time to fetch it."),
  text("redirect_url", "Where it redirects to."),
  time("fetched_at", "When it was fetched."),
  section,
];

const excluded: readonly Column[] = [
  text("url", "The address that was not asked for."),
  text("reason", "scope, robots, depth, pattern, resource, ..."),
  text("rule", "The pattern, robots.txt line, limit or link kind that decided."),
  text("first_seen_on", "The page that named it first."),
  text("first_seen_as", "How that page named it."),
  number("depth", "clicks", "Fewest clicks from a start address."),
  number("inlinks", "", "Links to it."),
  flag("internal", "Whether it belongs to the site."),
  section,
];

const failed: readonly Column[] = [
  text("url", "The address that gave no complete answer."),
  text("code", "dns, timeout, tls, reset, too-large, ..."),
  number("attempts", "", "How often it was asked for."),
  text("message", "What happened, in one sentence."),
  text("first_seen_on", "The page that named it first."),
  text("first_seen_as", "How that page named it."),
  number("depth", "clicks", "Fewest clicks from a start address."),
  number("inlinks", "", "Links to it."),
  flag("internal", "Whether it belongs to the site."),
  time("fetched_at", "When the last attempt ended."),
  section,
];

const redirects: readonly Column[] = [
  text("url", "The address that redirects."),
  number("status", "", "HTTP status; 200 for a meta refresh or Refresh header."),
  text("kind", "redirect, meta-refresh or header-refresh."),
  text("redirect_url", "Where it points, resolved."),
  text("location", "The Location as the server sent it."),
  text("final_url", "Where the chain ends."),
  number("final_status", "", "HTTP status at the end of the chain."),
  number("hops", "", "Redirects from here to the end."),
  flag("loop", "Whether the chain comes back to itself."),
  text("first_seen_on", "The page that named the address first."),
  number("inlinks", "", "Links to the address."),
  number("depth", "clicks", "Fewest clicks from a start address."),
  section,
];

const blocked: readonly Column[] = [
  text("url", "The address that answered with something else than the page."),
  text("reason", "challenge."),
  number("status", "", "HTTP status."),
  text("first_seen_on", "The page that named it first."),
  number("inlinks", "", "Links to it."),
  time("fetched_at", "When it answered."),
  section,
];

const addresses: readonly Column[] = [
  text("url", "The address."),
  text("state", "waiting, leased (being fetched), kept, failed, excluded or blocked."),
  text("reason", "Reason of the exclusion, code of the failure, or reason of the block."),
  text("rule", "The pattern, robots.txt line, limit, link kind or message behind it."),
  number("status", "", "HTTP status, when it answered."),
  number("depth", "clicks", "Fewest clicks from a start address."),
  number("attempts", "", "How often it was asked for."),
  time("ready_at", "When it is asked for again, while it waits for a retry."),
  number("inlinks", "", "Links to it."),
  flag("internal", "Whether it belongs to the site."),
  text("first_seen_on", "The page that named it first."),
  text("first_seen_as", "How that page named it."),
  section,
  text("shape", "The address with its changing parts as *: a pattern that can be stopped or capped."),
];

/** Every view, by name, with the columns it has. */
export const VIEWS = { pages, links, resources, images, redirects, excluded, failed, blocked, addresses } as const;
export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

/** What a row of each view is, in one sentence. */
export const VIEW_MEANINGS: Readonly<Record<ViewName, string>> = {
  pages: "One row for every address that was asked for through navigation, whatever it answered.",
  links: "One row for every place on a page that names an address.",
  resources: "One row for every address that a page embeds: images, scripts, styles, fonts, media.",
  images: "One row for every image that a page shows.",
  redirects: "One row for every address that sends the visitor on.",
  excluded: "One row for every address that was discovered and not asked for, with the reason.",
  failed: "One row for every address that gave no complete answer.",
  blocked: "One row for every address that answered with a check or a login instead of the page.",
  addresses: "One row for every discovered address, whatever became of it.",
};

/**
 * How a column is compared with a value. Text is compared without regard to case; only `is` on the source or target of a link means
 * exactly the address given when the crawl has discovered it so. `matches` takes a pattern as `include` and
 * `exclude` do for columns that hold an address, and a regular expression (RE2 syntax, without slashes) for any other text.
 */
export const FILTER_TESTS = [
  "is",
  "is-not",
  "contains",
  "contains-not",
  "starts-with",
  "ends-with",
  "at-least",
  "at-most",
  "more-than",
  "less-than",
  "matches",
  "matches-not",
  "is-empty",
  "is-not-empty",
] as const;
export type FilterTest = (typeof FILTER_TESTS)[number];

/** A filter: a test of one column, or a group of filters. An empty group `and` lets every row through. */
export type Filter =
  | { readonly column: string; readonly test: FilterTest; readonly value?: Cell | undefined }
  | { readonly op: "and" | "or"; readonly of: readonly Filter[] };

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}
