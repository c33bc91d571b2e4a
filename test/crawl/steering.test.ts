import { setTimeout as after } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { CrawlStatus } from "#contract/questions.ts";
import type { EngineProcess } from "#library/engine-process.ts";
import { startEngineUnderNode } from "#library/start-engine-under-node.ts";
import { openReader } from "#store/reader.ts";
import { lockCrawl } from "#store/lock.ts";
import { contentsOf, type CrawlContents } from "#test/crawl/crawl-contents.ts";
import { seededRandom } from "#test/crawl/seeded-random.ts";
import { heard, hostUnderTest, type HostUnderTest } from "#test/library/host-under-test.ts";
import { MIXED_ROBOTS, mixedAddress } from "#test/site/generated.ts";
import { startSite, type Site } from "#test/site/site.ts";
import { entryPath } from "#workers/entries.ts";

const PAGES = 600;
const SEED = Number(process.env["ORBWEAVER_SEED"] ?? Date.now() % 2 ** 31);
const KILLS = 12;
const LONGEST_PAUSE_MS = 80;

const mixedSite = () => startSite({ robots: { text: MIXED_ROBOTS }, latencyMs: 5 });
const configOf = (site: Site) => ({
  seeds: [site.origin + mixedAddress(PAGES, 5, 0)],
  workers: 1,
  retryDelayMs: 10,
  maxBackOffMs: 10,
});

/** A host whose engines are real and known. */
function hostWithEngines(): { readonly test: HostUnderTest; readonly engines: EngineProcess[] } {
  const engines: EngineProcess[] = [];
  const start = startEngineUnderNode(entryPath("engine"));
  const startEngine = (path: string) => {
    const engine = start(path);
    engines.push(engine);
    return engine;
  };
  return { test: hostUnderTest({ startEngine }), engines };
}

const isFinished = (status: CrawlStatus) => status.state === "finished";

async function crawlToEnd({ client }: HostUnderTest, crawl: string): Promise<CrawlStatus> {
  const { generation } = await client.call("crawl.start", { crawl });
  const now = await client.call("crawl.status", { crawl });
  if (isFinished(now)) return now;
  return heard(client, `crawl:${crawl}`, (status) => isFinished(status) && status.generation >= generation);
}

/** Every number in the file is what its rows say. */
function expectRightNumbers(file: string): void {
  using reader = openReader(file);
  expect(reader.verify().differences).toEqual([]);
}

let undisturbed: CrawlContents;
beforeAll(async () => {
  await using site = await mixedSite();
  const { test } = hostWithEngines();
  await using _closing = test;
  const { crawl } = await test.client.call("library.create", { config: configOf(site) });
  await crawlToEnd(test, crawl);
  undisturbed = contentsOf(crawl, site.origin);
}, 60_000);

