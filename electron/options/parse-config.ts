import { isMap, LineCounter, parseDocument, type Document } from "yaml";
import { OrbweaverError } from "#contract/failure.ts";
import { asSentence, givenProblems, problemText, type OptionProblem } from "#options/option-problem.ts";

/** More problems than this are only counted: nobody reads a thousand lines. */
const MAX_PROBLEMS = 20;

/** The options that a person has set, by name; the others keep their defaults. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/**
 * The options that a YAML text sets. Throws `bad-config` that names, for every problem, the line, the option, its value and what was
 * expected. `file` is the name of the file that the text is from; null when it is from a window.
 */
export function parseConfig(text: string, file: string | null): GivenOptions {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  if (document.errors.length > 0) {
    throw badConfig(
      file,
      document.errors.map((error) => ({ line: lines.linePos(error.pos[0]).line, message: `not valid YAML: ${error.message}` })),
    );
  }
  const given: unknown = document.contents === null ? {} : valueOf(document, file);
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    throw badConfig(file, [{ line: 1, message: "a configuration is a list of lines such as `maxPages: 500`." }]);
  }
  const problems = givenProblems(given, file === null ? "window" : "command-line");
  if (problems.length > 0)
    throw badConfig(
      file,
      problems.map((problem) => ({ line: lineOf(document, lines, problem), message: problemText(problem) })),
    );
  return given as GivenOptions;
}

/** Throws for aliases that would grow without end. */
function valueOf(document: Document, file: string | null): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (thrown) {
    throw badConfig(file, [{ line: 1, message: `not usable: ${thrown instanceof Error ? thrown.message : String(thrown)}` }]);
  }
}

/** The line that a problem stands on; where the exact place is not in the file, that of the option around it. */
function lineOf(document: Document, lines: LineCounter, { path, isName }: OptionProblem): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetAt(document, path.slice(0, length), isName && length === path.length);
    if (offset !== null) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetAt(document: Document, path: readonly PropertyKey[], wantsName: boolean): number | null {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(last)) : undefined;
  const node = wantsName || isMap(parent) ? (pair?.key ?? null) : document.getIn(path, true);
  return (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0] ?? null;
}

function badConfig(file: string | null, problems: readonly { readonly line: number; readonly message: string }[]): OrbweaverError {
  const place = file === null ? "" : `${file}, `;
  const sorted = problems.toSorted((left, right) => left.line - right.line);
  const shown = sorted.slice(0, MAX_PROBLEMS).map(({ line, message }) => `${place}line ${line}: ${message}`);
  const left = sorted.length - shown.length;
  if (left > 0) shown.push(`${file === null ? "" : `${file}: `}and ${left} more problems`);
  return new OrbweaverError("bad-config", (file === null ? shown.map(asSentence) : shown).join("\n"));
}
