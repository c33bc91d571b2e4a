import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { startSite, type Site } from "#test/site/site.ts";
import { startTlsSite, type TlsSite } from "#test/site/tls-site.ts";

const HEALTHY = Array.from({ length: 20 }, (_, index) => `/page/healthy-${index}`);

describe("a crawl whose connections break in every way", () => {
  let site: Site;
  let other: Site;
  let closedOrigin: string;
  let greeting: Site;
  let resetting: Site;
  let crawl: RealCrawl;
  let state: string;
  const secure = new Map<string, TlsSite>();

  /** Path on the faulty site -> what the window shows, and a part of the sentence behind it. */
  const faults: readonly (readonly [fault: string, path: string, verdict: string, message?: RegExp])[] = [
    ["F003 a reset before the first byte", "/reset", "reset after 2 attempts", /broken off before the answer/],
    ["F003 one reset, then an answer", "/reset?times=1", "200"],
    ["F004 an end without an answer", "/empty-reply", "empty-response after 2 attempts", /closed the connection without answering/],
    ["F004 an end without an answer once", "/empty-reply?times=1", "200"],
    ["F005 a reset in the middle of a body", "/reset-body", "partial-body after 2 attempts", /broke off after 1,000 of 2,000 bytes/],
    ["F005 a reset in a body without a length", "/reset-open-body", "partial-body after 2 attempts"],
    ["F005 half a body", "/truncated", "partial-body after 2 attempts", /1,000 of 2,000/],
    ["F005 half a body once", "/truncated?times=1", "200"],
    ["F005 an end in the middle of the headers", "/truncated-headers", "partial-body after 2 attempts", /middle of the headers/],
    ["F006 a connection that is closed as it is used again", "/stale", "200"],
    ["F007 more bytes than the body has", "/junk-after", "200"],
    ["F007 an answer nobody asked for behind the body", "/second-answer", "200"],
    ["F014 no answer at all", "/hang", "first-byte-timeout after 2 attempts", /No answer within 1 s/],
    ["F014 a slow answer", "/slow?ms=400", "200"],
    ["F015 headers that drip", "/slow-headers?ms=50", "first-byte-timeout after 2 attempts", /headers were not complete within 1 s/],
    ["F016 a body that drips for ever", "/slow-body?ms=50", "timeout after 2 attempts", /did not end within 2.5 s/],
    ["F017 a body that stops half-way", "/stall", "body-stalled after 2 attempts", /stopped for 500 ms after 1,000 of 2,000/],
    ["F018 a body without end", "/endless-body", "too-large after 1 attempt", /larger than/],
    ["F019 headers without end", "/endless-headers", "header-overflow after 1 attempt", /larger than/],
    ["F020 interim answers without end", "/endless-1xx", "protocol after 1 attempt", /interim answers/],
    ["F021 a chunk extension without end", "/endless-chunk-extension", "body-stalled after 2 attempts"],
    ["F021 trailers without end", "/endless-trailers", "header-overflow after 1 attempt"],
  ];

  const certificates = [
    ["self-signed", "tls-self-signed"],
    ["expired", "tls-expired"],
    ["not-yet-valid", "tls-expired"],
    ["untrusted", "tls-untrusted"],
  ] as const;

  beforeAll(async () => {
    [site, other, greeting, resetting] = await Promise.all([
      startSite(),
      startSite(),
      startSite({ greeting: "SSH-2.0-OpenSSH_9.9\r\n" }),
      startSite({ resetAtOnce: true }),
    ]);
    for (const [certificate] of certificates) secure.set(certificate, await startTlsSite({ certificate }));
    const closed = await startSite();
    closedOrigin = closed.origin;
    await closed.close();
    const elsewhere = [
      `${closedOrigin}/page/refused`,
      `${site.origin.replace("http:", "https:")}/page/tls-on-plain`,
      `${greeting.origin}/page/greeted`,
      `${resetting.origin}/page/reset-at-once`,
      "http://no-such-host.invalid/",
      ...[...secure.values()].map(({ origin }) => `${origin}/page/secret`),
      `${secure.get("expired")!.origin.replace("https:", "http:")}/page/plain-on-tls`,
    ];
    const seed = linksTo(site.origin, [...faults.map(([, path]) => path), ...HEALTHY, ...elsewhere]);
    crawl = new RealCrawl({
      seeds: [seed, linksTo(other.origin, HEALTHY)],
      external: "check",
      maxBodyBytes: 2_000_000,
      privateAddresses: "allow",
      concurrency: 64,
      perHost: 32,
    });
    state = await crawl.run();
    return async () => {
      crawl[Symbol.dispose]();
      await Promise.all([site, other, greeting, resetting, ...secure.values()].map((one) => one.close()));
    };
  }, 60_000);

  it.each(faults)("%s: %s is shown as %s", (_fault, path, verdict, message) => {
    const url = `${site.origin}${path}`;
    expect(crawl.verdict(url)).toBe(verdict);
    if (message !== undefined) expect(crawl.row("failed", url).message).toMatch(message);
  });

  it("F005 stores nothing of a page of which only a part came", () => {
    for (const path of ["/truncated", "/reset-body", "/stall"]) {
      expect(crawl.row("pages", `${site.origin}${path}`)).toMatchObject({ title: null, word_count: null, outlinks: 0, indexable: false });
    }
  });

  it("F001 F008 F009 F013 says what is wrong with hosts that cannot be talked to", () => {
    expect(crawl.verdict(`${closedOrigin}/page/refused`)).toMatch(/^connection-refused after/);
    expect(crawl.verdict(`${site.origin.replace("http:", "https:")}/page/tls-on-plain`)).toMatch(/^tls after/);
    expect(crawl.verdict(`${greeting.origin}/page/greeted`)).toMatch(/^protocol after/);
    expect(crawl.verdict(`${resetting.origin}/page/reset-at-once`)).toMatch(/^reset after/);
    expect(crawl.verdict("http://no-such-host.invalid/")).toMatch(/^dns after/);
    expect(crawl.row("failed", `${closedOrigin}/page/refused`).message).toMatch(/Nothing accepts connections at 127\.0\.0\.1:\d+/);
  });

  it("F009 shows a secure host that is asked in plain HTTP as an error, not as a page", () => {
    expect(crawl.verdict(`${secure.get("expired")!.origin.replace("https:", "http:")}/page/plain-on-tls`)).toMatch(
      /^(protocol|empty-response|reset) after/,
    );
  });

  it.each(certificates)("F010 tells a certificate that is %s from all other errors, and asks for nothing", (certificate, code) => {
    const host = secure.get(certificate)!;
    expect(crawl.verdict(`${host.origin}/page/secret`)).toMatch(new RegExp(`^${code} after`));
    expect(host.requests).toEqual([]);
  });

  it("keeps every healthy page of this and of the other host, each asked for once", () => {
    for (const { origin, hits } of [site, other]) {
      for (const path of HEALTHY) expect([path, crawl.verdict(`${origin}${path}`), hits(path)]).toEqual([path, "200", 1]);
    }
  });

  it("ends by itself with numbers that add up", () => {
    expect(state).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
  });
});

