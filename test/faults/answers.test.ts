import { beforeAll, describe, expect, it } from "vitest";
import { RealCrawl, linksTo } from "#test/faults/crawl-for-real.ts";
import { CHUNKED_BODIES, RAW_ANSWERS } from "#test/site/raw-answers.ts";
import { startSite, type Site } from "#test/site/site.ts";

const HEALTHY = Array.from({ length: 10 }, (_, index) => `/page/healthy-${index}`);
const ENCODED = "/encoded?encoding=";

/** What the window shows for each answer of `RAW_ANSWERS`: a status, or the code of a failure. */
const RAW: Readonly<Record<string, string>> = {
  "http-1.0": "200",
  "status-600": "600",
  "status-999": "999",
  "no-reason": "200",
  "empty-reason": "200",
  "204-with-body": "204",
  "205-with-body": "205",
  "304-with-body": "304",
  "100-then-200": "200",
  "103-then-200": "200",
  "length-twice-equal": "200",
};

/** Bodies in chunks that are complete. The others must never pass for whole pages. */
const WHOLE_CHUNKED = ["trailers", "extension", "upper-case-and-zeros"];

const ENCODINGS: readonly (readonly [fault: string, path: string, verdict: string])[] = [
  ["F055 gzip", `${ENCODED}gzip`, "200"],
  ["F055 x-gzip", `${ENCODED}x-gzip`, "200"],
  ["F055 deflate", `${ENCODED}deflate`, "200"],
  ["F055 deflate without its frame", `${ENCODED}raw-deflate`, "200"],
  ["F055 brotli", `${ENCODED}br`, "200"],
  ["F055 zstd", `${ENCODED}zstd`, "200"],
  ["F058 three encodings on top of each other", `${ENCODED}gzip,deflate,gzip`, "200"],
  ["F061 gzip that is cut", `${ENCODED}gzip&spoil=truncated`, "bad-encoding after 1 attempt"],
  ["F061 gzip with a wrong checksum", `${ENCODED}gzip&spoil=bad-checksum`, "bad-encoding after 1 attempt"],
  ["F061 brotli that is damaged", `${ENCODED}br&spoil=damaged`, "bad-encoding after 1 attempt"],
  ["F059 a hundred encodings", `${ENCODED}${"gzip,".repeat(99)}gzip`, "unsupported-encoding after 1 attempt"],
  ["F062 an unknown encoding", "/declared?encoding=foo", "unsupported-encoding after 1 attempt"],
  ["F060 a gzip bomb", "/bomb?encoding=gzip&mb=60", "too-large after 1 attempt"],
  ["F060 a brotli bomb", "/bomb?encoding=br&mb=60", "too-large after 1 attempt"],
  ["F060 a zstd bomb", "/bomb?encoding=zstd&mb=60", "too-large after 1 attempt"],
];

const HEADERS: readonly (readonly [fault: string, path: string, verdict: string])[] = [
  ["F039 a header of 16 KiB", "/huge-headers?bytes=16384", "200"],
  ["F039 a header of 100 KB", "/huge-headers?bytes=100000", "header-overflow after 1 attempt"],
  ["F039 ten thousand headers", "/many-headers?n=10000", "header-overflow after 1 attempt"],
  ["F040 a flood of cookies", "/cookies?n=5000", "header-overflow after 1 attempt"],
  ["F040 many cookies within the limit", "/cookies?n=200", "200"],
  ["F042 no content type", `/type?body=${Buffer.from("<html><title>Sniffed</title>").toString("base64url")}`, "200"],
  [
    "F042 rubbish for a content type",
    `/type?is=%3B%3B%3B&body=${Buffer.from("<html><title>Sniffed</title>").toString("base64url")}`,
    "200",
  ],
  ["F045 robots directives in a header", "/headers?X-Robots-Tag=noindex&Content-Type=text/html", "200"],
  ["F048 dates that are none", "/headers?Last-Modified=yesterday&Date=never&Content-Type=text/html", "200"],
  ["F054 a body in chunks of one byte", "/tiny-chunks?n=20000", "200"],
];

