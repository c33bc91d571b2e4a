import { describe, expect, it } from "vitest";
import type { ReadAddresses } from "#contract/questions.ts";
import { typedTextHandlers } from "#library/typed-text-handlers.ts";

const { signal } = new AbortController();
const read = (text: string) => typedTextHandlers["addresses.read"]({ text }, signal) as ReadAddresses;
const test = (pattern: string, urls: string[]) => typedTextHandlers["pattern.test"]({ pattern, urls }, signal);

describe("what a person types is read", () => {
  it("a list gives complete addresses, each once, and the lines that are none", () => {
    expect(read("example.com\n\nftp://x.y/\nhttps://example.com/\nb.example/a")).toEqual({
      urls: ["https://example.com/", "https://b.example/a"],
      problems: [{ line: 3, problem: expect.stringContaining("must begin with http") }],
      problemCount: 1,
      duplicates: 1,
    });
  });

  it("of thousands of bad lines the first hundred are told, and all are counted", () => {
    const answer = read("no address\n".repeat(5000));
    expect(answer.problems.length).toBe(100);
    expect(answer.problemCount).toBe(5000);
  });

  it("a pattern is tried on addresses as a crawl would, complete or not", () => {
    expect(test("/blog/**", ["example.com/blog/a", "https://example.com/shop", "no address"])).toEqual({
      problem: null,
      hits: [true, false, false],
    });
  });

  it("a pattern that cannot be used is told as a sentence", () => {
    expect(test("/(a/", ["example.com"])).toEqual({ problem: expect.stringMatching(/\.$/), hits: [false] });
  });
});
