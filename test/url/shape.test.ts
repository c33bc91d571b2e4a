import { describe, expect, it } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import { normaliseUrl } from "#url/normalise.ts";
import { compilePattern } from "#url/pattern.ts";
import { shapeOf } from "#url/shape.ts";

function matchesItself(url: string): boolean {
  const pattern = compilePattern(shapeOf(url));
  return "test" in pattern && pattern.test(url);
}

describe("the shape of an address", () => {
  it.each([
    ["https://example.com/", "https://example.com/"],
    ["https://example.com/about", "https://example.com/*"],
    ["https://example.com/news/2024/05/17/some-title.html", "https://example.com/news/*/*/*/*.html"],
    ["https://example.com/shop/item-77/", "https://example.com/shop/*/"],
    ["https://example.com/list.php?page=2&sort=name", "https://example.com/list.php?page=*&sort=*"],
    ["https://example.com/item12.php?x", "https://example.com/*.php?*"],
    ["https://example.com/?q=1", "https://example.com/?q=*"],
    ["https://example.com/go?to=https://example.com/a", "https://example.com/go?to=**"],
    ["https://example.com/a/file.tar.gz", "https://example.com/a/*.gz"],
    ["https://example.com/a?x=1#/top/2", "https://example.com/a?x=**"],
    ["https://example.com/a#/top/2?x", "https://example.com/*"],
    ["https://example.com:80/a1/b", "https://example.com:80/*/*"],
    ["mailto:a@example.com", ""],
  ])("%s is %s", (url, shape) => expect(shapeOf(url)).toBe(shape));

  it("is the same for addresses that differ in numbers and values", () => {
    const shapes = [1, 20, 300].map((page) => shapeOf(`https://example.com/tag/t${page}/list?page=${page}&q=${"x".repeat(page)}`));
    expect(new Set(shapes).size).toBe(1);
  });
});

/** Pieces that mean something to a pattern, to a regular expression, or to an address. */
const PIECES = [
  ..."abz09-_.~!$&'()*+,;=:@%|^`{}[]\"<>\\ ?#/üß漢\u{1f600}\t\n",
  "//",
  "**",
  "/**",
  "..",
  "%2F",
  "%2f",
  "%C3%BC",
  "%",
  "%zz",
  "index.html",
  ".html",
  ".a1",
  "?",
  "??",
  "&",
  "&&",
  "=",
  "==",
  "/?",
  "/#/",
  "?/",
  "=/",
  "12",
  "a1b",
  "(?:",
  "\\Q",
  "\\E",
  "$",
];
const HOSTS = [
  "https://example.com",
  "http://example.com:8080",
  "https://example.com:80",
  "http://example.com:443",
  "http://[::1]:81",
  "https://xn--bcher-kva.example",
  "https://a_b.example",
];
const normalise = crawlConfigSchema.parse({}).normalise;

/** Always the same numbers from 0 to below 1 (mulberry32). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}

function addresses(count: number): string[] {
  const random = numbers(20_261_121);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next().value * list.length)] as T;
  return Array.from({ length: count }, () => {
    const text = `${pick(HOSTS)}/${Array.from({ length: Math.floor(random.next().value * 14) }, () => pick(PIECES)).join("")}`;
    const url = URL.parse(text);
    if (url === null) return "";
    return normaliseUrl(url, { ...normalise, dropFragment: random.next().value < 0.5, dropEmptyQuery: random.next().value < 0.5 });
  }).filter((url) => url !== "");
}

describe("the shape of any address", () => {
  it("is a pattern that matches the address", () => {
    expect(addresses(20_000).filter((url) => !matchesItself(url))).toEqual([]);
  });

  it("is such a pattern for the longest addresses too", () => {
    const long = [
      `https://example.com/${"a".repeat(60_000)}`,
      `https://example.com/${"a/".repeat(2000)}`,
      `https://example.com/${"1/".repeat(500)}x`,
      `https://example.com/?${"a=1&".repeat(500)}`,
    ];
    expect(long.filter((url) => !matchesItself(url))).toEqual([]);
  });
});
