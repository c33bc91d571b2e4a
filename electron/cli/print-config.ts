import { stringify } from "yaml";
import { crawlConfigSchema, optionNotes, type OptionName } from "#contract/config.ts";
import { rangeAt, schemaAt } from "#cli/describe-option.ts";

const LINE_LENGTH = 100;

/** Every option with its group, meaning, unit, range, default and an example, as YAML that reads back as the defaults. */
export function printConfig(): string {
  const lines = [
    "# The options of a crawl, each with its default. Keep the lines you want to change, and use the file with",
    "#   orbweaver crawl --config FILE.yaml",
  ];
  let group = "";
  for (const name of Object.keys(crawlConfigSchema.shape) as OptionName[]) {
    const notes = optionNotes(name);
    if (notes.group !== group) lines.push("", `# ---- ${notes.group} ${"-".repeat(60 - notes.group.length)}`);
    group = notes.group;
    lines.push("", ...comment(notes.meaning), ...comment(facts(name)), ...setting(name));
  }
  return `${lines.join("\n")}\n`;
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

function setting(name: OptionName): readonly string[] {
  const parts = schemaAt([name])?.properties;
  if (parts === undefined) return [`${name}: ${defaultText([name])}`];
  return [
    `${name}:`,
    ...Object.entries(parts).flatMap(([part, schema]) => [
      ...comment(schema.description ?? "", "  "),
      `  ${part}: ${defaultText([name, part])}`,
    ]),
  ];
}

/** A text as comment lines of a readable length. */
function comment(text: string, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = `${indent}#`;
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > LINE_LENGTH && line !== `${indent}#`) {
      lines.push(line);
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
