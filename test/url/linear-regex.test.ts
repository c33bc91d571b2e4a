import { describe, expect, it } from "vitest";
import { compileLinearRegex } from "#url/linear-regex.ts";

/** The same random numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

const test = (source: string, text: string, flags = "") => {
  const compiled = compileLinearRegex(source, flags);
  if ("problem" in compiled) throw new Error(`${source}: ${compiled.problem}`);
  return compiled(text);
};

describe("a linear regular expression", () => {
  it("finds exactly what JavaScript finds, for thousands of random expressions and texts", () => {
    const next = randomNumbers(11);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
    const atoms = ["a", "b", "A", ".", "[ab]", "[^a]", "\\d", "\\w", "\\b", "\\B", "^", "$", "\\x61", "\\.", "-", "/", "]", "{", "(?:)", "[^]", "[]"];
    const quantifiers = ["", "", "", "*", "+", "?", "*?", "+?", "{2}", "{1,}", "{0,2}", "{1,3}?", "{0}"];
    const build = (depth: number): string => {
      const part = () => {
        if (depth > 0 && next() < 0.35) return `${pick(["(", "(?:", "(?<n>"])}${build(depth - 1)})${pick(quantifiers)}`;
        const atom = pick(atoms);
        return /^(?:\\b|\\B|\^|\$)$/.test(atom) ? atom : atom + pick(quantifiers);
      };
      const sequence = () => Array.from({ length: Math.floor(next() * 4) }, part).join("");
      return next() < 0.25 ? `${sequence()}|${sequence()}` : sequence();
    };
    let compared = 0;
    let found = 0;
    for (let round = 0; round < 4000; round += 1) {
      const source = build(2);
      const flags = pick(["", "i", "s", "u", "iu"]);
      if (!isValid(source, flags)) continue;
      for (let count = 0; count < 5; count += 1) {
        const text = Array.from({ length: Math.floor(next() * 8) }, () => pick(["a", "b", "A", "1", "-", "/", ".", "é", "{", "]"])).join("");
        const expected = new RegExp(source, flags).test(text);
        expect(test(source, text, flags), `/${source}/${flags} on "${text}"`).toBe(expected);
        compared += 1;
        if (expected) found += 1;
      }
    }
    expect(compared).toBeGreaterThan(10_000);
    expect(found).toBeGreaterThan(2000);
    expect(compared - found).toBeGreaterThan(2000);
  });

  it.each([
    ["^(?!.*print).*\\.html$", "https://e.com/a.html", true], ["^(?!.*print).*\\.html$", "https://e.com/print/a.html", false],
    ["^(?=.*a)(?!.*b)c?", "xa", true], ["^(?=.*a)(?!.*b)c?", "xab", false], ["^(?=a)", "ab", true], ["^(?=a)", "ba", false],
  ])("understands look-aheads at its beginning: /%s/ on %s: %s", (source, text, expected) => {
    expect(new RegExp(source).test(text)).toBe(expected);
    expect(test(source, text)).toBe(expected);
  });

  it.each([
    ["(", /Unterminated group/], ["a)", /Unmatched/], ["[a", /Unterminated character class/], ["(a)\\1", /back references/], ["(?<=a)b", /look-behinds/],
    ["a(?!b)", /right behind a \^/], ["(?:a{500}){500}", /too large/],
  ])("says what it cannot do with /%s/", (source, problem) => {
    const compiled = compileLinearRegex(source, "");
    expect("problem" in compiled && compiled.problem).toMatch(problem);
  });

  it.each(["(a|a)*$", "((a+))+$", "(?:a|aa)+$", "a.*a.*a.*a.*b$", "(.*)(.*)(.*)(.*)x", "(?:a?){200}a{200}!b"])("takes no time over /%s/ and a long text made for it", (source) => {
    const text = `https://e.com/${"a".repeat(4000)}!`;
    const compiled = compileLinearRegex(source, "");
    if ("problem" in compiled) throw new Error(compiled.problem);
    const startedAtMs = performance.now();
    compiled(text);
    expect(performance.now() - startedAtMs).toBeLessThan(1500);
  });
});

function isValid(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
