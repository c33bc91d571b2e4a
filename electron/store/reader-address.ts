import { crawlConfigSchema, type CrawlConfig } from "#contract/config.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { metaValues } from "#store/reader-status.ts";
import { hashText } from "#store/url-hash.ts";
import { normaliseUrl, type NormaliseOptions } from "#url/normalise.ts";

/** What the file says of one address. */
export interface KnownAddress {
  readonly id: number;
  readonly text: string;
  readonly state: number;
  readonly reason: string | null;
  readonly rule: string | null;
  readonly depth: number;
  readonly attempts: number;
  readonly firstSource: number | null;
  readonly firstKind: number;
  readonly inlinks: number;
  readonly status: number | null;
  readonly redirectUrl: string | null;
}

const KNOWN_SQL = `
  SELECT url.id, url.text, url.state, url.reason, url.rule, url.depth, url.attempts, url.first_source, url.first_kind, url.inlinks,
    page.status, (SELECT named.text FROM url AS named WHERE named.id = page.redirect_target)
  FROM url LEFT JOIN page ON page.id = url.id`;

/** Finds addresses as people type them, and as they stand in the file. */
export interface AddressFinder {
  readonly config: CrawlConfig;
  /** Finds what a person may have typed: without a scheme, not normalised, with spaces around it. */
  find(asked: string): KnownAddress | null;
  findExactly(url: string): KnownAddress | null;
}

/** A finder over the addresses of the file, each found through its hash. */
export function addressFinder(connection: ReadConnection): AddressFinder {
  const meta = metaValues(connection);
  const stored = meta.get("hash_seed");
  const seed = typeof stored === "number" ? stored : 0;
  const config = crawlConfigSchema.safeParse(meta.get("config")).data ?? crawlConfigSchema.parse({});
  const findExactly = (url: string) => findUrl(connection, url, seed);
  return {
    config,
    findExactly,
    find(asked) {
      for (const spelling of spellings(asked, config.normalise)) {
        const known = findExactly(spelling);
        if (known !== null) return known;
      }
      return null;
    },
  };
}

function findUrl(connection: ReadConnection, url: string, seed: number): KnownAddress | null {
  for (const row of connection.rows(`${KNOWN_SQL} WHERE url.hash = ?`, hashText(url, seed))) {
    const [id, text, state, reason, rule, depth, attempts, firstSource, firstKind, inlinks, status, redirectUrl] = row;
    if (text !== url) continue;
    return { id, text, state, reason, rule, depth, attempts, firstSource, firstKind, inlinks, status, redirectUrl } as KnownAddress;
  }
  return null;
}

/** What a person may have typed as one address: as it is, with a scheme, and as this crawl writes addresses. */
function spellings(asked: string, normalise: NormaliseOptions): string[] {
  const typed = asked.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(typed);
  const urls = (hasScheme ? [typed] : [`https://${typed}`, `http://${typed}`]).map((one) => URL.parse(one)).filter((url) => url !== null);
  return [...new Set([typed, ...urls.flatMap((url) => [url.href, normaliseUrl(url, normalise)])])];
}
