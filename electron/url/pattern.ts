import { compileLinearRegex, type LinearTest } from "#url/linear-regex.ts";
import { hostOf } from "#url/site.ts";

/** A pattern of `include` or `exclude`, ready to be asked; or what is wrong with it, as a sentence. */
export type Pattern = { readonly test: (url: string) => boolean } | { readonly problem: string };

/** What makes a text between slashes a regular expression and not a path. */
const REGEX_SIGNS = /[\\^$()[\]{}+|?]|\.\*/;
/** A repeated group that itself ends in a repetition: the usual shape of expressions that can take forever. */
const NESTED_REPETITION = /\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\d*\})/;

/**
 * Reads a pattern. Three kinds:
 * - `/…/` or `/…/i` with a sign of regular expressions inside: a JavaScript regular expression, looked for in the whole address;
 * - beginning with `/`: a glob over path and query, `/blog/**`; one that ends with `/` also takes everything below;
 * - anything else: a glob over the whole address when it has `://`, else over the host and what follows, `*.example.com/shop/**`.
 * In globs `*` stands for anything but `/`, `**` for anything, every other character for itself. Addresses are compared as they
 * are stored, with other letters escaped (`%C3%BC`); globs may be written with plain letters, expressions may not. No
 * pattern takes longer than the length of pattern times address.
 */
export function compilePattern(text: string): Pattern {
  const regex = /^\/(.*)\/([a-z]*)$/s.exec(text);
  if (regex !== null && REGEX_SIGNS.test(regex[1]!)) return compileRegex(regex[1]!, regex[2]!);
  const matches = compileGlob(asStored(text.endsWith("/") ? `${text}**` : text));
  if ("problem" in matches) return matches;
  if (text.startsWith("/")) return { test: (url) => matches(pathOf(url)) };
  if (text.includes("://")) return { test: matches };
  const namesPath = /[/?=]/.test(text);
  return { test: (url) => matches(namesPath ? hostOf(url) + pathOf(url) : hostOf(url)) };
}

function compileRegex(source: string, flags: string): Pattern {
  if (!/^[imsu]*$/.test(flags)) return { problem: `the flags "${flags}" are not known; i, m, s and u are.` };
  if (NESTED_REPETITION.test(source)) return { problem: "a repetition inside a repetition, such as (a+)+, can take forever. Write it with one of them." };
  const test = compileLinearRegex(source, flags);
  return "problem" in test ? test : { test };
}

const pathOf = (url: string): string => url.slice(url.indexOf("//") + 2 + hostOf(url).length) || "/";

function compileGlob(glob: string): LinearTest | { readonly problem: string } {
  // What comes after a last ** need not be looked at.
  const end = /\*\*+$/.exec(glob)?.index;
  const parts = (glob.slice(0, end).match(/\*+|[^*]+/g) ?? []).map((part) => {
    if (part === "*") return "[^/]*";
    return part.startsWith("*") ? "[^]*" : part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&");
  });
  return compileLinearRegex(`^${parts.join("")}${end === undefined ? "$" : ""}`, "");
}

/** A glob as stored addresses are written: scheme and host in lower case, letters outside ASCII escaped. */
function asStored(glob: string): string {
  const [, scheme = "", host = "", rest = ""] = /^([^/]*:\/\/)?([^/?#]*)(.*)$/s.exec(glob) ?? [];
  const storedHost = host === "" ? "" : (URL.parse(`http://${host}`)?.host ?? host.toLowerCase());
  return scheme.toLowerCase() + storedHost + rest.replace(/[^\x21-\x7e]+/g, (other) => encodeURIComponent(other.toWellFormed()));
}
