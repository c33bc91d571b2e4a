import { crawlConfigSchema } from "#contract/config.ts";
import type { Why } from "#contract/questions.ts";
import { BLOCKS, EXCLUSIONS, FAILURES, LINK_KINDS, SETTLED_AS } from "#contract/words.ts";
import { URL_STATE } from "#store/migrations.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { counterValues, metaValues } from "#store/reader-status.ts";
import { hashText } from "#store/url-hash.ts";
import { normaliseUrl, type NormaliseOptions } from "#url/normalise.ts";

/** What the file says of one address. */
interface Known {
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

/** The way from a start address is told this far back. */
const MAX_PATH = 100;

/** Why an address is in the crawl or not: what named it first, what was decided about it, by which rule. */
export function why(connection: ReadConnection, asked: string): Why {
  return connection.snapshot(() => {
    const meta = metaValues(connection);
    const seed = meta.get("hash_seed");
    const config = crawlConfigSchema.safeParse(meta.get("config")).data ?? crawlConfigSchema.parse({});
    const find = (url: string) => findUrl(connection, url, typeof seed === "number" ? seed : 0);
    const searched = searchedSentence(connection, config.seeds.length);
    for (const spelling of spellings(asked, config.normalise)) {
      const known = find(spelling);
      if (known !== null) return explainKnown(connection, known, searched);
    }
    return explainUnknown(asked, firstFound(variants(asked), find), searched);
  });
}

function findUrl(connection: ReadConnection, url: string, seed: number): Known | null {
  for (const row of connection.rows(`${KNOWN_SQL} WHERE url.hash = ?`, hashText(url, seed))) {
    const [id, text, state, reason, rule, depth, attempts, firstSource, firstKind, inlinks, status, redirectUrl] = row;
    if (text !== url) continue;
    return { id, text, state, reason, rule, depth, attempts, firstSource, firstKind, inlinks, status, redirectUrl } as Known;
  }
  return null;
}

function firstFound(urls: readonly string[], find: (url: string) => Known | null): Known | null {
  for (const url of urls) {
    const known = find(url);
    if (known !== null) return known;
  }
  return null;
}

function explainKnown(connection: ReadConnection, known: Known, searched: string): Why {
  const path = pathTo(connection, known);
  const firstSeenOn = path.at(-2) ?? null;
  const firstSeenAs = LINK_KINDS[known.firstKind] ?? null;
  const state = stateName(known.state);
  const sentences = [stateSentence(known), firstSeenSentence(firstSeenOn, firstSeenAs), inlinksSentence(known.inlinks), pathSentence(path)];
  return {
    url: known.text,
    known: true,
    state,
    reason: known.reason,
    rule: known.rule,
    status: known.status,
    depth: known.depth,
    attempts: known.attempts,
    firstSeenOn,
    firstSeenAs,
    inlinks: known.inlinks,
    path,
    searched,
    explanation: sentences.filter((sentence) => sentence !== "").join(" "),
  };
}

function explainUnknown(asked: string, similar: Known | null, searched: string): Why {
  const nothing = `Nothing in this crawl names ${asked}. Searched: ${searched}.`;
  const but = similar === null ? "" : ` But ${similar.text} was discovered: ${lowerFirst(stateSentence(similar))}`;
  return {
    url: asked,
    known: false,
    state: null,
    reason: null,
    rule: null,
    status: null,
    depth: null,
    attempts: 0,
    firstSeenOn: null,
    firstSeenAs: null,
    inlinks: 0,
    path: [],
    searched,
    explanation: nothing + but,
  };
}

/** Addresses from a start address to this one, each the one that named the next first. */
function pathTo(connection: ReadConnection, known: Known): string[] {
  const path = [known.text];
  const seen = new Set([known.id]);
  let source = known.firstSource;
  while (source !== null && !seen.has(source) && path.length < MAX_PATH) {
    seen.add(source);
    const [text, next] = (connection.rows("SELECT text, first_source FROM url WHERE id = ?", source)[0] ?? []) as [
      string?,
      (number | null)?,
    ];
    if (text === undefined) break;
    path.unshift(text);
    source = next ?? null;
  }
  return path;
}

function stateName(state: number): Why["state"] {
  if (state === URL_STATE.waiting) return "waiting";
  if (state === URL_STATE.leased) return "leased";
  return SETTLED_AS[state - URL_STATE.kept] ?? null;
}

function stateSentence(known: Known): string {
  const rule = known.rule === null || known.rule === "" ? "" : ` (${known.rule})`;
  const times = known.attempts === 1 ? "once" : `${count(known.attempts)} times`;
  switch (stateName(known.state)) {
    case "waiting":
      return known.attempts === 0 ? "It is waiting for its turn." : `It was asked for ${times} and waits to be asked for again.`;
    case "leased":
      return "It is being fetched right now.";
    case "kept":
      return known.redirectUrl === null
        ? `It was fetched and answered ${known.status ?? "without a status"}.`
        : `It was fetched, answered ${known.status ?? "without a status"} and redirects to ${known.redirectUrl}.`;
    case "failed":
      if (known.attempts === 0) return `It could not be asked for: ${meaning(FAILURES, known.reason)}${rule}`;
      return `It was asked for ${times} and failed: ${meaning(FAILURES, known.reason)}${rule}`;
    case "excluded":
      return `It was discovered but not fetched: ${meaning(EXCLUSIONS, known.reason)}${rule}`;
    case "blocked":
      return `It answered with something else than the page: ${meaning(BLOCKS, known.reason)}${rule}`;
    case null:
      return "The file does not say what became of it.";
  }
}

function meaning(sentences: Readonly<Record<string, string>>, reason: string | null): string {
  if (reason === null) return "no reason was recorded.";
  return Object.hasOwn(sentences, reason) ? (sentences[reason] as string) : `${reason}.`;
}

function firstSeenSentence(on: string | null, as: string | null): string {
  if (on !== null) return `It was first named on ${on}${as === null ? "" : ` (${as})`}.`;
  return as === "list" ? "It is an entry of the list." : as === "seed" ? "It is a start address." : "";
}

function inlinksSentence(inlinks: number): string {
  return inlinks === 0 ? "" : inlinks === 1 ? "One link points to it." : `${count(inlinks)} links point to it.`;
}

function pathSentence(path: readonly string[]): string {
  return path.length < 3 ? "" : `The way from the start: ${path.join(" > ")}.`;
}

function searchedSentence(connection: ReadConnection, seeds: number): string {
  const pages = counterValues(connection).get("rows:pages") ?? 0;
  return `${count(pages)} ${pages === 1 ? "page" : "pages"}, ${count(seeds)} start ${seeds === 1 ? "address" : "addresses"}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** What a person may have typed as one address: as it is, with a scheme, and as this crawl writes addresses. */
function spellings(asked: string, normalise: NormaliseOptions): string[] {
  const typed = asked.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(typed);
  const urls = (hasScheme ? [typed] : [`https://${typed}`, `http://${typed}`]).map((one) => URL.parse(one)).filter((url) => url !== null);
  return [...new Set([typed, ...urls.flatMap((url) => [url.href, normaliseUrl(url, normalise)])])];
}

/** Addresses that people take for the same one: other scheme, with and without www. and a slash at the end, other case, no query. */
function variants(asked: string): string[] {
  const typed = asked.trim();
  const url = URL.parse(typed) ?? URL.parse(`https://${typed}`);
  if (url === null || !url.protocol.startsWith("http")) return [];
  url.hash = "";
  const schemes = url.protocol === "https:" ? ["https:", "http:"] : ["http:", "https:"];
  const host = url.host;
  const hosts = [host, host.startsWith("www.") ? host.slice(4) : `www.${host}`];
  const path = url.pathname;
  const paths = [path, path.endsWith("/") ? path.slice(0, -1) || "/" : `${path}/`, path.toLowerCase()];
  const queries = url.search === "" ? [""] : [url.search, ""];
  const all = queries.flatMap((query) =>
    paths.flatMap((one) => hosts.flatMap((name) => schemes.map((scheme) => `${scheme}//${name}${one}${query}`))),
  );
  return [...new Set(all)];
}
