/**
 * How long the reader thread takes for what the window asks, on a crawl file, idle and while another connection of this process
 * writes as an engine does. `node bench/reader.ts FILE [SECONDS]` prints a table; the file is copied first and not changed.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Filter, ViewName } from "#contract/views.ts";
import { ReaderClient } from "#store/reader-client.ts";

/** Times of one kind of question, in milliseconds. */
export interface QuestionTimes {
  readonly what: string;
  readonly while: "idle" | "writing";
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** What reading a crawl file costs. */
export interface ReaderMeasured {
  /** Until the first window of rows of a file just opened. */
  readonly firstWindowMs: number;
  /** Until facets of pages, addresses and links were there for the first time, each asked for as soon as the one before was. */
  readonly firstFacetsMs: number;
  /** Resident memory that the thread added to this process. */
  readonly addedMib: number;
  readonly times: readonly QuestionTimes[];
}

const ENTRY = join(import.meta.dirname, "../electron/store/reader-thread.ts");
/** Addresses changed, links added and pages settled by each commit of the writer, about those of 500 pages a second. */
const PER_COMMIT = { urls: 1000, links: 1000, everyMs: 200 };

type Ask = (reader: ReaderClient, round: number) => Promise<unknown>;

const rows = (reader: ReaderClient, view: ViewName, more: { filter?: Filter; search?: string; sort?: string; descending?: boolean }) =>
  reader.rows({
    view,
    filter: more.filter,
    search: more.search,
    sort: more.sort === undefined ? undefined : { column: more.sort, descending: more.descending ?? false },
    columns: [],
    first: 0,
    count: 50,
  });

/** Every round asks for something that was not asked before. */
function questions(urls: readonly string[], statuses: readonly number[]): Readonly<Record<string, Ask>> {
  const url = (round: number) => urls[round % urls.length]!;
  const part = (round: number) =>
    url(round)
      .slice(url(round).indexOf("/", 9))
      .slice(0, 8 + (round % 9));
  const sorts = ["url", "status", "inlinks", "depth", "word_count", "size_bytes", "total_ms", "title", "content_type", "section"];
  return {
    "pages: another window": (reader, round) => reader.rows({ view: "pages", columns: [], first: round * 977, count: 50 }),
    "pages: filter by number": (reader, round) =>
      rows(reader, "pages", { filter: { column: "word_count", test: "more-than", value: 5 + round * 3 } }),
    "pages: filter by text": (reader, round) => rows(reader, "pages", { filter: { column: "url", test: "contains", value: part(round) } }),
    "pages: two filters": (reader, round) =>
      rows(reader, "pages", {
        filter: {
          op: "and",
          of: [
            { column: "status", test: "is", value: statuses[round % statuses.length]! },
            { column: "url", test: "ends-with", value: `${round % 100}.html` },
          ],
        },
      }),
    "pages: search": (reader, round) => rows(reader, "pages", { search: part(round + 31) }),
    "pages: sort": (reader, round) =>
      rows(reader, "pages", { sort: sorts[round % sorts.length]!, descending: Math.floor(round / sorts.length) % 2 === 1 }),
    "pages: filter and sort": (reader, round) =>
      rows(reader, "pages", {
        filter: { column: "inlinks", test: "at-least", value: round % 12 },
        sort: sorts[(round * 7) % sorts.length]!,
      }),
    "pages: facets of a search": (reader, round) => reader.facets({ view: "pages", search: part(round + 67) }),
    "pages: facets with a pick": (reader, round) =>
      reader.facets({ view: "pages", picks: { status: [statuses[round % statuses.length]!] }, search: round < 4 ? "" : part(round + 5) }),
    "pages: count": (reader, round) =>
      reader.rows({ view: "pages", filter: { column: "depth", test: "at-most", value: round % 30 }, first: 0, count: 0 }),
    "links: to one address": (reader, round) => rows(reader, "links", { filter: { column: "target_url", test: "is", value: url(round) } }),
    "links: from one page": (reader, round) => rows(reader, "links", { filter: { column: "source_url", test: "is", value: url(round) } }),
    "links: filter by target": (reader, round) =>
      rows(reader, "links", { filter: { column: "target_url", test: "contains", value: part(round + 11) } }),
    "links: facets with a pick": (reader, round) => reader.facets({ view: "links", picks: { internal: [true] }, search: part(round + 3) }),
    "links: sort": (reader, round) =>
      rows(reader, "links", { sort: ["target_url", "kind", "anchor", "target_status"][round % 4]!, descending: round % 8 > 3 }),
    status: (reader) => reader.status(),
  };
}

/** Measures a copy of a crawl file. `rounds`: how often each kind of question is asked. */
export async function measureReader(file: string, rounds = 30): Promise<ReaderMeasured> {
  const folder = mkdtempSync(join(tmpdir(), "orbweaver-bench-reader-"));
  const path = join(folder, "copy.crawl");
  copyFileSync(file, path);
  const before = process.memoryUsage().rss;
  const reader = new ReaderClient(ENTRY, path);
  try {
    const startedAtMs = performance.now();
    await rows(reader, "pages", {});
    const firstWindowMs = performance.now() - startedAtMs;
    for (const view of ["pages", "addresses", "links"] as const) await reader.facets({ view });
    const firstFacetsMs = performance.now() - startedAtMs;
    const { urls, statuses } = examples(path);
    const asks = questions(urls, statuses);
    const idle = await timed(reader, asks, { rounds, from: 0, during: "idle" });
    const writer = await startWriting(path, reader);
    const writing = await timed(reader, asks, { rounds, from: rounds, during: "writing" });
    const addedMib = (process.memoryUsage().rss - before) / 1048576;
    await writer.stop();
    return { firstWindowMs, firstFacetsMs, addedMib, times: [...idle, ...writing] };
  } finally {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function examples(path: string): { readonly urls: readonly string[]; readonly statuses: readonly number[] } {
  const database = new Database(path, { readonly: true });
  try {
    const last = database.prepare("SELECT max(id) FROM url").pluck().get() as number;
    const ids = Array.from({ length: 200 }, (_, index) => 1 + Math.floor((index * 7919 * (last / 200)) % last));
    const urls = ids.flatMap(
      (id) => database.prepare("SELECT text FROM url WHERE id = ? AND text LIKE 'http%'").pluck().all(id) as string[],
    );
    return {
      urls,
      statuses: database.prepare("SELECT DISTINCT status FROM page WHERE status IS NOT NULL AND id <= 10000").pluck().all() as number[],
    };
  } finally {
    database.close();
  }
}

async function timed(
  reader: ReaderClient,
  asks: Readonly<Record<string, Ask>>,
  { rounds, from, during }: { rounds: number; from: number; during: QuestionTimes["while"] },
): Promise<QuestionTimes[]> {
  const times: QuestionTimes[] = [];
  for (const [what, ask] of Object.entries(asks)) {
    const took: number[] = [];
    for (let round = from; round < from + rounds; round++) {
      const startedAtMs = performance.now();
      await ask(reader, round);
      took.push(performance.now() - startedAtMs);
    }
    took.sort((left, right) => left - right);
    const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))]!;
    times.push({ what, while: during, count: took.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: took.at(-1)! });
  }
  return times;
}

