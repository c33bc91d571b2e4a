import type { CrawlConfig } from "#contract/config.ts";
import type { VisitPurpose, VisitSettings } from "#engine/ports.ts";
import { withoutControls } from "#fetch/control-characters.ts";

/** What the settings allow and say about one request; computed once for every change of the settings. */
export interface FetchPolicy {
  readonly config: CrawlConfig;
  /** Request headers as undici takes them: name, value, name, value ... */
  headersFor(url: URL, purpose: VisitPurpose): string[];
  /** Whether connections to private addresses are allowed for a host name (as in `URL.hostname`). */
  mayBePrivate(hostname: string): boolean;
  acceptsInvalidCertificate(url: URL): boolean;
}

const ACCEPT: Readonly<Record<VisitPurpose, string>> = {
  page: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  resource: "*/*",
  check: "*/*",
  robots: "text/plain,*/*;q=0.8",
  sitemap: "application/xml,text/xml,text/plain;q=0.9,*/*;q=0.8",
};

/** Headers that belong to the connection or the framing of a request; a person's own are left out. */
const CONNECTION_HEADERS = new Set([
  "host",
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "content-length",
  "upgrade",
  "expect",
  "te",
  "trailer",
]);

/** The policy that settings amount to. */
export function fetchPolicy(settings: VisitSettings): FetchPolicy {
  const { config } = settings;
  const seedOrigins = new Set(settings.seedOrigins);
  const seedHosts = new Set(settings.seedHosts.map(bareHost));
  const own = config.headers.map(splitHeader).filter(([name]) => !CONNECTION_HEADERS.has(name.toLowerCase()));
  const foreignHeaders = headerSets(settings, []);
  const seedHeaders = headerSets(settings, own);
  // A start address given as http also covers the same host over https, but never the other way round.
  const isSeed = (url: URL): boolean => seedOrigins.has(url.origin) || (url.protocol === "https:" && seedOrigins.has(`http://${url.host}`));
  return {
    config,
    headersFor: (url, purpose) => (own.length > 0 && isSeed(url) ? seedHeaders : foreignHeaders)[purpose],
    mayBePrivate: (hostname) => config.privateAddresses === "allow" || seedHosts.has(bareHost(hostname)),
    acceptsInvalidCertificate: (url) => config.acceptInvalidCertificates && isSeed(url),
  };
}

/** A host name without the brackets of an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

type Header = readonly [name: string, value: string];

function headerSets(settings: VisitSettings, own: readonly Header[]): Record<VisitPurpose, string[]> {
  const set = (purpose: VisitPurpose): string[] => {
    const standard: Header[] = [
      ["user-agent", settings.userAgent],
      ["accept", ACCEPT[purpose]],
      ["accept-language", settings.config.acceptLanguage],
      ["accept-encoding", "gzip, deflate, br, zstd"],
    ];
    const given = new Set(own.map(([name]) => name.toLowerCase()));
    return [...standard.filter(([name, value]) => value !== "" && !given.has(name)), ...own].flatMap(([name, value]) => [
      name,
      wireText(value),
    ]);
  };
  return { page: set("page"), resource: set("resource"), check: set("check"), robots: set("robots"), sitemap: set("sitemap") };
}

function splitHeader(line: string): Header {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

/** A value as bytes that may stand in a header: UTF-8 read as latin1, without control characters. */
function wireText(value: string): string {
  return withoutControls(Buffer.from(value, "utf8").toString("latin1"));
}
