import type { CrawlConfig } from "#contract/config.ts";

/** Which differences between two addresses do not count; see `crawlConfigSchema.normalise` for each step. */
export type NormaliseOptions = CrawlConfig["normalise"];

const SESSION_PARAMETER = /^(?:phpsessid|jsessionid|aspsessionid[a-z]*|cfid|cftoken)$/i;
const SESSION_SEGMENT = /;jsessionid=[^/?#;]*/gi;
const TRACKING_PARAMETER = /^(?:utm_[a-z0-9_]+|gclid|fbclid|msclkid)$/i;
const INDEX_FILE = /^(?:index\.html?|index\.php|default\.aspx)$/i;
const SLASH = "/".charCodeAt(0);
const ESCAPE = /%([0-9a-fA-F]{2})/g;
/** RFC 3986 §2.3: the characters whose escaped and plain forms are the same. */
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * The text under which an http(s) address is known. Doing it twice changes nothing. What the URL standard makes equal (case
 * of the host, default port, dot segments) is equal already; credentials and the dot at the end of a host always go.
 */
export function normaliseUrl(url: URL, options: NormaliseOptions): string {
  let path = normaliseEscapes(url.pathname, options);
  // What is left of a segment may be a dot segment, which parsing once more removes.
  if (options.dropSessionIds && path.includes(";")) path = new URL(`${url.origin}${path.replace(SESSION_SEGMENT, "")}`).pathname;
  if (options.lowerCasePath) path = lowerCaseOutsideEscapes(path);
  path = withoutEnd(path, options);
  return `${url.protocol}//${hostWithoutDot(url)}${path}${queryOf(url, options)}${options.dropFragment ? "" : url.hash}`;
}

/** Takes index files and slashes off the end of a path, one uncovering the other. */
function withoutEnd(path: string, { dropDefaultIndex, dropTrailingSlash }: NormaliseOptions): string {
  for (let end = path.length; ;) {
    const before = end;
    const lastSlash = path.lastIndexOf("/", end - 1);
    if (dropDefaultIndex && INDEX_FILE.test(path.slice(lastSlash + 1, end))) end = lastSlash + 1;
    if (dropTrailingSlash) while (end > 1 && path.charCodeAt(end - 1) === SLASH) end -= 1;
    if (end === before) return path.slice(0, end);
  }
}

/** `example.com.` is `example.com` with the root of the DNS written out. Nothing else that ends with a dot is a name. */
function hostWithoutDot(url: URL): string {
  if (!/[^.]\.$/.test(url.hostname)) return url.host;
  const name = url.hostname.slice(0, -1);
  return url.port === "" ? name : `${name}:${url.port}`;
}

function queryOf(url: URL, options: NormaliseOptions): string {
  if (url.search === "") {
    const hasEmptyQuery = !options.dropEmptyQuery && /^[^#]*\?/.test(url.href);
    return hasEmptyQuery ? "?" : "";
  }
  return normaliseQuery(url.search.slice(1), options);
}

/** A query, given without its `?`, as it stands in a normalised address: with the `?`, or "" when nothing is left of it. */
export function normaliseQuery(raw: string, options: NormaliseOptions): string {
  let query = normaliseEscapes(raw, options);
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

function normaliseEscapes(
  text: string,
  { decodeUnreserved, upperCaseEscapes }: Pick<NormaliseOptions, "decodeUnreserved" | "upperCaseEscapes">,
): string {
  if (!text.includes("%") || !(decodeUnreserved || upperCaseEscapes)) return text;
  return text.replace(ESCAPE, (escape, digits: string, at: number) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    if (decodeUnreserved && UNRESERVED.test(character) && !changesMeaning(character, text, at)) return character;
    return upperCaseEscapes ? escape.toUpperCase() : escape;
  });
}

/** Whether a decoded character would make a dot segment out of a name, or an escape out of a % that begins none (`%%341`). */
function changesMeaning(character: string, text: string, at: number): boolean {
  if (character === ".") return true;
  return /[0-9a-fA-F]/.test(character) && /%[0-9a-fA-F]?$/.test(text.slice(Math.max(0, at - 2), at));
}

const lowerCaseOutsideEscapes = (path: string): string =>
  path.replace(/%[0-9a-fA-F]{2}|[^%]+|%/g, (part) => (part.startsWith("%") ? part : part.toLowerCase()));
