import { countedStatus } from "#contract/counted-status.ts";
import type { ChangeNews, Changes } from "#store/changes.ts";
import { Gate } from "#store/columns/gate.ts";
import { Pace } from "#store/columns/pace.ts";
import { emptyColumn, type Domain, type MemoryColumn, type StoredColumn } from "#store/columns/stored-columns.ts";
import { TextColumn } from "#store/columns/text-column.ts";
import { TextOrder } from "#store/columns/text-order.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { counterValues } from "#store/reader-status.ts";

/** Memory that columns and their orders may take by default. A million pages with ten million links take about 300 MB of it. */
export const COLUMN_BUDGET_BYTES = 400 * 1024 * 1024;
/** About what a row takes in a column of each kind. */
const ROW_BYTES = { code: 2, number: 5, text: 90 } as const;
/** Changes are taken in at most this often; of a large crawl, whose answers take longer to make again, less often. */
const REFRESH_EVERY_MS = 200;
const REFRESH_LARGE_EVERY_MS = 1000;
const LARGE_ROWS = 200_000;
/** Changed addresses from which they are taken in without being asked, so that taking them in stays short. */
const MANY_CHANGES = 10_000;
/** After another process has written the file, columns are not read again for this long. */
const CALM_AFTER_MS = 2000;
const IDS_PER_STEP = 1000;

interface Held {
  readonly column: MemoryColumn;
  readonly order: TextOrder | null;
}

interface Batch {
  readonly changes: Changes;
  isCommitted: boolean;
}

interface Job {
  isUrgent: boolean;
  readonly done: Promise<void>;
}

/**
 * Columns of a crawl file in memory, each read when it is first needed. While an engine of this process writes, it tells which
 * rows each commit changes (`hear`), and only these are read again. When anybody else has written, all columns are let go of.
 * All columns are of one state of the file as long as the gate is held for reading.
 *
 * Memory: when the columns take more than `budgetBytes`, those that were not used for longest are let go of; what one question needs
 * is not read when it alone would take more.
 */
export class ColumnSet {
  readonly gate = new Gate();
  /** Goes up whenever a cell may have changed. */
  version = 0;
  readonly #connection: ReadConnection;
  readonly #now: () => number;
  readonly #budgetBytes: number;
  /** In the order of use, the one used last at the end. */
  readonly #held = new Map<string, Held & { readonly stored: StoredColumn }>();
  readonly #jobs = new Map<string, Job>();
  readonly #urgent = new Set<Promise<void>>();
  #rows: Record<Domain, number> = { url: 0, link: 0 };
  #batches: Batch[] = [];
  /** Taken in already, but to be read again for columns that are being read. */
  #duringLoad: Changes[] = [];
  #unfit = new Set<string>();
  #isFollowing = false;
  #hasEnded = false;
  /** The state of the file that the columns are of; NaN when they are of none. */
  #fileVersion = Number.NaN;
  /** Goes up when all columns are let go of, also those that are being read. */
  #epoch = 0;
  #refreshedAtMs = Number.NEGATIVE_INFINITY;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  /** Hears everything that the engine has told until now. */
  drain: () => void = () => {};

  constructor(connection: ReadConnection, now: () => number, budgetBytes = COLUMN_BUDGET_BYTES) {
    this.#connection = connection;
    this.#now = now;
    this.#budgetBytes = budgetBytes;
  }

