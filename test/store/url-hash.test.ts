import { describe, expect, it } from "vitest";
import { hashText } from "#store/url-hash.ts";

describe("hashText", () => {
  it("gives the same number for the same text and seed, in every version", () => {
    expect(hashText("https://example.com/", 0)).toBe(hashText("https://example.com/", 0));
    expect([hashText("", 0), hashText("https://example.com/", 0), hashText("https://example.com/ü", 7)]).toEqual([
      3338908027751811, 8124034103373485, 7201095893080464,
    ]);
  });

  it("stays within 53 bits, so that a number holds it exactly", () => {
    for (let index = 0; index < 10_000; index++) {
      const hash = hashText(`https://example.com/${index}`, index);
      expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
    }
  });

  it("gives different numbers for 200,000 addresses that differ in little", () => {
    const seen = new Set<number>();
    for (let index = 0; index < 200_000; index++) seen.add(hashText(`https://example.com/page?id=${index}`, 42));
    expect(seen.size).toBe(200_000);
  });

  it("gives other numbers with another seed", () => {
    expect(hashText("https://example.com/", 1)).not.toBe(hashText("https://example.com/", 2));
  });
});
