import { rmSync } from "node:fs";
import Database from "better-sqlite3";
import { crawlConfigSchema } from "#contract/config.ts";
import { LINK_KINDS, LINK_POSITIONS, MEDIA_KINDS } from "#contract/words.ts";
import { createCrawlFile } from "#store/create.ts";
import { URL_STATE } from "#store/migrations.ts";
import { hashText } from "#store/url-hash.ts";

/** How large a generated crawl is. */
export interface GeneratedCrawl {
  readonly pages: number;
  /** Links of each page that answered 200. */
  readonly linksPerPage: number;
  /** Addresses that wait beside the pages, so that the crawl can go on; default: none, the crawl is finished. */
  readonly waiting?: number;
  /** Where `startGeneratedSite` serves the site, so that the crawl can go on; default: nowhere. */
  readonly origin?: string;
}

const STATUSES = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 301, 404, 500];
const WORDS = "red blue green small large winter summer shoe shirt coat hat lamp table chair garden kitchen tool paper book glass".split(
  " ",
);
const A = LINK_KINDS.indexOf("a");
const REDIRECT = LINK_KINDS.indexOf("redirect");
const HTML = MEDIA_KINDS.indexOf("html");
const NOWHERE = "http://shop.test";
const START_MS = Date.UTC(2026, 0, 1);

/**
 * Writes a crawl file as if a site of that size had been crawled: sections, statuses, titles and links are spread by a formula, so
 * that every run makes the same file. The rows go straight into the tables; `verify` finds nothing wrong with them.
 */
export function writeGeneratedCrawl(path: string, { pages, linksPerPage, waiting = 0, origin = NOWHERE }: GeneratedCrawl): void {
  for (const suffix of ["", "-wal", "-shm", "-lock"]) rmSync(path + suffix, { force: true });
  createCrawlFile(path, crawlConfigSchema.parse({ seeds: [origin + pathOf(0)] }));
  const database = new Database(path);
  try {
    database.pragma("synchronous = OFF");
    database.pragma("journal_mode = MEMORY");
    database.pragma("cache_size = -262144");
    database.exec("DROP INDEX link_by_target");
    database.transaction(() => {
      writeRows(database, { pages, linksPerPage, origin });
      writeWaiting(database, { pages, linksPerPage, origin, waiting });
    })();
    database.exec("CREATE INDEX link_by_target ON link (target)");
    database.exec("UPDATE url SET inlinks = (SELECT count(*) FROM link WHERE link.target = url.id)");
    writeCounters(database);
  } finally {
    database.close();
  }
}

/** Path of a page of the generated site. */
export function pathOf(page: number): string {
  if (page === 0) return "/";
  const query = page % 10 === 9 ? `?color=${WORDS[page % 20]}&size=${page % 7}` : "";
  return `/${WORDS[page % 17]}/${WORDS[(page >> 4) % 20]}-${page % 97}/item-${page}.html${query}`;
}

