import { stringify } from "yaml";
import { crawlConfigSchema, optionNotes, type OptionName } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { rangeAt, schemaAt } from "#options/describe-option.ts";
import { asSentence, givenProblems, problemText } from "#options/option-problem.ts";
import type { GivenOptions } from "#options/parse-config.ts";

const LINE_LENGTH = 98;

const HEAD = [
  "# The options of a crawl. Keep the lines you want to change; what is left out has its default. On the command line:",
  "#   orbweaver crawl --config FILE.yaml",
];

/** Every option with its group, meaning, unit, range, default and an example, as YAML that reads back as the defaults. */
export function printConfig(): string {
  return `${[...HEAD, ...optionLines({}, true)].join("\n")}\n`;
}

/**
 * Options as YAML, each with its meaning as a comment; it reads back as what was given. Only those that differ from the defaults,
 * unless `all`. Throws `bad-config` with every problem of what was given.
 */
export function configYaml(given: GivenOptions, all: boolean): string {
  const problems = givenProblems(given, "window");
  if (problems.length > 0) throw new OrbweaverError("bad-config", problems.map(problemText).map(asSentence).join("\n"));
  const lines = optionLines(given, all);
  const nothing = lines.length === 0 ? ["# Every option has its default."] : [];
  return `${[...HEAD, ...nothing, ...lines].join("\n")}\n`;
}

function optionLines(given: GivenOptions, all: boolean): readonly string[] {
  const lines: string[] = [];
  let group = "";
  for (const name of Object.keys(crawlConfigSchema.shape) as OptionName[]) {
    const setting = settingLines(name, given[name], all);
    if (setting.length === 0) continue;
    const notes = optionNotes(name);
    if (notes.group !== group) lines.push("", `# ---- ${notes.group} ${"-".repeat(60 - notes.group.length)}`);
    group = notes.group;
    lines.push("", ...comment(notes.meaning), ...comment(facts(name)), ...setting);
  }
  return lines;
}

function facts(name: OptionName): string {
  const { unit, example } = optionNotes(name);
  const parts = [
    unit === "" ? "" : `Unit: ${unit}.`,
    `Values: ${rangeAt([name])}.`,
    `Default: ${defaultText([name])}.`,
    `Example: ${example}`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** The default of an option as it is written in YAML on one line. */
export function defaultText(path: readonly PropertyKey[]): string {
  const value = schemaAt(path)?.default;
  return typeof value === "string" && value !== "" ? stringify(value).trim() : JSON.stringify(value);
}

/** The lines that set an option; none when it has its default and not `all` are wanted. */
function settingLines(name: OptionName, value: unknown, all: boolean): readonly string[] {
  const parts = schemaAt([name])?.properties;
  if (parts === undefined) return entryLines([name], value, all);
  const group = (value ?? {}) as GivenOptions;
  const lines = Object.entries(parts).flatMap(([part, { description }]) => {
    const entry = entryLines([name, part], group[part], all);
    return entry.length === 0 ? [] : [...comment(description ?? ""), ...entry];
  });
  return lines.length === 0 ? [] : [`${name}:`, ...lines.map((line) => `  ${line}`)];
}

function entryLines(path: readonly string[], value: unknown, all: boolean): readonly string[] {
  const standard = schemaAt(path)?.default;
  const differs = value !== undefined && JSON.stringify(value) !== JSON.stringify(standard);
  if (!differs) return all ? [`${path.at(-1)}: ${defaultText(path)}`] : [];
  return stringify({ [String(path.at(-1))]: value }, { lineWidth: 0 })
    .trimEnd()
    .split("\n");
}

/** A text as comment lines of a readable length. */
function comment(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "#";
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > LINE_LENGTH && line !== "#") {
      lines.push(line);
      line = "#";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
