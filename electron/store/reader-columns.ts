import type { ViewName } from "#contract/views.ts";
import { IMAGE_KINDS, LINK_KINDS, LINK_POSITIONS, MEDIA_KINDS, SETTLED_AS, URL_ROLE, type LinkKind } from "#contract/words.ts";
import { URL_STATE } from "#store/migrations.ts";

/** How a column is read from the tables. */
export interface ColumnSql {
  /** Expression over the tables of the view. */
  readonly sql: string;
  /** A table of `ViewSql.joins` that the expression needs besides the base table. */
  readonly needs?: string;
  /**
   * The column of the base table by which `needs` is joined. A filter then looks for the matching rows of `needs` first, which
   * for the few addresses that match among many links is a hundred times faster than looking at each link's address.
   */
  readonly via?: string;
  /** Whether it is the address at one end of a link, which is looked up by its hash when a filter names it. */
  readonly isLinkedAddress?: boolean;
  /** For a column stored as a number: number -> word. Booleans are the words false and true. */
  readonly words?: readonly string[];
}

/** How a view is read from the tables. Its rows are the rows of `base` for which `condition` holds, known by `base.id`. */
export interface ViewSql {
  readonly base: "page" | "url" | "link";
  /** SQL condition, or "" when every row of the base table is a row of the view. */
  readonly condition: string;
  /** Table name -> what it is joined on, always to at most one row. */
  readonly joins: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, ColumnSql>>;
  /** Columns in which a search looks: the addresses and titles that the row itself is about. */
  readonly searched: readonly string[];
}

/** A chain of redirects is followed this far. */
export const MAX_HOPS = 50;

const FALSE_TRUE = ["false", "true"] as const;

const plain = (sql: string, needs?: string): ColumnSql => (needs === undefined ? { sql } : { sql, needs });
const flag = (sql: string, needs?: string): ColumnSql => ({ ...plain(sql, needs), words: FALSE_TRUE });
const word = (sql: string, words: readonly string[], needs?: string): ColumnSql => ({ ...plain(sql, needs), words });
const addressOf = (id: string) => `(SELECT named.text FROM url AS named WHERE named.id = ${id})`;

const settledAs = word(`CASE WHEN url.state >= ${URL_STATE.kept} THEN url.state - ${URL_STATE.kept} END`, SETTLED_AS, "url");

/** What the view knows of the address itself. */
const ofUrl = {
  url: plain("url.text", "url"),
  depth: plain("url.depth", "url"),
  inlinks: plain("url.inlinks", "url"),
  attempts: plain("url.attempts", "url"),
  internal: flag("url.internal", "url"),
  first_seen_on: plain(addressOf("url.first_source"), "url"),
  first_seen_as: word("url.first_kind", LINK_KINDS, "url"),
  section: plain("section(url.text)", "url"),
};

/**
 * Something about the chain of redirects that begins at `page`: `hop` holds each address it comes to, in order. It ends at an
 * address that does not redirect or was not asked for, where it comes back to its beginning, or after MAX_HOPS.
 */
const ofChain = (what: string, otherwise: string) => `CASE WHEN page.redirect_target IS NULL THEN ${otherwise} ELSE (
  WITH RECURSIVE hop (id, n) AS (
    SELECT page.redirect_target, 1
    UNION ALL
    SELECT onward.redirect_target, hop.n + 1 FROM hop CROSS JOIN page AS onward
    WHERE onward.id = hop.id AND onward.redirect_target IS NOT NULL AND hop.id <> page.id AND hop.n < ${MAX_HOPS}
  )
  SELECT ${what} FROM (
    SELECT hop.id AS last, max(hop.n), count(*) AS came, count(DISTINCT hop.id) AS different, sum(hop.id = page.id) AS home FROM hop
  )) END`;

/** Whether the chain came twice to the same address: to its beginning, or to one in its middle. A loop has no end. */
const LOOPS = "(came > different OR home > 0)";

const finalUrl = plain(ofChain(`CASE WHEN NOT ${LOOPS} THEN ${addressOf("last")} END`, "url.text"), "url");
const finalStatus = plain(
  ofChain(`CASE WHEN NOT ${LOOPS} THEN (SELECT ended.status FROM page AS ended WHERE ended.id = last) END`, "page.status"),
);
const hops = plain(ofChain("different + (came > different)", "0"));
const loop = flag(ofChain(LOOPS, "0"));

const fromPage = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, plain(`page.${name}`)]));
const answerFacts = (needs?: string) => ({
  status: plain("page.status", needs),
  content_type: plain("page.content_type", needs),
  size_bytes: plain("page.size_bytes", needs),
  transferred_bytes: plain("page.transferred_bytes", needs),
  total_ms: plain("page.total_ms", needs),
  redirect_url: plain(addressOf("page.redirect_target"), needs),
  fetched_at: plain("page.fetched_at", needs),
});

const joinUrl = { url: "url.id = page.id" };
const joinPage = { page: "page.id = url.id" };

