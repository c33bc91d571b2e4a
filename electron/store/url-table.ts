import type { CountedPattern, KnownUrl, NewUrl, ScopeDecision, StoredUrl, WaitingUrl } from "#engine/ports.ts";
import { LINK_KINDS, type LinkKind, SETTLED_AS, URL_ROLE } from "#contract/words.ts";
import type { WriterConnection } from "#store/open-writer.ts";
import type { ChangeLog } from "#store/changes.ts";
import type { Counters } from "#store/counters.ts";
import { URL_PURPOSE } from "#store/migrations.ts";
import { RecentUrls } from "#store/recent-urls.ts";
import { hashText } from "#store/url-hash.ts";

/** `KnownUrl` as this table keeps it current. */
type Entry = { -readonly [K in keyof KnownUrl]: KnownUrl[K] };

interface UrlRow {
  readonly id: number;
  readonly text: string;
  readonly host: number;
  readonly state: number;
  readonly roles: number;
  readonly internal: number;
  readonly purpose: number;
  readonly priority: number;
  readonly depth: number;
  readonly redirects: number;
  readonly attempts: number;
  readonly reason: string | null;
  readonly forced: number;
}

/** How a URL is settled, as this table stores it. */
interface UrlSettlement {
  readonly as: (typeof SETTLED_AS)[number];
  readonly reason: string | null;
  /** The pattern or the message behind `reason`. */
  readonly rule: string | null;
  /** Whether a request for the URL itself came to this. */
  readonly wasAsked: boolean;
}

const STATES = ["waiting", "leased", ...SETTLED_AS] as const;
const KIND_INDEX = new Map<LinkKind, number>(LINK_KINDS.map((kind, index) => [kind, index]));
const COLUMNS = "id, text, host, state, roles, internal, purpose, priority, depth, redirects, attempts, reason, forced";
/** URLs kept at hand, so that the navigation that every page repeats costs no query. */
const RECENT_URLS = 40_000;

/** The table of discovered URLs: finding, adding and moving them between states, with the counters that follow. */
export class UrlTable {
  readonly #counters: Counters;
  readonly #changes: ChangeLog;
  readonly #hashSeed: number;
  readonly #sql: ReturnType<typeof prepareUrlStatements>;
  readonly #recent = new RecentUrls<Entry>(RECENT_URLS);
  readonly #hosts = new Map<string, number>();
  readonly #hostNames = new Map<number, string>();
  readonly #inlinks = new Map<number, number>();
  #patterns: readonly CountedPattern[] = [];
  #nextId: number;

  constructor(
    connection: WriterConnection,
    counters: Counters,
    { hashSeed, changes }: { readonly hashSeed: number; readonly changes: ChangeLog },
  ) {
    this.#counters = counters;
    this.#changes = changes;
    this.#hashSeed = hashSeed;
    this.#nextId = connection.prepare<[], number>("SELECT coalesce(max(id), 0) + 1 FROM url").pluck().get() ?? 1;
    for (const row of connection.prepare<[], { id: number; name: string }>("SELECT id, name FROM host").iterate()) {
      this.#hosts.set(row.name, row.id);
      this.#hostNames.set(row.id, row.name);
    }
    this.#sql = prepareUrlStatements(connection);
  }

  find(url: string): KnownUrl | null {
    const recent = this.#recent.get(url);
    if (recent !== undefined) return recent;
    for (const row of this.#sql.byHash.iterate(hashText(url, this.#hashSeed)) as IterableIterator<UrlRow>) {
      if (row.text === url) return this.#remember(row);
    }
    return null;
  }

  findById(id: number): KnownUrl {
    const row = this.#sql.byId.get(id) as UrlRow | undefined;
    if (row === undefined) throw new Error(`url ${id} is not in the file`);
    return this.#recent.peek(row.text) ?? this.#remember(row);
  }