describe("a crawl of answers that are not quite HTTP", () => {
  let site: Site;
  let other: Site;
  let crawl: RealCrawl;
  let state: string;

  beforeAll(async () => {
    [site, other] = await Promise.all([startSite(), startSite()]);
    const raw = Object.keys(RAW_ANSWERS).flatMap((name) => [`/raw/${name}`]);
    const chunked = Object.keys(CHUNKED_BODIES).map((name) => `/bad-chunk?kind=${name}`);
    const seed = linksTo(site.origin, [
      ...raw,
      ...chunked,
      ...ENCODINGS.map(([, path]) => path),
      ...HEADERS.map(([, path]) => path),
      ...HEALTHY,
    ]);
    crawl = new RealCrawl({
      seeds: [seed, linksTo(other.origin, HEALTHY)],
      maxBodyBytes: 1_000_000,
      retries: 0,
      concurrency: 32,
      perHost: 16,
      firstByteTimeoutMs: 8000,
      timeoutMs: 10_000,
      stallTimeoutMs: 4000,
    });
    state = await crawl.run();
    return async () => {
      crawl[Symbol.dispose]();
      await Promise.all([site.close(), other.close()]);
    };
  }, 60_000);

  it.each([...ENCODINGS, ...HEADERS])("%s (%s) is shown as %s", (_fault, path, verdict) => {
    expect(crawl.verdict(`${site.origin}${new URL(path, site.origin).href.slice(site.origin.length)}`)).toBe(verdict);
  });

  it.each(Object.entries(RAW))("F023-F038 %s is shown with status %s", (name, status) => {
    expect(crawl.verdict(`${site.origin}/raw/${name}`)).toBe(status);
  });

  it.each(Object.keys(RAW_ANSWERS).filter((name) => RAW[name] === undefined))(
    "F023-F038 %s is one row: an answer with its status, or a failure of the protocol",
    (name) => {
      expect(crawl.verdict(`${site.origin}/raw/${name}`)).toMatch(
        /^(?:[1-9]\d\d|(?:protocol|partial-body|empty-response|header-overflow) after 1 attempt)$/,
      );
    },
  );

  it("F049-F053 takes no body for whole whose chunks are wrong", () => {
    for (const name of Object.keys(CHUNKED_BODIES)) {
      const verdict = crawl.verdict(`${site.origin}/bad-chunk?kind=${name}`);
      expect([name, verdict]).toEqual([
        name,
        WHOLE_CHUNKED.includes(name) ? "200" : expect.stringMatching(/^(?:protocol|partial-body) after 1 attempt$/),
      ]);
    }
  });

  it("F055 reads the same page in every encoding", () => {
    const whole = ENCODINGS.filter(([, , verdict]) => verdict === "200").map(([, path]) => crawl.row("pages", `${site.origin}${path}`));
    expect(new Set(whole.map((row) => `${row.title} ${row.word_count} ${row.text_hash} ${row.size_bytes}`)).size).toBe(1);
    expect(whole[0]).toMatchObject({ title: "Compressed" });
  });

  it("F042 F045 reads titles without a content type, and directives out of headers", () => {
    const sniffed = HEADERS.filter(([fault]) => fault.startsWith("F042")).map(([, path]) =>
      crawl.row("pages", new URL(path, site.origin).href),
    );
    expect(sniffed.map((row) => row.title)).toEqual(["Sniffed", "Sniffed"]);
    expect(crawl.row("pages", `${site.origin}/headers?X-Robots-Tag=noindex&Content-Type=text/html`)).toMatchObject({
      indexable: false,
      indexability_reason: "noindex",
    });
    expect(crawl.row("pages", `${site.origin}/headers?Last-Modified=yesterday&Date=never&Content-Type=text/html`)).toMatchObject({
      last_modified: "yesterday",
    });
  });

  it("F060 says in plain words that a bomb is too large", () => {
    expect(crawl.row("failed", `${site.origin}/bomb?encoding=br&mb=60`).message).toMatch(
      /^The body is larger than .+ after decompression\.$/,
    );
  });

  it("keeps every healthy page of both hosts, and its numbers add up", () => {
    for (const { origin } of [site, other]) for (const path of HEALTHY) expect(crawl.verdict(`${origin}${path}`)).toBe("200");
    expect(state).toBe("finished");
    expect(crawl.contradictions()).toEqual([]);
  });
});
