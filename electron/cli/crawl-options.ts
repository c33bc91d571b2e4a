import { Option, type Command } from "commander";
import { parse } from "yaml";
import { crawlConfigSchema, optionNotes, type OptionName } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import type { GivenOptions } from "#options/parse-config.ts";
import { schemaAt } from "#options/describe-option.ts";
import { defaultText } from "#options/print-config.ts";
import { problemsOf, problemText, shownValue, unknownOption, type OptionProblem } from "#options/option-problem.ts";
import { compilePattern } from "#url/pattern.ts";

/** An option of the command line that sets an option of the crawl. */
interface CrawlOption {
  /** As commander writes it: `--max-pages <n>`. */
  readonly flag: string;
  readonly name: OptionName;
  /** What the flag sets when it takes no value. */
  readonly sets?: unknown;
  /** Whether a crawl that was begun can take it over. */
  readonly onResume: boolean;
}

/** Every option of a crawl that has a flag of its own; `--set` reaches the others. */
export const CRAWL_OPTIONS: readonly CrawlOption[] = [
  { flag: "--max-pages <n>", name: "maxPages", onResume: true },
  { flag: "--max-depth <n>", name: "maxDepth", onResume: true },
  { flag: "--max-minutes <n>", name: "maxMinutes", onResume: true },
  { flag: "--concurrency <n>", name: "concurrency", onResume: true },
  { flag: "--per-host <n>", name: "perHost", onResume: true },
  { flag: "--delay <ms>", name: "delayMs", onResume: true },
  { flag: "--timeout <ms>", name: "timeoutMs", onResume: true },
  { flag: "--max-body <bytes>", name: "maxBodyBytes", onResume: true },
  { flag: "--include <pattern>", name: "include", onResume: true },
  { flag: "--exclude <pattern>", name: "exclude", onResume: true },
  { flag: "--cap <pattern=pages>", name: "caps", onResume: true },
  { flag: "--subdomains", name: "subdomains", sets: true, onResume: true },
  { flag: "--external <ignore|check>", name: "external", onResume: true },
  { flag: "--resources <ignore|check>", name: "resources", onResume: true },
  { flag: "--ignore-robots", name: "robots", sets: "ignore", onResume: true },
  { flag: "--user-agent <text>", name: "userAgent", onResume: true },
  { flag: "--header <'Name: value'>", name: "headers", onResume: true },
  { flag: "--keep-html", name: "keepHtml", sets: true, onResume: true },
];

/** Adds the crawl's options to a command; `onResume`: only those that a crawl that was begun can take over. */
export function addCrawlOptions(command: Command, onResume = false): Command {
  for (const option of CRAWL_OPTIONS) if (!onResume || option.onResume) command.addOption(commandOption(option));
  return command.option("--set <name=value>", "set any other option; `orbweaver config --print` lists them all", append);
}

function commandOption({ flag, name, sets }: CrawlOption): Option {
  const notes = optionNotes(name);
  const meaning = sets === undefined ? notes.meaning : (notes.meaning.split(/ (?=ignore: )/).at(-1) ?? notes.meaning);
  const plain = sets === undefined ? ` (default: ${defaultText([name])})` : "";
  const option = new Option(flag, `${meaning}${plain}`);
  return isList(name) ? option.argParser(append) : option;
}

/** The options of the crawl that were given on the command line. Throws `bad-input` that names the flag, its value and what was expected. */
export function givenCrawlOptions(values: Readonly<Record<string, unknown>>): GivenOptions {
  const given: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const entry of (values["set"] ?? []) as readonly string[]) takeSetting(entry, given, problems);
  for (const option of CRAWL_OPTIONS) {
    const flag = option.flag.split(" ")[0]!;
    const value = values[new Option(option.flag).attributeName()];
    if (value === undefined) continue;
    given[option.name] = option.sets ?? valueOf(option.name, value);
    problems.push(
      ...valueProblems(option.name, given[option.name]).map(({ shown, cure }) => `${flag}${shown === "" ? "" : ` ${shown}`}: ${cure}`),
    );
  }
  if (problems.length > 0) throw new OrbweaverError("bad-input", problems.join("\n"));
  return given;
}

/** Takes in `name=value` or `group.name=value`, its value written as in YAML. */
function takeSetting(entry: string, given: Record<string, unknown>, problems: string[]): void {
  const [, path, text] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(entry) ?? [];
  if (path === undefined || text === undefined) return void problems.push(`--set ${entry}: expected name=value, such as --set retries=5.`);
  const parts = path.split(".");
  const [name = "", part] = parts;
  if (schemaAt(parts) === null || parts.length > 2) return void problems.push(`--set ${path}: ${problemText(unknownOption(parts))}`);
  const value = yamlValue(text);
  given[name] = part === undefined ? value : { ...(given[name] as object | undefined), [part]: value };
  problems.push(...valueProblems(name as OptionName, given[name]).map((problem) => `--set ${path}: ${problemText(problem)}`));
}

/** A text that is no YAML, such as a pattern that begins with `*`, stands for itself. */
function yamlValue(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 }) as unknown;
  } catch {
    return text.trim();
  }
}

function valueOf(name: OptionName, value: unknown): unknown {
  if (name === "caps") return capsOf(value as readonly string[]);
  const type = schemaAt([name])?.type;
  const isNumber = type === "integer" || type === "number";
  return isNumber && typeof value === "string" && /^[+-]?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}

/** `PATTERN=PAGES`, where the pattern may have `=` too. Without a number, the text stands for it and is told as wrong. */
function capsOf(entries: readonly string[]): Readonly<Record<string, unknown>> {
  const capOf = (entry: string): [string, unknown] => {
    const at = entry.lastIndexOf("=");
    const [pattern, most] = at === -1 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1).trim()];
    return [pattern, /^\d+$/.test(most) ? Number(most) : most];
  };
  return Object.fromEntries(entries.map(capOf));
}

function valueProblems(name: OptionName, value: unknown): readonly OptionProblem[] {
  const parsed = crawlConfigSchema.safeParse({ [name]: value }, { reportInput: true });
  if (!parsed.success) return problemsOf(parsed.error.issues);
  if (name === "caps") return Object.keys(parsed.data.caps).flatMap((pattern) => patternProblems(["caps", pattern], pattern));
  if (name !== "include" && name !== "exclude") return [];
  return parsed.data[name].flatMap((pattern, index) => patternProblems([name, index], pattern));
}

function patternProblems(path: readonly PropertyKey[], pattern: string): readonly OptionProblem[] {
  const compiled = compilePattern(pattern);
  return "problem" in compiled ? [{ path, isName: false, shown: shownValue(pattern), cure: compiled.problem }] : [];
}

function isList(name: OptionName): boolean {
  return name === "caps" || schemaAt([name])?.type === "array";
}

const append = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];
