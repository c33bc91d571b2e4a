import { describe, expect, it } from "vitest";
import { CHUNKED_BODIES } from "#test/site/raw-answers.ts";
import { answered, askFor, textOf, verdict } from "#test/fetch/open-fetcher.ts";

const EXPECTED: Readonly<Record<string, string>> = {
  "size-zz": "protocol: The server does not speak valid HTTP: Invalid character in chunk size.",
  "size-0x10": "protocol: The server does not speak valid HTTP: Invalid character in chunk size.",
  "size-negative": "protocol: The server does not speak valid HTTP: Invalid character in chunk size.",
  "size-overflow": "protocol: The server does not speak valid HTTP: Chunk size overflow.",
  "no-last-chunk": "partial-body: The body broke off after 5 bytes.",
  shorter: "protocol: The server does not speak valid HTTP: Expected LF after chunk data.",
  longer: "protocol: The server does not speak valid HTTP: Missing expected CR after chunk data.",
  "no-crlf": "protocol: The server does not speak valid HTTP: Expected LF after chunk data.",
  trailers: "hello",
  extension: "hello",
  "upper-case-and-zeros": "hello",
};

describe("a body in chunks (F049 to F053)", () => {
  it("is listed here for every named body of the site", () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(CHUNKED_BODIES).sort());
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(`comes out as said here: ${name}`, async () => {
      const outcome = await askFor(`/bad-chunk?kind=${name}`);
      expect(outcome.kind === "answer" ? textOf(outcome) : verdict(outcome)).toBe(expected);
    });
  }

  it("may be a million chunks of one byte (F054)", async () => {
    const before = process.resourceUsage().maxRSS;
    const answer = answered(await askFor("/tiny-chunks?n=1000000", { timeoutMs: 20_000 }));
    expect([answer.body.length, answer.bodyBytes, answer.wireBytes]).toEqual([1_000_000, 1_000_000, 1_000_000]);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(128 * 1024);
  }, 30_000);
});
