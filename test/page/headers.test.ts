import { describe, expect, it } from "vitest";
import { contentTypeOf, headerText, linkHeader, refreshTarget, retryAfterMs, robotsTag } from "#page/headers.ts";
import { cpuSecondsOf } from "#test/page/cpu-seconds.ts";

describe("Link", () => {
  it.each([
    ["<https://a.example/>; rel=canonical", [["https://a.example/", { rel: "canonical" }]]],
    [
      '</a,b;c>; rel="next"; title="x, y; <z>", </d>;rel=prev',
      [
        ["/a,b;c", { rel: "next", title: "x, y; <z>" }],
        ["/d", { rel: "prev" }],
      ],
    ],
    ['<x>; REL="a b"; rel=c; hreflang=de', [["x", { rel: "a b", hreflang: "de" }]]],
    ['<x>; title="a \\"b\\" c"; crossorigin', [["x", { title: 'a "b" c', crossorigin: "" }]]],
    [
      "< /x >;rel = next ; ; ,,<y>",
      [
        ["/x", { rel: "next" }],
        ["y", {}],
      ],
    ],
    ["nonsense", []],
    ["<unclosed", []],
    ["", []],
    ["<x>; __proto__=y", [["x", { ["__proto__"]: "y" }]]],
  ])("%s", (value, expected) => {
    expect(linkHeader(value).map(({ url, params }) => [url, Object.entries(params)])).toEqual(
      expected.map(([url, params]) => [url, Object.entries(params as object)]),
    );
  });
});

describe("Refresh", () => {
  it.each([
    ["0;url=/x", "/x"],
    ["5; URL='/x'", "/x"],
    ['0;url="/x" trailing', "/x"],
    ["0,/x", "/x"],
    ["0 /x", "/x"],
    [" 1.5 ; Url = /x ", "/x"],
    [".5;url=/x", "/x"],
    ["0;url='/x", "/x"],
    ["0; 'x'", "x"],
    ["0;urlx", "urlx"],
    ["0;url=u=v", "u=v"],
    ["5", null],
    ["5;", null],
    ["0;url=", null],
    ["0;url=''", null],
    ["", null],
    ["url=/x", null],
    ["-1;url=/x", null],
    ["x;url=/x", null],
    ["5x;url=/x", null],
  ])("%j leads to %j", (value, target) => {
    expect(refreshTarget(value)).toBe(target);
  });
});

describe("X-Robots-Tag", () => {
  it.each([
    [["noindex, NoFollow"], "noindex, nofollow"],
    [["otherbot: noindex, nofollow"], ""],
    [["noindex, otherbot: nofollow"], "noindex"],
    [["orbweaver: noindex", "googlebot: nofollow"], "noindex"],
    [["OrbWeaver: nofollow, otherbot: noindex, orbweaver: none"], "nofollow, none"],
    [["*: noindex"], "noindex"],
    [["unavailable_after: 25 Jun 2010 15:00:00 PST"], "unavailable_after: 25 jun 2010 15:00:00 pst"],
    [["max-snippet:20, max-image-preview: large, max-video-preview:-1"], "max-snippet:20, max-image-preview: large, max-video-preview:-1"],
    [["otherbot: noindex", "nofollow"], "nofollow"],
    [["noindex", "noindex"], "noindex"],
    [[""], ""],
    [[], ""],
    [[" , ,"], ""],
  ])("%j is %j for us", (values, directives) => {
    expect(robotsTag(values, "orbweaver")).toBe(directives);
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2024, 10, 6, 8, 49, 37);
  it.each([
    ["120", 120_000],
    ["0", 0],
    [" 5 ", 5000],
    ["1.5", 1500],
    ["1000000000", 1e12],
    ["9".repeat(400), Number.MAX_SAFE_INTEGER],
    ["Wed, 06 Nov 2024 08:50:37 GMT", 60_000],
    ["Wednesday, 06-Nov-24 08:50:37 GMT", 60_000],
    ["Wed Nov  6 08:50:37 2024", 60_000],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 0],
    ["Friday, 06-Nov-99 08:50:37 GMT", 0],
    ["-5", null],
    ["soon", null],
    ["", null],
    ["5 minutes", null],
    ["2024-11-06", null],
    ["1e3", null],
    ["Wed, 06 Foo 2024 08:50:37 GMT", null],
  ])("%j is %j ms", (value, expected) => {
    expect(retryAfterMs(value, now)).toBe(expected);
  });
});

describe("Content-Type", () => {
  it.each([
    ["text/html", "text/html", ""],
    ["Text/HTML;charset=UTF-8", "text/html", "utf-8"],
    ['text/html; x="a,b;c"; charset="Big5"', "text/html", "big5"],
    ["text/html; charset='utf-8'", "text/html", "utf-8"],
    ["text/html charset=utf-8", "text/html", "utf-8"],
    ["text/html ; charset = utf-8 ; y", "text/html", "utf-8"],
    ["", "", ""],
    ["text", "", ""],
    ["text/", "", ""],
    ["/html", "", ""],
    ["a/b/c", "", ""],
    ["te xt/html", "", ""],
    ["text/html, image/png", "image/png", ""],
    ["text/html; charset=a, text/html", "text/html", "a"],
    ["text/html, */*", "text/html", ""],
    ["text/html; mycharset=x", "text/html", ""],
    ["; charset=utf-8", "", "utf-8"],
  ])("%j", (header, type, charset) => {
    expect(contentTypeOf(header)).toEqual({ type, charset });
  });
});

it("a header in UTF-8 is read as such, any other as the bytes it came in", () => {
  expect(headerText("/gr\xc3\xbc\xc3\x9fe")).toBe("/grüße");
  expect(headerText("/gr\xfc\xdfe")).toBe("/grüße");
  expect(headerText("/世界")).toBe("/世界");
  expect(headerText("/plain")).toBe("/plain");
});

it("no header value takes long to read", () => {
  const values = [
    "1".repeat(1e6),
    `1;${" ".repeat(1e6)}x${" ".repeat(1e6)}y`,
    "<".repeat(1e6),
    '<x>;a="'.repeat(2e5),
    ";".repeat(1e6),
    ",".repeat(1e6),
    `"${"\\".repeat(1e6)}`,
    "a: ".repeat(3e5),
  ];
  const seconds = cpuSecondsOf(() => {
    for (const value of values) {
      linkHeader(value);
      refreshTarget(value);
      robotsTag([value], "orbweaver");
      contentTypeOf(value);
      retryAfterMs(value, 0);
    }
  });
  expect(seconds).toBeLessThan(3);
});
