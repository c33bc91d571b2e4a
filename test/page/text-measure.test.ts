import { describe, expect, it } from "vitest";
import { collapse, cutText, TextCapture } from "#page/text-capture.ts";
import { graphemeLength, pixelWidth } from "#page/text-measure.ts";
import { cpuSecondsOf } from "#test/page/cpu-seconds.ts";

describe("length in letters", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["Grüße", 5],
    ["e\u0301", 1],
    ["Привет", 6],
    ["世界", 2],
    ["👋", 1],
    ["👨‍👩‍👧", 1],
    ["🇩🇪🇫🇷", 2],
    ["👍🏽", 1],
    ["한국", 2],
    ["ᄒ\u1161\u11ab", 1],
    ["\u0e01\u0e34", 1],
    ["が", 1],
    ["か\u3099", 1],
    ["\r\n", 1],
  ])("%j is %d", (text, length) => {
    expect(graphemeLength(text)).toBe(length);
  });

  it("counts all of a very long text in reasonable time", () => {
    const seconds = cpuSecondsOf(() => {
      expect(graphemeLength("x".repeat(1_000_000))).toBe(1_000_000);
      expect(graphemeLength("e\u0301".repeat(500_000))).toBe(500_000);
    });
    expect(seconds).toBeLessThan(2);
  });
});

describe("width in Arial 20 px", () => {
  it.each([
    ["", 0],
    ["i", 4],
    ["W", 19],
    ["Hello World", 103],
    ["Grüße", 57],
    ["Привет", 68],
    ["世界", 40],
    ["ｶﾅ", 20],
    ["👋", 20],
    ["👨‍👩‍👧", 20],
    ["e\u0301", 11],
    ["…", 20],
    ["\u200b\u200d", 0],
    ["🇩🇪", 20],
    ["\u{10ffff}", 11],
  ])("%j is %d", (text, width) => {
    expect(pixelWidth(text)).toBe(width);
  });
});

describe("texts that come in pieces", () => {
  it("are collapsed over the borders of the pieces", () => {
    const capture = new TextCapture(100);
    for (const piece of [" a", " ", "\n b", "c ", "\u00a0"]) capture.add(piece);
    expect(capture.take()).toBe("a bc");
    expect(capture.take()).toBe("");
  });

  it("are held to about their limit, however much white space comes", () => {
    const capture = new TextCapture(5);
    for (let i = 0; i < 5; i++) capture.add(`${" ".repeat(5000)}x`);
    capture.add("y".repeat(10_000));
    capture.add("z");
    expect(capture.take()).toBe("x x x");
  });

  it("are never cut within a character", () => {
    expect(cutText("ab👋", 3)).toBe("ab");
    expect(cutText("ab👋", 4)).toBe("ab👋");
    expect(collapse("\t a \u3000 b\n")).toBe("a b");
  });
});
