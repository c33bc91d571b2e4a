import { describe, expect, it } from "vitest";
import type { CrawlConfigInput } from "#contract/config.ts";
import { answered, askFor, failed, openFetcher, openTestSite, verdict } from "#test/fetch/open-fetcher.ts";

async function failsWithin(ms: number, path: string, config: CrawlConfigInput): Promise<string> {
  const failure = failed(await askFor(path, config));
  expect(failure.times.totalMs).toBeLessThan(ms);
  return verdict(failure);
}

describe("an answer that takes its time", () => {
  it("is waited for as long as allowed", async () => {
    const answer = answered(await askFor("/slow?ms=200", { firstByteTimeoutMs: 1000 }));
    expect(answer.times.firstByteMs).toBeGreaterThan(190);
  });

  it("is first-byte-timeout when nothing comes (F014)", async () => {
    expect(await failsWithin(600, "/hang", { firstByteTimeoutMs: 200 })).toBe("first-byte-timeout: No answer within 200 ms.");
  });

  it("is first-byte-timeout when headers trickle in for ever: each byte wins no time (F015)", async () => {
    expect(await failsWithin(800, "/slow-headers?ms=20", { firstByteTimeoutMs: 300 })).toBe(
      "first-byte-timeout: The headers were not complete within 300 ms.",
    );
  });

  it("is timeout when a body trickles in for ever (F016)", async () => {
    expect(await failsWithin(1000, "/slow-body?ms=20", { timeoutMs: 500, stallTimeoutMs: 300 })).toBe(
      "timeout: The answer did not end within 500 ms.",
    );
  });

  it("is body-stalled when a body stops half-way (F017)", async () => {
    expect(await failsWithin(800, "/stall?bytes=1000", { stallTimeoutMs: 250 })).toBe(
      "body-stalled: The body stopped for 250 ms after 1,000 of 2,000 bytes.",
    );
  });

  it("gives its connection up when it fails", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher({ firstByteTimeoutMs: 100, stallTimeoutMs: 100, timeoutMs: 300, maxBodyBytes: 100_000 });
    const paths = ["/hang", "/stall", "/slow-body?ms=10", "/endless-body", "/endless-headers"];
    await Promise.all(paths.map((path) => fetcher.fetch({ url: `${site.origin}${path}`, purpose: "page" })));
    await expect.poll(() => site.openConnections()).toBe(0);
  });

  it("does not delay another host", async () => {
    const [slow, quick] = [await openTestSite(), await openTestSite()];
    const fetcher = openFetcher({ firstByteTimeoutMs: 1000 });
    const hanging = fetcher.fetch({ url: `${slow.origin}/hang`, purpose: "page" });
    const answer = answered(await fetcher.fetch({ url: `${quick.origin}/page/x`, purpose: "page" }));
    expect(answer.times.totalMs).toBeLessThan(500);
    expect(verdict(await hanging)).toBe("first-byte-timeout: No answer within 1 s.");
  });
});

describe("an answer without end", () => {
  it("is too-large when its body never ends (F018)", async () => {
    expect(await failsWithin(3000, "/endless-body", { maxBodyBytes: 1_048_576 })).toBe("too-large: The body is larger than 1 MiB.");
    expect(await failsWithin(3000, "/endless-body?type=video/mp4", { maxBodyBytes: 1_048_576 })).toBe(
      "too-large: The body is larger than 1 MiB.",
    );
  });

  it("is header-overflow when its headers never end (F019)", async () => {
    expect(await failsWithin(2000, "/endless-headers", {})).toBe("header-overflow: The headers are larger than 64 KiB.");
  });

  it("is protocol when it never comes to the real answer (F020)", async () => {
    for (const status of [100, 102, 103]) {
      expect(await failsWithin(2000, `/endless-1xx?status=${status}`, {})).toBe(
        "protocol: The server sent more than 20 interim answers (1xx) and no real one.",
      );
    }
  });

  it("fails when a chunk extension or trailers never end (F021)", async () => {
    expect(await failsWithin(2000, "/endless-chunk-extension", { stallTimeoutMs: 300 })).toBe(
      "body-stalled: The body stopped for 300 ms after 0 bytes.",
    );
    expect(await failsWithin(2000, "/endless-trailers", {})).toMatch(/^header-overflow: /);
  });
});
