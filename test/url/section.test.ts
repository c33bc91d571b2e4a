import { describe, expect, it } from "vitest";
import { sectionOf } from "#url/section.ts";

describe("the section of an address", () => {
  it.each([
    ["https://example.com/", "https://example.com/"],
    ["https://example.com/a", "https://example.com/"],
    ["https://example.com/a/", "https://example.com/a/"],
    ["https://example.com/a/b.html", "https://example.com/a/"],
    ["http://example.com:8080/a/b", "http://example.com:8080/a/"],
    ["https://[2001:db8::1]:8443/a/b", "https://[2001:db8::1]:8443/a/"],
    ["https://example.com/a//b", "https://example.com/a//"],
    ["https://example.com//", "https://example.com//"],
    ["https://example.com/a/?next=/b/c/", "https://example.com/a/"],
    ["https://example.com/a?b/c#d/e", "https://example.com/"],
    ["https://example.com/a/b#/c/d?e/f", "https://example.com/a/"],
    ["https://example.com/a%2Fb/c", "https://example.com/a%2Fb/"],
    ["https://example.com/a;x=1/b", "https://example.com/a;x=1/"],
    ["https://example.com", "https://example.com/"],
    ["https://example.com?a=/b/", "https://example.com/"],
    ["https://example.com#/a/", "https://example.com/"],
  ])("%s is %s", (url, section) => expect(sectionOf(url)).toBe(section));

  it.each([
    "",
    "mailto:a@example.com?subject=//x/y",
    "tel:+49/30",
    "ftp://example.com/a/b",
    "javascript:void(0)//",
    "//example.com/a/",
    "/a/b",
  ])('of %j is ""', (url) => expect(sectionOf(url)).toBe(""));
});
