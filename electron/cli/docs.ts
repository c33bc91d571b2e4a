import { crawlConfigSchema, optionNotes, type OptionName } from "#contract/config.ts";
import { OrbweaverError } from "#contract/failure.ts";
import { VIEW_MEANINGS, VIEW_NAMES, VIEWS } from "#contract/views.ts";
import { BLOCKS, EXCLUSIONS, FAILURES } from "#contract/words.ts";
import { CRAWL_OPTIONS } from "#cli/crawl-options.ts";
import { rangeAt, schemaAt } from "#options/describe-option.ts";
import { EXIT, EXIT_MEANINGS } from "#cli/exit-code.ts";
import { defaultText } from "#options/print-config.ts";

/** The parts of the README that follow from the sources, by name. */
export const DOCUMENTATION: Readonly<Record<string, () => string>> = {
  "exit codes": exitCodes,
  options,
  normalisation,
  views,
  reasons,
};

/** The README with every generated part brought up to date. Throws when a part has no place, or a place no part. */
export function withDocumentation(readme: string): string {
  const filled = new Set<string>();
  const text = readme.replaceAll(
    /(<!-- generated: ([\w ]+) -->\n)[\s\S]*?(<!-- end of generated -->)/g,
    (_whole, start: string, name: string, end: string) => {
      const part = DOCUMENTATION[name];
      if (part === undefined) throw new OrbweaverError("internal", `The README has a place for "${name}", which nothing generates.`);
      filled.add(name);
      return `${start}\n${part()}\n${end}`;
    },
  );
  const missing = Object.keys(DOCUMENTATION).filter((name) => !filled.has(name));
  if (missing.length > 0) throw new OrbweaverError("internal", `The README has no place for: ${missing.join(", ")}.`);
  return text;
}

function exitCodes(): string {
  const names = (Object.keys(EXIT) as (keyof typeof EXIT)[]).toSorted((left, right) => EXIT[left] - EXIT[right]);
  return markdownTable(
    ["code", "meaning"],
    names.map((name) => [String(EXIT[name]), EXIT_MEANINGS[name]]),
  );
}

function options(): string {
  const flags = new Map(CRAWL_OPTIONS.map((option) => [option.name, option.flag]));
  const rows = (Object.keys(crawlConfigSchema.shape) as OptionName[]).map((name) => {
    const { group, unit, meaning } = optionNotes(name);
    const flag = flags.get(name);
    return [
      group,
      code(name),
      flag === undefined ? "" : code(flag),
      [rangeAt([name]), unit].filter((part) => part !== "").join(" "),
      code(defaultText([name])),
      meaning,
    ];
  });
  return markdownTable(["group", "option", "flag", "values", "default", "meaning"], rows);
}

function normalisation(): string {
  const steps = Object.entries(schemaAt(["normalise"])?.properties ?? {});
  return markdownTable(
    ["step", "default", "what it does"],
    steps.map(([name, { description }]) => [
      code(`normalise.${name}`),
      defaultText(["normalise", name]) === "true" ? "on" : "off",
      description ?? "",
    ]),
  );
}

function views(): string {
  return VIEW_NAMES.map((name) => {
    const rows = VIEWS[name].map((column) => [code(column.name), column.type, column.unit, column.meaning]);
    return `#### ${name}\n\n${VIEW_MEANINGS[name]}\n\n${markdownTable(["column", "type", "unit", "meaning"], rows)}`;
  }).join("\n");
}

function reasons(): string {
  const words: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["excluded", EXCLUSIONS],
    ["failed", FAILURES],
    ["blocked", BLOCKS],
  ];
  return markdownTable(
    ["settled as", "reason", "meaning"],
    words.flatMap(([settled, meanings]) => Object.entries(meanings).map(([reason, meaning]) => [settled, code(reason), meaning])),
  );
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |\n`;
  return `${line(head)}${line(head.map(() => "---"))}${rows.map(line).join("")}`;
}

const code = (text: string): string => `\`${text}\``;
