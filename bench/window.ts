/**
 * `npm run bench -- window [PAGES [ROUNDS]]`: how fast the window is on a crawl of a million pages (or PAGES) and ten links a page,
 * idle and while that very crawl goes on; each question is asked ROUNDS times, 20 by default, never the same twice. The crawl file is generated with more addresses that wait; to let the crawl go on, a server on
 * loopback answers for them, so that the engine fetches, reads and stores pages as in any crawl while the window asks. Questions
 * go over a web socket to the served program as those of the window do, and the rest happens in real Chromium.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { createClient } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import type { Page } from "puppeteer-core";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { writeGeneratedCrawl } from "./generated-crawl.ts";
import { TreeMemory } from "./process-tree.ts";
import { shopSite } from "./sites.ts";
import { memoryOf, scroll, sortByHeaders, switchTabs, type Scrolled } from "./window-browser.ts";
import { tableQuestions, timed, timeQuestions, type QuestionTimes, type WindowClient } from "./window-questions.ts";
import { openWire } from "./window-wire.ts";

const LINKS = 10;
const WAITING = 150_000;
const ROOT = join(import.meta.dirname, "..");
const HEADERS = ["Status", "Title", "Words", "Depth", "Address"];

type When = "idle" | "crawling";
interface Measured {
  readonly once: [what: string, value: string][];
  readonly times: (QuestionTimes & { readonly when: When })[];
  readonly scrolls: (Scrolled & { readonly when: When })[];
}

/** Measures everything and prints it. */
export async function benchWindow(pages: number, rounds: number): Promise<void> {
  await using site = await shopSite(pages, LINKS);
  await using window = await WindowUnderTest.make("built");
  mkdirSync(window.libraryFolder, { recursive: true });
  const crawl = join(window.libraryFolder, "million.crawl");
  const writingMs = await timed(async () =>
    writeGeneratedCrawl(crawl, { pages, linksPerPage: LINKS, waiting: WAITING, origin: site.start }),
  );
  console.info(`A crawl of ${pages} pages and ${linksIn(crawl)} links was written in ${(writingMs / 1000).toFixed(0)} s.`);
  const measured: Measured = { once: [], times: [], scrolls: [] };
  console.info(`Processors are busy with ${loadavg()[0]?.toFixed(1)} processes on average (this machine has ${cpus().length}).`);
  await measureFirsts(window, crawl, measured);
  await measureLong(window, { crawl, origin: site.start, rounds }, measured);
  print(measured, pages);
}

/** What the first question of a kind costs when nothing was asked before: each in a program just started. */
async function measureFirsts(window: WindowUnderTest, crawl: string, { once }: Measured): Promise<void> {
  const firsts: readonly (readonly [string, (client: WindowClient) => Promise<unknown>])[] = [
    ["first window of rows", (client) => client.call("view.rows", { crawl, view: "pages", first: 0, count: 100 })],
    [
      "first filter",
      (client) =>
        client.call("view.rows", { crawl, view: "pages", first: 0, count: 100, filter: { column: "status", test: "is", value: 404 } }),
    ],
    [
      "first sort",
      (client) =>
        client.call("view.rows", { crawl, view: "pages", first: 0, count: 100, sort: { column: "word_count", descending: true } }),
    ],
    ["first facets", (client) => client.call("view.facets", { crawl, view: "pages" })],
    ["first sections", (client) => client.call("map.sections", { crawl })],
  ];
  for (const [what, ask] of firsts) {
    const client = await connect(await window.serve());
    // The engine process of the crawl is there, and has read nothing.
    await client.call("crawl.config", { crawl });
    once.push([`${what}, nothing asked before`, ms(await timed(() => ask(client)))]);
    client.close();
    await window.stopServing("SIGTERM");
  }
}

async function measureLong(
  window: WindowUnderTest,
  { crawl, origin, rounds }: { crawl: string; origin: string; rounds: number },
  measured: Measured,
): Promise<void> {
  const startedAtMs = performance.now();
  const address = await window.serve();
  using memory = new TreeMemory(window.programPid);
  const page = await window.open(address);
  await page.waitForSelector('a[href^="#/crawl/"]');
  measured.once.push(["window usable after launch of the served program", ms(performance.now() - startedAtMs)]);
  const client = await connect(address);
  const shownMs = await timed(() => show(page, crawl));
  measured.once.push(["first rows of the large crawl in the window", ms(shownMs)]);
  const warmMs = await timed(() => warm(client, crawl));
  measured.once.push(["until all columns of facets and searches were read", ms(warmMs)]);
  const parts = { client, crawl, page, rounds, urls: someUrls(crawl) };
  await measurePhase(parts, "idle", measured);
  measured.once.push(["memory of all processes without Chromium, idle (peak)", mib(memory.peakMib)]);
  await tellPage(page, "idle", measured);
  await client.call("crawl.start", { crawl });
  const before = await settled(client, crawl);
  const crawlingMs = await timed(() => measurePhase(parts, "crawling", measured));
  const status = await client.call("crawl.status", { crawl });
  if (status.state !== "running") throw new Error(`the crawl is ${status.state}: there was nothing to crawl any more`);
  measured.once.push([
    "pages a second that were crawled meanwhile",
    ((((await settled(client, crawl)) - before) / crawlingMs) * 1000).toFixed(0),
  ]);
  measured.once.push(["memory of all processes without Chromium, crawling (peak)", mib(memory.peakMib)]);
  await tellPage(page, "crawling", measured);
  measured.once.push(["pause", ms(await timed(() => client.call("crawl.pause", { crawl })))]);
  const { checked, differences } = await client.call("crawl.verify", { crawl });
  measured.once.push(["numbers compared by verify, and differences", `${checked}, ${differences.length}`]);
  measured.once.push(["first row after Start", ms(await firstRowAfterStart(page, `${origin}/`))]);
  client.close();
}

