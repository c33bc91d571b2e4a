import { describe, expect, it } from "vitest";
import { answered, askFor, headerOf, openFetcher, openTestSite, verdict } from "#test/fetch/open-fetcher.ts";

const headersOf = (pairs: Readonly<Record<string, string>>): string => `/headers?${new URLSearchParams(pairs).toString()}`;

describe("sloppy header lines (F037, F038)", () => {
  it("are read as browsers read them, without control characters", async () => {
    expect(headerOf(answered(await askFor("/raw/space-before-colon")), "x-spaced")).toBe("yes");
    expect(headerOf(answered(await askFor("/raw/folded")), "x-folded")).toBe("one two");
    expect(headerOf(answered(await askFor("/raw/nul-in-value")), "x-nul")).toBe("a b c");
    for (const name of ["line-without-colon", "empty-name", "space-before-first", "odd-name"]) {
      expect(answered(await askFor(`/raw/${name}`)).headers.map(([one]) => one)).toEqual(["content-type", "content-length"]);
    }
  });
});

describe("large headers (F039, F040)", () => {
  it("are taken up to the limit and refused beyond it", async () => {
    expect(verdict(await askFor("/huge-headers?bytes=16000"))).toBe("200");
    expect(verdict(await askFor("/huge-headers?bytes=60000"))).toBe("200");
    expect(verdict(await askFor("/huge-headers?bytes=65536"))).toBe("header-overflow: The headers are larger than 64 KiB.");
    expect(verdict(await askFor("/huge-headers?bytes=1048576"))).toBe("header-overflow: The headers are larger than 64 KiB.");
    expect(verdict(await askFor("/huge-headers?bytes=1048576", { maxHeaderBytes: 2_000_000 }))).toBe("200");
    expect(verdict(await askFor("/huge-headers?bytes=5000", { maxHeaderBytes: 4096 }))).toBe(
      "header-overflow: The headers are larger than 4 KiB.",
    );
  });

  it("are kept up to 200, but what crawling needs is kept wherever it stands", async () => {
    expect(verdict(await askFor("/many-headers?n=10000"))).toBe("header-overflow: The headers are larger than 64 KiB.");
    const { headers } = answered(await askFor("/many-headers?n=10000", { maxHeaderBytes: 1_000_000 }));
    expect(headers).toHaveLength(202);
    expect(headers.at(-2)).toEqual(["location", "/late"]);
  });

  it("are cut at 4,096 characters, but not those that crawling needs", async () => {
    const answer = answered(await askFor(headersOf({ "X-Long": "x".repeat(5000), Link: `<${"l".repeat(5000)}>; rel=next` })));
    expect(headerOf(answer, "x-long")).toHaveLength(4096);
    expect(headerOf(answer, "link")).toHaveLength(5012);
  });

  it("full of cookies leave the next request as it was, and no cookie is kept", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher({ maxHeaderBytes: 4_000_000 });
    const answer = answered(await fetcher.fetch({ url: `${site.origin}/cookies?n=5000&bytes=200`, purpose: "page" }));
    expect(headerOf(answer, "set-cookie")).toBeUndefined();
    answered(await fetcher.fetch({ url: `${site.origin}/page/next`, purpose: "page" }));
    expect(site.requests[1]?.headers.cookie).toBeUndefined();
  });
});

describe("headers that crawling reads", () => {
  it("Location comes through in any form, with its bytes (F041)", async () => {
    for (const url of ["/é", "/a b", "//other.example/x", "?only=query", "../up#part", "\thttp://tab.example/"]) {
      const answer = answered(await askFor(`/redirect-to?url=${encodeURIComponent(url)}`));
      expect([answer.status, Buffer.from(headerOf(answer, "location") ?? "", "latin1").toString("utf8")]).toEqual([302, url.trim()]);
    }
  });

  it("Content-Type may be missing, empty, garbage, given twice or in capitals (F042)", async () => {
    const html = Buffer.from("<!doctype html><title>x</title>").toString("base64");
    const typeOf = async (type: string | null): Promise<readonly [string, string]> => {
      const answer = answered(
        await askFor(`/type?body=${encodeURIComponent(html)}${type === null ? "" : `&is=${encodeURIComponent(type)}`}`),
      );
      return [answer.contentType, answer.mediaKind];
    };
    expect(await typeOf(null)).toEqual(["", "html"]);
    expect(await typeOf("")).toEqual(["", "html"]);
    expect(await typeOf('TEXT/HTML; Charset="UTF-8"')).toEqual(['TEXT/HTML; Charset="UTF-8"', "html"]);
    expect((await typeOf("text/html\r\nContent-Type: text/html; charset=utf-8"))[0]).toBe("text/html; charset=utf-8");
    expect((await typeOf(";;; what/is/this ;;;"))[0]).toBe(";;; what/is/this ;;;");
  });

  it("a type that lies does not make text of a picture (F043)", async () => {
    const answer = answered(await askFor("/picture.png?type=text/html"));
    expect([answer.contentType, answer.mediaKind, answer.body.length]).toEqual(["text/html", "image", 0]);
    expect(answer.bodyBytes).toBeGreaterThan(60);
  });

  it("Refresh, X-Robots-Tag, Link, Retry-After and dates come as sent, however odd (F044 to F048)", async () => {
    const sent = {
      refresh: "0;url=/x",
      "x-robots-tag": "otherbot: nofollow, noindex",
      link: '</a,b>; rel="next", </c>; rel=canonical',
      "retry-after": "1e9",
      date: "yesterday",
      "last-modified": "Mon, 99 Foo 20xx",
    };
    const answer = answered(await askFor(headersOf(sent)));
    for (const [name, value] of Object.entries(sent)) expect(headerOf(answer, name)).toBe(value);
  });
});
