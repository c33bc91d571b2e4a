import { describe, expect, it } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import { toOrbweaverError } from "#contract/failure.ts";
import { PRESETS } from "#contract/presets.ts";
import { checkConfig } from "#engine/check-config.ts";
import { compilePattern } from "#url/pattern.ts";
import { addressesInText } from "../../renderer/setup/addresses-in-text.ts";
import { EMPTY_DRAFT, presetOf, withPreset, withText, type Draft } from "../../renderer/setup/draft.ts";
import { EDITOR_OPTIONS } from "../../renderer/setup/editor-options.ts";
import { friendlyValue } from "../../renderer/setup/friendly-value.ts";
import { changesBetween, givenOf, isChanged, valueOf, withoutBlanks, withValue } from "../../renderer/setup/given-options.ts";
import { partsOf } from "../../renderer/setup/headers-field.tsx";
import { readNumber } from "../../renderer/setup/number-field.tsx";
import { planSentence } from "../../renderer/setup/plan-sentence.ts";
import { problemsByOption } from "../../renderer/setup/problems-by-option.ts";
import { searchOptions } from "../../renderer/setup/search-options.ts";
import { sectionPattern } from "../../renderer/setup/section-pattern.ts";
import { optionTexts } from "../../renderer/texts/options.ts";
import { setupTexts } from "../../renderer/texts/setup.ts";

const preset = (name: string) => PRESETS.find((one) => one.name === name)!;