describe("A crawl that rests", () => {
  it("takes other options and addresses to ask for again, and carries them out when it goes on", { timeout: 60_000 }, async () => {
    await using site = await mixedSite();
    const { test } = hostWithEngines();
    await using _closing = test;
    const { client } = test;
    const { crawl } = await client.call("library.create", { config: { ...configOf(site), exclude: ["/m/*/*/7*"] } });
    const first = await crawlToEnd(test, crawl);
    const excluded = first.exclusions.pattern ?? 0;
    expect(excluded).toBeGreaterThan(10);

    expect(await client.call("crawl.change", { crawl, changes: { exclude: [] } })).toMatchObject({ exclude: [] });
    expect(await client.call("crawl.config", { crawl })).toMatchObject({ exclude: [] });
    const second = await crawlToEnd(test, crawl);
    expect(second.exclusions.pattern).toBeUndefined();

    const robots = second.exclusions.robots ?? 0;
    expect(robots).toBeGreaterThan(0);
    const filter = { column: "reason", test: "is", value: "robots" } as const;
    expect(await client.call("crawl.requeue", { crawl, view: "excluded", filter })).toEqual({ requeued: robots, leftOut: 0 });
    expect(await client.call("crawl.status", { crawl })).toMatchObject({ state: "paused", coverage: { waiting: robots, leased: 0 } });
    expectRightNumbers(crawl);
    const third = await crawlToEnd(test, crawl);
    // They lead to addresses that nothing else named.
    expect(third.coverage.kept).toBeGreaterThanOrEqual(second.coverage.kept + robots);
    const asked = await client.call("view.rows", { crawl, view: "pages", search: "m-private", first: 0, count: 0 });
    expect(asked.total).toBe(robots);
    expectRightNumbers(crawl);
    const history = await client.call("crawl.history", { crawl });
    expect(history.at(-1)).toMatchObject({ waiting: 0, settled: third.coverage.kept + third.coverage.failed });
  });

  it("is not changed while another Orbweaver crawls it, nor in ways that its file cannot follow", { timeout: 60_000 }, async () => {
    await using site = await mixedSite();
    const { test } = hostWithEngines();
    await using _closing = test;
    const { client } = test;
    const { crawl } = await client.call("library.create", { config: { ...configOf(site), maxPages: 20 } });
    await client.call("crawl.start", { crawl });
    await heard(client, `crawl:${crawl}`, (status) => status.state === "limit");
    await client.call("crawl.status", { crawl });
    const change = (changes: object) => client.call("crawl.change", { crawl, changes: changes as Record<string, unknown> });
    await expect(change({ mode: "list" })).rejects.toThrow(/mode cannot change in a crawl that has begun/);
    await expect(change({ normalise: { sortQuery: true } })).rejects.toMatchObject({ code: "bad-config" });
    await expect(change({ caps: { "/[/": 3 } })).rejects.toMatchObject({ code: "bad-config" });
    {
      using _lock = lockCrawl(crawl);
      await expect(change({ delayMs: 5 })).rejects.toMatchObject({ code: "in-use" });
      await expect(client.call("crawl.requeue", { crawl, view: "pages" })).rejects.toMatchObject({ code: "in-use" });
    }
    await expect(client.call("crawl.requeue", { crawl, view: "links" })).rejects.toMatchObject({ code: "bad-input" });
  });
});

describe("A crawl that is steered while it runs", () => {
  it(
    `ends like one that was left alone, although its engine is killed in the middle of being steered ${KILLS} times (seed ${SEED})`,
    { timeout: 120_000 },
    async () => {
      const random = seededRandom(SEED);
      await using site = await mixedSite();
      const { test, engines } = hostWithEngines();
      await using _closing = test;
      const { client } = test;
      const { crawl } = await client.call("library.create", { config: configOf(site) });
      const steps = [
        () => client.call("crawl.change", { crawl, changes: { exclude: ["/m/*/*/1*", "/m/*/*/5*"] } }),
        () => client.call("crawl.requeue", { crawl, view: "pages" }),
        () => client.call("crawl.change", { crawl, changes: { exclude: [], caps: { "/m/*/*/2*": 5 } } }),
        () => client.call("crawl.change", { crawl, changes: { caps: {}, maxDepth: 3 } }),
      ];
      for (let kills = 0; kills < KILLS; kills += 1) {
        await client.call("crawl.start", { crawl });
        await after(random() * LONGEST_PAUSE_MS * 4);
        const step = steps[kills % steps.length]!();
        step.catch(() => undefined);
        await after(random() * LONGEST_PAUSE_MS);
        engines.at(-1)?.kill();
        await step.catch(() => undefined);
        expectRightNumbers(crawl);
      }
      await client.call("crawl.start", { crawl });
      await client.call("crawl.change", { crawl, changes: { exclude: [], caps: {}, maxDepth: 200 } });
      await crawlToEnd(test, crawl);
      expectRightNumbers(crawl);
      expect(contentsOf(crawl, site.origin)).toEqual(undisturbed);
    },
  );
});
