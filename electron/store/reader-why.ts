import type { Why } from "#contract/questions.ts";
import { BLOCKS, EXCLUSIONS, FAILURES, LINK_KINDS, SETTLED_AS } from "#contract/words.ts";
import { URL_STATE } from "#store/migrations.ts";
import { addressFinder, type KnownAddress } from "#store/reader-address.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { counterValues } from "#store/reader-status.ts";

/** The way from a start address is told this far back. */
const MAX_PATH = 100;

/** Why an address is in the crawl or not: what named it first, what was decided about it, by which rule. */
export function why(connection: ReadConnection, asked: string): Why {
  return connection.snapshot(() => {
    const addresses = addressFinder(connection);
    const known = addresses.find(asked);
    if (known !== null) return explainKnown(connection, known, searchedSentence(connection, addresses.config.seeds.length));
    const similar = firstFound(variants(asked), (url) => addresses.findExactly(url));
    return explainUnknown(asked, similar, searchedSentence(connection, addresses.config.seeds.length));
  });
}

/** `why` of an address that is known already; part of a snapshot. */
export function explainKnown(connection: ReadConnection, known: KnownAddress, searched: string): Why {
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

function firstFound(urls: readonly string[], find: (url: string) => KnownAddress | null): KnownAddress | null {
  for (const url of urls) {
    const known = find(url);
    if (known !== null) return known;
  }
  return null;
}

function explainUnknown(asked: string, similar: KnownAddress | null, searched: string): Why {
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
function pathTo(connection: ReadConnection, known: KnownAddress): string[] {
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

function stateSentence(known: KnownAddress): string {
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
  if (as === "sitemap-index") return "It is where the sitemaps of the site are looked for.";
  return as === "list" ? "It is an entry of the list." : as === "seed" ? "It is a start address." : "";
}

function inlinksSentence(inlinks: number): string {
  return inlinks === 0 ? "" : inlinks === 1 ? "One link points to it." : `${count(inlinks)} links point to it.`;
}

function pathSentence(path: readonly string[]): string {
  return path.length < 3 ? "" : `The way from the start: ${path.join(" > ")}.`;
}

/** What is searched when somebody asks for an address. */
export function searchedSentence(connection: ReadConnection, seeds: number): string {
  const pages = counterValues(connection).get("rows:pages") ?? 0;
  return `${count(pages)} ${pages === 1 ? "page" : "pages"}, ${count(seeds)} start ${seeds === 1 ? "address" : "addresses"}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
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
