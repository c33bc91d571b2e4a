import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFolder, type StaticServer } from "#test/crawl/static-server.ts";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { parseCsv } from "#test/export/parse-csv.ts";
import { walk } from "#test/oracle/walk.ts";
import { fateOf, linkedFrom, MIXED_ROBOTS, mixedAddress } from "#test/site/generated.ts";
import { startSite, type Site } from "#test/site/site.ts";

const PYTHON = "/usr/share/doc/python3-doc/html";
const reason = existsSync(PYTHON) ? "" : ` (not run: ${PYTHON} is not on this computer)`;
const TIMEOUT_MS = 120_000;
const MIXED_PAGES = 100;
const MIXED_LINKS = 4;

let window: WindowUnderTest;
let address: string;
let misbehaving: Site;
let python: StaticServer | null = null;

beforeAll(async () => {
  window = await WindowUnderTest.make();
  address = await window.serve();
  misbehaving = await startSite({ robots: { text: MIXED_ROBOTS }, latencyMs: 5 });
  if (existsSync(PYTHON)) python = await serveFolder(PYTHON);
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await misbehaving?.close();
  await python?.[Symbol.asyncDispose]();
}, TIMEOUT_MS);

/** From an address to a CSV, with nothing but keys, paused and reloaded in the middle. Answers the lines `address status` of the file. */
async function crawlByKeyboard(start: string): Promise<readonly string[]> {
  const person = new Person(await window.open(address));
  const { page } = person;
  await person.find("textbox", "Address");
  const keys = page.keyboard;
  await keys.type(start);
  await keys.press("Enter");
  await person.waitForState("Crawling");
  await keys.press(" ");
  await person.waitForState("Paused");
  await page.reload();
  await person.waitForState("Paused");
  await keys.press(" ");
  await person.waitForState("Finished");
  await keys.press("2");
  await person.waitForRows("Pages", await person.countOf("Pages"));
  await keys.down("Control");
  await keys.press("e");
  await keys.up("Control");
  await page.waitForSelector("[role=dialog] ::-p-text(rows will be written)");
  await keys.press("Enter");
  await page.waitForSelector("a[download]");
  const csv = await page.$eval("a[download]", async (link) => (await fetch(link.href)).text());
  const [header = [], ...rows] = parseCsv(csv);
  const [url, status] = [header.indexOf("url"), header.indexOf("status")];
  expect(rows.length).toBe(await person.countOf("Pages"));
  return rows.map((row) => `${row[url]} ${row[status]}`).toSorted();
}

const walked = async (start: string): Promise<readonly string[]> =>
  [...(await walk(start))].map(([url, status]) => `${url} ${status}`).toSorted();

/** What a crawl of a mixed site has to find, by the rules by which the site was made. */
function mixedPages(origin: string): readonly string[] {
  const statuses = { page: 200, "busy-once": 200, "reset-once": 200, missing: 404, redirect: 301 };
  const found = new Map<number, number>();
  const waiting = [0];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const fate = fateOf(index);
    if (found.has(index) || fate === "disallowed") continue;
    found.set(index, statuses[fate]);
    if (fate === "redirect") waiting.push((index + 1) % MIXED_PAGES);
    else if (fate !== "missing") waiting.push(...linkedFrom(MIXED_PAGES, MIXED_LINKS, index));
  }
  return [...found].map(([index, status]) => `${origin}${mixedAddress(MIXED_PAGES, MIXED_LINKS, index)} ${status}`).toSorted();
}

describe("A person with a keyboard and nothing else", { timeout: TIMEOUT_MS }, () => {
  it.skipIf(reason !== "")(`gets from Python's documentation what an independent walk finds${reason}`, async () => {
    const start = `${python?.origin}/`;
    const found = await crawlByKeyboard(start);
    expect(found.length).toBeGreaterThan(400);
    expect(found).toEqual(await walked(start));
    expect(window.problems).toEqual([]);
  });

  it("gets from a site that misbehaves every page that there is, and the statuses of the others", async () => {
    const found = await crawlByKeyboard(misbehaving.origin + mixedAddress(MIXED_PAGES, MIXED_LINKS, 0));
    expect(found).toEqual(mixedPages(misbehaving.origin));
    expect(window.problems).toEqual([]);
  });
});
