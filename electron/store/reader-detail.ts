import { basename } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { PageDetail, RedirectStep } from "#contract/page-detail.ts";
import type { Cell } from "#contract/views.ts";
import { addressFinder, type KnownAddress } from "#store/reader-address.ts";
import { MAX_HOPS } from "#store/reader-columns.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { explainKnown, searchedSentence } from "#store/reader-why.ts";
import { rowQuery } from "#store/view-sql.ts";

/** Everything about one address, found however it is typed. All of it by ids. Errors: not-found. */
export function pageDetail(connection: ReadConnection, asked: string): PageDetail {
  return connection.snapshot(() => {
    const addresses = addressFinder(connection);
    const known = requireAddress(addresses.find(asked), connection, asked);
    const [headers, linksOut, hasSource] = (connection.rows(STORED_SQL, known.id)[0] ?? []) as [string?, number?, number?];
    const redirects = redirectsFrom(connection, known);
    return {
      url: known.text,
      facts: linksOut === undefined ? null : factsOf(connection, known.id),
      headers: headerList(headers),
      redirects,
      redirectsLoop: comesBack(redirects),
      linksIn: known.inlinks,
      linksOut: linksOut ?? 0,
      hasSource: hasSource === 1,
      why: explainKnown(connection, known, searchedSentence(connection, addresses.config.seeds.length)),
    };
  });
}

/** An address that was found. Throws `not-found` for none. */
export function requireAddress(known: KnownAddress | null, { path }: ReadConnection, asked: string): KnownAddress {
  if (known !== null) return known;
  const shown = asked.length > 200 ? `${asked.slice(0, 200)}…` : asked;
  throw new OrbweaverError("not-found", `The crawl "${basename(path)}" has not discovered the address ${shown}.`);
}

const STORED_SQL = `
  SELECT page_detail.headers, page.link_count, EXISTS (SELECT 1 FROM page_html WHERE page_html.id = page.id)
  FROM page LEFT JOIN page_detail ON page_detail.id = page.id WHERE page.id = ?`;

/** The columns of `pages`, also of an address that no row of `pages` is about, such as a resource. */
function factsOf(connection: ReadConnection, id: number): Readonly<Record<string, Cell>> {
  const { sql, columns, decoders } = rowQuery("pages", []);
  const cells = (connection.rows(sql, JSON.stringify([id]))[0] ?? []) as Cell[];
  return Object.fromEntries(
    columns.map(({ name }, index) => {
      const cell = cells[index] ?? null;
      const decode = decoders[index] ?? null;
      return [name, decode !== null && typeof cell === "number" ? decode(cell) : cell];
    }),
  );
}

function headerList(json: string | null | undefined): readonly (readonly [string, string])[] {
  try {
    const list: unknown = JSON.parse(json ?? "[]");
    if (!Array.isArray(list)) return [];
    return list.filter(Array.isArray).map(([name, value]) => [String(name), String(value)] as const);
  } catch {
    return [];
  }
}

/** The chain of redirects; the address to which it comes back stands at its end a second time. */
function redirectsFrom(connection: ReadConnection, { id, text, status }: KnownAddress): readonly RedirectStep[] {
  const steps: RedirectStep[] = [{ url: text, status }];
  const seen = new Set([id]);
  let next = connection.value("SELECT redirect_target FROM page WHERE id = ?", id) as number | null | undefined;
  while (next != null && steps.length <= MAX_HOPS) {
    const row = connection.rows(STEP_SQL, next)[0] as [string, number | null, number | null] | undefined;
    if (row === undefined) break;
    steps.push({ url: row[0], status: row[1] });
    if (seen.has(next)) break;
    seen.add(next);
    next = row[2];
  }
  return steps;
}

const STEP_SQL = "SELECT url.text, page.status, page.redirect_target FROM url LEFT JOIN page ON page.id = url.id WHERE url.id = ?";

function comesBack(steps: readonly RedirectStep[]): boolean {
  const last = steps.at(-1)?.url;
  return steps.slice(0, -1).some((step) => step.url === last);
}
