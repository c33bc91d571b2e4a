import type { z } from "zod";
import { crawlConfigSchema } from "#contract/config.ts";
import { nearestWord } from "#contract/nearest-word.ts";
import { expectedAt, optionNamesAt } from "#options/describe-option.ts";
import { compilePattern } from "#url/pattern.ts";
import { parseStartAddress } from "#url/start-address.ts";

const MAX_VALUE_LENGTH = 80;

/** Something that is wrong with a configuration, and where. */
export interface OptionProblem {
  /** From the top of the configuration to the option, list entry or unknown name. */
  readonly path: readonly PropertyKey[];
  /** Whether the name itself is the problem, not its value. */
  readonly isName: boolean;
  /** The value as it is shown; "" when it is not to be repeated. */
  readonly shown: string;
  /** What was expected, or what to do, as the end of a sentence. */
  readonly cure: string;
}

/** Who reads about a problem: what helps a person at a terminal is of no use in the window. */
export type Reader = "command-line" | "window";

/** Everything that is wrong with the options that a person has given; missing start addresses are not. */
export function givenProblems(given: object, reader: Reader): readonly OptionProblem[] {
  const parsed = crawlConfigSchema.safeParse(given, { reportInput: true });
  if (!parsed.success) return problemsOf(parsed.error.issues, reader);
  const { seeds, include, exclude } = parsed.data;
  return [
    ...entryProblems("seeds", seeds, parseStartAddress),
    ...entryProblems("include", include, compilePattern),
    ...entryProblems("exclude", exclude, compilePattern),
  ];
}

function entryProblems(option: string, entries: readonly string[], read: (text: string) => object): readonly OptionProblem[] {
  return entries.flatMap((entry, index) => {
    const answer = read(entry);
    return "problem" in answer ? [{ path: [option, index], isName: false, shown: shownValue(entry), cure: String(answer.problem) }] : [];
  });
}

/** What a check of the configuration found. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], reader: Reader = "command-line"): readonly OptionProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownOption([...issue.path, key], reader));
    const cure = issue.code === "invalid_format" ? `${issue.message}.` : `expected ${expectedAt(issue.path)}.`;
    // Headers may hold passwords, so their values are never repeated.
    const shown = issue.path.length === 0 || issue.path[0] === "headers" ? "" : shownValue(issue.input);
    return [{ path: issue.path, isName: false, shown, cure }];
  });
}

/** The problem that no option has this name, with the name that was probably meant. */
export function unknownOption(path: readonly PropertyKey[], reader: Reader = "command-line"): OptionProblem {
  const near = nearestWord(String(path.at(-1)), optionNamesAt(path.slice(0, -1)));
  const list = reader === "window" ? "Leave it out." : "`orbweaver config --print` lists all options.";
  return { path, isName: true, shown: "", cure: near === null ? list : `Did you mean ${near}?` };
}

/** A problem as a sentence that names the option. */
export function problemText({ path, isName, shown, cure }: OptionProblem): string {
  if (isName) return `there is no option "${pathText(path)}". ${cure}`;
  return `${pathText(path)}${shown === "" ? ": " : ` is ${shown}; `}${cure}`;
}

/** A text with a capital letter in front. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `seeds[2]`, `normalise.sortQuery`. */
export function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the configuration";
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}

/** A value as it stands in a message, cut where it is long. */
export function shownValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}
