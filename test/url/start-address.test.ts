import { describe, expect, it } from "vitest";
import { parseAddressList, parseStartAddress } from "#url/start-address.ts";

const url = (text: string) => {
  const address = parseStartAddress(text);
  return "url" in address ? address.url : `problem: ${address.problem}`;
};

describe("an address that a person typed", () => {
  it.each([
    ["example.com", "https://example.com/"],
    ["  example.com/a?b#c ", "https://example.com/a?b#c"],
    ["HTTP://Example.COM/A", "http://example.com/A"],
    ["//example.com/x", "https://example.com/x"],
    ["localhost:8080/x", "http://localhost:8080/x"],
    ["127.0.0.1:80", "http://127.0.0.1/"],
    ["[::1]:8080", "http://[::1]:8080/"],
    ["example.com:8443", "https://example.com:8443/"],
    ["bücher.de", "https://xn--bcher-kva.de/"],
    ["http://intranet/", "http://intranet/"],
    ["example.com.", "https://example.com./"],
    ["example.com:80/x", "http://example.com/x"],
    ["intranet.lan", "https://intranet.lan/"],
    ["::1", "http://[::1]/"],
    ["app.localhost:3000", "http://app.localhost:3000/"],
    ["https://me:secret@example.com/", "https://example.com/"],
    ["http://2130706433/", "http://127.0.0.1/"],
    ["//localhost/x", "http://localhost/x"],
    ["my_site.example.com/a@b", "https://my_site.example.com/a@b"],
    ["xn--bcher-kva.de", "https://xn--bcher-kva.de/"],
  ])("reads %s as %s", (text, expected) => expect(url(text)).toBe(expected));

  it.each([
    ["", /no address/],
    ["hello world", /no spaces/],
    ["ftp://example.com/", /must begin with http/],
    ["mailto:a@b.c", /must begin with http/],
    ["http://", /names no site/],
    ["hello", /Did you mean hello.com/],
    ["http://exa mple.com", /no spaces/],
    ["javascript:alert(1)", /must begin with http/],
    ["https://[bad", /not an address/],
    ["file:///etc/passwd", /must begin with http/],
    ["me@example.com", /e-mail/],
    ["me:pw@example.com", /must begin with http/],
    ["./a.b", /not an address/],
    ["..", /not an address/],
    ["3.14", /not an address/],
    ["12345", /not an address/],
    ['"example.com"', /not an address/],
    ["foo,bar.com", /not an address/],
    ["a..b.com", /not an address/],
    ["/etc/passwd", /not an address/],
    ["\\\\server\\share.txt", /not an address/],
    ["C:\\sites\\a.html", /must begin with http/],
    ["!!!.---", /not an address/],
    ["https://-/", /not an address/],
    ["http://./", /not an address/],
    ["hello/x", /Did you mean hello.com, or http:\/\/hello\?/],
    [`${"a".repeat(64)}.com`, /not an address/],
    ["example.com:99999", /not an address/],
    ["?x.y", /not an address/],
  ])("rejects %j with a sentence that says what is wrong", (text, problem) => expect(url(text)).toMatch(problem));
});

describe("a list of addresses", () => {
  it("passes over blank lines, comments, a byte order mark and any line ends, and counts duplicates once", () => {
    const list = parseAddressList("\uFEFFexample.com\r\n\r\n# comment\rexample.com/a\n  example.com  \nhttps://example.com/");
    expect(list.urls).toEqual(["https://example.com/", "https://example.com/a"]);
    expect(list).toMatchObject({ problems: [], duplicates: 2 });
  });

  it("reports each line of rubbish with its number and keeps the good ones", () => {
    const list = parseAddressList("example.com\nnot an address\n\nftp://x.org\nexample.org");
    expect(list.urls).toHaveLength(2);
    expect(list.problems.map(({ line }) => line)).toEqual([2, 4]);
  });

  it("takes the first column of a CSV file", () => {
    expect(parseAddressList('"https://example.com/a,b","title"\n"https://example.com/c";1\nhttps://example.com/d\tx').urls).toEqual([
      "https://example.com/a,b",
      "https://example.com/c",
      "https://example.com/d",
    ]);
  });
});
