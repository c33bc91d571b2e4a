import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { Clock, CrawlStore, OriginRobots, WaitingUrl } from "#engine/ports.ts";
import { SETTLED_AS, URL_ROLE } from "#contract/words.ts";
import { ChangeLog, type Changes } from "#store/changes.ts";
import { Counters } from "#store/counters.ts";
import { storeError } from "#store/failures.ts";
import { lockCrawl } from "#store/lock.ts";
import { URL_STATE } from "#store/migrations.ts";
import { openWriter, type WriterConnection } from "#store/open-writer.ts";
import { PageTable } from "#store/page-table.ts";
import { UrlTable } from "#store/url-table.ts";

/** A settlement is durable at most this long after it was made, plus the time of one commit. */
const COMMIT_AFTER_MS = 200;
/** The first commits of a run come sooner, since a person waits for the first rows. */
const EARLY_COMMITS = 10;
const EARLY_COMMIT_AFTER_MS = 40;

/** Samples of how the crawl went that are kept at most. */
const MOST_SAMPLES = 2000;

/** Who hears what a store does by itself. */
export interface StoreListener {
  /** A commit that no caller waits for went wrong. */
  failed(error: unknown): void;
  /** What the commit that follows makes visible; called before it. */
  committing?(changes: Changes): void;
  /** What was written is what readers see now. */
  committed(): void;
}

/**
 * Opens a crawl file as its one writer. Throws `in-use`,
 * `not-found`, `not-a-crawl`, `newer-version`, `read-only`, `damaged`.
 */
export function openCrawlStore(path: string, clock: Clock, listener: StoreListener): CrawlStore {
  const lock = lockCrawl(path);
  try {
    const connection = openWriter(path);
    return new SqliteCrawlStore(path, connection, lock, clock, listener);
  } catch (thrown) {
    lock[Symbol.dispose]();
    throw thrown;
  }
}

class SqliteCrawlStore implements CrawlStore {
  readonly #path: string;
  readonly #connection: WriterConnection;
  readonly #lock: Disposable;
  readonly #clock: Clock;
  readonly #listener: StoreListener;
  readonly #counters: Counters;
  readonly #changes = new ChangeLog();
  readonly #urls: UrlTable;
  readonly #pages: PageTable;
  readonly #sql: ReturnType<typeof prepareStoreStatements>;
  readonly #inode: number;
  /** Transactions that were begun. */
  #begun = 0;
  #cancelCommit: (() => void) | null = null;

  constructor(path: string, connection: WriterConnection, lock: Disposable, clock: Clock, listener: StoreListener) {
    this.#path = path;
    this.#connection = connection;
    this.#lock = lock;
    this.#clock = clock;
    this.#listener = listener;
    this.#counters = new Counters(connection);
    this.#sql = prepareStoreStatements(connection);
    const changes = this.#changes;
    this.#urls = new UrlTable(connection, this.#counters, { hashSeed: this.getMeta<number>("hash_seed") ?? 0, changes });
    this.#pages = new PageTable(connection, this.#counters, { now: () => this.#clock.now(), changes });
    this.#inode = statSync(path).ino;
  }

