import { describe, expect, it } from "vitest";
import {
  answered,
  askFor,
  closing,
  headerOf,
  openFetcher,
  openTestSite,
  textOf,
  verdict,
  visitSettings,
} from "#test/fetch/open-fetcher.ts";
import { createFetcher } from "#fetch/fetcher.ts";

describe("an answer", () => {
  it("carries status, reason, headers, body, sizes, times and the address of the server", async () => {
    const site = await openTestSite({ pages: { "/hello": "<title>Hello</title>" } });
    const answer = answered(await openFetcher().fetch({ url: `${site.origin}/hello#part`, purpose: "page" }));
    expect(answer).toMatchObject({
      status: 200,
      reason: "OK",
      httpVersion: "1.1",
      contentType: "text/html; charset=utf-8",
      mediaKind: "html",
      bodyBytes: 20,
      wireBytes: 20,
      remoteAddress: "127.0.0.1",
    });
    expect(textOf(answer)).toBe("<title>Hello</title>");
    expect(headerOf(answer, "content-length")).toBe("20");
    expect(answer.times.connectMs).not.toBeNull();
    expect(answer.times.totalMs).toBeGreaterThanOrEqual(answer.times.firstByteMs);
    expect(site.requests[0]?.path).toBe("/hello");
  });

  it("is asked for with the headers a crawler sends, and with no name or password of the address", async () => {
    const site = await openTestSite();
    const url = `${site.origin.replace("//", "//user:secret@")}/page/x`;
    answered(await openFetcher({ acceptLanguage: "de" }).fetch({ url, purpose: "page" }));
    const sent = site.requests[0]?.headers;
    expect(sent).toMatchObject({
      "user-agent": "Orbweaver/0.1 (+https://example.com/contact)",
      "accept-encoding": "gzip, deflate, br, zstd",
      "accept-language": "de",
    });
    expect(sent?.accept).toContain("text/html");
    expect(sent?.authorization).toBeUndefined();
    expect(sent?.referer).toBeUndefined();
  });

  it("comes over the connection of the one before, which then has no times for dns and connecting", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher();
    const first = answered(await fetcher.fetch({ url: `${site.origin}/page/1`, purpose: "page" }));
    const second = answered(await fetcher.fetch({ url: `${site.origin}/page/2`, purpose: "page" }));
    expect([first.times.dnsMs, second.times.dnsMs, second.times.connectMs]).toEqual([expect.any(Number), null, null]);
    expect(site.connections()).toBe(1);
  });

  it("shares no connection with another one on its way at the same time", async () => {
    const site = await openTestSite({ latencyMs: 50 });
    const fetcher = openFetcher();
    await Promise.all([1, 2, 3].map((n) => fetcher.fetch({ url: `${site.origin}/page/${n}`, purpose: "page" })));
    expect(site.connections()).toBe(3);
  });

  it("can have any status from 100 to 999, each as sent", async () => {
    for (const status of [200, 304, 404, 410, 451, 500, 503, 599]) {
      expect(verdict(await askFor(`/status/${status}`))).toBe(String(status));
    }
  });
});

describe("a request", () => {
  it("for anything but http and https is refused without touching the network", async () => {
    const fetcher = openFetcher();
    for (const url of ["ftp://127.0.0.1/", "file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "gopher://127.0.0.1/"]) {
      expect(verdict(await fetcher.fetch({ url, purpose: "page" }))).toMatch(/^protocol: Only http and https are fetched/);
    }
    expect(verdict(await fetcher.fetch({ url: "not a url", purpose: "page" }))).toBe("protocol: This is not a valid address.");
  });

  it("that is aborted rejects with the reason and lets go of its connection", async () => {
    const site = await openTestSite();
    const controller = new AbortController();
    const asked = openFetcher().fetch({ url: `${site.origin}/hang`, purpose: "page" }, controller.signal);
    setTimeout(() => controller.abort(new Error("no longer wanted")), 50);
    await expect(asked).rejects.toThrow("no longer wanted");
  });

  it("rejects when the fetcher is closed under it", async () => {
    const site = await openTestSite();
    const fetcher = createFetcher(visitSettings());
    const asked = fetcher.fetch({ url: `${site.origin}/hang`, purpose: "page" });
    await fetcher.close();
    await expect(asked).rejects.toThrow("closed");
  });

  it("uses new settings at once, and no connection made under the old ones", async () => {
    const site = await openTestSite();
    const fetcher = closing(createFetcher(visitSettings({ userAgent: "" })));
    await fetcher.fetch({ url: `${site.origin}/page/1`, purpose: "page" });
    fetcher.configure({ ...visitSettings(), userAgent: "Other/1" });
    await fetcher.fetch({ url: `${site.origin}/page/2`, purpose: "page" });
    expect(site.requests.map(({ headers }) => headers["user-agent"])).toEqual([expect.stringContaining("Orbweaver"), "Other/1"]);
    expect(site.connections()).toBe(2);
  });

  it("on its way while settings change leaves no connection behind for later ones", async () => {
    const site = await openTestSite({ latencyMs: 50 });
    const fetcher = closing(createFetcher(visitSettings()));
    const asked = fetcher.fetch({ url: `${site.origin}/page/1`, purpose: "page" });
    fetcher.configure(visitSettings());
    expect(verdict(await asked)).toBe("200");
    await fetcher.fetch({ url: `${site.origin}/page/2`, purpose: "page" });
    expect(site.connections()).toBe(2);
  });
});

describe("a check", () => {
  it("asks with HEAD and keeps no body", async () => {
    const site = await openTestSite();
    const answer = answered(await openFetcher().fetch({ url: `${site.origin}/page/x`, purpose: "check" }));
    expect([answer.status, answer.body.length, site.requests.map(({ method }) => method)]).toEqual([200, 0, ["HEAD"]]);
    expect(answer.bodyBytes).toBeGreaterThan(50);
  });

  it("asks again with GET where a server does not answer HEAD as it should (F032)", async () => {
    for (const path of [
      "/head-refused/405",
      "/head-refused/501",
      "/head-refused/404",
      "/head-refused/403",
      "/head-refused/400",
      "/head-broken",
    ]) {
      expect([path, verdict(await askFor(path, {}, "check"))]).toEqual([path, "200"]);
    }
  });

  it("says 404 when GET says so too", async () => {
    expect(verdict(await askFor("/status/404", {}, "check"))).toBe("404");
  });

  it("is not confused by a body that follows HEAD", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher();
    expect(verdict(await fetcher.fetch({ url: `${site.origin}/head-with-body`, purpose: "check" }))).toBe("200");
    expect(verdict(await fetcher.fetch({ url: `${site.origin}/status/410`, purpose: "page" }))).toBe("410");
  });
});
