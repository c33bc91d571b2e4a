import type { Answer, KnownUrl, LinkBatch, SettledPage, Settlement, StoredNaming, VisitOutcome, WaitingUrl } from "#engine/ports.ts";
import {
  LINK_KINDS,
  LINK_POSITIONS,
  FORWARDING_KINDS,
  MEDIA_KINDS,
  NAVIGATION_KINDS,
  type LinkKind,
  type LinkPosition,
} from "#contract/words.ts";
import type { PageFacts } from "#page/facts.ts";
import type { ChangeLog } from "#store/changes.ts";
import type { Counters } from "#store/counters.ts";
import type { WriterConnection } from "#store/open-writer.ts";

const KIND_INDEX = new Map<LinkKind, number>(LINK_KINDS.map((kind, index) => [kind, index]));
const POSITION_INDEX = new Map<LinkPosition, number>(LINK_POSITIONS.map((position, index) => [position, index]));
/** Links written by one statement; the cost of a call into SQLite is then shared. */
const LINKS_PER_INSERT = 32;
const LINK_COLUMNS = 8;
/** Links to one URL that are looked at to tell how it is named: one that every page names would take seconds. */
const MOST_NAMINGS = 2000;
const indexesOf = (kinds: ReadonlySet<LinkKind>): string => [...kinds].map((kind) => LINK_KINDS.indexOf(kind)).join(", ");

type AnswerOutcome = Extract<VisitOutcome, { kind: "answer" }>;

/** The tables of what URLs answered: page, page_detail, page_html and link, with the counters that follow. */
export class PageTable {
  readonly #counters: Counters;
  readonly #changes: ChangeLog;
  readonly #sql: ReturnType<typeof preparePageStatements>;
  readonly #linkValues: unknown[] = new Array(LINKS_PER_INSERT * LINK_COLUMNS);
  readonly #now: () => number;
  #nextLink: number;

  /** `now`: epoch milliseconds, for what ended without a request. `changes` hears of every row that is written. */
  constructor(
    connection: WriterConnection,
    counters: Counters,
    { now, changes }: { readonly now: () => number; readonly changes: ChangeLog },
  ) {
    this.#now = now;
    this.#changes = changes;
    this.#counters = counters;
    this.#sql = preparePageStatements(connection);
    this.#nextLink = connection.prepare<[], number>("SELECT coalesce(max(id), 0) + 1 FROM link").pluck().get() ?? 1;
  }

  /** Stores what an asked URL came to. `page` is null when there was no answer. */
  put(url: WaitingUrl, navigated: boolean, settlement: Settlement, page: SettledPage | null): void {
    if (settlement.as === "excluded") return;
    this.#changes.url(url.id);
    if (settlement.as === "failed") this.#putFailure(url.id, navigated, settlement.code, settlement.outcome);
    else this.#putAnswer(url.id, navigated, settlement, page);
    if (navigated) this.#countNavigated(settlement.outcome);
  }

