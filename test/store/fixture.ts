import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { crawlConfigSchema } from "#contract/config.ts";
import { IMAGE_KINDS, LINK_KINDS, LINK_POSITIONS, MEDIA_KINDS, type LinkKind, URL_ROLE } from "#contract/words.ts";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "#store/migrations.ts";
import { hashText } from "#store/url-hash.ts";

export const HASH_SEED = 20_260_105;
export const STATE_NAMES = ["waiting", "leased", "kept", "failed", "excluded", "blocked"] as const;

/** One address of a made crawl, with what it answered. */
export interface MadeUrl {
  readonly id: number;
  readonly url: string;
  readonly state: (typeof STATE_NAMES)[number];
  readonly role: "page" | "resource" | "named";
  readonly internal: boolean;
  readonly depth: number;
  readonly firstSource: number | null;
  readonly firstKind: LinkKind;
  readonly reason: string | null;
  readonly rule: string | null;
  readonly attempts: number;
  readonly status: number | null;
  readonly title: string | null;
  readonly redirectTo: number | null;
}

export interface MadeLink {
  readonly source: number;
  readonly target: number;
  readonly kind: LinkKind;
  readonly anchor: string;
  readonly nofollow: boolean;
}

export interface MadeCrawl {
  readonly urls: readonly MadeUrl[];
  readonly links: readonly MadeLink[];
}

/** A page that was kept, with what a test says otherwise. */
export const madePage = (id: number, more: Partial<MadeUrl>): MadeUrl => ({
  id,
  url: `https://example.com/section-${id % 7}/page-${id}`,
  state: "kept",
  role: "page",
  internal: true,
  depth: 1 + (id % 5),
  firstSource: Math.max(1, Math.floor(id / 3)),
  firstKind: "a",
  reason: null,
  rule: null,
  attempts: 1,
  status: 200,
  title: `Title ${String((id * 7919) % 1000).padStart(3, "0")} of page ${id}`,
  redirectTo: null,
  ...more,
});

const page = madePage;
export const asksNothing = { attempts: 0, status: null, title: null } as const;
const EXCLUDED = ["scope", "robots", "depth", "pattern", "nofollow", "trap"] as const;

/** Some hundred addresses of every kind, among them chains and loops of redirects, and the links between them. */
export function sampleCrawl(): MadeCrawl {
  const urls: MadeUrl[] = [
    page(1, { url: "https://example.com/", depth: 0, firstSource: null, firstKind: "seed", title: "Home" }),
    page(2, { url: "https://example.com/list", depth: 0, firstSource: null, firstKind: "seed", title: "" }),
    // 3 > 4 > 5, which answers.
    page(3, { status: 301, title: null, redirectTo: 4 }),
    page(4, { status: 302, title: null, redirectTo: 5 }),
    page(5, { title: "The end of a chain" }),
    // 6 > 7 > 6, and 8 leads into that loop.
    page(6, { status: 302, title: null, redirectTo: 7 }),
    page(7, { status: 302, title: null, redirectTo: 6 }),
    page(8, { status: 307, title: null, redirectTo: 6 }),
    page(9, { status: 301, title: null, redirectTo: 9 }),
    // 10 leaves the site, to an address that was not asked for.
    page(10, { status: 301, title: null, redirectTo: 11 }),
    page(11, {
      ...asksNothing,
      url: "https://elsewhere.example/",
      state: "excluded",
      internal: false,
      reason: "scope",
      rule: "",
      role: "named",
    }),
    page(12, { title: 'Äpfel & Öl: 100% "pure", _really_' }),
    page(13, { title: '=HYPERLINK("https://evil.example")' }),
    page(14, { title: "line one\r\nline two" }),
    page(15, { title: "mark \u0000 and 漢字 \u{1f600}" }),
  ];
  for (let id = 16; id <= 320; id++) urls.push(ordinaryUrl(id));
  return { urls, links: linksOf(urls) };
}