  find = (url: string) => this.#try(() => this.#urls.find(url));
  findById = (id: number) => this.#try(() => this.#urls.findById(id));
  add: CrawlStore["add"] = (url) =>
    this.#write(() => {
      const known = this.#urls.add(url);
      if (known.state === "excluded") this.#counters.add("rows:excluded", 1);
      return known;
    });
  revise: CrawlStore["revise"] = (known, change) =>
    this.#write(() => {
      const becomesPage = change.roles & URL_ROLE.navigation && !(known.roles & URL_ROLE.navigation);
      this.#urls.revise(known, change);
      if (becomesPage) this.#pages.markNavigated(known.id);
    });
  reopen: CrawlStore["reopen"] = (known, decision, forced = false) =>
    this.#write(() => {
      if (known.state !== "kept" && known.state !== "waiting") this.#counters.add(`rows:${known.state}`, -1);
      if (known.state !== "excluded" && known.state !== "waiting")
        for (const [target, count] of this.#pages.remove(known.id)) this.#urls.addInlinks(target, -count);
      this.#urls.reopen(known, decision.purpose, decision.internal, forced);
    });
  exclude: CrawlStore["exclude"] = (known, decision) =>
    this.#write(() => {
      if (known.state === "waiting") this.#counters.add("rows:excluded", 1);
      this.#urls.exclude(known, decision);
    });
  scan: CrawlStore["scan"] = (afterId, span) => this.#try(() => this.#urls.scan(afterId, span));
  lastId = () => this.#urls.lastId();
  namingOf = (id: number) => this.#try(() => this.#pages.namingOf(id));
  countPatterns: CrawlStore["countPatterns"] = (patterns) => this.#urls.countPatterns(patterns);
  lease: CrawlStore["lease"] = (url) => this.#write(() => this.#urls.lease(url));
  requeue: CrawlStore["requeue"] = (url, attempts, readyAtMs) => this.#write(() => this.#urls.requeue(url, attempts, readyAtMs));

  settle: CrawlStore["settle"] = (url, settlement, page) =>
    this.#write(() => {
      const reason = settlement.as === "failed" ? settlement.code : settlement.as === "kept" ? null : settlement.reason;
      const rule = settlement.as === "failed" ? settlement.message : settlement.as === "excluded" ? settlement.rule : null;
      const wasAsked = settlement.as !== "excluded" && settlement.outcome !== null;
      this.#urls.settle(url, { as: settlement.as, reason, rule, wasAsked });
      this.#pages.put(url, this.#isPage(url), settlement, page);
      if (settlement.as !== "kept") this.#counters.add(`rows:${settlement.as}`, 1);
      if (page === null) return;
      for (const link of page.links.links) this.#urls.addInlinks(page.targets[link[0]]!.id, 1);
    });

  navigationTargets = (id: number) => this.#try(() => this.#pages.navigationTargets(id));
  waitingHosts = () => this.#try(() => this.#urls.waitingHosts());
  hostName = (host: number) => this.#urls.hostName(host);
  nextWaiting: CrawlStore["nextWaiting"] = (host, limit) => this.#try(() => this.#urls.nextWaiting(host, limit));
  takeDueRetries: CrawlStore["takeDueRetries"] = (nowMs) => this.#write(() => this.#urls.takeDueRetries(nowMs));
  nextRetryAtMs = () => this.#try(() => this.#urls.nextRetryAtMs());
  takeStock: CrawlStore["takeStock"] = () =>
    this.#write(() => {
      const { discovered, fetchedTwice } = this.#sql.stock.get() as { discovered: number; fetchedTwice: number };
      const states = ["waiting", "leased", ...SETTLED_AS].map((state) => this.#counters.get(`state:${state}`));
      const placed = states.reduce((sum, count) => sum + count, 0);
      const kept = placed - states[0]! - states[1]!;
      const requeued = this.#urls.requeueLeased();
      for (const id of this.#sql.keptOffByRobots.all() as number[]) {
        const known = this.findById(id);
        this.reopen(known, { kind: "wanted", purpose: known.purpose, internal: known.internal });
      }
      return { kept, requeued, lost: discovered - placed, fetchedTwice };
    });

  robotsOf: CrawlStore["robotsOf"] = (origin) => this.#try(() => (this.#sql.origin.get(origin) as OriginRobots | undefined) ?? null);
  saveRobots: CrawlStore["saveRobots"] = (robots) => this.#write(() => this.#sql.saveOrigin.run(robots));
  forgetQueryVariants = () => this.#write(() => void this.#sql.forgetQueryVariants.run());
  hasQueryVariants = () => this.#try(() => this.#sql.hasQueryVariants.get() === 1);
  countQueryVariant: CrawlStore["countQueryVariant"] = (path) => this.#write(() => this.#sql.queryVariant.get(path) as number);

  count = (name: string) => this.#counters.get(name);
  addCount: CrawlStore["addCount"] = (name, amount) => this.#write(() => this.#counters.add(name, amount));
  addSample: CrawlStore["addSample"] = (sample) =>
    this.#write(() => {
      this.#sql.addSample.run(sample);
      if ((this.#sql.samples.get() as number) > MOST_SAMPLES) this.#sql.thinSamples.run();
    });
  committedCounts = () => this.#counters.committed();
  getMeta<T>(key: string): T | null {
    const text = this.#try(() => this.#sql.getMeta.get(key)) as string | undefined;
    return text === undefined ? null : (JSON.parse(text) as T);
  }
  setMeta: CrawlStore["setMeta"] = (key, value) => this.#write(() => this.#sql.setMeta.run(key, JSON.stringify(value)));

  commit(): void {
    this.#cancelCommit?.();
    this.#cancelCommit = null;
    if (!this.#connection.inTransaction) return;
    this.#try(() => {
      this.#urls.flush();
      this.#counters.flush();
      this.#listener.committing?.(this.#changes.take());
      this.#connection.exec("COMMIT");
      this.#counters.markCommitted();
      this.#listener.committed();
      this.#checkStillThere();
    });
  }

  [Symbol.dispose](): void {
    this.#cancelCommit?.();
    try {
      this.#connection.close();
    } finally {
      this.#lock[Symbol.dispose]();
    }
  }

  /** Whether an answered address is a row of the view pages: it was navigated to, or a person asked for it as a page. */
  #isPage(url: WaitingUrl): boolean {
    if (url.forced && url.purpose === "page") return true;
    const known = this.#urls.find(url.url) ?? this.#urls.findById(url.id);
    return (known.roles & URL_ROLE.navigation) !== 0;
  }

  /** A file that was moved or deleted would swallow every write without an error on most systems. */
  #checkStillThere(): void {
    const found = statSync(this.#path, { throwIfNoEntry: false });
    if (found?.ino === this.#inode) return;
    throw new OrbweaverError("vanished", `"${basename(this.#path)}" is no longer in ${dirname(this.#path)}. Put it back, then resume.`);
  }

  #write<T>(work: () => T): T {
    return this.#try(() => {
      if (!this.#connection.inTransaction) {
        this.#connection.exec("BEGIN IMMEDIATE");
        const afterMs = this.#begun++ < EARLY_COMMITS ? EARLY_COMMIT_AFTER_MS : COMMIT_AFTER_MS;
        this.#cancelCommit = this.#clock.at(this.#clock.now() + afterMs, () => this.#commitLater());
      }
      return work();
    });
  }

  #commitLater(): void {
    try {
      this.commit();
    } catch (thrown) {
      this.#listener.failed(thrown);
    }
  }

  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      throw storeError(thrown, this.#path);
    }
  }
}

