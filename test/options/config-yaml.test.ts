import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import { hostUnderTest } from "#test/library/host-under-test.ts";

const GIVEN = {
  seeds: ["https://example.com/", "example.com/#1", "localhost:8080"],
  maxPages: 500,
  exclude: ["/private/**", "*.pdf", "yes"],
  headers: ["X-Preview: yes"],
  caps: { "/blog/**": 5, "*.pdf": 0 },
  userAgent: "",
  concurrency: 10,
  normalise: { sortQuery: true, dropFragment: true },
};

describe("A configuration as YAML", () => {
  it("holds what differs from the defaults, with what it means, and reads back as the same configuration", async () => {
    await using test = hostUnderTest({ kind: "cli" });
    const { yaml } = await test.client.call("config.toYaml", { config: GIVEN });
    const { config } = await test.client.call("config.fromYaml", { yaml });
    expect(crawlConfigSchema.parse(config)).toEqual(crawlConfigSchema.parse(GIVEN));
    expect(Object.keys(config).toSorted()).toEqual(["caps", "exclude", "headers", "maxPages", "normalise", "seeds"]);
    expect(config["normalise"]).toEqual({ sortQuery: true });
    expect(yaml).toContain("Stop after asking for this many pages");
    expect(yaml).toContain("  # Sort query parameters by name.\n  sortQuery: true");
  });

  it("holds every option when all are wanted", async () => {
    await using test = hostUnderTest({ kind: "cli" });
    const { yaml } = await test.client.call("config.toYaml", { config: GIVEN, all: true });
    expect(parse(yaml)).toEqual(crawlConfigSchema.parse(GIVEN));
  });

  it("of nothing but defaults says so and reads back as nothing", async () => {
    await using test = hostUnderTest({ kind: "cli" });
    const { yaml } = await test.client.call("config.toYaml", { config: {} });
    expect(yaml).toContain("Every option has its default");
    expect(await test.client.call("config.fromYaml", { yaml })).toEqual({ config: {} });
  });

  it("is not made of what cannot be a configuration", async () => {
    await using test = hostUnderTest({ kind: "cli" });
    await expect(test.client.call("config.toYaml", { config: { maxPages: -1, nothing: 1 } })).rejects.toMatchObject({
      code: "bad-config",
      message: 'MaxPages is -1; expected a whole number from 0 to 1,000,000,000.\nThere is no option "nothing". Leave it out.',
    });
  });

  it.each([
    ["# limits\nmaxPages: many", 'Line 2: maxPages is "many"; expected a whole number from 0 to 1,000,000,000.'],
    ["robots: obey\nmaxPage: 3", 'Line 2: there is no option "maxPage". Did you mean maxPages?'],
    ["exclude:\n  - '/(open/'", expect.stringMatching(/^Line 2: exclude\[0\] is "\/\(open\/"; /)],
    ["a: [", expect.stringMatching(/^Line 1: not valid YAML/)],
  ])("is refused with line, option, value and what was expected: %j", async (yaml, message) => {
    await using test = hostUnderTest({ kind: "cli" });
    await expect(test.client.call("config.fromYaml", { yaml })).rejects.toMatchObject({ code: "bad-config", message });
  });
});