function ordinaryUrl(id: number): MadeUrl {
  const way = id % 16;
  if (way === 1) return page(id, { status: 404, title: "Not found" });
  if (way === 2) return page(id, { status: 500, title: null });
  if (way === 3)
    return page(id, {
      state: "failed",
      status: null,
      title: null,
      reason: id % 32 === 3 ? "timeout" : "dns",
      rule: "No answer within 60 s.",
      attempts: 3,
    });
  if (way === 4) return page(id, { ...asksNothing, state: "excluded", reason: EXCLUDED[id % EXCLUDED.length], rule: `rule ${id % 3}` });
  if (way === 5)
    return page(id, {
      ...asksNothing,
      state: "excluded",
      role: "resource",
      reason: "resource",
      rule: "img",
      firstKind: "img",
      url: `https://cdn.example.com/i/${id}.png`,
    });
  if (way === 6) return page(id, { role: "resource", firstKind: "script", title: null, url: `https://example.com/js/${id}.js` });
  if (way === 7) return page(id, { ...asksNothing, state: "waiting" });
  if (way === 8 && id < 100) return page(id, { ...asksNothing, state: "leased", attempts: 1 });
  if (way === 9 && id < 100) return page(id, { state: "blocked", status: 403, title: null, reason: "challenge", rule: "Cloudflare" });
  if (way === 10) return page(id, { redirectTo: id + 1 <= 320 ? id + 1 : 1, title: "Moving on", status: 200 });
  return page(id, {});
}

function linksOf(urls: readonly MadeUrl[]): MadeLink[] {
  return urls
    .filter((url) => url.status === 200 && url.role === "page")
    .flatMap((url) =>
      Array.from({ length: 2 + (url.id % 5) }, (_, index): MadeLink => {
        const target = urls[(url.id * 31 + index * 17) % urls.length] as MadeUrl;
        return {
          source: url.id,
          target: target.id,
          kind: target.role === "resource" ? target.firstKind : index === 0 ? "canonical" : "a",
          anchor: `to ${target.id}`,
          nofollow: index === 3,
        };
      }),
    );
}

/** Writes a crawl with plain inserts, and its counters from the given rows. Leaves the file closed and alone. */
export function writeCrawl(path: string, crawl: MadeCrawl): void {
  const database = new Database(path);
  database.pragma(`application_id = ${APPLICATION_ID}`);
  database.pragma("journal_mode = WAL");
  for (const step of MIGRATIONS) database.exec(step);
  database.pragma(`user_version = ${SCHEMA_VERSION}`);
  database.transaction(() => {
    addRows(database, crawl);
    const meta = {
      config: crawlConfigSchema.parse({ seeds: ["https://example.com/", "https://example.com/list"] }),
      hash_seed: HASH_SEED,
      run_state: "paused",
      generation: 3,
      seconds: 12.5,
      stopped_because: null,
    };
    for (const [key, value] of Object.entries(meta)) database.prepare("INSERT INTO meta VALUES (?, ?)").run(key, JSON.stringify(value));
  })();
  database.close();
}

/** Adds rows, and what they count, to an open crawl. */
export function addRows(database: Database.Database, { urls, links }: MadeCrawl): void {
  const firstLinkId = Number(database.prepare("SELECT coalesce(max(id), 0) + 1 FROM link").pluck().get());
  const addLink = database.prepare(
    "INSERT INTO link (id, source, target, kind, position, nofollow, anchor, rel) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  links.forEach((link, index) =>
    addLink.run(
      firstLinkId + index,
      link.source,
      link.target,
      LINK_KINDS.indexOf(link.kind),
      index % LINK_POSITIONS.length,
      link.nofollow ? 1 : 0,
      link.anchor,
      link.nofollow ? "nofollow" : "",
    ),
  );
  const addUrl = database.prepare(
    "INSERT INTO url (id, hash, text, host, state, roles, internal, purpose, priority, depth, redirects, attempts, reason, rule, first_source, first_kind, inlinks)" +
      " VALUES (?, ?, ?, 1, ?, ?, ?, 0, 0, ?, 0, ?, ?, ?, ?, ?, ?)",
  );
  for (const url of urls) {
    const roles = rolesOf(url);
    addUrl.run(
      url.id,
      hashText(url.url, HASH_SEED),
      url.url,
      STATE_NAMES.indexOf(url.state),
      roles,
      url.internal ? 1 : 0,
      url.depth,
      url.attempts,
      url.reason,
      url.rule,
      url.firstSource,
      LINK_KINDS.indexOf(url.firstKind),
      links.filter((link) => link.target === url.id).length,
    );
    if (wasAsked(url)) addPage(database, url, firstLinkId, links);
  }
  const count = database.prepare("INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value");
  for (const [name, value] of countersOf({ urls, links })) count.run(name, value);
}