  add(url: NewUrl): KnownUrl {
    const { decision } = url;
    const wanted = decision.kind === "wanted";
    const entry: Entry = {
      id: this.#nextId++,
      url: url.url,
      host: this.#hostId(url.hostName),
      state: wanted ? "waiting" : "excluded",
      roles: url.roles,
      internal: decision.internal,
      purpose: wanted ? decision.purpose : "page",
      depth: url.depth,
      redirects: url.redirects,
      attempts: 0,
      reason: wanted ? null : decision.reason,
      forced: false,
    };
    this.#changes.url(entry.id);
    this.#sql.insert.run(
      entry.id,
      hashText(url.url, this.#hashSeed),
      url.url,
      entry.host,
      STATES.indexOf(entry.state),
      url.roles,
      entry.internal ? 1 : 0,
      URL_PURPOSE.indexOf(entry.purpose),
      priorityOf(entry.purpose),
      url.depth,
      url.redirects,
      entry.reason,
      wanted ? null : decision.rule,
      url.firstSource,
      KIND_INDEX.get(url.firstKind) ?? 0,
    );
    this.#recent.set(url.url, entry);
    this.#counters.add(`state:${entry.state}`, 1);
    if (!wanted) this.#counters.add(`reason:${decision.reason}`, 1);
    this.#counters.add("rows:addresses", 1);
    this.#countRoles(url.roles);
    return entry;
  }

  revise(known: KnownUrl, change: { readonly roles: number; readonly depth: number; readonly redirects: number }): void {
    const entry = known as Entry;
    this.#countRoles(change.roles & ~entry.roles);
    entry.roles = change.roles;
    entry.depth = change.depth;
    entry.redirects = change.redirects;
    this.#changes.url(entry.id);
    this.#sql.revise.run(change.roles, change.depth, change.redirects, entry.id);
  }

  /** Makes a URL wait. One that was excluded keeps its attempts, others begin anew. */
  reopen(known: KnownUrl, purpose: KnownUrl["purpose"], internal: boolean, forced: boolean): void {
    const entry = known as Entry;
    const attempts = entry.state === "excluded" || entry.state === "waiting" ? entry.attempts : 0;
    this.#leave(entry);
    this.#count(entry, wasAsked(entry.state, entry.attempts), attempts > 0);
    Object.assign(entry, { state: "waiting", purpose, internal, attempts, reason: null, forced: forced || entry.forced });
    this.#changes.url(entry.id);
    this.#sql.reopen.run(internal ? 1 : 0, URL_PURPOSE.indexOf(purpose), priorityOf(purpose), attempts, entry.forced ? 1 : 0, entry.id);
    this.#counters.add("state:waiting", 1);
  }

  /** Settles a waiting URL as excluded, or gives an excluded one another reason. */
  exclude(known: KnownUrl, { reason, rule, internal }: Extract<ScopeDecision, { kind: "excluded" }>): void {
    const entry = known as Entry;
    this.#leave(entry);
    this.#count(entry, wasAsked(entry.state, entry.attempts), false);
    Object.assign(entry, { state: "excluded", internal, reason });
    this.#changes.url(entry.id);
    this.#sql.exclude.run(internal ? 1 : 0, reason, rule, entry.id);
    this.#counters.add("state:excluded", 1);
    this.#counters.add(`reason:${reason}`, 1);
  }

  lease(url: WaitingUrl): void {
    this.#count(url, url.attempts > 0, true);
    this.#move(url, "leased");
    this.#changes.url(url.id);
    this.#sql.lease.run(url.id);
  }

  requeue(url: WaitingUrl, attempts: number, readyAtMs: number): void {
    this.#count(url, true, attempts > 0);
    this.#move(url, "waiting");
    const recent = this.#recent.peek(url.url);
    if (recent !== undefined) recent.attempts = attempts;
    this.#changes.url(url.id);
    this.#sql.requeue.run(attempts, Math.ceil(readyAtMs), url.id);
  }

  /** Moves a leased URL to its end. */
  settle(url: WaitingUrl, { as, reason, rule, wasAsked: asked }: UrlSettlement): void {
    const attempts = asked ? url.attempts + 1 : url.attempts;
    this.#count(url, true, as !== "excluded");
    this.#move(url, as);
    const recent = this.#recent.peek(url.url);
    if (recent !== undefined) Object.assign(recent, { reason, attempts });
    this.#changes.url(url.id);
    this.#sql.settle.run(STATES.indexOf(as), reason, rule, attempts, url.id);
    if (reason !== null) this.#counters.add(`${reasonCounter(as)}:${reason}`, 1);
  }

