import { normaliseUrl, type NormaliseOptions } from "#url/normalise.ts";

/**
 * What an address on a page comes to. `odd` can never be asked for and is recorded as `text`; `none` is not recorded at all
 * (javascript:, data:, blob:, about:).
 */
export type Resolved =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "odd"; readonly text: string; readonly reason: "scheme" | "invalid-url" | "url-too-long" }
  | { readonly kind: "none" };

const NOT_RECORDED: ReadonlySet<string> = new Set(["javascript:", "data:", "blob:", "about:"]);
const NONE: Resolved = { kind: "none" };

/** Characters that mean themselves in a path, whatever stands around them. */
const PLAIN = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~./") PLAIN[character.charCodeAt(0)] = 1;
const HASH = "#".charCodeAt(0);

/**
 * Resolves the addresses of one page, each distinct one once. Most hrefs are plain paths; those are joined without parsing,
 * with the same result as `URL` and `normaliseUrl` give.
 */
export class Resolver {
  readonly #base: string;
  readonly #options: NormaliseOptions;
  readonly #maxUrlLength: number;
  readonly #resolved = new Map<string, Resolved>();
  /** Origin and folders of the base, when plain hrefs may be joined to them; null when every href must be parsed. */
  readonly #plainBase: { readonly origin: string; readonly folders: readonly string[] } | null;

  /** `base` must be a valid http(s) address. */
  constructor(base: string, options: NormaliseOptions, maxUrlLength: number) {
    this.#base = base;
    this.#options = options;
    this.#maxUrlLength = maxUrlLength;
    this.#plainBase = plainBaseOf(base, options);
  }

  resolve(href: string): Resolved {
    const known = this.#resolved.get(href);
    if (known !== undefined) return known;
    const resolved = this.#limit(this.#join(href) ?? this.#parse(href));
    this.#resolved.set(href, resolved);
    return resolved;
  }

  #limit(resolved: Resolved): Resolved {
    if (resolved.kind === "none") return resolved;
    const text = resolved.kind === "url" ? resolved.url : resolved.text;
    if (text.length <= this.#maxUrlLength) return resolved;
    const reason = resolved.kind === "url" ? "url-too-long" : resolved.reason;
    const mark = `…#${fingerprint(text)}`;
    return { kind: "odd", text: text.slice(0, this.#maxUrlLength - mark.length).toWellFormed() + mark, reason };
  }

  /** Joins a plain path to the base; null when `href` is anything else. */
  #join(href: string): Resolved | null {
    const base = this.#plainBase;
    const end = base === null ? 0 : plainLength(href);
    if (base === null || end === 0) return null;
    let depth = base.folders.length;
    let start = 0;
    if (href.startsWith("/")) {
      if (href.startsWith("//")) return null;
      depth = 0;
      start = 1;
    }
    for (;;) {
      if (href.startsWith("../", start)) {
        depth = Math.max(0, depth - 1);
        start += 3;
      } else if (href.startsWith("./", start)) start += 2;
      else break;
    }
    if (hasDotSegment(href, start, end)) return null;
    let url = base.origin;
    for (let index = 0; index < depth; index += 1) url += `/${base.folders[index]}`;
    return { kind: "url", url: `${url}/${href.slice(start, end)}` };
  }

  #parse(href: string): Resolved {
    const url = URL.parse(href, this.#base);
    if (url === null) return { kind: "odd", text: href.trim().toWellFormed(), reason: "invalid-url" };
    if (NOT_RECORDED.has(url.protocol)) return NONE;
    if (url.protocol !== "http:" && url.protocol !== "https:") return { kind: "odd", text: url.href, reason: "scheme" };
    return { kind: "url", url: normaliseUrl(url, this.#options) };
  }
}

function plainBaseOf(base: string, options: NormaliseOptions) {
  const url = URL.parse(base);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:") || url.hostname.endsWith(".")) return null;
  if (!options.dropFragment || options.lowerCasePath || options.dropDefaultIndex || options.dropTrailingSlash) return null;
  const folders = url.pathname.slice(1).split("/").slice(0, -1);
  return folders.every((folder) => plainLength(folder) === folder.length) ? { origin: `${url.protocol}//${url.host}`, folders } : null;
}

/** How many characters of `href` are a plain path; 0 when something else than a fragment follows. */
function plainLength(href: string): number {
  for (let index = 0; index < href.length; index += 1) {
    const code = href.charCodeAt(index);
    if (code === HASH) return index;
    if (code > 127 || PLAIN[code] === 0) return 0;
  }
  return href.length;
}

/** Whether a `.` or `..` is left among the parts from `start` to `end`. */
function hasDotSegment(href: string, start: number, end: number): boolean {
  for (let at = href.indexOf(".", start); at !== -1 && at < end; at = href.indexOf(".", at + 1)) {
    if (at === start || href[at - 1] === "/") return true;
  }
  return false;
}

/** 13 hex digits that tell one long text from another (FNV-1a, two lanes). */
function fingerprint(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + index), 0x85ebca6b);
  }
  return ((low >>> 0).toString(16).padStart(8, "0") + (high >>> 0).toString(16).padStart(8, "0")).slice(0, 13);
}
