import { describe, expect, it } from "vitest";
import { createFetcher } from "#fetch/fetcher.ts";
import type { Lookup } from "#fetch/lookup.ts";
import { closing, openTestSite, verdict, visitSettings } from "#test/fetch/open-fetcher.ts";

const PUBLIC_ONLY = { privateAddresses: "when-started-there" } as const;

describe("a crawl that started on a public address", () => {
  it("reaches no private address, however it is written", async () => {
    const site = await openTestSite();
    const fetcher = closing(createFetcher(visitSettings(PUBLIC_ONLY)));
    for (const host of ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::ffff:7f00:1]", "localhost"]) {
      const outcome = await fetcher.fetch({ url: `http://${host}:${site.port}/page/x`, purpose: "page" });
      expect([host, verdict(outcome)]).toEqual([host, expect.stringMatching(/^private-address: .+ is on a private network/)]);
    }
    for (const host of [
      "10.0.0.1",
      "172.16.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "[::1]",
      "[fc00::1]",
      "[fe80::1]",
      "[64:ff9b::7f00:1]",
    ]) {
      expect([host, verdict(await fetcher.fetch({ url: `http://${host}/`, purpose: "page" }))]).toEqual([
        host,
        expect.stringMatching(/^private-address: /),
      ]);
    }
    expect(site.connections()).toBe(0);
  });

  it("reaches no private address through a name that points there", async () => {
    const site = await openTestSite();
    const lookup: Lookup = async () => [{ address: "127.0.0.1", family: 4 }];
    const fetcher = closing(createFetcher(visitSettings(PUBLIC_ONLY), { lookup }));
    expect(verdict(await fetcher.fetch({ url: `http://inside.test:${site.port}/`, purpose: "page" }))).toBe(
      "private-address: inside.test is on a private network (127.0.0.1), and the crawl did not start there.",
    );
    expect(site.connections()).toBe(0);
  });

  it("refuses a name all of whose addresses are private, and looks it up no second time", async () => {
    const site = await openTestSite();
    let asked = 0;
    const lookup: Lookup = async () => {
      asked += 1;
      return [
        { address: "127.0.0.1", family: 4 },
        { address: "::1", family: 6 },
      ];
    };
    const fetcher = closing(createFetcher(visitSettings({ ...PUBLIC_ONLY, connectTimeoutMs: 200 }), { lookup }));
    expect(verdict(await fetcher.fetch({ url: `http://both.test:${site.port}/`, purpose: "page" }))).toMatch(/^private-address: /);
    expect([site.connections(), asked]).toEqual([0, 1]);
  });

  it("reaches the private hosts that the person started at, and only those", async () => {
    const site = await openTestSite();
    const settings = visitSettings(PUBLIC_ONLY, { hosts: ["127.0.0.1"] });
    const fetcher = closing(createFetcher(settings));
    expect(verdict(await fetcher.fetch({ url: `${site.origin}/page/x`, purpose: "page" }))).toBe("200");
    expect(verdict(await fetcher.fetch({ url: `http://localhost:${site.port}/`, purpose: "page" }))).toMatch(/^private-address: /);
    expect(verdict(await fetcher.fetch({ url: `http://127.0.0.2:${site.port}/`, purpose: "page" }))).toMatch(/^private-address: /);
  });

  it("closes a private connection when new settings no longer allow it", async () => {
    const site = await openTestSite();
    const fetcher = closing(createFetcher(visitSettings()));
    expect(verdict(await fetcher.fetch({ url: `${site.origin}/page/x`, purpose: "page" }))).toBe("200");
    fetcher.configure(visitSettings(PUBLIC_ONLY));
    expect(verdict(await fetcher.fetch({ url: `${site.origin}/page/y`, purpose: "page" }))).toMatch(/^private-address: /);
  });
});

describe("a person's own headers", () => {
  it("go to the start addresses and to nobody else", async () => {
    const [own, other] = [await openTestSite(), await openTestSite()];
    const settings = visitSettings(
      { headers: ["Authorization: Basic c2VjcmV0", "X-Preview: ja ü", "Accept: text/html"] },
      { origins: [own.origin] },
    );
    const fetcher = closing(createFetcher(settings));
    await fetcher.fetch({ url: `${own.origin}/page/x`, purpose: "page" });
    await fetcher.fetch({ url: `${other.origin}/page/x`, purpose: "page" });
    await fetcher.fetch({ url: `${own.origin.replace("127.0.0.1", "localhost")}/page/x`, purpose: "page" });
    const [first, third] = own.requests;
    expect(first?.headers).toMatchObject({ authorization: "Basic c2VjcmV0", accept: "text/html", host: new URL(own.origin).host });
    expect(Buffer.from(String(first?.headers["x-preview"]), "latin1").toString("utf8")).toBe("ja ü");
    for (const request of [other.requests[0], third]) {
      expect([request?.headers.authorization, request?.headers["x-preview"]]).toEqual([undefined, undefined]);
    }
  });

  it("never go from https back to http", async () => {
    const site = await openTestSite();
    const settings = visitSettings({ headers: ["Authorization: Basic c2VjcmV0"] }, { origins: [site.origin.replace("http:", "https:")] });
    await closing(createFetcher(settings)).fetch({ url: `${site.origin}/page/x`, purpose: "page" });
    expect(site.requests[0]?.headers.authorization).toBeUndefined();
  });
});