  /** Counts links to a URL; written with the next flush. */
  addInlinks(id: number, amount: number): void {
    this.#inlinks.set(id, (this.#inlinks.get(id) ?? 0) + amount);
  }

  /** Writes what is gathered; part of the open transaction. */
  flush(): void {
    for (const [id, amount] of this.#inlinks) {
      this.#changes.url(id);
      this.#sql.inlinks.run(amount, id);
    }
    this.#inlinks.clear();
  }

  waitingHosts(): readonly number[] {
    return this.#sql.waitingHosts.all() as number[];
  }

  hostName(host: number): string {
    return this.#hostNames.get(host) ?? "";
  }

  nextWaiting(host: number, limit: number): readonly WaitingUrl[] {
    return (this.#sql.nextWaiting.all(host, limit) as UrlRow[]).map(waitingUrl);
  }

  takeDueRetries(nowMs: number): readonly WaitingUrl[] {
    const due = (this.#sql.dueRetries.all(nowMs) as UrlRow[]).map(waitingUrl);
    for (const url of due) {
      this.#changes.url(url.id);
      this.#sql.makeReady.run(url.id);
    }
    return due;
  }

  nextRetryAtMs(): number | null {
    return (this.#sql.nextRetry.get() as number | null | undefined) ?? null;
  }

  /** URLs with an id in (afterId, afterId + span]. They are not kept at hand, so that a scan does not push out what is used. */
  scan(afterId: number, span: number): readonly StoredUrl[] {
    const rows = this.#sql.scan.all(afterId, afterId + span) as (UrlRow & { first_kind: number; rule: string | null })[];
    return rows.map(({ first_kind, rule, ...row }) => ({
      known: this.#recent.peek(row.text) ?? entryOf(row),
      firstKind: LINK_KINDS[first_kind]!,
      rule,
    }));
  }

  lastId(): number {
    return this.#nextId - 1;
  }

  countPatterns(patterns: readonly CountedPattern[]): void {
    this.#patterns = patterns;
  }

  /** Gives back everything that was leased when the file was last written. Returns how many. */
  requeueLeased(): number {
    for (const row of this.#sql.leased.all() as UrlRow[]) {
      this.#changes.url(row.id);
      this.#count({ id: row.id, url: row.text }, true, row.attempts > 0);
    }
    const requeued = this.#sql.requeueLeased.run().changes;
    this.#counters.add("state:leased", -requeued);
    this.#counters.add("state:waiting", requeued);
    return requeued;
  }

  /** Counts the views in which a URL is a row from now on, by the roles that are new to it. */
  #countRoles(roles: number): void {
    if (roles & URL_ROLE.embedded) this.#counters.add("rows:resources", 1);
    if (roles & URL_ROLE.image) this.#counters.add("rows:images", 1);
  }

  /** Counts an address for the patterns that it matches, when it changes between asked for and not. */
  #count({ id, url }: Pick<KnownUrl, "id" | "url">, before: boolean, after: boolean): void {
    if (this.#patterns.length === 0 || before === after) return;
    for (const { pattern, test, countedTo } of this.#patterns)
      if (id <= countedTo && test(url)) this.#counters.add(`cap:${pattern}`, after ? 1 : -1);
  }

  #move(url: WaitingUrl, to: (typeof STATES)[number]): void {
    const recent = this.#recent.peek(url.url);
    if (recent !== undefined) recent.state = to;
    this.#counters.add(`state:${to === "leased" ? "waiting" : "leased"}`, -1);
    this.#counters.add(`state:${to}`, 1);
  }

  #leave(entry: Entry): void {
    this.#counters.add(`state:${entry.state}`, -1);
    if (entry.reason !== null) this.#counters.add(`${reasonCounter(entry.state)}:${entry.reason}`, -1);
  }

  #hostId(name: string): number {
    if (name === "") return 0;
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const id = this.#hosts.size + 1;
    this.#sql.insertHost.run(id, name);
    this.#hosts.set(name, id);
    this.#hostNames.set(id, name);
    return id;
  }

  #remember(row: UrlRow): Entry {
    const entry = entryOf(row);
    this.#recent.set(row.text, entry);
    return entry;
  }
}

