import type { CrawlConfig } from "#contract/config.ts";

/** Which differences between two addresses do not count; see `crawlConfigSchema.normalise` for each step. */
export type NormaliseOptions = CrawlConfig["normalise"];

const SESSION_PARAMETER = /^(?:phpsessid|jsessionid|aspsessionid[a-z]*|cfid|cftoken)$/i;
const SESSION_SEGMENT = /;jsessionid=[^/?#;]*/gi;
const TRACKING_PARAMETER = /^(?:utm_[a-z0-9_]+|gclid|fbclid|msclkid)$/i;
const INDEX_FILE = /\/(?:index\.html?|index\.php|default\.aspx)$/i;
const ESCAPE = /%([0-9a-fA-F]{2})/g;
/** RFC 3986 §2.3: the characters whose escaped and plain forms are the same. */
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * The text under which an http(s) address is known. Doing it twice changes nothing. What the URL standard makes equal (case
 * of the host, default port, dot segments) is equal already; credentials and the dot at the end of a host always go.
 */
export function normaliseUrl(url: URL, options: NormaliseOptions): string {
  let path = url.pathname;
  // What is left of a segment may be a dot segment, which parsing once more removes.
  if (options.dropSessionIds && path.includes(";")) path = new URL(`${url.origin}${path.replace(SESSION_SEGMENT, "")}`).pathname;
  path = normaliseEscapes(path, options);
  if (options.lowerCasePath) path = lowerCaseOutsideEscapes(path);
  path = withoutEnd(path, options);
  return `${url.protocol}//${hostWithoutDot(url)}${path}${queryOf(url, options)}${options.dropFragment ? "" : url.hash}`;
}

/** Takes index files and slashes off the end of a path, one uncovering the other. */
function withoutEnd(path: string, { dropDefaultIndex, dropTrailingSlash }: NormaliseOptions): string {
  let end = path;
  for (let before = ""; end !== before; ) {
    before = end;
    if (dropDefaultIndex) end = end.replace(INDEX_FILE, "/");
    if (dropTrailingSlash && end.length > 1) end = end.replace(/\/+$/, "") || "/";
  }
  return end;
}

/** `example.com.` is `example.com` with the root of the DNS written out. */
function hostWithoutDot(url: URL): string {
  if (!url.hostname.endsWith(".")) return url.host;
  const name = url.hostname.slice(0, -1);
  return url.port === "" ? name : `${name}:${url.port}`;
}

function queryOf(url: URL, options: NormaliseOptions): string {
  if (url.search === "") {
    const hasEmptyQuery = !options.dropEmptyQuery && /^[^#]*\?/.test(url.href);
    return hasEmptyQuery ? "?" : "";
  }
  let query = normaliseEscapes(url.search.slice(1), options);
  if (options.dropSessionIds || options.dropTracking || options.sortQuery) query = normaliseParameters(query, options);
  return query === "" && options.dropEmptyQuery ? "" : `?${query}`;
}

function normaliseParameters(query: string, options: NormaliseOptions): string {
  const parameters = query.split("&").filter((parameter) => {
    const name = parameter.split("=", 1)[0] ?? "";
    return !(options.dropSessionIds && SESSION_PARAMETER.test(name)) && !(options.dropTracking && TRACKING_PARAMETER.test(name));
  });
  if (options.sortQuery) parameters.sort((a, b) => compareText(a.split("=", 1)[0] ?? "", b.split("=", 1)[0] ?? ""));
  return parameters.join("&");
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function normaliseEscapes(text: string, { decodeUnreserved, upperCaseEscapes }: Pick<NormaliseOptions, "decodeUnreserved" | "upperCaseEscapes">): string {
  if (!text.includes("%") || !(decodeUnreserved || upperCaseEscapes)) return text;
  const normalised = text.replace(ESCAPE, (escape, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    // A dot is left escaped where decoding it could make a dot segment out of a name.
    if (decodeUnreserved && character !== "." && UNRESERVED.test(character)) return character;
    return upperCaseEscapes ? escape.toUpperCase() : escape;
  });
  // What was decoded may complete an escape that was cut (%%341); each round makes the text shorter, so this ends.
  return normalised.length < text.length ? normaliseEscapes(normalised, { decodeUnreserved, upperCaseEscapes }) : normalised;
}

const lowerCaseOutsideEscapes = (path: string): string => path.replace(/%[0-9a-fA-F]{2}|[^%]+|%/g, (part) => (part.startsWith("%") ? part : part.toLowerCase()));
