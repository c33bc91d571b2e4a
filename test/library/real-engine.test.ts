import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
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

  it(
    "renames a paused crawl, deletes a running one, brings it back and finishes it, with every page once",
    { timeout: 60_000 },
    async () => {
      await using test = hostUnderTest({ startEngine: startEngineUnderNode(entryPath("engine")) });
      const made = await test.client.call("library.create", { config: { seeds: [seed], workers: 1, delayMs: 20 } });
      const underWay = heard(test.client, `crawl:${made.crawl}`, (status) => status.coverage.kept > 5);
      await test.client.call("crawl.start", { crawl: made.crawl });
      await underWay;
      await expect(test.client.call("library.rename", { crawl: made.crawl, name: "Ours" })).rejects.toMatchObject({ code: "in-use" });
      await test.client.call("crawl.pause", { crawl: made.crawl });
      const { crawl } = await test.client.call("library.rename", { crawl: made.crawl, name: "Ours" });
      const further = heard(test.client, `crawl:${crawl}`, (status) => status.coverage.kept > 20);
      await test.client.call("crawl.start", { crawl });
      await further;
      const { undo } = await test.client.call("library.delete", { crawl });
      expect(readdirSync(dirname(undo))).toEqual(["Ours.crawl"]);
      const back = await test.client.call("library.restore", { undo });
      expect(back).toMatchObject({ crawl, state: "paused" });
      expect(back.pages).toBeGreaterThan(20);
      await test.client.call("crawl.start", { crawl });
      const finished = await heard(test.client, `crawl:${crawl}`, (status) => status.state === "finished");
      expect(finished).toMatchObject({ coverage: { kept: PAGES }, receipt: { afterCrash: false, lost: 0, fetchedTwice: 0 } });
      const copy = await test.client.call("library.duplicate", { crawl });
      expect(await test.client.call("crawl.status", { crawl: copy.crawl })).toMatchObject({ state: "idle", coverage: { discovered: 0 } });
      const { lines } = await test.client.call("app.log", {});
      expect(lines.filter((line) => / error /.test(line))).toEqual([]);
      expect(lines.join("\n")).toMatch(/"Ours" Finished: 127 discovered = 0 waiting \+ 0 leased \+ 127 kept/);
    },
  );

  it("tells every window when addresses of a crawl at rest are made to wait again", { timeout: 60_000 }, async () => {
    await using test = hostUnderTest({ startEngine: startEngineUnderNode(entryPath("engine")) });
    const { crawl } = await test.client.call("library.create", { config: { seeds: [seed], workers: 1, maxPages: 5 } });
    const limit = heard(test.client, `crawl:${crawl}`, (status) => status.state === "limit");
    await test.client.call("crawl.start", { crawl });
    expect((await limit).coverage).toMatchObject({ kept: 5 });
    const told = heard(test.attach(), `crawl:${crawl}`, (status) => status.coverage.kept === 0);
    expect(await test.client.call("crawl.requeue", { crawl, view: "pages" })).toEqual({ requeued: 5, leftOut: 0 });
    const { coverage } = await told;
    expect(coverage.waiting).toBe(coverage.discovered);
  });
});
