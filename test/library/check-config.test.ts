import { describe, expect, it } from "vitest";
import { OrbweaverError } from "#contract/failure.ts";
import { checkConfig } from "#engine/check-config.ts";

const problem = (input: unknown): string => {
  try {
    checkConfig(input);
  } catch (thrown) {
    if (thrown instanceof OrbweaverError && thrown.code === "bad-config") return thrown.message;
    throw thrown;
  }
  return "";
};

describe("Checking a configuration", () => {
  it("fills in every default and writes start addresses out", () => {
    const config = checkConfig({ seeds: ["example.com", "https://example.com/", "http://example.org/a"] });
    expect(config.seeds).toEqual(["https://example.com/", "http://example.org/a"]);
    expect(config).toMatchObject({ maxDepth: 200, robots: "obey", normalise: { dropFragment: true } });
  });

  it("names every problem in one message: option, value, what was expected", () => {
    const message = problem({ seeds: ["example.com"], maxPages: "many", robots: "perhaps", delayMs: -5 });
    expect(message).toMatch(/3 problems/);
    expect(message).toMatch(/- maxPages "many": expected number/);
    expect(message).toMatch(/- robots "perhaps": .*"obey"\|"ignore"/);
    expect(message).toMatch(/- delayMs -5: .*>=0/);
  });

  it("names an unknown option and the one that was probably meant", () => {
    expect(problem({ seeds: ["example.com"], max_pages: 5 })).toMatch(/max_pages: there is no such option; did you mean maxPages\?/);
    expect(problem({ seeds: ["example.com"], normalise: { sortQuerys: true } })).toMatch(
      /normalise\.sortQuerys: there is no such option; did you mean sortQuery\?/,
    );
    expect(problem({ seeds: ["example.com"], colour: "red" })).toMatch(/colour: there is no such option$/);
  });

  it("names start addresses and patterns that cannot be used", () => {
    const message = problem({ seeds: ["ftp://example.com/", "example.com"], include: ["/(/"], exclude: ["/a/**"] });
    expect(message).toMatch(/2 problems/);
    expect(message).toMatch(/- seeds\[0\] "ftp:\/\/example\.com\/": /);
    expect(message).toMatch(/- include\[0\] "\/\(\/": /);
  });

  it("asks for a start address when there is none", () => {
    expect(problem({})).toMatch(/no start address/);
  });

  it("never repeats the value of a header", () => {
    const message = problem({ seeds: ["example.com"], headers: ["Authorization Bearer sesame"] });
    expect(message).toMatch(/headers\[0\]: must look like/);
    expect(message).not.toMatch(/sesame/);
  });

  it("counts problems beyond the twentieth instead of listing them", () => {
    const message = problem({ seeds: Array.from({ length: 50 }, () => "ftp://example.com/") });
    expect(message.split("\n")).toHaveLength(22);
    expect(message).toMatch(/and 30 more$/);
  });

  it("refuses what is not a configuration at all", () => {
    for (const input of [null, 7, "seeds", []]) expect(problem(input)).toMatch(/expected object/);
  });

  it("does not let __proto__ in", () => {
    expect(problem(JSON.parse('{"seeds":["example.com"],"__proto__":{"maxPages":5}}'))).toMatch(/__proto__/);
  });
});
