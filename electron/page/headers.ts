const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** One target of a Link header, as written, with its parameters; of two with the same name the first counts. */
export interface HeaderLink {
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * A header value as text. Node hands out one character for each byte; what is valid UTF-8 is read as that, because that is
 * what servers that send such bytes mean, and what browsers do.
 */
export function headerText(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(value, (char) => char.charCodeAt(0)));
  } catch {
    return value;
  }
}

/** The targets of a Link header (RFC 8288 section 3 and appendix B). What does not look like a link is passed over. */
export function linkHeader(value: string): readonly HeaderLink[] {
  const links: HeaderLink[] = [];
  let at = value.indexOf("<");
  while (at !== -1) {
    const close = value.indexOf(">", at);
    if (close === -1) break;
    const url = value.slice(at + 1, close).trim();
    const params: Record<string, string> = Object.create(null) as Record<string, string>;
    const end = readParams(value, close + 1, params);
    links.push({ url, params });
    at = value.indexOf("<", end);
  }
  return links;
}

/** Reads the parameters from `start` on into `params`; returns where the link ends. */
function readParams(value: string, start: number, params: Record<string, string>): number {
  const pair = /[;\s]*([^=;,\s"<]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;,\s]*)))?/y;
  pair.lastIndex = start;
  for (;;) {
    const from = pair.lastIndex;
    const match = pair.exec(value);
    if (match === null) return from;
    const name = (match[1] as string).toLowerCase();
    params[name] ??= match[2] === undefined ? (match[3] ?? "") : match[2].replace(/\\(.)/g, "$1");
  }
}

/**
 * Target of a Refresh header or a meta refresh; null when there is none or it is not valid. HTML standard, "shared
 * declarative refresh steps".
 */
export function refreshTarget(value: string): string | null {
  const match = /^[\t\n\f\r ]*[0-9.]+(?=[;,\t\n\f\r ])[\t\n\f\r ]*[;,]?[\t\n\f\r ]*([^]*)$/.exec(value);
  const rest = match?.[1];
  if (!rest) return null;
  const target = rest.replace(/^url[\t\n\f\r ]*=[\t\n\f\r ]*/i, "");
  const quote = target[0];
  if (quote !== '"' && quote !== "'") return target.trimEnd() || null;
  const end = target.indexOf(quote, 1);
  return (end === -1 ? target.slice(1) : target.slice(1, end)) || null;
}

/** Directives of X-Robots-Tag that have a value behind a colon, and so look like the name of a crawler. */
const VALUED_DIRECTIVES: ReadonlySet<string> = new Set(["unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"]);

/**
 * The directives of all X-Robots-Tag headers that are meant for every crawler or for the one named `token`: lower case,
 * joined with ", ". A name counts up to the next name of the same header.
 */
export function robotsTag(values: readonly string[], token: string): string {
  const directives = new Set<string>();
  for (const value of values) {
    let isOurs = true;
    for (const part of value.toLowerCase().split(",")) {
      let directive = part.trim();
      const agent = /^([a-z*_][\w\-.*]*)\s*:/.exec(directive);
      if (agent !== null && !VALUED_DIRECTIVES.has(agent[1] as string)) {
        isOurs = agent[1] === "*" || agent[1] === token.toLowerCase();
        directive = directive.slice(agent[0].length).trim();
      }
      if (isOurs && directive !== "") directives.add(directive);
    }
  }
  return [...directives].join(", ");
}

/** Sun, 06 Nov 1994 08:49:37 GMT, and Sunday, 06-Nov-94 08:49:37 GMT. */
const USUAL_DATE = /^[a-z]{3,9}, ?(\d{1,2})[ -]([a-z]{3})[ -](\d{4}|\d{2}) (\d\d):(\d\d):(\d\d) (?:gmt|utc)$/i;
/** Sun Nov  6 08:49:37 1994. */
const ASCTIME_DATE = /^[a-z]{3} ([a-z]{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/i;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * How long Retry-After asks to wait, in milliseconds from `nowMs`; null when it is not valid. A date that has passed is 0.
 * There is no upper bound (RFC 9110 section 10.2.3).
 */
export function retryAfterMs(value: string, nowMs: number): number | null {
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Math.round(Number(text) * 1000), Number.MAX_SAFE_INTEGER);
  const atMs = httpDateMs(text, nowMs);
  return atMs === null ? null : Math.max(0, atMs - nowMs);
}

/** Epoch milliseconds of an HTTP-date in any of its three forms (RFC 9110 section 5.6.7); null for anything else. `nowMs` places two-digit years. */
export function httpDateMs(text: string, nowMs: number): number | null {
  const usual = USUAL_DATE.exec(text);
  if (usual !== null) {
    const [, day = "", month = "", year = "", ...time] = usual;
    return utcMs(fullYear(year, nowMs), month, day, time);
  }
  const asctime = ASCTIME_DATE.exec(text);
  if (asctime === null) return null;
  const [, month = "", day = "", hour = "", minute = "", second = "", year = ""] = asctime;
  return utcMs(Number(year), month, day, [hour, minute, second]);
}

function utcMs(year: number, month: string, day: string, time: readonly string[]): number | null {
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  return monthIndex === -1 ? null : Date.UTC(year, monthIndex, Number(day), hour, minute, second);
}

/** Two digits mean the year that is not more than 50 years ahead. */
function fullYear(digits: string, nowMs: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}

/** A declared content type: essence in lower case, "" when none is valid; charset label in lower case, "" when none is given. */
export interface ContentType {
  readonly type: string;
  readonly charset: string;
}

/** Reads a Content-Type header; of several types in one header the last valid one counts (Fetch standard, "extract a MIME type"). */
export function contentTypeOf(header: string): ContentType {
  let type = "";
  let charset = "";
  for (const part of header.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? []) {
    const essence = (/^[^;\s]*/.exec(part.trim())?.[0] ?? "").toLowerCase();
    const parts = essence.split("/");
    if (parts.length !== 2 || !parts.every((name) => TOKEN.test(name)) || essence === "*/*") continue;
    const declared = charsetOf(part);
    charset = declared === "" && essence === type ? charset : declared;
    type = essence;
  }
  return { type, charset: charset === "" && type === "" ? charsetOf(header) : charset };
}

function charsetOf(part: string): string {
  const match = /(?:^|[;\s])charset\s*=\s*(?:"([^"]*)|'([^']*)|([^\s;,]*))/i.exec(part);
  return (match?.[1] ?? match?.[2] ?? match?.[3] ?? "").trim().toLowerCase();
}
