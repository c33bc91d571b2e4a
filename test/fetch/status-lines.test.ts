import net from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { RAW_ANSWERS } from "#test/site/raw-answers.ts";
import { answered, askFor, openFetcher, openTestSite, textOf, verdict } from "#test/fetch/open-fetcher.ts";

/** What comes of each named answer: status and body, or the failure. */
const EXPECTED: Readonly<Record<string, string>> = {
  "http-0.9": "protocol: What the server sent does not begin like an HTTP answer.",
  "http-1.0": "200 hello",
  "http-1.2": "200 hello",
  "http-5.6": 'protocol: The answer begins with "HTTP/5.6 200 OK", which is not a status line of HTTP/1.',
  "http-11.1": 'protocol: The answer begins with "HTTP/11.1 200 OK", which is not a status line of HTTP/1.',
  "http-2": 'protocol: The answer begins with "HTTP/2 200 OK", which is not a status line of HTTP/1.',
  "status-2": 'protocol: The answer begins with "HTTP/1.1 2 X", which is not a status line of HTTP/1.',
  "status-99": 'protocol: The answer begins with "HTTP/1.1 99 X", which is not a status line of HTTP/1.',
  "status-099": "protocol: The answer has the status 099, which does not exist.",
  "status-600": "600 hello",
  "status-999": "999 hello",
  "status-1000": 'protocol: The answer begins with "HTTP/1.1 1000 X", which is not a status line of HTTP/1.',
  "status-minus-200": 'protocol: The answer begins with "HTTP/1.1 -200 X", which is not a status line of HTTP/1.',
  "status-101": "protocol: The server switched to another protocol without being asked.",
  "no-reason": "200 hello",
  "empty-reason": "200 hello",
  "reason-bytes": "200 hello",
  "bare-lf": "200 hello",
  "leading-crlf": "200 hello",
  "leading-garbage": "protocol: What the server sent does not begin like an HTTP answer.",
  "204-with-body": "204 ",
  "205-with-body": "205 ",
  "304-with-body": "304 ",
  "100-then-200": "200 hello",
  "103-then-200": "200 hello",
  "length-negative": 'protocol: The answer gives "-6" as the length of its body.',
  "length-rubbish": 'protocol: The answer gives "five" as the length of its body.',
  "length-huge": 'protocol: The answer gives "99999999999999999999" as the length of its body.',
  "length-twice-different": "protocol: The answer gives two different lengths for its body.",
  "length-twice-equal": "200 hello",
  "length-list-equal": "200 hello",
  "length-and-chunked": "200 hello",
  "coding-chunked-identity": "200 5\r\nhello\r\n0\r\n\r\n",
  "coding-chunkedchunked": "200 5\r\nhello\r\n0\r\n\r\n",
  "coding-gzip": "200 hello",
  "line-without-colon": "200 hello",
  "empty-name": "200 hello",
  "space-before-colon": "200 hello",
  "space-before-first": "200 hello",
  folded: "200 hello",
  "nul-in-value": "200 hello",
  "odd-name": "200 hello",
};

describe("an answer that is not quite HTTP (F023 to F037)", () => {
  it("is listed here for every named answer of the site", () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(RAW_ANSWERS).sort());
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(`comes out as said here: ${name}`, async () => {
      const outcome = await askFor(`/raw/${name}`);
      expect(outcome.kind === "answer" ? `${outcome.status} ${textOf(outcome)}` : verdict(outcome)).toBe(expected);
    });
  }

  it("comes out the same when it arrives byte by byte", async () => {
    const server = net.createServer({ noDelay: true }, (socket) => {
      socket
        .on("error", () => undefined)
        .once("data", (request) => {
          const raw = Buffer.from(RAW_ANSWERS[/raw\/(\S+)/.exec(request.toString())?.[1] ?? ""] ?? "", "latin1");
          let at = 0;
          const next = (): void =>
            void (at < raw.length ? socket.write(raw.subarray(at, (at += 1)), () => setImmediate(next)) : socket.end());
          next();
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const fetcher = openFetcher();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const [name, expected] of Object.entries(EXPECTED)) {
      const outcome = await fetcher.fetch({ url: `${origin}/raw/${name}`, purpose: "page" });
      expect([name, outcome.kind === "answer" ? `${outcome.status} ${textOf(outcome)}` : verdict(outcome)]).toEqual([name, expected]);
    }
  }, 20_000);

  it("says which version of HTTP it was", async () => {
    expect(answered(await askFor("/raw/http-1.0")).httpVersion).toBe("1.0");
    expect(answered(await askFor("/raw/bare-lf")).httpVersion).toBe("1.1");
  });

  it("keeps the reason phrase printable", async () => {
    expect(answered(await askFor("/raw/reason-bytes")).reason).not.toMatch(/\p{Cc}/u);
    expect(answered(await askFor("/raw/no-reason")).reason).toBe("");
  });

  it("leaves the next request on the same fetcher alone (F030)", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher();
    for (const name of Object.keys(RAW_ANSWERS)) {
      await fetcher.fetch({ url: `${site.origin}/raw/${name}`, purpose: "page" });
      expect(textOf(answered(await fetcher.fetch({ url: `${site.origin}/page/${name}`, purpose: "page" })))).toContain(`Page ${name}`);
    }
  });

  it("is the last one on its connection when it was framed in a contradictory way (F035)", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher();
    expect(textOf(answered(await fetcher.fetch({ url: `${site.origin}/raw-kept/length-and-chunked`, purpose: "page" })))).toBe("hello");
    expect(verdict(await fetcher.fetch({ url: `${site.origin}/page/next`, purpose: "page" }))).toBe("200");
    expect(site.connections()).toBe(2);
  });

  it("never harms the process, whatever the bytes are", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher({ firstByteTimeoutMs: 300, stallTimeoutMs: 300 });
    let state = 7;
    const random = (below: number): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % below;
    const names = Object.keys(RAW_ANSWERS);
    for (let round = 0; round < 300; round += 1) {
      const bytes = Buffer.from(RAW_ANSWERS[names[random(names.length)] ?? ""] ?? "", "latin1");
      for (let flips = random(4); flips >= 0; flips -= 1) bytes[random(bytes.length)] = random(256);
      const outcome = await fetcher.fetch({
        url: `${site.origin}/raw?base64=${encodeURIComponent(bytes.toString("base64"))}`,
        purpose: "page",
      });
      expect(["answer", "failure"]).toContain(outcome.kind);
    }
  }, 30_000);
});