interface Parts {
  readonly client: WindowClient;
  readonly crawl: string;
  readonly page: Page;
  readonly urls: readonly string[];
  readonly rounds: number;
}

async function measurePhase({ client, crawl, page, urls, rounds }: Parts, when: When, { times, scrolls }: Measured): Promise<void> {
  const asked = await timeQuestions(tableQuestions(client, crawl, urls), {
    rounds,
    from: when === "idle" ? 0 : rounds,
    heard: ({ what, p50Ms, p95Ms }) => console.info(`${when}, ${what}: ${ms(p50Ms)}, p95 ${ms(p95Ms)}`),
  });
  const shown = [await switchTabs(page, rounds), await sortByHeaders(page, [...HEADERS, ...HEADERS])];
  for (const one of [...asked, ...shown]) times.push({ when, ...one });
  await show(page, crawl);
  scrolls.push({ when, ...(await scroll(page, "by 100 px a frame", { frames: 300, stepPx: 100 })) });
  scrolls.push({ when, ...(await scroll(page, "from top to bottom", { frames: 600, stepPx: null })) });
}

async function tellPage(page: Page, when: When, { once }: Measured): Promise<void> {
  const { heapMib, processMib } = await memoryOf(page);
  once.push([`memory of the page, ${when}: JavaScript heap`, mib(heapMib)]);
  if (processMib !== null) once.push([`memory of the page, ${when}: its process`, mib(processMib)]);
}

async function show(page: Page, crawl: string): Promise<void> {
  await page.evaluate((hash) => void (window.location.hash = hash), `#/crawl/${encodeURIComponent(crawl)}/pages`);
  await page.waitForSelector("[role=grid][aria-label=Pages]:not([aria-busy=true]) [role=gridcell]");
}

/** Waits until what the program reads beforehand is there. */
async function warm(client: WindowClient, crawl: string): Promise<void> {
  for (const view of ["pages", "addresses", "links"] as const) await client.call("view.facets", { crawl, view, search: "a" });
  await client.call("view.rows", { crawl, view: "addresses", first: 0, count: 1, sort: { column: "url", descending: false } });
}

async function firstRowAfterStart(page: Page, address: string): Promise<number> {
  await page.evaluate(() => void (window.location.hash = "#/"));
  const field = await new Person(page).find("textbox", "Address");
  await field?.type(address);
  const startedAtMs = performance.now();
  await page.keyboard.press("Enter");
  // What is shown first is the overview; the key shows the pages.
  await page.waitForSelector("nav button");
  await page.keyboard.press("2");
  await page.waitForFunction(() => document.querySelector("[role=grid] [role=gridcell]")?.textContent === "/");
  return performance.now() - startedAtMs;
}

async function connect(address: string): Promise<WindowClient> {
  return createClient<typeof allQuestions>(await openWire(address));
}

async function settled(client: WindowClient, crawl: string): Promise<number> {
  const { coverage } = await client.call("crawl.status", { crawl });
  return coverage.kept + coverage.failed + coverage.blocked;
}

function someUrls(crawl: string): string[] {
  const database = new Database(crawl, { readonly: true });
  try {
    const last = database.prepare("SELECT max(id) FROM page").pluck().get() as number;
    const ids = Array.from({ length: 200 }, (_, index) => 1 + Math.floor((index * 7919 * (last / 200)) % last));
    return ids.map((id) => database.prepare("SELECT text FROM url WHERE id = ?").pluck().get(id) as string);
  } finally {
    database.close();
  }
}

function linksIn(crawl: string): number {
  const database = new Database(crawl, { readonly: true });
  const links = database.prepare("SELECT count(*) FROM link").pluck().get() as number;
  database.close();
  return links;
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const mib = (value: number): string => `${value.toFixed(0)} MiB`;
const short = (value: number): number => Number(value.toFixed(1));

function print({ once, times, scrolls }: Measured, pages: number): void {
  console.table(Object.fromEntries(once.map(([what, value]) => [what, { value }])));
  console.table(
    times.map(({ what, when, count, ...one }) => ({
      what,
      when,
      n: count,
      p50: short(one.p50Ms),
      p95: short(one.p95Ms),
      max: short(one.maxMs),
    })),
  );
  console.table(
    scrolls.map(({ what, when, ...one }) => ({
      scroll: what,
      when,
      frames: one.frames,
      "frames/s": short(one.framesPerSecond),
      "p95 frame ms": short(one.p95FrameMs),
      "longest frame ms": short(one.longestFrameMs),
      "tasks > 50 ms": one.longTasks,
      "longest task ms": short(one.longestTaskMs),
      "rows drawn after ms": short(one.settledMs),
    })),
  );
  mkdirSync(join(ROOT, "bench/results"), { recursive: true });
  const results = { node: process.version, cores: cpus().length, pages, once: Object.fromEntries(once), times, scrolls };
  writeFileSync(join(ROOT, "bench/results/window.json"), `${JSON.stringify(results, null, 2)}\n`);
}