const pages: ViewSql = {
  base: "page",
  condition: "page.navigated = 1",
  joins: { ...joinUrl, page_detail: "page_detail.id = page.id" },
  searched: ["url", "title"],
  columns: {
    ...ofUrl,
    ...answerFacts(),
    ...fromPage(
      "title title_length title_pixels description description_length h1 h1_count h2 h2_count canonical meta_robots x_robots_tag " +
        "indexability_reason language word_count text_hash dns_ms connect_ms first_byte_ms outlinks internal_links external_links " +
        "links_left_out last_modified http_version charset",
    ),
    final_url: finalUrl,
    h1s: plain("page_detail.h1s", "page_detail"),
    h2s: plain("page_detail.h2s", "page_detail"),
    hreflangs: plain("page_detail.hreflangs", "page_detail"),
    response_headers: plain("page_detail.headers", "page_detail"),
    indexable: flag("page.indexable"),
    media_kind: word("page.media_kind", MEDIA_KINDS),
    settled_as: settledAs,
    failure: plain("url.reason", "url"),
  },
};

const links: ViewSql = {
  base: "link",
  condition: "",
  joins: { source: "source.id = link.source", target: "target.id = link.target", target_page: "target_page.id = link.target" },
  searched: ["source_url", "target_url", "anchor"],
  columns: {
    source_url: { ...plain("source.text", "source"), via: "link.source", isLinkedAddress: true },
    target_url: { ...plain("target.text", "target"), via: "link.target", isLinkedAddress: true },
    kind: word("link.kind", LINK_KINDS),
    anchor: plain("link.anchor"),
    rel: plain("link.rel"),
    nofollow: flag("link.nofollow"),
    internal: { ...flag("target.internal", "target"), via: "link.target" },
    position: word("link.position", LINK_POSITIONS),
    target_status: { ...plain("target_page.status", "target_page"), via: "link.target" },
  },
};

const resources: ViewSql = {
  base: "url",
  condition: `url.roles & ${URL_ROLE.embedded}`,
  joins: joinPage,
  searched: ["url"],
  columns: { ...ofUrl, ...answerFacts("page"), settled_as: settledAs, reason: plain("url.reason") },
};

const kindNumbers = (kinds: Iterable<LinkKind>) => [...kinds].map((kind) => LINK_KINDS.indexOf(kind)).join(", ");
const placesOf = (what: string, kinds: Iterable<LinkKind>, which: string) =>
  `(SELECT ${what} FROM link WHERE link.target = url.id AND link.kind IN (${kindNumbers(kinds)}) AND ${which})`;
/** Where a page has a place for the text. An icon or a background has none, and a srcset shares that of its img. */
const KINDS_WITH_ALT: readonly LinkKind[] = ["img", "input"];

const images: ViewSql = {
  ...resources,
  condition: `url.roles & ${URL_ROLE.image}`,
  columns: {
    ...resources.columns,
    alt: plain(placesOf("link.anchor", IMAGE_KINDS, "link.anchor <> '' ORDER BY link.id LIMIT 1")),
    without_alt: plain(placesOf("count(*)", KINDS_WITH_ALT, "link.anchor = ''")),
  },
};

const redirects: ViewSql = {
  base: "page",
  condition: "page.redirect_target IS NOT NULL",
  joins: joinUrl,
  searched: ["url", "redirect_url"],
  columns: {
    ...ofUrl,
    status: plain("page.status"),
    kind: word("page.redirect_kind", LINK_KINDS),
    redirect_url: plain(addressOf("page.redirect_target")),
    location: plain("page.location"),
    final_url: finalUrl,
    final_status: finalStatus,
    hops,
    loop,
  },
};

const settled = (state: number): ViewSql => ({
  base: "url",
  condition: `url.state = ${state}`,
  joins: joinPage,
  searched: ["url"],
  columns: {
    ...ofUrl,
    status: plain("page.status", "page"),
    fetched_at: plain("page.fetched_at", "page"),
    reason: plain("url.reason"),
    code: plain("url.reason"),
    rule: plain("url.rule"),
    message: plain("url.rule"),
  },
});

const addresses: ViewSql = {
  base: "url",
  condition: "",
  joins: joinPage,
  searched: ["url"],
  columns: {
    ...ofUrl,
    state: word("url.state", ["waiting", "leased", ...SETTLED_AS]),
    reason: plain("url.reason"),
    rule: plain("url.rule"),
    status: plain("page.status", "page"),
    ready_at: plain("NULLIF(url.ready_at, 0)"),
    shape: plain("shape(url.text)"),
  },
};

/** Every view as SQL. Columns of the contract only; what is here beside them cannot be asked for. */
export const VIEW_SQL: Readonly<Record<ViewName, ViewSql>> = {
  pages,
  links,
  resources,
  images,
  redirects,
  excluded: settled(URL_STATE.excluded),
  failed: settled(URL_STATE.failed),
  blocked: settled(URL_STATE.blocked),
  addresses,
};

/** The table behind each name that joins use. */
export const JOINED_TABLES: Readonly<Record<string, string>> = {
  page: "page",
  url: "url",
  page_detail: "page_detail",
  source: "url",
  target: "url",
  target_page: "page",
};