describe("the options of the editor", () => {
  it("are all of the configuration but the start addresses, each part of a group by itself", () => {
    const { seeds: _seeds, normalise, ...others } = crawlConfigSchema.parse({});
    const names = [...Object.keys(others), ...Object.keys(normalise).map((part) => `normalise.${part}`)];
    expect(EDITOR_OPTIONS.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  it("have a label of their own, and words for every choice", () => {
    expect(EDITOR_OPTIONS.filter(({ name }) => !optionTexts.hasLabel(name)).map(({ name }) => name)).toEqual([]);
    const wordless = EDITOR_OPTIONS.flatMap(({ name, control }) =>
      control.kind === "choice"
        ? control.values.filter((value) => !optionTexts.hasChoice(name, value)).map((value) => `${name} ${value}`)
        : [],
    );
    expect(wordless).toEqual([]);
  });

  it("are found by name, label, meaning and group, every word counting", () => {
    const names = (searched: string) => searchOptions(EDITOR_OPTIONS, searched).map(({ name }) => name);
    expect(names("delayms")).toEqual(["delayMs", "maxRobotsDelayMs", "retryDelayMs"]);
    expect(names("retry-after")).toEqual(["maxBackOffMs"]);
    expect(names("limits clicks")).toEqual(["maxDepth"]);
    expect(names("nothing is about this")).toEqual([]);
    expect(names(" ")).toHaveLength(EDITOR_OPTIONS.length);
  });
});

describe("the options that a person has given", () => {
  it("hold what differs from the defaults, and nothing else", () => {
    const changed = withValue(withValue({}, ["maxPages"], 500), ["normalise", "sortQuery"], true);
    expect(changed).toEqual({ maxPages: 500, normalise: { sortQuery: true } });
    expect(isChanged(changed, ["normalise", "sortQuery"])).toBe(true);
    expect(valueOf(changed, ["normalise", "dropFragment"])).toBe(true);
    expect(withValue(withValue(changed, ["maxPages"], 0), ["normalise", "sortQuery"], false)).toEqual({});
  });

  it("come back from a complete configuration as they were, without the start addresses", () => {
    const given = { delayMs: 500, include: ["/a/**"], caps: { "/b/*": 3 }, normalise: { lowerCasePath: true } };
    expect(givenOf(crawlConfigSchema.parse({ ...given, seeds: ["https://example.com/"] }))).toEqual(given);
  });

  it("are compared option by option, and one that goes back to its default is said", () => {
    expect(changesBetween({ maxPages: 5, delayMs: 1 }, { delayMs: 1, keepHtml: true })).toEqual({ maxPages: 0, keepHtml: true });
    expect(changesBetween({}, { normalise: { sortQuery: true } })).toEqual({
      normalise: { ...crawlConfigSchema.parse({}).normalise, sortQuery: true },
    });
  });

  it("lose rows that were added and not filled", () => {
    expect(withoutBlanks({ include: ["", "/a/**"], headers: [": "], caps: { "": 100 } })).toEqual({ include: ["/a/**"] });
  });
});

describe("a value", () => {
  it.each([
    [16_777_216, "bytes", "16 MiB"],
    [65_536, "bytes", "64 KiB"],
    [1500, "milliseconds", "1.5 s"],
    [300_000, "milliseconds", "5 min"],
    [5_000_001, "bytes", "5.000001 MB"],
    [999, "milliseconds", ""],
    [500, "pages", ""],
  ])("%d %s is %s in a larger unit, exactly", (value, unit, friendly) => expect(friendlyValue(value, unit)).toBe(friendly));

  it("is read from what was typed, and left as it is when it is no number", () => {
    expect([" 1,000 ", "16 777 216", "0.5", "-1", "1.", "ten", "", "1,5"].map(readNumber)).toEqual([
      1000,
      16_777_216,
      0.5,
      -1,
      1,
      "ten",
      "",
      "1,5",
    ]);
  });

  it("of a header keeps its colons and spaces", () => {
    expect(partsOf("Authorization: Basic a:b ")).toEqual({ name: "Authorization", value: "Basic a:b " });
  });
});

describe("the folder of an address", () => {
  it.each([
    ["example.com/docs/", "/docs/**"],
    ["https://example.com/docs/a/page.html?x=1", "/docs/a/**"],
    ["example.com/docs", "/docs/**"],
    ["example.com/wiki/Foo_(bar)/", "/wiki/Foo_(bar)/**"],
    ["example.com", null],
    ["example.com/index.html", null],
    ["", null],
  ])("of %s is %s", (address, pattern) => expect(sectionPattern(address)).toBe(pattern));

  it("is a pattern that takes the address and what is below, and not its neighbours", () => {
    const compiled = compilePattern(sectionPattern("https://example.com/wiki/Foo_(bar)/")!);
    const hits = ["/wiki/Foo_(bar)/", "/wiki/Foo_(bar)/a/b", "/wiki/"].map(
      (path) => "test" in compiled && compiled.test(`https://example.com${path}`),
    );
    expect(hits).toEqual([true, true, false]);
  });
});

describe("a pasted text", () => {
  it("with several addresses becomes a list, whatever stands between them", () => {
    expect(addressesInText("https://a.example/\r\n\r\nb.example/x\n")).toBe("https://a.example/\nb.example/x");
    expect(addressesInText("a.example, b.example")).toBe("a.example\nb.example");
    expect(addressesInText("See https://a.example/x (and https://b.example/y).")).toBe("https://a.example/x\nhttps://b.example/y");
    expect(addressesInText("address,title\nhttps://a.example/,One\nhttps://b.example/,Two")).toContain("https://b.example/,Two");
  });

  it("with one address or none is left alone", () => {
    expect([addressesInText("https://a.example/"), addressesInText("no address at all"), addressesInText("")]).toEqual([null, null, null]);
  });
});

describe("presets", () => {
  const typed: Draft = { ...EMPTY_DRAFT, text: "example.com/docs/" };

  it("set their options and take them back when another is chosen", () => {
    const gentle = withPreset(typed, preset("gentle"), { delayMs: 100 });
    expect(gentle.given).toEqual({ concurrency: 1, perHost: 1, delayMs: 2000 });
    expect(withPreset(gentle, preset("whole-site"), { delayMs: 100 }).given).toEqual({ delayMs: 100 });
  });

  it("leave alone what was changed by hand, and are not shown as chosen then", () => {
    const gentle = withPreset(typed, preset("gentle"), {});
    const changed: Draft = { ...gentle, given: { ...gentle.given, delayMs: 9000, maxPages: 5 } };
    expect(presetOf(gentle, gentle.given!)?.name).toBe("gentle");
    expect(presetOf(changed, changed.given!)).toBeNull();
    expect(withPreset(changed, preset("whole-site"), {}).given).toEqual({ delayMs: 9000, maxPages: 5 });
  });

  it("for one section follow the address while it is typed", () => {
    const section = withPreset(typed, preset("one-section"), {});
    expect(section.given).toEqual({ include: ["/docs/**"] });
    expect(withText(section, "example.com/news/", {}).given).toEqual({ include: ["/news/**"] });
    const own: Draft = { ...section, given: { include: ["/mine/**"] } };
    expect(withText(own, "example.com/news/", {}).given).toEqual({ include: ["/mine/**"] });
  });

  it("are configurations that a crawl accepts, with words of their own", () => {
    for (const { name, config } of PRESETS) {
      expect(() => checkConfig({ ...config, seeds: ["https://example.com/"] })).not.toThrow();
      expect(setupTexts.preset(name).meaning).not.toBe("");
    }
  });
});

describe("the sentence about a set-up", () => {
  it.each([
    [{}, "Whole site, up to 5 pages at a time, robots.txt obeyed."],
    [{ concurrency: 2, robots: "ignore" }, "Whole site, up to 2 pages at a time, robots.txt ignored."],
    [{ mode: "sitemap", maxDepth: 3 }, "Only the pages that its sitemaps name, up to 5 pages at a time, robots.txt obeyed."],
    [{ delayMs: 2000 }, "Whole site, one page at a time, at least 2 s between two, robots.txt obeyed."],
    [
      { mode: "list", maxPages: 1 },
      "Only the listed addresses and where they redirect to, up to 5 pages at a time, 1 page at most, robots.txt obeyed.",
    ],
    [
      { include: ["/a/**", "/b/**", "/c/**"], retries: 0 },
      "Only addresses that match /a/**, /b/** and 1 more, up to 5 pages at a time, robots.txt obeyed, 1 further option changed.",
    ],
    [{ maxPages: "ten" }, "Whole site, up to 5 pages at a time, robots.txt obeyed."],
  ])("says what %j means", (given, sentence) => expect(planSentence(given)).toBe(sentence));
});

describe("what the host says is wrong", () => {
  const said = (config: Readonly<Record<string, unknown>>) => {
    try {
      checkConfig({ seeds: ["https://example.com/"], ...config });
      return problemsByOption("");
    } catch (thrown) {
      return problemsByOption(toOrbweaverError(thrown).message);
    }
  };

  it("stands at the option it is about, one or several", () => {
    expect(Object.keys(said({ maxPages: "ten" }).byOption)).toEqual(["maxPages"]);
    expect(Object.keys(said({ maxPages: -1, normalise: { sortQuery: 1 } }).byOption)).toEqual(["maxPages", "normalise.sortQuery"]);
    expect(said({ include: ["/(a/"] }).byOption["include"]?.[0]).toMatch(/^include\[0\] "\/\(a\/": .+\.$/);
    expect(Object.keys(said({ caps: { "/(a/": 1 } }).byOption)).toEqual(["caps"]);
  });

  it("is nothing when nothing is wrong, and is never lost when it is about no option", () => {
    expect(said({})).toEqual({ byOption: {}, other: [] });
    expect(problemsByOption("The crawl is damaged.").other).toEqual(["The crawl is damaged."]);
  });
});