  /** Marks an answered URL as one that was navigated to. */
  markNavigated(id: number): void {
    if (this.#sql.markNavigated.run(id).changes === 0) return;
    this.#changes.url(id);
    const status = this.#sql.status.get(id) as number | null;
    this.#counters.add("rows:pages", 1);
    if (status !== null) this.#counters.add(`status:${statusClass(status)}`, 1);
  }

  /** Forgets what a URL answered, because it is to be asked for again. Returns how often it named each target. */
  remove(id: number): ReadonlyMap<number, number> {
    const row = this.#sql.forRemoval.get(id) as
      | { navigated: number; status: number | null; redirect_target: number | null; first_link: number; link_count: number }
      | undefined;
    const targets = new Map<number, number>();
    if (row === undefined) return targets;
    if (row.navigated) {
      this.#counters.add("rows:pages", -1);
      if (row.status !== null) this.#counters.add(`status:${statusClass(row.status)}`, -1);
    }
    if (row.redirect_target !== null) this.#counters.add("rows:redirects", -1);
    if (row.link_count > 0) {
      const last = row.first_link + row.link_count - 1;
      for (const target of this.#sql.targets.iterate(row.first_link, last) as IterableIterator<number>) {
        targets.set(target, (targets.get(target) ?? 0) + 1);
      }
      this.#changes.links(row.first_link, last);
      this.#sql.deleteLinks.run(row.first_link, last);
      this.#counters.add("rows:links", -row.link_count);
    }
    this.#changes.url(id);
    for (const statement of this.#sql.deleteRow) statement.run(id);
    return targets;
  }

  /** Distinct ways from a page to others, for depth. */
  navigationTargets(id: number): readonly { readonly id: number; readonly kind: LinkKind }[] {
    const range = this.#sql.linkRange.get(id) as { first_link: number | null; link_count: number } | undefined;
    if (range === undefined || range.first_link === null) return [];
    const rows = this.#sql.distinctTargets.all(range.first_link, range.first_link + range.link_count - 1) as {
      target: number;
      kind: number;
    }[];
    return rows.map((row) => ({ id: row.target, kind: LINK_KINDS[row.kind]! })).filter((row) => NAVIGATION_KINDS.has(row.kind));
  }

  /** How the stored links name a URL. */
  namingOf(id: number): StoredNaming {
    const [navigated, followed, forwarded] = this.#sql.naming.get(id) as [number | null, number | null, number | null];
    return { navigated: navigated === 1, followed: followed === 1, forwarded: forwarded === 1 };
  }

  #putFailure(id: number, navigated: boolean, code: string, outcome: Extract<VisitOutcome, { kind: "failure" }> | null): void {
    this.#sql.failure.run(
      id,
      navigated ? 1 : 0,
      outcome?.status ?? null,
      code,
      outcome?.totalMs ?? null,
      outcome?.fetchedAtMs ?? this.#now(),
    );
  }

  #putAnswer(id: number, navigated: boolean, settlement: Extract<Settlement, { as: "kept" | "blocked" }>, page: SettledPage | null): void {
    const { answer, facts, html } = settlement.outcome;
    const firstLink = this.#nextLink;
    const counts = page === null ? { outlinks: 0, internal: 0 } : this.#putLinks(id, page.links, page.targets);
    this.#changes.links(firstLink, this.#nextLink - 1);
    this.#sql.page.run(
      ...answerValues(id, navigated, answer),
      ...factValues(facts),
      page?.indexable ? 1 : 0,
      page?.indexabilityReason ?? null,
      counts.outlinks,
      counts.internal,
      counts.outlinks - counts.internal,
      page?.links.leftOut ?? 0,
      page?.redirect?.target.id ?? null,
      page?.redirect ? (KIND_INDEX.get(page.redirect.kind) ?? null) : null,
      this.#nextLink > firstLink ? firstLink : null,
      this.#nextLink - firstLink,
    );
    this.#sql.detail.run(id, JSON.stringify(answer.headers), jsonList(facts?.h1s), jsonList(facts?.h2s), jsonList(facts?.hreflangs));
    if (html !== null) this.#sql.html.run(id, html);
    if (page?.redirect) this.#counters.add("rows:redirects", 1);
  }

  #putLinks(source: number, batch: LinkBatch, targets: readonly KnownUrl[]): { readonly outlinks: number; readonly internal: number } {
    let outlinks = 0;
    let internal = 0;
    const values = this.#linkValues;
    let filled = 0;
    for (const [index, kind, anchor, rel, nofollow, position] of batch.links) {
      const target = targets[index]!;
      if (NAVIGATION_KINDS.has(kind)) {
        outlinks += 1;
        if (target.internal) internal += 1;
      }
      values[filled++] = this.#nextLink++;
      values[filled++] = source;
      values[filled++] = target.id;
      values[filled++] = KIND_INDEX.get(kind)!;
      values[filled++] = POSITION_INDEX.get(position)!;
      values[filled++] = nofollow ? 1 : 0;
      values[filled++] = anchor;
      values[filled++] = rel;
      if (filled === values.length) {
        this.#sql.manyLinks.run(values);
        filled = 0;
      }
    }
    for (let at = 0; at < filled; at += LINK_COLUMNS) this.#sql.oneLink.run(values.slice(at, at + LINK_COLUMNS));
    this.#counters.add("rows:links", batch.links.length);
    return { outlinks, internal };
  }

  #countNavigated(outcome: AnswerOutcome | Extract<VisitOutcome, { kind: "failure" }> | null): void {
    this.#counters.add("rows:pages", 1);
    const status = outcome?.kind === "answer" ? outcome.answer.status : (outcome?.status ?? null);
    if (status !== null) this.#counters.add(`status:${statusClass(status)}`, 1);
  }
}

/** The class a status is counted in: 2xx to 5xx, or other. */
export function statusClass(status: number): string {
  const hundreds = Math.floor(status / 100);
  return hundreds >= 2 && hundreds <= 5 ? `${hundreds}xx` : "other";
}

const jsonList = (list: readonly unknown[] | undefined): string | null =>
  list === undefined || list.length === 0 ? null : JSON.stringify(list);
const orNull = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);

