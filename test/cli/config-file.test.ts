import { describe, expect, it } from "vitest";
import { parseConfig } from "#options/parse-config.ts";
import { readText } from "#cli/read-text.ts";

const failure = (text: string): string => {
  try {
    parseConfig(text, "site.yaml");
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return "";
};

describe("A configuration file", () => {
  it("gives the options that it sets and no others", () => {
    expect(parseConfig("maxPages: 500\nexclude: [/private/**]\nnormalise:\n  sortQuery: true\n", "site.yaml")).toEqual({
      maxPages: 500,
      exclude: ["/private/**"],
      normalise: { sortQuery: true },
    });
  });

  it("may be empty, or hold comments only", () => {
    expect(parseConfig("", "site.yaml")).toEqual({});
    expect(parseConfig("# nothing yet\n", "site.yaml")).toEqual({});
  });

  it("is refused with file, line, value and what was expected", () => {
    expect(failure("# limits\nmaxPages: many\n")).toBe(
      'site.yaml, line 2: maxPages is "many"; expected a whole number from 0 to 1,000,000,000.',
    );
    expect(failure("external: maybe")).toBe('site.yaml, line 1: external is "maybe"; expected ignore or check.');
    expect(failure("seeds: example.com")).toContain('line 1: seeds is "example.com"; expected a list');
  });

  it("is refused with the name that was probably meant", () => {
    expect(failure("mode: site\nmaxPage: 3\n")).toBe('site.yaml, line 2: there is no option "maxPage". Did you mean maxPages?');
    expect(failure("normalise:\n  sortQury: true\n")).toBe(
      'site.yaml, line 2: there is no option "normalise.sortQury". Did you mean sortQuery?',
    );
    expect(failure("entirely_else: 1")).toContain("config --print");
  });

  it("is told about everything that is wrong with it, in the order of its lines", () => {
    const lines = failure("concurrency: 0\nseeds:\n  - 5\nnormalise:\n  dropFragment: 3\n").split("\n");
    expect(lines).toEqual([
      "site.yaml, line 1: concurrency is 0; expected a whole number from 1 to 512.",
      "site.yaml, line 3: seeds[0] is 5; expected a text that is not empty.",
      "site.yaml, line 5: normalise.dropFragment is 3; expected true or false.",
    ]);
  });

  it("is refused for a pattern or an address that cannot be used, with its line", () => {
    expect(failure("exclude:\n  - /ok/**\n  - '/(open/'\n")).toContain("site.yaml, line 3: exclude[1]");
    expect(failure("seeds:\n  - exa mple\n")).toContain("site.yaml, line 2: seeds[0]");
  });

  it("never repeats the value of a header, which may be a password", () => {
    expect(failure("headers:\n  - secret\n")).toBe("site.yaml, line 2: headers[0]: must look like 'Name: value'.");
  });

  it("that is no YAML is refused with the line", () => {
    expect(failure("maxPages: 3\nseeds: [a\n")).toMatch(/^site\.yaml, line \d: not valid YAML: /);
    expect(failure("maxPages: 3\nmaxPages: 4\n")).toContain("line 2: not valid YAML");
    expect(failure("- a\n- b\n")).toContain("line 1: a configuration is a list of lines");
    expect(failure("just words")).toContain("line 1: a configuration is a list of lines");
  });

  it("cannot grow without end through aliases", () => {
    const levels = Array.from({ length: 12 }, (_, level) => `x${level + 1}: &x${level + 1} [${Array(10).fill(`*x${level}`).join(",")}]`);
    expect(failure(`x0: &x0 [a]\n${levels.join("\n")}\n`)).toMatch(/^site\.yaml, line 1: not usable/);
  });

  it("is not a way to the prototypes of objects", () => {
    expect(failure("__proto__:\n  polluted: true\n")).toContain("there is no option");
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });
});

describe("A text file", () => {
  it("is read with and without a byte order mark, as UTF-8 or UTF-16", () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("süß", "utf16le")]);
    expect(readText(() => Buffer.from("\uFEFFsüß"), "a.txt")).toBe("süß");
    expect(readText(() => Buffer.from("süß"), "a.txt")).toBe("süß");
    expect(readText(() => utf16, "a.txt")).toBe("süß");
  });
});
