import { hostOf } from "#url/site.ts";

/** A pattern of `include` or `exclude`, ready to be asked; or what is wrong with it, as a sentence. */
export type Pattern = { readonly test: (url: string) => boolean } | { readonly problem: string };

const LONGEST_TESTED = 8192;
/** What makes a text between slashes a regular expression and not a path. */
const REGEX_SIGNS = /[\\^$()[\]{}+|?]|\.\*/;
/** A repeated group that itself ends in a repetition: the usual shape of expressions that can take forever. */
const NESTED_REPETITION = /\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\d*\})/;

/**
 * Reads a pattern. Three kinds:
 * - `/…/` or `/…/i` with a sign of regular expressions inside: a JavaScript regular expression, looked for in the whole address;
 * - beginning with `/`: a glob over path and query, `/blog/**`; one that ends with `/` also takes everything below;
 * - anything else: a glob over the whole address when it has `://`, else over the host and what follows, `*.example.com/shop/**`.
 * In globs `*` stands for anything but `/`, `**` for anything, every other character for itself.
 */
export function compilePattern(text: string): Pattern {
  const regex = /^\/(.*)\/([a-z]*)$/s.exec(text);
  if (regex !== null && REGEX_SIGNS.test(regex[1]!)) return compileRegex(regex[1]!, regex[2]!);
  const glob = text.endsWith("/") ? `${text}**` : text;
  const matches = compileGlob(glob);
  if (text.startsWith("/")) return { test: (url) => matches(pathOf(url)) };
  if (text.includes("://")) return { test: matches };
  const namesPath = text.includes("/");
  return { test: (url) => matches(namesPath ? hostOf(url) + pathOf(url) : hostOf(url)) };
}

function compileRegex(source: string, flags: string): Pattern {
  if (!/^[imsu]*$/.test(flags)) return { problem: `the flags "${flags}" are not known; i, m, s and u are.` };
  if (NESTED_REPETITION.test(source)) return { problem: "a repetition inside a repetition, such as (a+)+, can take forever. Write it with one of them." };
  try {
    const regex = new RegExp(source, flags);
    return { test: (url) => regex.test(url.slice(0, LONGEST_TESTED)) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const pathOf = (url: string): string => url.slice(url.indexOf("//") + 2 + hostOf(url).length) || "/";

type Token = { readonly kind: "text"; readonly text: string } | { readonly kind: "star"; readonly crossesSlash: boolean };

/**
 * A matcher for a glob, whose time grows with the product of both lengths at most: it goes through the text once, keeping
 * the set of places in the glob that it may be at.
 */
function compileGlob(glob: string): (text: string) => boolean {
  const tokens: Token[] = [];
  for (const part of glob.match(/\*+|[^*]/g) ?? []) {
    tokens.push(part.startsWith("*") ? { kind: "star", crossesSlash: part.length > 1 } : { kind: "text", text: part });
  }
  const first = closure([0], tokens);
  return (text) => {
    let places = first;
    for (const character of text.slice(0, LONGEST_TESTED).split("")) {
      const next: number[] = [];
      for (const place of places) {
        const token = tokens[place];
        if (token?.kind === "star" && (token.crossesSlash || character !== "/")) next.push(place);
        else if (token?.kind === "text" && token.text === character) next.push(place + 1);
      }
      if (next.length === 0) return false;
      places = closure(next, tokens);
    }
    return places.has(tokens.length);
  };
}

/** The places that can be reached without a character: a star may stand for nothing. */
function closure(places: readonly number[], tokens: readonly Token[]): ReadonlySet<number> {
  const reached = new Set<number>();
  for (let place of places) {
    reached.add(place);
    while (tokens[place]?.kind === "star") reached.add(++place);
  }
  return reached;
}