function prepareStoreStatements(connection: WriterConnection) {
  return {
    getMeta: connection.prepare("SELECT value FROM meta WHERE key = ?").pluck(),
    setMeta: connection.prepare("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
    origin: connection.prepare(
      "SELECT origin, outcome, status, code, message, text, fetched_at AS fetchedAtMs FROM origin WHERE origin = ?",
    ),
    saveOrigin: connection.prepare(
      "INSERT OR REPLACE INTO origin (origin, outcome, status, code, message, text, fetched_at)" +
        " VALUES (@origin, @outcome, @status, @code, @message, @text, @fetchedAtMs)",
    ),
    stock: connection.prepare(
      "SELECT (SELECT count(*) FROM url) AS discovered," +
        " (SELECT count(*) FROM url JOIN page USING (id) WHERE url.state = 1) AS fetchedTwice",
    ),
    // What was not asked for because robots.txt of its host was out of order: a resume asks for robots.txt again.
    keptOffByRobots: connection
      .prepare(
        "SELECT url.id FROM origin JOIN host ON host.name = substr(origin.origin, instr(origin.origin, '://') + 3) JOIN url ON url.host = host.id" +
          " WHERE (origin.outcome = 'disallow-all' AND url.state = ? AND url.reason = 'robots' AND url.rule = origin.message)" +
          " OR (origin.outcome = 'unreachable' AND url.state = ? AND url.attempts = 0 AND url.rule LIKE '%' || origin.message)",
      )
      .pluck()
      .bind(URL_STATE.excluded, URL_STATE.failed),
    addSample: connection.prepare(
      "INSERT OR REPLACE INTO sample (at, seconds, settled, bytes, waiting, response_ms)" +
        " VALUES (@atMs, @seconds, @settled, @bytes, @waiting, @responseMs)",
    ),
    samples: connection.prepare("SELECT count(*) FROM sample").pluck(),
    // The first and the last one stay.
    thinSamples: connection.prepare(
      "DELETE FROM sample WHERE at IN (SELECT at FROM (SELECT at, row_number() OVER (ORDER BY at DESC) AS nth FROM sample) WHERE nth % 2 = 0)" +
        " AND at > (SELECT min(at) FROM sample)",
    ),
    forgetQueryVariants: connection.prepare("DELETE FROM query_variant"),
    hasQueryVariants: connection.prepare("SELECT EXISTS (SELECT 1 FROM query_variant)").pluck(),
    queryVariant: connection
      .prepare("INSERT INTO query_variant (path, count) VALUES (?, 1) ON CONFLICT (path) DO UPDATE SET count = count + 1 RETURNING count")
      .pluck(),
  };
}
