/**
 * The schema of a `.crawl` file, as numbered steps. A file carries its number in `user_version`; opening an older file runs
 * the steps it lacks in one transaction, a newer one is refused and not touched. Steps that were released never change.
 */

/** "OrbW" in ASCII: says that an SQLite file is a crawl. */
export const APPLICATION_ID = 0x4f726257;

/** `url.state`. The settled states are everything from `kept` on. */
export const URL_STATE = { waiting: 0, leased: 1, kept: 2, failed: 3, excluded: 4, blocked: 5 } as const;

/** `url.purpose`: what the address is asked for. */
export const URL_PURPOSE = ["page", "resource", "check", "sitemap"] as const;

const firstSchema = `
  -- Plain values as JSON: config, seeds, hash_seed, generation, run_state, receipt, seconds, created_at ...
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- Numbers the window shows, kept in the transaction that changes the rows they count.
  -- state:waiting ..., status:2xx ..., reason:scope ..., failure:dns ..., rows:pages ...
  CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- name: host with port when it is not the default one, as in URL.host.
  CREATE TABLE host (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

  -- What robots.txt of an origin said. outcome: rules, allow-all, disallow-all, unreachable.
  CREATE TABLE origin (
    origin TEXT PRIMARY KEY, outcome TEXT NOT NULL, status INTEGER, code TEXT, message TEXT NOT NULL,
    text TEXT NOT NULL, fetched_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Every discovered URL, once. text is looked up through hash (53 bits, seeded per file), so it is stored once.
  CREATE TABLE url (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    text TEXT NOT NULL,
    host INTEGER NOT NULL,                 -- host.id; 0 for an address that is not http(s)
    state INTEGER NOT NULL,                -- URL_STATE
    roles INTEGER NOT NULL,                -- URL_ROLE bits
    internal INTEGER NOT NULL,             -- 0 or 1
    purpose INTEGER NOT NULL,              -- index into URL_PURPOSE
    priority INTEGER NOT NULL,             -- 0 goes first
    depth INTEGER NOT NULL,                -- clicks from a start address
    redirects INTEGER NOT NULL,            -- redirects that led here
    attempts INTEGER NOT NULL DEFAULT 0,
    ready_at INTEGER NOT NULL DEFAULT 0,   -- epoch ms of the next attempt; 0: now
    reason TEXT,                           -- exclusion reason, failure code or block reason
    rule TEXT,                             -- pattern, robots.txt line, limit; message of a failure
    first_source INTEGER,                  -- url.id of the page that named it first; null for seeds
    first_kind INTEGER NOT NULL,           -- index into LINK_KINDS
    inlinks INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX url_by_hash ON url (hash);
  CREATE INDEX url_waiting ON url (host, priority, depth, id) WHERE state = 0 AND ready_at = 0;
  CREATE INDEX url_retry ON url (ready_at) WHERE state = 0 AND ready_at > 0;
  CREATE INDEX url_leased ON url (id) WHERE state = 1;
  CREATE INDEX url_failed ON url (id) WHERE state = 3;
  CREATE INDEX url_excluded ON url (id) WHERE state = 4;
  CREATE INDEX url_blocked ON url (id) WHERE state = 5;
  CREATE INDEX url_embedded ON url (id, roles) WHERE roles & 2;

  -- One row for every URL that was asked for and is settled (kept, failed, blocked); id = url.id.
  CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    navigated INTEGER NOT NULL,            -- 1: a row of the view pages
    status INTEGER,
    content_type TEXT,
    media_kind INTEGER NOT NULL,           -- index into MEDIA_KINDS
    title TEXT, title_length INTEGER, title_pixels INTEGER,
    description TEXT, description_length INTEGER,
    h1 TEXT, h1_count INTEGER, h2 TEXT, h2_count INTEGER,
    canonical TEXT,
    meta_robots TEXT, x_robots_tag TEXT,
    indexable INTEGER NOT NULL, indexability_reason TEXT,
    language TEXT, word_count INTEGER, text_hash TEXT,
    size_bytes INTEGER, transferred_bytes INTEGER,
    dns_ms REAL, connect_ms REAL, first_byte_ms REAL, total_ms REAL,
    outlinks INTEGER NOT NULL, internal_links INTEGER NOT NULL, external_links INTEGER NOT NULL,
    links_left_out INTEGER NOT NULL,
    redirect_target INTEGER,               -- url.id
    redirect_kind INTEGER,                 -- index into LINK_KINDS: redirect, header-refresh, meta-refresh
    location TEXT,
    last_modified TEXT, http_version TEXT, charset TEXT,
    fetched_at INTEGER NOT NULL,
    first_link INTEGER, link_count INTEGER NOT NULL  -- its links are link.id first_link .. first_link + link_count - 1
  ) STRICT;
  CREATE INDEX page_navigated ON page (id) WHERE navigated = 1;
  CREATE INDEX page_by_status ON page (status) WHERE navigated = 1;
  CREATE INDEX page_redirects ON page (id, redirect_target) WHERE redirect_target IS NOT NULL;

  -- The bulky facts of a page, apart so that scanning page stays fast. All JSON.
  CREATE TABLE page_detail (
    id INTEGER PRIMARY KEY, headers TEXT NOT NULL, h1s TEXT, h2s TEXT, hreflangs TEXT
  ) STRICT;

  -- Source, compressed with zstd.
  CREATE TABLE page_html (id INTEGER PRIMARY KEY, zstd BLOB NOT NULL) STRICT;

  CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,               -- url.id
    target INTEGER NOT NULL,               -- url.id
    kind INTEGER NOT NULL,                 -- index into LINK_KINDS
    position INTEGER NOT NULL,             -- index into LINK_POSITIONS
    nofollow INTEGER NOT NULL,
    anchor TEXT NOT NULL, rel TEXT NOT NULL
  ) STRICT;
  CREATE INDEX link_by_target ON link (target);

  -- How many addresses with three or more query parameters one path has.
  CREATE TABLE query_variant (path TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Addresses that a person asked for whatever the rules say, images, and how the crawl went. */
const secondSchema = `
  ALTER TABLE url ADD COLUMN forced INTEGER NOT NULL DEFAULT 0;  -- 1: no rule is applied to it any more

  -- URL_ROLE.image for what pages show as an image: the kinds img, srcset, icon, input, background.
  UPDATE url SET roles = roles | 8 WHERE id IN (SELECT target FROM link WHERE kind IN (14, 15, 19, 28, 29));
  CREATE INDEX url_image ON url (id) WHERE roles & 8;
  INSERT INTO counter (name, value) SELECT 'rows:images', count(*) FROM url WHERE roles & 8;
  INSERT INTO counter (name, value) SELECT 'rows:addresses', count(*) FROM url;

  -- How the crawl went, one row for a moment of its running.
  CREATE TABLE sample (
    at INTEGER PRIMARY KEY,                -- epoch ms
    seconds REAL NOT NULL,                 -- for which the crawl had run
    settled INTEGER NOT NULL,              -- by a request, since the crawl began
    bytes INTEGER NOT NULL,                -- over the wire, since the crawl began
    waiting INTEGER NOT NULL,
    response_ms REAL                       -- mean since the sample before
  ) STRICT;
`;

/** Step n brings a file from version n to n + 1. */
export const MIGRATIONS: readonly string[] = [firstSchema, secondSchema];
export const SCHEMA_VERSION = MIGRATIONS.length;
