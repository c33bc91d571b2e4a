import { normaliseQuery, normaliseUrl, type NormaliseOptions } from "#url/normalise.ts";

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

/** Beginnings of what is not recorded, told apart before anything is done with what may be a megabyte of image. */
const LONG_DATA = /^[\0- ]*(?:data|javascript|blob):/i;
const LONG = 256;

/** Parts of an address, as bits: the first part of a relative path (in which a colon would end a scheme), a path, a query. */
const PART = { first: 1, path: 2, query: 4 } as const;
/** For each character the parts of an address in which it means itself, whatever stands around it, and stays as it is. */
const PLAIN = new Uint8Array(128);
for (const [characters, parts] of [
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~./!$&()*+,=@", PART.first | PART.path | PART.query],
  ["'", PART.first | PART.path],
  [":", PART.path | PART.query],
  [";?%", PART.query],
] as const) {
  for (const character of characters) PLAIN[character.charCodeAt(0)] = parts;
}
const HASH = "#".charCodeAt(0);
const SLASH = "/".charCodeAt(0);
const QUESTION = "?".charCodeAt(0);

/**
 * Resolves the addresses of one page, each distinct one once. Most hrefs are plain paths; those are joined without parsing,
 * with the same result as `URL` and `normaliseUrl` give.
 */
export class Resolver {
  readonly #base: string;
  readonly #options: NormaliseOptions;
  readonly #maxUrlLength: number;
  readonly #resolved = new Map<string, Resolved>();
  /** `https://example.com/`, when plain hrefs may be joined to the base; null when every href must be parsed. */
  readonly #root: string | null;
  /** The folder of the base, then the one above it, and so on, as far as was needed. */
  readonly #folders: string[];
  /** The page itself. */
  #self: Resolved | null = null;

  /** `base` must be a valid http(s) address. */
  constructor(base: string, options: NormaliseOptions, maxUrlLength: number) {
    this.#base = base;
    this.#options = options;
    this.#maxUrlLength = maxUrlLength;
    const plain = plainBaseOf(base, options);
    this.#root = plain === null ? null : plain.root;
    this.#folders = plain === null ? [] : [plain.folder];
  }

  resolve(href: string): Resolved {
    if (href.length > LONG && LONG_DATA.test(href)) return NONE;
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

  /** Joins a plain href to the base; null when `href` is anything else. */
  #join(href: string): Resolved | null {
    if (this.#root === null) return null;
    const isAbsolute = href.startsWith(this.#root);
    let start = isAbsolute ? this.#root.length : 0;
    const isRooted = !isAbsolute && href.charCodeAt(0) === SLASH;
    if (isRooted && href.charCodeAt(1) === SLASH) return null;
    const end = plainEnd(href, start, isAbsolute || isRooted ? PART.path : PART.first);
    if (end === -1) return null;
    if (end === 0) return (this.#self ??= this.#parse(""));
    const question = href.indexOf("?", start);
    const pathEnd = question === -1 || question > end ? end : question;
    if (pathEnd === 0) return null;
    let folder = this.#root;
    if (isRooted) start = 1;
    else if (!isAbsolute) {
      let levels = 0;
      for (; href.startsWith("../", start); start += 3) levels += 1;
      folder = this.#folderAbove(levels);
    }
    if (hasDotSegment(href, start, pathEnd)) return null;
    const query = pathEnd === end ? "" : normaliseQuery(href.slice(pathEnd + 1, end), this.#options);
    return { kind: "url", url: folder + href.slice(start, pathEnd) + query };
  }

  #folderAbove(levels: number): string {
    for (let last = this.#folders.length - 1; last < levels; last += 1) {
      const folder = this.#folders[last]!;
      if (folder.length <= this.#root!.length) return folder;
      this.#folders.push(folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1));
    }
    return this.#folders[levels]!;
  }

  #parse(href: string): Resolved {
    const url = URL.parse(href, this.#base);
    if (url === null) return { kind: "odd", text: href.trim().toWellFormed(), reason: "invalid-url" };
    if (NOT_RECORDED.has(url.protocol)) return NONE;
    if (url.protocol !== "http:" && url.protocol !== "https:") return { kind: "odd", text: withoutCredentials(url).href, reason: "scheme" };
    return { kind: "url", url: normaliseUrl(url, this.#options) };
  }
}

function plainBaseOf(base: string, options: NormaliseOptions): { readonly root: string; readonly folder: string } | null {
  if (!options.dropFragment || options.lowerCasePath || options.dropDefaultIndex || options.dropTrailingSlash) return null;
  const url = URL.parse("./", base);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  const root = `${url.origin}/`;
  const folder = root + url.pathname.slice(1);
  return normaliseUrl(url, options) === folder ? { root, folder } : null;
}

/** Where the plain address that begins at `start` ends: at a fragment or the end of `href`; -1 when it is not plain. */
function plainEnd(href: string, start: number, firstPart: number): number {
  let part = firstPart;
  for (let index = start; index < href.length; index += 1) {
    const code = href.charCodeAt(index);
    if (code === HASH) return index;
    if (code === QUESTION) part = PART.query;
    else if (code > 127 || (PLAIN[code]! & part) === 0) return -1;
    else if (code === SLASH && part === PART.first) part = PART.path;
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

function withoutCredentials(url: URL): URL {
  url.username = "";
  url.password = "";
  return url;
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
