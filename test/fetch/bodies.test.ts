import { describe, expect, it } from "vitest";
import { answered, askFor, headerOf, openFetcher, openTestSite, textOf, verdict } from "#test/fetch/open-fetcher.ts";

describe("a body", () => {
  it("may be empty (F074)", async () => {
    expect(answered(await askFor("/empty"))).toMatchObject({ status: 200, bodyBytes: 0 });
  });

  it("may be large and one line long, up to the limit (F075)", async () => {
    expect(answered(await askFor("/big?mb=10")).body.length).toBeGreaterThan(10 * 1_048_576);
    expect(verdict(await askFor("/big?mb=20"))).toBe("too-large: The body is larger than 16 MiB.");
  });

  it("of a kind that is not text is measured and not kept", async () => {
    const answer = answered(await askFor("/picture.png?bytes=100000"));
    expect([answer.mediaKind, answer.body.length]).toEqual(["image", 0]);
    expect(answer.bodyBytes).toBe(Number(headerOf(answer, "content-length")));
    expect(answer.wireBytes).toBe(answer.bodyBytes);
  });

  it("of a kind that is not text is not fetched to its end when it is large", async () => {
    const answer = answered(await askFor("/picture.png?bytes=30000000", { maxBodyBytes: 1_048_576 }));
    expect([answer.mediaKind, answer.bodyBytes]).toEqual(["image", Number(headerOf(answer, "content-length"))]);
    expect(answer.wireBytes).toBeLessThan(3_000_000);
  });

  it("of a resource is measured and not kept, whatever it is", async () => {
    const answer = answered(await askFor("/page/x", {}, "resource"));
    expect([answer.mediaKind, answer.body.length]).toEqual(["html", 0]);
    expect(answer.bodyBytes).toBeGreaterThan(50);
  });

  it("of a redirect is not kept, and may be broken or endless (F064, F071)", async () => {
    const answer = answered(await askFor("/redirect-to?url=/x&status=308"));
    expect([answer.status, headerOf(answer, "location"), answer.body.length]).toEqual([308, "/x", 0]);
    const raw = (head: string, body: string): string =>
      `/raw?base64=${encodeURIComponent(Buffer.from(`HTTP/1.1 301 Moved\r\nLocation: /x\r\n${head}\r\n\r\n${body}`).toString("base64"))}`;
    expect(verdict(await askFor(raw("Content-Length: 500", "short")))).toBe("301");
    expect(verdict(await askFor(raw("Transfer-Encoding: chunked", "zz\r\n")))).toBe("301");
    expect(verdict(await askFor(raw("Content-Encoding: foo\r\nContent-Length: 3", "abc")))).toBe("301");
  });

  it("of a redirect without a target is a page like any other (F068)", async () => {
    expect(textOf(answered(await askFor("/redirect-empty?status=300")))).toContain("not said where");
  });

  it("of robots.txt is cut at 512 KiB without being a failure", async () => {
    const site = await openTestSite({ robots: { text: "User-agent: *\nDisallow: /late", bytes: 2_000_000 } });
    const answer = answered(await openFetcher().fetch({ url: `${site.origin}/robots.txt`, purpose: "robots" }));
    expect([answer.status, answer.body.length]).toEqual([200, 524_288]);
    expect(answered(await askFor("/bomb?encoding=gzip&mb=100&type=text/plain", {}, "robots")).body.length).toBe(524_288);
  });

  it("of robots.txt is kept whatever its type says", async () => {
    const site = await openTestSite({ robots: { text: "Disallow: /x", contentType: "application/octet-stream", bom: true } });
    expect(textOf(answered(await openFetcher().fetch({ url: `${site.origin}/robots.txt`, purpose: "robots" })))).toBe("\ufeffDisallow: /x");
  });
});
