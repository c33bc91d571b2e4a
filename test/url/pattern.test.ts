import { describe, expect, it } from "vitest";
import { compilePattern } from "#url/pattern.ts";

const test = (pattern: string, url: string) => {
  const compiled = compilePattern(pattern);
  if ("problem" in compiled) throw new Error(compiled.problem);
  return compiled.test(url);
};

describe("a pattern", () => {
  it.each([
    ["/blog/*", "https://e.com/blog/a", true],
    ["/blog/*", "https://e.com/blog/a/b", false],
    ["/blog/**", "https://e.com/blog/a/b?c", true],
    ["/blog/", "https://e.com/blog/a/b", true],
    ["/blog/", "https://e.com/blog", true],
    ["/blog/", "https://e.com/blogger", false],
    ["/cart", "https://e.com/cart?add=1", true],
    ["/cart?add=1", "https://e.com/cart?add=2", false],
    ["*.pdf", "https://e.com/a/b.pdf?x", true],
    ["*.pdf", "https://e.com/a.pdf/b", false],
    ["/a?b=*", "https://e.com/a?b=1", true],
    ["/a.html", "https://e.com/axhtml", false],
    ["/", "https://e.com/anything", true],
    ["/blog", "https://e.com/blog/a", false],
    ["https://e.com/**", "https://e.com/x/y", true],
    ["https://e.com/**", "http://e.com/x", false],
    ["*.e.com", "https://a.e.com/x", true],
    ["*.e.com", "https://e.com/x", false],
    ["e.com/shop/**", "https://e.com/shop/1/2", true],
    ["e.com/shop/", "https://e.com/shop/1", true],
    ["**/print", "https://e.com/a/b/print", true],
    ["/über/**", "https://e.com/%C3%BCber/x", true],
    ["*.münchen.de", "https://a.xn--mnchen-3ya.de/", true],
    ["HTTPS://E.com/A", "https://e.com/A", true],
    ["HTTPS://E.com/A", "https://e.com/a", false],
    ["**?sort=**", "https://e.com/a/b?x=1&y?sort=2", true],
    ["/c++/(x)", "https://e.com/c++/(x)", true],
    ["/a$", "https://e.com/a", false],
  ])("%s as a glob against %s: %s", (pattern, url, expected) => expect(test(pattern, url)).toBe(expected));

  it.each([
    ["/[?&]sort=/", "https://e.com/a?sort=1", true],
    ["/\\.pdf$/i", "https://e.com/A.PDF", true],
    ["/^https:\\/\\/e\\.com\\/(a|b)/", "https://e.com/b", true],
    ["/a.*b/", "https://e.com/axxb", true],
  ])("%s as a regular expression against %s: %s", (pattern, url, expected) => expect(test(pattern, url)).toBe(expected));

  it("is refused with a reason when it is no valid or no safe expression", () => {
    expect(compilePattern("/(/")).toHaveProperty("problem");
    expect(compilePattern("/(?=a)b/")).toHaveProperty("problem");
    expect(compilePattern("/a|b/g")).toHaveProperty("problem");
  });

  it.each(["/(a|a)*$/", "/((a+))+$/", "/a.*a.*a.*a.*b$/"])("takes no time over %s and an address made for it", (pattern) => {
    const startedAtMs = performance.now();
    expect(test(pattern, `https://e.com/${"a".repeat(4000)}/!`)).toBe(pattern === "/(a|a)*$/");
    expect(performance.now() - startedAtMs).toBeLessThan(1500);
  });

  it("takes no time over a glob made to be slow", () => {
    const startedAtMs = performance.now();
    expect(test(`/${"*a".repeat(200)}`, `https://e.com/${"a".repeat(4000)}b`)).toBe(false);
    expect(performance.now() - startedAtMs).toBeLessThan(2000);
  });
});
