import { describe, expect, it, vi } from "vitest";
import { crawlConfigSchema } from "#contract/config.ts";
import { normaliseUrl } from "#url/normalise.ts";
import { Resolver } from "#url/resolve.ts";

const options = crawlConfigSchema.parse({}).normalise;
const resolve = (href: string, base = "https://example.com/a/b/c.html", more: Partial<typeof options> = {}) =>
  new Resolver(base, { ...options, ...more }, 4096).resolve(href);
const url = (href: string, base?: string, more?: Partial<typeof options>) => {
  const resolved = resolve(href, base, more);
  return resolved.kind === "url" ? resolved.url : resolved;
};

/** The same random numbers in every run. */
function* random(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe("resolving an address on a page", () => {
  it("agrees with the URL standard for every kind of href, joined or parsed", () => {
    const parts = [
      "..",
      ".",
      "a",
      "b.html",
      "%2e",
      "%2E%2e",
      "/",
      "//",
      "?q=1",
      "?",
      "#f",
      "#",
      "\\",
      "\t",
      " ",
      "é",
      "%41",
      "%2f",
      ";jsessionid=1",
      ":",
      "http:",
      "https://x.org",
      "@",
      "~x",
      "a.b",
      ".hidden",
      "...",
      "x'y",
      "(1)",
      "a;b",
      "a=1&b",
      "?utm_x=1&b=2",
      "?PHPSESSID=3",
      "?a='%2f|^",
      "|",
      "^",
      "https://example.com/",
      "https://example.com",
      "http://example.com:8080/",
      "HTTPS://EXAMPLE.COM/",
      "\u0000",
      "%",
      "x:y",
      "C|",
      "*!$+,",
    ];
    const bases = [
      "https://example.com/",
      "http://example.com:8080/a/b/c.html?x#y",
      "https://example.com/a%20b/c",
      "https://user:pw@example.com/x/",
      "https://example.com/a//b/",
      "https://example.com./x/y",
      "https://example.com/a;jsessionid=1/b",
      "https://example.com/%7ea/b'c/",
    ];
    const choices = [
      options,
      { ...options, sortQuery: true, dropTracking: true },
      { ...options, dropFragment: false },
      { ...options, dropEmptyQuery: false, dropSessionIds: false },
    ];
    const numbers = random(7);
    const next = () => numbers.next().value as number;
    let compared = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const href = Array.from({ length: 1 + Math.floor(next() * 5) }, () => parts[Math.floor(next() * parts.length)]).join(
        next() < 0.5 ? "/" : "",
      );
      const base = bases[Math.floor(next() * bases.length)]!;
      const expected = URL.parse(href, base);
      const chosen = choices[Math.floor(next() * choices.length)]!;
      const resolved = resolve(href, base, chosen);
      if (expected === null) expect(resolved).toMatchObject({ kind: "odd", reason: "invalid-url" });
      else if (!/^https?:$/.test(expected.protocol)) expect(resolved.kind, href).not.toBe("url");
      else {
        expect(resolved, `${href} on ${base}`).toEqual({ kind: "url", url: normaliseUrl(expected, chosen) });
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(15_000);
  });

  it("joins plain hrefs to the base without parsing them", () => {
    const resolver = new Resolver("https://example.com/a/b/c.html", options, 4096);
    const parse = vi.spyOn(URL, "parse");
    const urls = ["d.html#x", "../../../e/", "/f?g=h'", "/f?g=1&h=2", "https://example.com/i(j)"].map((href) => resolver.resolve(href));
    const parsed = parse.mock.calls.map(([href]) => href);
    parse.mockRestore();
    expect(parsed).toEqual(["/f?g=h'"]);
    expect(urls.map((resolved) => (resolved.kind === "url" ? resolved.url : resolved.kind))).toEqual([
      "https://example.com/a/b/d.html",
      "https://example.com/e/",
      "https://example.com/f?g=h%27",
      "https://example.com/f?g=1&h=2",
      "https://example.com/i(j)",
    ]);
  });

  it("takes a bare fragment, and nothing at all, as the page itself", () => {
    expect(url("#top")).toBe("https://example.com/a/b/c.html");
    expect(url("")).toBe("https://example.com/a/b/c.html");
  });

  it("strips white space as browsers do", () => {
    expect(url(" \n/x\t/y ")).toBe("https://example.com/x/y");
  });

  it("records what is no web address as odd, and scripts and data not at all", () => {
    expect(resolve("mailto:a@example.com")).toEqual({ kind: "odd", text: "mailto:a@example.com", reason: "scheme" });
    expect(resolve("ftp://example.com/x")).toMatchObject({ reason: "scheme" });
    expect(resolve("http://[bad")).toEqual({ kind: "odd", text: "http://[bad", reason: "invalid-url" });
    for (const href of ["javascript:void(0)", "data:text/html,x", "blob:https://example.com/1", "about:blank"])
      expect(resolve(href)).toEqual({ kind: "none" });
  });

  it("tells addresses that are too long apart by a fingerprint", () => {
    const long = `/${"x".repeat(5000)}`;
    const [one, other] = [resolve(`${long}1`), resolve(`${long}2`)];
    expect(one).toMatchObject({ kind: "odd", reason: "url-too-long" });
    expect(one.kind === "odd" && one.text.length).toBe(4096);
    expect(one).not.toEqual(other);
  });

  it("passes over a page full of large inline images at once", () => {
    const resolver = new Resolver("https://example.com/", options, 4096);
    const image = `data:image/png;base64,${"A".repeat(1_000_000)}`;
    const startedAtMs = performance.now();
    for (let count = 0; count < 1000; count += 1) expect(resolver.resolve(image)).toEqual({ kind: "none" });
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });

  it("never keeps user names and passwords", () => {
    expect(url("https://user:secret@example.com/x")).toBe("https://example.com/x");
    expect(url("x", "https://user:secret@example.com/a/")).toBe("https://example.com/a/x");
    expect(resolve("ftp://user:secret@example.com/x")).toMatchObject({ text: "ftp://example.com/x" });
  });
});

describe("normalising an address", () => {
  const cases: readonly (readonly [step: keyof typeof options, from: string, on: string, off: string])[] = [
    ["dropFragment", "https://e.com/a#b", "https://e.com/a", "https://e.com/a#b"],
    [
      "dropSessionIds",
      "https://e.com/a;jsessionid=12?PHPSESSID=3&b=4",
      "https://e.com/a?b=4",
      "https://e.com/a;jsessionid=12?PHPSESSID=3&b=4",
    ],
    ["dropTracking", "https://e.com/?utm_source=x&a=1&gclid=2", "https://e.com/?a=1", "https://e.com/?utm_source=x&a=1&gclid=2"],
    ["sortQuery", "https://e.com/?b=1&a=2&b=0", "https://e.com/?a=2&b=1&b=0", "https://e.com/?b=1&a=2&b=0"],
    ["dropEmptyQuery", "https://e.com/a?", "https://e.com/a", "https://e.com/a?"],
    ["upperCaseEscapes", "https://e.com/%2f%3a", "https://e.com/%2F%3A", "https://e.com/%2f%3a"],
    ["decodeUnreserved", "https://e.com/%41%7Eb", "https://e.com/A~b", "https://e.com/%41%7Eb"],
    ["dropDefaultIndex", "https://e.com/a/index.html", "https://e.com/a/", "https://e.com/a/index.html"],
    ["dropTrailingSlash", "https://e.com/a/", "https://e.com/a", "https://e.com/a/"],
    ["lowerCasePath", "https://e.com/AbC%2F?Q=R", "https://e.com/abc%2F?Q=R", "https://e.com/AbC%2F?Q=R"],
  ];
  it.each(cases)("does %s only when it is switched on", (step, from, on, off) => {
    expect(normaliseUrl(new URL(from), { ...options, [step]: true })).toBe(on);
    expect(normaliseUrl(new URL(from), { ...options, [step]: false })).toBe(off);
  });

  it("changes nothing when it is done twice", () => {
    const everything = Object.fromEntries(Object.keys(options).map((step) => [step, true])) as typeof options;
    const parts = [
      "a",
      "%41",
      "%2e",
      "%%341",
      "A",
      "/",
      "//",
      ";jsessionid=1",
      "?b=1&a=2",
      "&utm_x=1",
      "index.html",
      "%e4",
      ".",
      "%7e",
      "%25",
      ";%6asessionid=2",
      "%3%3%34",
      "/index.html/",
      ";",
    ];
    const numbers = random(3);
    for (let round = 0; round < 5000; round += 1) {
      const path = Array.from({ length: 6 }, () => parts[Math.floor((numbers.next().value as number) * parts.length)]).join("");
      for (const chosen of [options, everything]) {
        const once = normaliseUrl(new URL(`https://Example.com./${path}`), chosen);
        expect(normaliseUrl(new URL(once), chosen), path).toBe(once);
      }
    }
  });

  it("never leads to another host", () => {
    for (const host of [".", "..", "a..", "..."])
      expect(new URL(normaliseUrl(new URL(`http://${host}/localhost/`), options)).hostname, host).toBe(host);
    expect(normaliseUrl(new URL("http://localhost.:8080/"), options)).toBe("http://localhost:8080/");
  });

  it("decodes no character that would complete a broken escape", () => {
    expect(normaliseUrl(new URL("https://e.com/%%341/%4%31/%41%34"), options)).toBe("https://e.com/%%341/%4%31/A4");
  });

  it("takes no time over an address made to be slow", () => {
    const everything = Object.fromEntries(Object.keys(options).map((step) => [step, true])) as typeof options;
    const startedAtMs = performance.now();
    for (const path of [
      "%3".repeat(100_000) + "34",
      `${"/".repeat(200_000)}a`,
      "/index.html".repeat(20_000),
      ";jsessionid=".repeat(20_000),
      "a;".repeat(100_000),
    ]) {
      normaliseUrl(new URL(`https://e.com/${path}`), everything);
    }
    expect(performance.now() - startedAtMs).toBeLessThan(2000);
  });
});