function writeRows(database: Database.Database, { pages, linksPerPage, origin }: Written): void {
  const seed = hashSeed(database);
  const url = database.prepare(
    "INSERT INTO url (id, hash, text, host, state, roles, internal, purpose, priority, depth, redirects, attempts, first_source, first_kind)" +
      ` VALUES (?, ?, ?, 1, ${URL_STATE.kept}, 1, 1, 0, 0, ?, 0, 1, ?, ?)`,
  );
  const page = database.prepare(
    "INSERT INTO page (id, navigated, status, content_type, media_kind, title, title_length, title_pixels, description, description_length, h1, h1_count," +
      " h2_count, indexable, indexability_reason, language, word_count, text_hash, size_bytes, transferred_bytes, first_byte_ms, total_ms, outlinks," +
      " internal_links, external_links, links_left_out, redirect_target, redirect_kind, http_version, charset, fetched_at, first_link, link_count)" +
      " VALUES (?, 1, ?, 'text/html', ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, '1.1', 'utf-8', ?, ?, ?)",
  );
  const detail = database.prepare('INSERT INTO page_detail (id, headers) VALUES (?, \'[["content-type","text/html"]]\')');
  const link = database.prepare(
    "INSERT INTO link (id, source, target, kind, position, nofollow, anchor, rel) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  database.prepare("INSERT INTO host (id, name) VALUES (1, ?)").run(new URL(origin).host);
  let nextLink = 1;
  for (let index = 0; index < pages; index += 1) {
    const id = index + 1;
    const text = origin + pathOf(index);
    const status = index === 0 ? 200 : STATUSES[(index * 7) % STATUSES.length]!;
    const ok = status === 200;
    const links = ok ? linksPerPage : status === 301 ? 1 : 0;
    const found = index === 0 ? null : Math.floor((index - 1) / linksPerPage) + 1;
    const depth = depthOf(index, linksPerPage);
    const title = titleOf(index, pages);
    const words = ok ? 20 + ((index * 131) % 2000) : null;
    url.run(id, hashText(text, seed), text, depth, found, index === 0 ? 0 : A);
    page.run(
      id,
      status,
      HTML,
      ok ? title : null,
      ok ? title.length : null,
      ok ? title.length * 9 : null,
      ok ? `All about ${title}` : null,
      ok ? title.length + 10 : null,
      ok ? title : null,
      ok ? 1 : null,
      ok ? 1 : 0,
      ok ? null : `status: ${status}`,
      ok ? (index % 5 === 0 ? "de" : "en") : null,
      words,
      ok ? String((index * 2654435761) >>> 0) : null,
      2000 + ((index * 37) % 60_000),
      900 + ((index * 17) % 20_000),
      5 + ((index * 13) % 400),
      8 + ((index * 29) % 900),
      links,
      links,
      status === 301 ? ((index * 31) % pages) + 1 : null,
      status === 301 ? REDIRECT : null,
      START_MS + index,
      links > 0 ? nextLink : null,
      links,
    );
    detail.run(id);
    for (let place = 0; place < links; place += 1) {
      const target = (ok ? (index * linksPerPage + place + 1) % pages : (index * 31) % pages) + 1;
      link.run(
        nextLink,
        id,
        target,
        ok ? A : REDIRECT,
        place % LINK_POSITIONS.length,
        place % 11 === 10 ? 1 : 0,
        ok ? (WORDS[(index + place) % 20] ?? "") : "",
        "",
      );
      nextLink += 1;
    }
  }
}

/** Addresses that the last pages named and that were not asked for yet. */
function writeWaiting(database: Database.Database, { pages, linksPerPage, origin, waiting = 0 }: Written & GeneratedCrawl): void {
  const seed = hashSeed(database);
  const url = database.prepare(
    "INSERT INTO url (id, hash, text, host, state, roles, internal, purpose, priority, depth, redirects, first_source, first_kind)" +
      ` VALUES (?, ?, ?, 1, ${URL_STATE.waiting}, 1, 1, 0, 0, ?, 0, 1, ?)`,
  );
  for (let index = pages; index < pages + waiting; index += 1) {
    const text = origin + pathOf(index);
    url.run(index + 1, hashText(text, seed), text, depthOf(index, linksPerPage), A);
  }
}

type Written = Pick<GeneratedCrawl, "pages" | "linksPerPage"> & { readonly origin: string };

const hashSeed = (database: Database.Database): number =>
  JSON.parse(database.prepare("SELECT value FROM meta WHERE key = 'hash_seed'").pluck().get() as string) as number;

const depthOf = (index: number, links: number): number => (index === 0 ? 0 : Math.ceil(Math.log(index + 1) / Math.log(links)));

/** Title of a page of the generated site. */
export function titleOf(index: number, pages: number): string {
  return `${WORDS[index % 20]} ${WORDS[(index >> 3) % 20]} ${WORDS[(index >> 7) % 20]} no. ${(index * 7919) % pages}`;
}

function writeCounters(database: Database.Database): void {
  database.exec(`
    INSERT OR REPLACE INTO counter (name, value) SELECT 'state:kept', count(*) FROM page;
    INSERT OR REPLACE INTO counter (name, value) SELECT 'state:waiting', count(*) FROM url WHERE state = ${URL_STATE.waiting};
    INSERT OR REPLACE INTO counter (name, value) SELECT 'rows:addresses', count(*) FROM url;
    INSERT OR REPLACE INTO counter (name, value) SELECT 'rows:pages', count(*) FROM page;
    INSERT OR REPLACE INTO counter (name, value) SELECT 'rows:links', count(*) FROM link;
    INSERT OR REPLACE INTO counter (name, value) SELECT 'rows:redirects', count(*) FROM page WHERE redirect_target IS NOT NULL;
    INSERT OR REPLACE INTO counter (name, value) SELECT 'status:' || (status / 100) || 'xx', count(*) FROM page GROUP BY status / 100;
    INSERT OR REPLACE INTO meta (key, value) VALUES ('run_state', (SELECT iif(count(*) = 0, '"finished"', '"paused"') FROM url WHERE state = ${URL_STATE.waiting})), ('generation', '1'), ('seconds', '1000');
  `);
}