const answerValues = (id: number, navigated: boolean, answer: Answer) => [
  id,
  navigated ? 1 : 0,
  answer.status,
  orNull(answer.contentType),
  MEDIA_KINDS.indexOf(answer.mediaKind),
  orNull(answer.xRobotsTag),
  answer.bodyBytes,
  answer.wireBytes,
  answer.times.dnsMs,
  answer.times.connectMs,
  answer.times.firstByteMs,
  answer.times.totalMs,
  answer.location,
  orNull(answer.lastModified),
  answer.httpVersion,
  orNull(answer.charset),
  answer.fetchedAtMs,
];
const ANSWER_COLUMNS =
  "id, navigated, status, content_type, media_kind, x_robots_tag, size_bytes, transferred_bytes, dns_ms, connect_ms, first_byte_ms, total_ms," +
  " location, last_modified, http_version, charset, fetched_at";

const FACT_COLUMNS =
  "title, title_length, title_pixels, description, description_length, h1, h1_count, h2, h2_count, canonical, meta_robots, language, word_count, text_hash";
const NO_FACTS: readonly null[] = FACT_COLUMNS.split(",").map(() => null);

const factValues = (facts: PageFacts | null) =>
  facts === null
    ? NO_FACTS
    : [
        facts.title,
        facts.titleLength,
        facts.titlePixels,
        facts.description,
        facts.descriptionLength,
        facts.h1s[0] ?? null,
        facts.h1Count,
        facts.h2s[0] ?? null,
        facts.h2Count,
        facts.canonical,
        orNull(facts.metaRobots),
        orNull(facts.language),
        facts.wordCount,
        orNull(facts.textHash),
      ];

const REST_COLUMNS =
  "indexable, indexability_reason, outlinks, internal_links, external_links, links_left_out, redirect_target, redirect_kind, first_link, link_count";

function preparePageStatements(connection: WriterConnection) {
  const columns = `${ANSWER_COLUMNS}, ${FACT_COLUMNS}, ${REST_COLUMNS}`;
  const marks = (count: number) => Array.from({ length: count }, () => "?").join(", ");
  const linkInto = "INSERT INTO link (id, source, target, kind, position, nofollow, anchor, rel) VALUES ";
  const linkRow = `(${marks(LINK_COLUMNS)})`;
  return {
    page: connection.prepare(`INSERT INTO page (${columns}) VALUES (${marks(columns.split(",").length)})`),
    failure: connection.prepare(
      "INSERT INTO page (id, navigated, status, media_kind, indexable, indexability_reason, total_ms, fetched_at, outlinks, internal_links, external_links, links_left_out, link_count)" +
        " VALUES (?, ?, ?, 0, 0, 'failed: ' || ?, ?, ?, 0, 0, 0, 0, 0)",
    ),
    detail: connection.prepare("INSERT INTO page_detail (id, headers, h1s, h2s, hreflangs) VALUES (?, ?, ?, ?, ?)"),
    html: connection.prepare("INSERT INTO page_html (id, zstd) VALUES (?, ?)"),
    oneLink: connection.prepare(linkInto + linkRow),
    manyLinks: connection.prepare(linkInto + Array.from({ length: LINKS_PER_INSERT }, () => linkRow).join(", ")),
    markNavigated: connection.prepare("UPDATE page SET navigated = 1 WHERE id = ? AND navigated = 0"),
    status: connection.prepare("SELECT status FROM page WHERE id = ?").pluck(),
    linkRange: connection.prepare("SELECT first_link, link_count FROM page WHERE id = ?"),
    forRemoval: connection.prepare("SELECT navigated, status, redirect_target, first_link, link_count FROM page WHERE id = ?"),
    targets: connection.prepare("SELECT target FROM link WHERE id BETWEEN ? AND ?").pluck(),
    distinctTargets: connection.prepare("SELECT DISTINCT target, kind FROM link WHERE id BETWEEN ? AND ?"),
    naming: connection
      .prepare(
        "SELECT max(navigates), max(navigates AND NOT nofollow), max(forwards) FROM (" +
          `SELECT kind IN (${indexesOf(NAVIGATION_KINDS)}) AS navigates, kind IN (${indexesOf(FORWARDING_KINDS)}) AS forwards, nofollow` +
          ` FROM link WHERE target = ? LIMIT ${MOST_NAMINGS})`,
      )
      .raw(),
    deleteLinks: connection.prepare("DELETE FROM link WHERE id BETWEEN ? AND ?"),
    deleteRow: ["page", "page_detail", "page_html"].map((table) => connection.prepare(`DELETE FROM ${table} WHERE id = ?`)),
  };
}
