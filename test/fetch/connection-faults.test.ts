import net from "node:net";
import { Worker } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Lookup } from "#fetch/lookup.ts";
import { answered, askFor, failed, openFetcher, openTestSite, openTlsTestSite, textOf, verdict } from "#test/fetch/open-fetcher.ts";

/** Listens but never accepts; the queue of the kernel is filled, so that further connections get no answer at all. */
async function openBlackHole(host: string, port = 0): Promise<number> {
  const source = `
    const { parentPort, workerData } = require("node:worker_threads");
    const server = require("node:net").createServer();
    server.listen({ port: workerData.port, host: workerData.host, backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 10);
    });`;
  const worker = new Worker(source, { eval: true, workerData: { host, port } });
  onTestFinished(() => void worker.terminate());
  const opened = await new Promise<number>((resolve) => worker.once("message", resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let count = 0; count < 6; count += 1) {
    const filler = net.connect(opened, host).on("error", () => undefined);
    onTestFinished(() => void filler.destroy());
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  return opened;
}

async function unusedPort(): Promise<number> {
  const site = await openTestSite();
  await site.close();
  return site.port;
}

describe("a connection that cannot be made", () => {
  it("is connection-refused where nothing listens (F001)", async () => {
    const port = await unusedPort();
    expect(verdict(await openFetcher().fetch({ url: `http://127.0.0.1:${port}/`, purpose: "page" }))).toBe(
      `connection-refused: Nothing accepts connections at 127.0.0.1:${port}.`,
    );
  });

  it("is connect-timeout when the host does not react, within the time allowed (F002)", async () => {
    const port = await openBlackHole("127.0.0.1");
    const failure = failed(await openFetcher({ connectTimeoutMs: 300 }).fetch({ url: `http://127.0.0.1:${port}/`, purpose: "page" }));
    expect(verdict(failure)).toBe("connect-timeout: 127.0.0.1 accepted no connection within 300 ms.");
    expect(failure.times.totalMs).toBeLessThan(1000);
  });

  it("goes to the next address of the host when the first is dead (F012)", async () => {
    const site = await openTestSite();
    await openBlackHole("127.0.0.2", site.port);
    const lookup: Lookup = async () => [
      { address: "127.0.0.2", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    const answer = answered(await openFetcher({}, { lookup }).fetch({ url: `http://two.test:${site.port}/page/x`, purpose: "page" }));
    expect([answer.status, answer.remoteAddress]).toEqual([200, "127.0.0.1"]);
    expect(answer.times.totalMs).toBeLessThan(2000);
  });

  it("is unreachable when the network has no way there", async () => {
    const lookup: Lookup = async () => [{ address: "255.255.255.255", family: 4 }];
    expect(verdict(await openFetcher({}, { lookup }).fetch({ url: "http://nowhere.test/", purpose: "page" }))).toMatch(
      /^unreachable: There is no way to nowhere.test:80/,
    );
  });
});

describe("a name that cannot be looked up (F013)", () => {
  const failing = (code: string): { lookup: Lookup; asked: () => number } => {
    let asked = 0;
    return { asked: () => asked, lookup: () => Promise.reject(Object.assign(new Error(code), { code, n: (asked += 1) })) };
  };

  it("is dns when there is no such name, which is remembered", async () => {
    const { lookup, asked } = failing("ENOTFOUND");
    const fetcher = openFetcher({}, { lookup });
    expect(verdict(await fetcher.fetch({ url: "http://missing.test/", purpose: "page" }))).toBe(
      "dns: There is no host named missing.test.",
    );
    await fetcher.fetch({ url: "http://missing.test/other", purpose: "page" });
    expect(asked()).toBe(1);
  });

  it("is dns when the lookup fails for now, and asked again the next time", async () => {
    const { lookup, asked } = failing("EAI_AGAIN");
    const fetcher = openFetcher({}, { lookup });
    expect(verdict(await fetcher.fetch({ url: "http://later.test/", purpose: "page" }))).toBe(
      "dns: The name later.test could not be looked up (EAI_AGAIN).",
    );
    await fetcher.fetch({ url: "http://later.test/", purpose: "page" });
    expect(asked()).toBe(2);
  });

  it("is dns when the lookup takes too long", async () => {
    const lookup: Lookup = () => new Promise(() => undefined);
    const failure = failed(await openFetcher({ connectTimeoutMs: 150 }, { lookup }).fetch({ url: "http://slow.test/", purpose: "page" }));
    expect(verdict(failure)).toBe("dns: The name slow.test could not be looked up within 150 ms.");
  });
});

describe("a connection that breaks", () => {
  it("is reset when the server resets it before any answer (F003)", async () => {
    expect(verdict(await askFor("/reset"))).toBe("reset: The connection was broken off before the answer came (ECONNRESET).");
    const site = await openTestSite({ resetAtOnce: true });
    expect(verdict(await openFetcher().fetch({ url: site.origin, purpose: "page" }))).toMatch(/^reset: /);
  });

  it("is empty-response when the server just closes it (F004)", async () => {
    expect(verdict(await askFor("/empty-reply"))).toBe("empty-response: The server closed the connection without answering.");
  });

  it("is partial-body in the middle of a body, never a complete page (F005)", async () => {
    expect(verdict(await askFor("/reset-body"))).toBe("partial-body: The body broke off after 1,000 of 2,000 bytes.");
    expect(verdict(await askFor("/truncated"))).toBe("partial-body: The body broke off after 1,000 of 2,000 bytes.");
    expect(verdict(await askFor("/wrong-length?declared=1500&sent=1000"))).toBe(
      "partial-body: The body broke off after 1,000 of 1,500 bytes.",
    );
    expect(verdict(await askFor("/reset-open-body"))).toBe("partial-body: The body broke off after 1,000 bytes.");
    expect(failed(await askFor("/truncated")).status).toBe(200);
  });

  it("is partial-body in the middle of the headers", async () => {
    expect(verdict(await askFor("/truncated-headers"))).toBe("partial-body: The connection ended in the middle of the headers.");
  });

  it("ends a body that has no stated length", async () => {
    expect(textOf(answered(await askFor("/without-length")))).toContain("Until the end");
  });

  it("goes unnoticed when a kept connection turns out to be closed (F006)", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher();
    const first = answered(await fetcher.fetch({ url: `${site.origin}/stale`, purpose: "page" }));
    const second = answered(await fetcher.fetch({ url: `${site.origin}/page/next`, purpose: "page" }));
    expect([first.status, second.status, site.connections(), site.hits("/page/next")]).toEqual([200, 200, 2, 1]);
    expect(second.times.connectMs).not.toBeNull();
  });

  it("is asked for again only once: a server that always resets is a failure", async () => {
    const site = await openTestSite();
    const fetcher = openFetcher();
    await fetcher.fetch({ url: `${site.origin}/page/1`, purpose: "page" });
    expect(verdict(await fetcher.fetch({ url: `${site.origin}/reset`, purpose: "page" }))).toMatch(/^reset: /);
    expect(site.hits("/reset")).toBe(2);
  });

  it("throws bytes behind a body away with the connection, and gives none of them to the next request (F007)", async () => {
    for (const path of ["/junk-after", "/second-answer"]) {
      const site = await openTestSite();
      const fetcher = openFetcher();
      expect(textOf(answered(await fetcher.fetch({ url: `${site.origin}${path}`, purpose: "page" })))).toBe("hello");
      expect(textOf(answered(await fetcher.fetch({ url: `${site.origin}/page/next`, purpose: "page" })))).toContain("Page next");
      expect(site.connections()).toBe(2);
    }
  });

  it("does not hang when the server speaks first (F008)", async () => {
    const polite = await openTestSite({ greeting: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nearly" });
    expect(["200", "protocol"]).toContain(verdict(await openFetcher().fetch({ url: polite.origin, purpose: "page" })).split(":")[0]);
    const other = await openTestSite({ greeting: "220 mail.example ESMTP\r\n" });
    expect(verdict(await openFetcher().fetch({ url: other.origin, purpose: "page" }))).toMatch(/^protocol: /);
  });

  it("is a protocol or tls failure when one side speaks TLS and the other does not (F009)", async () => {
    const plain = await openTestSite();
    const secure = await openTlsTestSite();
    expect(verdict(await openFetcher().fetch({ url: plain.origin.replace("http:", "https:"), purpose: "page" }))).toBe(
      "tls: 127.0.0.1 broke off the connection while a secure one was being agreed on.",
    );
    const chatty = await openTestSite({ greeting: "HTTP/1.1 400 Bad Request\r\n\r\n" });
    expect(verdict(await openFetcher().fetch({ url: chatty.origin.replace("http:", "https:"), purpose: "page" }))).toMatch(
      /^tls: No secure connection with 127.0.0.1 could be/,
    );
    expect(verdict(await openFetcher().fetch({ url: secure.origin.replace("https:", "http:"), purpose: "page" }))).toMatch(
      /^(empty-response|reset|protocol): /,
    );
  });

  it("loses nothing for others when a server resets connections beyond a number (F011)", async () => {
    const site = await openTestSite({ maxConnections: 2, latencyMs: 50 });
    const fetcher = openFetcher();
    const outcomes = await Promise.all([1, 2, 3, 4].map((n) => fetcher.fetch({ url: `${site.origin}/page/${n}`, purpose: "page" })));
    expect(outcomes.filter(({ kind }) => kind === "answer")).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome.kind === "failure" && outcome.code === "reset")).toHaveLength(2);
  });
});
