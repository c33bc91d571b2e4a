import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineProcess, StartEngine } from "#library/engine-process.ts";
import { startEngineUnderNode } from "#library/start-engine-under-node.ts";
import { heard, hostUnderTest } from "#test/library/host-under-test.ts";
import { entryPath } from "#workers/entries.ts";

const PAGES = 127;
let site: Server;
let seed: string;

/** A tree of pages, each of which takes a little while. */
beforeAll(async () => {
  site = createServer((request, response) => {
    const number = Number(request.url?.slice(1) || 0);
    if (!Number.isInteger(number)) {
      response.writeHead(404).end();
      return;
    }
    const children = [2 * number + 1, 2 * number + 2].filter((child) => child < PAGES);
    setTimeout(
      () => response.setHeader("content-type", "text/html").end(children.map((child) => `<a href="/${child}">${child}</a>`).join("")),
      10,
    );
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  seed = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
});
afterAll(() => void site.close());

describe("The host with the real engine", () => {
  it("finishes a crawl whose engine is killed in the middle, with every page once", { timeout: 60_000 }, async () => {
    const started: EngineProcess[] = [];
    const start = startEngineUnderNode(entryPath("engine"));
    const startEngine: StartEngine = (path) => {
      const engine = start(path);
      started.push(engine);
      return engine;
    };
    await using test = hostUnderTest({ startEngine });
    const { crawl } = await test.client.call("library.create", { config: { seeds: [seed], workers: 1, delayMs: 20 } });
    const underWay = heard(test.client, `crawl:${crawl}`, (status) => status.coverage.kept > 10);
    await test.client.call("crawl.start", { crawl });
    await underWay;
    started[0]?.kill();
    const finished = await heard(test.client, `crawl:${crawl}`, (status) => status.state === "finished");
    expect(finished.coverage).toMatchObject({ discovered: PAGES, kept: PAGES, waiting: 0, failed: 0 });
    expect(finished).toMatchObject({ generation: 2, receipt: { afterCrash: true, lost: 0, fetchedTwice: 0 } });
    expect(started).toHaveLength(2);
    const rows = await test.client.call("view.rows", { crawl, view: "pages", columns: ["url"], first: 0, count: 1000 });
    expect(new Set(rows.rows.map(([url]) => url)).size).toBe(PAGES);
    expect((await test.client.call("library.list", {}))[0]).toMatchObject({ state: "finished", pages: PAGES, problem: null });
  });

  it("pauses a running crawl when it closes, and goes on with it later", { timeout: 60_000 }, async () => {
    const startEngine = startEngineUnderNode(entryPath("engine"));
    const first = hostUnderTest({ startEngine });
    // With a delay the crawl is sure to be under way still when the host closes.
    const { crawl } = await first.client.call("library.create", { config: { seeds: [seed], workers: 1, delayMs: 20 } });
    const underWay = heard(first.client, `crawl:${crawl}`, (status) => status.coverage.kept > 10);
    await first.client.call("crawl.start", { crawl });
    await underWay;
    await first.host.close();
    await using second = hostUnderTest({ startEngine });
    expect(await second.client.call("library.open", { path: crawl })).toMatchObject({ state: "paused" });
    await second.client.call("crawl.start", { crawl });
    const finished = await heard(second.client, `crawl:${crawl}`, (status) => status.state === "finished");
    expect(finished).toMatchObject({ coverage: { kept: PAGES }, receipt: { afterCrash: false } });
    await first[Symbol.asyncDispose]();
  });
});