/** Writes as an engine does: addresses change their state, pages theirs, links come; each commit is told as an engine tells it. */
async function startWriting(path: string, reader: ReaderClient): Promise<{ stop(): Promise<void> }> {
  await reader.follow();
  const database = new Database(path, { timeout: 5000 });
  database.pragma("journal_mode = WAL");
  const last = database.prepare("SELECT max(id) FROM url").pluck().get() as number;
  let link = database.prepare("SELECT max(id) FROM link").pluck().get() as number;
  const change = database.prepare("UPDATE url SET inlinks = inlinks + 1 WHERE id = ?");
  const settle = database.prepare("UPDATE page SET word_count = word_count + 1, fetched_at = fetched_at + 1 WHERE id = ?");
  const add = database.prepare(
    "INSERT INTO link (id, source, target, kind, position, nofollow, anchor, rel) VALUES (?, ?, ?, 2, 3, 0, 'new', '')",
  );
  let tick = 0;
  const write = () => {
    const urls = Array.from({ length: PER_COMMIT.urls }, (_, index) => 1 + ((tick * 104_729 + index * 7919) % last));
    const firstLink = link + 1;
    database.exec("BEGIN IMMEDIATE");
    urls.forEach((id, index) => (index % 10 === 0 ? settle : change).run(id));
    for (let index = 0; index < PER_COMMIT.links; index++) add.run(++link, urls[index % urls.length], urls[(index * 3) % urls.length]);
    database.prepare("UPDATE counter SET value = value + ? WHERE name = 'rows:links'").run(PER_COMMIT.links);
    reader.tell({ t: "changed", changes: { urls, links: [[firstLink, link]], everything: false } });
    database.exec("COMMIT");
    reader.tell({ t: "committed" });
    tick++;
  };
  const timer = setInterval(write, PER_COMMIT.everyMs);
  const stop = async () => {
    clearInterval(timer);
    database.close();
    reader.tell({ t: "ended" });
  };
  return { stop };
}

if (import.meta.main) {
  const [file, rounds] = process.argv.slice(2);
  const measured = await measureReader(file ?? "", rounds === undefined ? undefined : Number(rounds));
  console.info(
    `first window ${measured.firstWindowMs.toFixed(0)} ms, all first facets ${measured.firstFacetsMs.toFixed(0)} ms, memory + ${measured.addedMib.toFixed(0)} MiB`,
  );
  const shown = (ms: number) => Number(ms.toFixed(1));
  console.table(
    measured.times.map(({ p50Ms, p95Ms, maxMs, ...rest }) => ({ ...rest, p50: shown(p50Ms), p95: shown(p95Ms), max: shown(maxMs) })),
  );
}