const rolesOf = (url: MadeUrl) =>
  ({ page: URL_ROLE.navigation, resource: URL_ROLE.embedded, named: URL_ROLE.named | URL_ROLE.navigation })[url.role] |
  (isImage(url) ? URL_ROLE.image : 0);
const isImage = (url: MadeUrl) => url.role === "resource" && IMAGE_KINDS.has(url.firstKind);
const wasAsked = (url: MadeUrl) => url.state === "kept" || url.state === "failed" || url.state === "blocked";
const jsonOrNull = (list: readonly unknown[]) => (list.length === 0 ? null : JSON.stringify(list));

function addPage(database: Database.Database, url: MadeUrl, firstLinkId: number, links: readonly MadeLink[]): void {
  const first = links.findIndex((link) => link.source === url.id);
  const own = links.filter((link) => link.source === url.id).length;
  const row = {
    id: url.id,
    navigated: url.role === "resource" ? 0 : 1,
    status: url.status,
    content_type: url.status === null ? null : url.role === "resource" ? "text/javascript" : "text/html",
    media_kind: MEDIA_KINDS.indexOf(url.status === null ? "none" : url.role === "resource" ? "script" : "html"),
    title: url.title,
    title_length: url.title === null ? null : [...url.title].length,
    h1: url.title,
    h1_count: url.title === null ? null : 1,
    indexable: url.status === 200 ? 1 : 0,
    indexability_reason: url.status === 200 ? null : "status",
    word_count: url.id * 3,
    size_bytes: url.id * 100,
    transferred_bytes: url.id * 40,
    first_byte_ms: url.id / 8,
    total_ms: url.id / 4,
    outlinks: own,
    internal_links: own,
    external_links: 0,
    links_left_out: 0,
    redirect_target: url.redirectTo,
    redirect_kind: url.redirectTo === null ? null : LINK_KINDS.indexOf(url.status === 200 ? "meta-refresh" : "redirect"),
    location: url.redirectTo === null ? null : `/to/${url.redirectTo}`,
    fetched_at: 1_767_600_000_000 + url.id * 1000,
    first_link: own === 0 ? null : firstLinkId + first,
    link_count: own,
  };
  const names = Object.keys(row);
  database.prepare(`INSERT INTO page (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`).run(...Object.values(row));
  if (url.status === null) return;
  database
    .prepare("INSERT INTO page_detail VALUES (?, ?, ?, ?, ?)")
    .run(url.id, JSON.stringify([["content-type", "text/html"]]), jsonOrNull(url.title === null ? [] : [url.title]), null, null);
}

/** The counters that belong to these rows. */
export function countersOf({ urls, links }: MadeCrawl): Map<string, number> {
  const counters = new Map<string, number>();
  const add = (name: string, value = 1) => void counters.set(name, (counters.get(name) ?? 0) + value);
  add("rows:links", links.length);
  for (const url of urls) {
    add(`state:${url.state}`);
    add("rows:addresses");
    if (url.role === "resource") add("rows:resources");
    if (isImage(url)) add("rows:images");
    if (url.state === "excluded" || url.state === "failed" || url.state === "blocked") add(`rows:${url.state}`);
    if (url.reason !== null)
      add(`${{ failed: "failure", excluded: "reason", blocked: "block" }[url.state as string] ?? "?"}:${url.reason}`);
    if (!wasAsked(url)) continue;
    if (url.redirectTo !== null) add("rows:redirects");
    if (url.role === "resource") continue;
    add("rows:pages");
    if (url.status !== null) add(`status:${Math.floor(url.status / 100)}xx`);
  }
  return counters;
}

/** A folder of its own for each test, removed with it. */
export class TestFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "orbweaver-test-"));

  file(name: string): string {
    return join(this.path, name);
  }

  /** A crawl file with the rows of `sampleCrawl`. */
  sample(name = "sample.crawl"): string {
    writeCrawl(this.file(name), sampleCrawl());
    return this.file(name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