  /** Memory that columns take. */
  get bytes(): number {
    let bytes = 0;
    for (const { column, order } of this.#held.values()) bytes += column.bytes + (order?.bytes ?? 0);
    return bytes;
  }

  /** From now on every commit is told, until it is told that the writer has ended. Must be called before the file is opened for writing. */
  follow(): void {
    this.drain();
    // What was written after the last writer had ended cannot be told from what it wrote.
    if (this.#hasEnded) this.#drop();
    this.#dropForeign();
    this.#isFollowing = true;
    this.#hasEnded = false;
  }

  hear(news: ChangeNews): void {
    if (news.t === "changed") this.#batches.push({ changes: news.changes, isCommitted: false });
    else if (news.t === "committed") for (const batch of this.#batches) batch.isCommitted = true;
    else this.#hasEnded = true;
    if (news.t === "ended") void this.#refresh().catch(() => {});
    if (this.#held.size === 0 && this.#jobs.size === 0) this.#batches = this.#batches.filter((batch) => !batch.isCommitted);
    let waiting = 0;
    for (const { changes } of this.#batches) waiting += changes.urls.length;
    if (waiting > MANY_CHANGES && this.#now() - this.#refreshedAtMs > this.#refreshEveryMs) void this.#refresh().catch(() => {});
  }

  /** One more than the highest id. */
  rowsOf(domain: Domain): number {
    return this.#rows[domain];
  }

  /** A column that `ensure` has made sure of, while the gate is held for reading. */
  column(stored: StoredColumn): MemoryColumn {
    return this.#use(stored).column;
  }

  order(stored: StoredColumn): TextOrder {
    const { order } = this.#use(stored);
    if (order === null) throw new Error(`${stored.key} is not a text`);
    return order;
  }

  /** Whether all of these are in memory and current enough. */
  has(needed: Iterable<StoredColumn>): boolean {
    for (const { key } of needed) if (!this.#held.has(key)) return false;
    return true;
  }

  /** Reads what is missing and takes in what has changed. False: these columns cannot be had now. */
  async ensure(needed: ReadonlySet<StoredColumn>, isUrgent = true): Promise<boolean> {
    this.#dropForeign();
    for (const { key } of needed) if (this.#unfit.has(key)) return false;
    if (!this.has(needed)) {
      if (!this.#mayLoad(needed)) return false;
      await Promise.all(this.#load(needed, isUrgent));
      this.#dropForeign();
      if (!this.has(needed)) return false;
    }
    await this.#refreshIfDue();
    return this.has(needed);
  }

  #use({ key }: StoredColumn): Held {
    const held = this.#held.get(key);
    if (held === undefined) throw new Error(`${key} is not in memory`);
    this.#held.delete(key);
    this.#held.set(key, held);
    return held;
  }

  #dropForeign(): void {
    if (this.#isFollowing || (this.#held.size === 0 && this.#jobs.size === 0)) return;
    if (this.#connection.dataVersion() === this.#fileVersion) return;
    this.#drop();
    this.#notBeforeMs = this.#now() + CALM_AFTER_MS;
  }

  #drop(): void {
    this.#held.clear();
    this.#unfit = new Set();
    this.#fileVersion = Number.NaN;
    this.#epoch++;
    this.version++;
  }

  /** Ids with large gaps would waste memory, and columns of a huge crawl would take too much of it. */
  #mayLoad(needed: ReadonlySet<StoredColumn>): boolean {
    if (this.#now() < this.#notBeforeMs) return false;
    this.#measure();
    const { coverage, rows } = countedStatus(counterValues(this.#connection));
    const isDense = (ids: number, count: number) => ids < 4 * count + 100_000;
    if (!isDense(this.#rows.url, coverage.discovered) || !isDense(this.#rows.link, rows.links)) return false;
    let bytes = 0;
    for (const { kind, table } of needed) bytes += ROW_BYTES[kind] * this.#rows[table === "link" ? "link" : "url"];
    return bytes <= this.#budgetBytes;
  }

  #measure(): void {
    const [url, link] = this.#connection.rows("SELECT (SELECT max(id) FROM url), (SELECT max(id) FROM link)")[0] as (number | null)[];
    this.#rows = { url: (url ?? 0) + 1, link: (link ?? 0) + 1 };
  }

  #load(needed: ReadonlySet<StoredColumn>, isUrgent: boolean): Promise<void>[] {
    const running = new Set<Job>();
    const missing: StoredColumn[] = [];
    for (const stored of needed) {
      const job = this.#jobs.get(stored.key);
      if (this.#held.has(stored.key)) continue;
      if (job === undefined) missing.push(stored);
      else running.add(job);
    }
    for (const table of ["url", "page", "link"] as const) {
      const columns = missing.filter((stored) => stored.table === table);
      if (columns.length > 0) running.add(this.#start(columns));
    }
    for (const job of running) {
      if (!isUrgent || job.isUrgent) continue;
      job.isUrgent = true;
      this.#urgent.add(job.done);
      const settle = () => void this.#urgent.delete(job.done);
      job.done.then(settle, settle);
    }
    return [...running].map((job) => job.done);
  }

  #start(columns: readonly StoredColumn[]): Job {
    if (Number.isNaN(this.#fileVersion)) this.#fileVersion = this.#connection.dataVersion();
    let begin!: (job: Job) => void;
    const begun = new Promise<Job>((resolve) => (begin = resolve));
    const job: Job = { isUrgent: false, done: begun.then((own) => this.#read(columns, own)) };
    for (const { key } of columns) this.#jobs.set(key, job);
    begin(job);
    return job;
  }

  async #read(columns: readonly StoredColumn[], job: Job): Promise<void> {
    const epoch = this.#epoch;
    try {
      const read = await this.#scan(columns, job);
      await this.gate.write(() => {
        if (this.#epoch === epoch) this.#publish(columns, read);
      });
    } finally {
      for (const { key } of columns) this.#jobs.delete(key);
      if (this.#jobs.size === 0) this.#duringLoad = [];
    }
  }

  async #scan(columns: readonly StoredColumn[], job: Job): Promise<MemoryColumn[]> {
    const { table } = columns[0] as StoredColumn;
    const rows = this.#rows[table === "link" ? "link" : "url"];
    const made = columns.map((stored) => emptyColumn(stored, rows));
    const sql = `SELECT id, ${columns.map((stored) => stored.sql).join(", ")} FROM ${table} WHERE id > ? AND id <= ?`;
    const pace = new Pace();
    for (let after = 0; after < rows; after += IDS_PER_STEP) {
      setCells(columns, made, this.#connection.rows(sql, after, after + IDS_PER_STEP));
      if (pace.isDue) await pace.rest();
      while (!job.isUrgent && this.#urgent.size > 0) await Promise.allSettled(this.#urgent);
    }
    return made;
  }

  #publish(columns: readonly StoredColumn[], read: readonly MemoryColumn[]): void {
    if (!this.#isFollowing && this.#connection.dataVersion() !== this.#fileVersion) return;
    columns.forEach((stored, index) => {
      const column = read[index] as MemoryColumn;
      if (!column.isFit) this.#unfit.add(stored.key);
      else this.#held.set(stored.key, { stored, column, order: column instanceof TextColumn ? new TextOrder(column) : null });
    });
    this.#takeIn();
    this.#keepBudget(new Set(columns.map((stored) => stored.key)));
  }

  #keepBudget(needed: ReadonlySet<string>): void {
    let { bytes } = this;
    for (const [key, { column, order }] of this.#held) {
      if (bytes <= this.#budgetBytes) return;
      if (needed.has(key)) continue;
      bytes -= column.bytes + (order?.bytes ?? 0);
      this.#held.delete(key);
    }
  }

  async #refreshIfDue(): Promise<void> {
    this.drain();
    if (this.#batches.length > 0 || this.#hasEnded) {
      if (this.#now() - this.#refreshedAtMs < this.#refreshEveryMs) return;
      const refreshed = this.#refresh();
      // A question is answered from the state before rather than wait for a long one.
      if (this.gate.isRead) refreshed.catch(() => {});
      else await refreshed;
    }
  }

  get #refreshEveryMs(): number {
    return this.#rows.url > LARGE_ROWS ? REFRESH_LARGE_EVERY_MS : REFRESH_EVERY_MS;
  }

  #refresh(): Promise<void> {
    this.#refreshedAtMs = this.#now();
    return this.gate.write(() => this.#takeIn());
  }

  /**
   * Reads again what changed. What is told before the state of the file is fixed, and is known to be committed then, is done
   * with; what is told while it is fixed may be part of it or not, and is read now and once more.
   */
  #takeIn(): void {
    this.drain();
    const settled = this.#batches.filter((batch) => batch.isCommitted);
    const ended = this.#hasEnded;
    this.#connection.snapshot(() => {
      this.#connection.value("SELECT 1 FROM meta LIMIT 1");
      this.drain();
      const changes = [...this.#duringLoad, ...this.#batches.map((batch) => batch.changes)];
      if (changes.some(({ everything }) => everything)) this.#drop();
      else if (changes.length > 0) this.#readAgain(changes);
      if (ended) {
        this.#isFollowing = false;
        this.#hasEnded = false;
        this.#fileVersion = this.#connection.dataVersion();
      }
    });
    if (this.#jobs.size > 0) this.#duringLoad.push(...settled.map((batch) => batch.changes));
    const done = new Set(settled);
    this.#batches = ended ? [] : this.#batches.filter((batch) => !done.has(batch));
  }

  #readAgain(changes: readonly Changes[]): void {
    this.version++;
    this.#measure();
    const held = [...this.#held.values()];
    const urls = [...new Set(changes.flatMap((one) => one.urls))];
    const ofUrls = held.filter(({ stored }) => stored.table !== "link");
    if (ofUrls.length > 0 && urls.length > 0) {
      const sql = `SELECT wanted.value, ${ofUrls.map(({ stored }) => stored.sql).join(", ")} FROM json_each(?) AS wanted LEFT JOIN url ON url.id = wanted.value LEFT JOIN page ON page.id = wanted.value`;
      setCells(
        ofUrls.map(({ stored }) => stored),
        ofUrls.map(({ column }) => column),
        this.#connection.rows(sql, JSON.stringify(urls)),
      );
    }
    const ofLinks = held.filter(({ stored }) => stored.table === "link");
    if (ofLinks.length > 0) for (const one of changes) for (const range of one.links) this.#readLinks(ofLinks, range);
    for (const { stored, column } of held) column.reach(this.#rows[stored.table === "link" ? "link" : "url"]);
  }

  #readLinks(
    held: readonly { readonly stored: StoredColumn; readonly column: MemoryColumn }[],
    [first, last]: readonly [number, number],
  ): void {
    for (const { column } of held) for (let id = first; id <= last; id++) column.set(id, null);
    const sql = `SELECT id, ${held.map(({ stored }) => stored.sql).join(", ")} FROM link WHERE id BETWEEN ? AND ?`;
    setCells(
      held.map(({ stored }) => stored),
      held.map(({ column }) => column),
      this.#connection.rows(sql, first, last),
    );
  }
}

function setCells(stored: readonly StoredColumn[], columns: readonly MemoryColumn[], rows: readonly unknown[][]): void {
  stored.forEach(({ compute }, index) => {
    const column = columns[index] as MemoryColumn;
    for (const row of rows) {
      const cell = row[index + 1] as string | number | null;
      column.set(row[0] as number, compute !== null && cell !== null ? compute(cell as string) : cell);
    }
  });
}
