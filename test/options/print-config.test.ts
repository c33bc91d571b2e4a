import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { crawlConfigSchema, optionNotes, type OptionName } from "#contract/config.ts";
import { parseConfig } from "#options/parse-config.ts";
import { printConfig } from "#options/print-config.ts";

const NAMES = Object.keys(crawlConfigSchema.shape) as OptionName[];

describe("The printed configuration", () => {
  const printed = printConfig();

  it("reads back as the defaults, all of them", () => {
    expect(parse(printed)).toEqual(crawlConfigSchema.parse({}));
    expect(crawlConfigSchema.parse(parseConfig(printed, "printed.yaml"))).toEqual(crawlConfigSchema.parse({}));
  });

  it.each(NAMES)("says what %s means, its unit, its values and its default", (name) => {
    const lines = printed.split("\n");
    const at = lines.findIndex((line) => line.startsWith(`${name}:`));
    const words = lines
      .slice(lines.slice(0, at).lastIndexOf("") + 1, at)
      .map((line) => line.replace(/^# ?/, ""))
      .join(" ");
    const { meaning, unit } = optionNotes(name);
    expect(words).toContain(meaning);
    expect(words).toMatch(/Values: .+ Default: .+ Example: /);
    if (unit !== "") expect(words).toContain(`Unit: ${unit}.`);
  });

  it("is no wider than a terminal likes", () => {
    expect(printed.split("\n").filter((line) => line.length > 120)).toEqual([]);
  });

  it("gives examples that are valid", () => {
    for (const name of NAMES) expect(() => parseConfig(`${name}: ${optionNotes(name).example}`, name)).not.toThrow();
  });
});
