import { describe, expect, it } from "vitest";
import { createFetcher } from "#fetch/fetcher.ts";
import { answered, closing, openFetcher, openTlsTestSite, textOf, verdict, visitSettings } from "#test/fetch/open-fetcher.ts";

describe("a secure connection", () => {
  it("stands when the certificate is good", async () => {
    const site = await openTlsTestSite();
    const fetcher = openFetcher({}, { authorities: [site.authority] });
    const first = answered(await fetcher.fetch({ url: `${site.origin}/page/x`, purpose: "page" }));
    expect([first.status, first.httpVersion]).toEqual([200, "1.1"]);
    answered(await fetcher.fetch({ url: `${site.origin}/page/y`, purpose: "page" }));
    expect(site.connections()).toBe(1);
  });

  it("fails with a code of its own for each fault of a certificate (F010)", async () => {
    for (const [certificate, expected] of [
      ["self-signed", "tls-self-signed: The certificate of 127.0.0.1 is signed by 127.0.0.1 itself."],
      ["expired", "tls-expired: The certificate of 127.0.0.1 has expired."],
      ["not-yet-valid", "tls-expired: The certificate of 127.0.0.1 is not valid yet."],
      ["wrong-host", "tls-wrong-host: The certificate that 127.0.0.1 shows belongs to another host."],
      [
        "untrusted",
        "tls-untrusted: The certificate of 127.0.0.1 comes from an authority that is not trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE).",
      ],
    ] as const) {
      const site = await openTlsTestSite({ certificate });
      expect(verdict(await openFetcher({}, { authorities: [site.authority] }).fetch({ url: site.origin, purpose: "page" }))).toBe(expected);
      expect(site.requests).toHaveLength(0);
    }
  });

  it("is tls when the server knows only old versions (F010)", async () => {
    const site = await openTlsTestSite({ minVersion: "TLSv1", maxVersion: "TLSv1.1" });
    expect(verdict(await openFetcher({}, { authorities: [site.authority] }).fetch({ url: site.origin, purpose: "page" }))).toMatch(
      /^tls: No secure connection with 127.0.0.1/,
    );
  });

  it("with a bad certificate is made only to start addresses, and only when asked for", async () => {
    const site = await openTlsTestSite({ certificate: "self-signed" });
    const fetchWith = async (accept: boolean, origins: readonly string[]): Promise<string> => {
      const fetcher = closing(createFetcher(visitSettings({ acceptInvalidCertificates: accept }, { origins })));
      return verdict(await fetcher.fetch({ url: site.origin, purpose: "page" })).split(":")[0] ?? "";
    };
    expect(await fetchWith(true, [site.origin])).toBe("200");
    expect(await fetchWith(true, [site.origin.replace("https:", "http:")])).toBe("200");
    expect(await fetchWith(true, ["https://elsewhere.example"])).toBe("tls-self-signed");
    expect(await fetchWith(false, [site.origin])).toBe("tls-self-signed");
  });
});

describe("HTTP/2", () => {
  it("is used where it is offered and wanted", async () => {
    const site = await openTlsTestSite({ http2: true });
    const fetcher = openFetcher({}, { authorities: [site.authority] });
    const first = answered(await fetcher.fetch({ url: `${site.origin}/page/x`, purpose: "page" }));
    expect([first.httpVersion, first.status, first.contentType, first.reason]).toEqual(["2", 200, "text/html; charset=utf-8", ""]);
    expect(textOf(first)).toContain("Page x");
    const second = answered(await fetcher.fetch({ url: `${site.origin}/encoded?encoding=br`, purpose: "page" }));
    expect([second.status, second.times.connectMs, site.connections()]).toEqual([200, null, 1]);
    expect(
      answered(
        await openFetcher({ http2: false }, { authorities: [site.authority] }).fetch({ url: `${site.origin}/page/x`, purpose: "page" }),
      ).httpVersion,
    ).toBe("1.1");
  });

  it("knows the same failures", async () => {
    const site = await openTlsTestSite({ http2: true });
    const fetcher = openFetcher(
      { firstByteTimeoutMs: 300, maxBodyBytes: 1_048_576, maxHeaderBytes: 2048 },
      { authorities: [site.authority] },
    );
    const ask = async (path: string): Promise<string> => verdict(await fetcher.fetch({ url: `${site.origin}${path}`, purpose: "page" }));
    expect(await ask("/hang")).toBe("first-byte-timeout: No answer within 300 ms.");
    expect(await ask("/big?mb=3")).toBe("too-large: The body is larger than 1 MiB.");
    expect(await ask("/bomb?encoding=gzip&mb=30")).toBe("too-large: The body is larger than 1 MiB after decompression.");
    expect(await ask("/status/503?retry-after=7")).toBe("503");
    expect(await ask("/status/404")).toBe("404");
  });

  it("is checked with HEAD too", async () => {
    const site = await openTlsTestSite({ http2: true });
    const answer = answered(
      await openFetcher({}, { authorities: [site.authority] }).fetch({ url: `${site.origin}/page/x`, purpose: "check" }),
    );
    expect([answer.status, site.requests[0]?.method]).toEqual([200, "HEAD"]);
  });
});