describe("a host that takes only a few connections", () => {
  let site: Site;
  let crawl: RealCrawl;

  beforeAll(async () => {
    site = await startSite({ maxConnections: 2, latencyMs: 20 });
    crawl = new RealCrawl({ seeds: [linksTo(site.origin, HEALTHY)], retries: 2, retryDelayMs: 20 });
    await crawl.run();
    return () => site.close();
  }, 30_000);
  afterAll(() => crawl[Symbol.dispose]());

  it("F011 is asked for less at a time, and no page of it is lost", () => {
    expect(HEALTHY.map((path) => crawl.verdict(`${site.origin}${path}`))).toEqual(HEALTHY.map(() => "200"));
    expect(crawl.contradictions()).toEqual([]);
  });
});

describe("a pause while a body arrives", () => {
  it("F022 takes the body in, and loses nothing over a resume", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    const slow = ["/slow-body?ms=20&bytes=30", "/slow?ms=500", "/slow-body?ms=20&bytes=31"];
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, [...slow, ...HEALTHY])], concurrency: 3, perHost: 3 });
    const run = crawl.start();
    await requested(site, "/slow-body?ms=20&bytes=30");
    await run.session.pause();
    await run.closed;
    const askedBefore = site.requests.length;
    expect(run.session.state).toBe("paused");
    expect(crawl.coverage).toMatchObject({ discovered: slow.length + HEALTHY.length + 1, leased: 0, failed: 0 });
    expect(crawl.coverage.waiting).toBeGreaterThan(0);
    expect(crawl.verdict(`${site.origin}${slow[0]}`)).toBe("200");
    expect(await crawl.run()).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
    expect(crawl.coverage).toMatchObject({ kept: slow.length + HEALTHY.length + 1, waiting: 0 });
    for (const path of [...slow, ...HEALTHY]) expect([path, site.hits(path)]).toEqual([path, 1]);
    expect(site.requests.length).toBeGreaterThan(askedBefore);
  });

  it("F022 a stop gives the body up and asks for it again after a resume", { timeout: 30_000 }, async () => {
    await using site = await startSite();
    using crawl = new RealCrawl({ seeds: [linksTo(site.origin, ["/slow?ms=400", ...HEALTHY])], concurrency: 2, perHost: 2 });
    const run = crawl.start();
    await requested(site, "/slow?ms=400");
    await run.session.stop();
    await run.closed;
    expect(crawl.coverage.leased).toBe(0);
    expect(await crawl.run()).toBe("finished");
    expect(crawl.verdict(`${site.origin}/slow?ms=400`)).toBe("200");
    expect(site.hits("/slow?ms=400")).toBe(2);
    expect(crawl.contradictions()).toEqual([]);
  });
});

/** Resolves when the site has been asked for `path`. */
async function requested(site: Site, path: string): Promise<void> {
  const deadlineMs = Date.now() + 15_000;
  while (site.hits(path) === 0) {
    if (Date.now() > deadlineMs) throw new Error(`${path} was not asked for`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
