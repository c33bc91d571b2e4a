import { RE2JS, RE2JSException } from "re2js";
import { hostOf } from "#url/site.ts";

/** A pattern of `include` or `exclude`, ready to be asked; or what is wrong with it, as a sentence. */
export type Pattern = { readonly test: UrlTest } | { readonly problem: string };
type UrlTest = (url: string) => boolean;

/** What makes a text between slashes a regular expression and not a path. */
const REGEX_SIGNS = /[\\^$()[\]{}+|?]|\.\*/;
const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL, u: 0 };

/**
 * Reads a pattern. Three kinds:
 * - `/…/` or `/…/i` with a sign of regular expressions inside: an expression in the syntax of RE2 (that of JavaScript without
 *   look-around and back references), looked for in the whole address;
 * - beginning with `/`: a glob over the path, and over the query too when the glob has a `?`; one that ends with `/` or `/**`
 *   takes the folder and everything below;
 * - anything else: a glob over the whole address when it has `://`, else over the host and what follows,
 *   `*.example.com/shop/**`; without a slash also over the name of the file, `*.pdf`.
 *
 * In globs `*` stands for anything but `/`, `**` for anything, every other character for itself. Addresses are compared as they
 * are stored, with other letters escaped (`%C3%BC`); globs may be written with plain letters, expressions may not. The time
 * any pattern takes grows with the length of the address only, whatever a page makes of its addresses.
 */
export function compilePattern(text: string): Pattern {
  const regex = /^\/(.*)\/([a-z]*)$/s.exec(text);
  if (regex !== null && REGEX_SIGNS.test(regex[1]!)) return compileExpression(regex[1]!, regex[2]!);
  return orProblem(() => ({ test: compileGlob(text) }));
}

/** A regular expression in the syntax of RE2, looked for anywhere in a text. `flags` are of i, m, s and u. */
export function compileExpression(source: string, flags: string): Pattern {
  return orProblem(() => compileRegex(source, flags));
}

function orProblem(compile: () => Pattern): Pattern {
  try {
    return compile();
  } catch (error) {
    if (error instanceof RE2JSException) return { problem: `${error.message}.` };
    throw error;
  }
}

function compileRegex(source: string, flags: string): Pattern {
  const unknown = flags.split("").find((flag) => FLAGS[flag] === undefined);
  if (unknown !== undefined) return { problem: `the flag "${unknown}" is not known; i, m, s and u are.` };
  const regex = RE2JS.compile(
    source,
    flags.split("").reduce((sum, flag) => sum | FLAGS[flag]!, 0),
  );
  return { test: (url) => regex.matcher(url).find() };
}

function compileGlob(text: string): UrlTest {
  const glob = asStored(text.endsWith("/") ? `${text}**` : text);
  const matches = globTest(glob);
  const partOf = glob.includes("?") ? (part: string) => part : withoutQuery;
  if (glob.startsWith("/")) return (url) => matches(partOf(pathOf(url)));
  if (glob.includes("://")) return (url) => matches(partOf(url));
  if (/[/?=]/.test(glob)) return (url) => matches(partOf(hostOf(url) + pathOf(url)));
  return (url) => matches(hostOf(url)) || matches(fileOf(url));
}

const pathOf = (url: string): string => url.slice(url.indexOf("//") + 2 + hostOf(url).length) || "/";
const withoutQuery = (part: string): string => part.split(/[?#]/, 1)[0]!;
const fileOf = (url: string): string => withoutQuery(pathOf(url)).split("/").at(-1)!;

function globTest(glob: string): UrlTest {
  const isFolder = glob.endsWith("/**");
  const parts = (isFolder ? glob.slice(0, -3) : glob).match(/\*+|[^*]+/g) ?? [];
  const source = parts.map((part) => (part === "*" ? "[^/]*" : part.startsWith("*") ? ".*" : RE2JS.quote(part))).join("");
  const regex = RE2JS.compile(isFolder ? `${source}(?:/.*)?` : source, RE2JS.DOTALL);
  return (text) => regex.matches(text);
}

/** A glob as stored addresses are written: scheme and host in lower case, letters outside ASCII escaped. */
function asStored(glob: string): string {
  const [, scheme = "", host = "", rest = ""] = /^([^/]*:\/\/)?([^/?#]*)(.*)$/s.exec(glob) ?? [];
  // The scheme says which port is the default one, which is not written.
  const origin = /^https?:\/\/$/i.test(scheme) ? scheme : "http://";
  const storedHost = host === "" ? "" : (URL.parse(origin + host)?.host ?? host.toLowerCase());
  return scheme.toLowerCase() + storedHost + rest.replace(/[^\x21-\x7e]+/g, (other) => encodeURIComponent(other.toWellFormed()));
}