function entryOf({ text, state, internal, purpose, forced, priority: _priority, ...rest }: UrlRow): Entry {
  return {
    ...rest,
    url: text,
    state: STATES[state]!,
    internal: internal === 1,
    purpose: URL_PURPOSE[purpose]!,
    forced: forced === 1,
  };
}

/** Whether an address in a state counts as asked for: also one that is to be asked again after a failure. */
export function wasAsked(state: KnownUrl["state"], attempts: number): boolean {
  return state === "waiting" ? attempts > 0 : state !== "excluded";
}

/** Pages, and what names them, go before what is only checked. */
const priorityOf = (purpose: KnownUrl["purpose"]): number => (purpose === "page" || purpose === "sitemap" ? 0 : 1);

/** The counter that counts the reasons of a state. */
const reasonCounter = (state: string): string => (state === "excluded" ? "reason" : state === "failed" ? "failure" : "block");

const waitingUrl = (row: UrlRow): WaitingUrl => ({
  id: row.id,
  url: row.text,
  host: row.host,
  purpose: URL_PURPOSE[row.purpose]!,
  priority: row.priority,
  depth: row.depth,
  attempts: row.attempts,
  forced: row.forced === 1,
});

function prepareUrlStatements(connection: WriterConnection) {
  return {
    byHash: connection.prepare(`SELECT ${COLUMNS} FROM url WHERE hash = ?`),
    byId: connection.prepare(`SELECT ${COLUMNS} FROM url WHERE id = ?`),
    insert: connection.prepare(
      "INSERT INTO url (id, hash, text, host, state, roles, internal, purpose, priority, depth, redirects, reason, rule, first_source, first_kind)" +
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    insertHost: connection.prepare("INSERT INTO host (id, name) VALUES (?, ?)"),
    revise: connection.prepare("UPDATE url SET roles = ?, depth = ?, redirects = ? WHERE id = ?"),
    reopen: connection.prepare(
      "UPDATE url SET state = 0, internal = ?, purpose = ?, priority = ?, attempts = ?, ready_at = 0, reason = NULL, rule = NULL, forced = ? WHERE id = ?",
    ),
    exclude: connection.prepare("UPDATE url SET state = 4, internal = ?, ready_at = 0, reason = ?, rule = ? WHERE id = ?"),
    scan: connection.prepare(`SELECT ${COLUMNS}, first_kind, rule FROM url WHERE id > ? AND id <= ? ORDER BY id`),
    leased: connection.prepare(`SELECT ${COLUMNS} FROM url WHERE state = 1`),
    lease: connection.prepare("UPDATE url SET state = 1 WHERE id = ?"),
    requeue: connection.prepare("UPDATE url SET state = 0, attempts = ?, ready_at = ? WHERE id = ?"),
    settle: connection.prepare("UPDATE url SET state = ?, reason = ?, rule = ?, attempts = ?, ready_at = 0 WHERE id = ?"),
    inlinks: connection.prepare("UPDATE url SET inlinks = inlinks + ? WHERE id = ?"),
    // A loose index scan: one step for each host, not for each waiting URL.
    waitingHosts: connection
      .prepare(
        "WITH RECURSIVE h (host) AS (" +
          "SELECT min(host) FROM url WHERE state = 0 AND ready_at = 0 UNION ALL " +
          "SELECT (SELECT min(host) FROM url WHERE state = 0 AND ready_at = 0 AND host > h.host) FROM h WHERE h.host IS NOT NULL" +
          ") SELECT host FROM h WHERE host IS NOT NULL",
      )
      .pluck(),
    nextWaiting: connection.prepare(
      `SELECT ${COLUMNS} FROM url WHERE state = 0 AND ready_at = 0 AND host = ? ORDER BY priority, depth, id LIMIT ?`,
    ),
    dueRetries: connection.prepare(
      `SELECT ${COLUMNS} FROM url WHERE state = 0 AND ready_at > 0 AND ready_at <= ? ORDER BY ready_at LIMIT 1000`,
    ),
    makeReady: connection.prepare("UPDATE url SET ready_at = 0 WHERE id = ?"),
    nextRetry: connection.prepare("SELECT min(ready_at) FROM url WHERE state = 0 AND ready_at > 0").pluck(),
    requeueLeased: connection.prepare("UPDATE url SET state = 0 WHERE state = 1"),
  };
}
