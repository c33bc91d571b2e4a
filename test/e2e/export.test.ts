import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeGeneratedCrawl } from "../../bench/generated-crawl.ts";
import { LISTABLE } from "#contract/listable.ts";
import { VIEWS, type Cell, type Column, type Filter, type ViewName } from "#contract/views.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { violations } from "#test/e2e/violations.ts";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { crawlByCommandLine } from "#test/e2e/scenery.ts";
import { parseCsv } from "#test/export/parse-csv.ts";
import { startSite, type Site } from "#test/site/site.ts";

const TIMEOUT_MS = 60_000;
const ARTICLES = 60;
/** Titles that a spreadsheet would run, or that a careless writer of CSV would break. */
const TITLES = ["=1+1", "+cmd", "-2", "@sum", 'Say "no"', "One, two; three", "Über 🕷", "\u2028 odd"];

let site: Site;
let window: WindowUnderTest;
let person: Person;
let address: string;
let oracle: CrawlReader;
let shop: string;
let large: string;

beforeAll(async () => {
  site = await startSite({ pages: articles() });
  window = await WindowUnderTest.make();
  mkdirSync(window.libraryFolder, { recursive: true });
  shop = join(window.libraryFolder, "shop.crawl");
  large = join(window.libraryFolder, "large.crawl");
  await crawlByCommandLine([`${site.origin}/`, "--to", shop, "--set", "retries=0"]);
  writeGeneratedCrawl(large, { pages: 60_000, linksPerPage: 12 });
  oracle = openReader(shop);
  address = await window.serve();
  person = new Person(await window.open(address));
}, TIMEOUT_MS);

afterAll(async () => {
  oracle.close();
  await window[Symbol.asyncDispose]();
  await site.close();
}, TIMEOUT_MS);

function articles(): Record<string, string> {
  const path = (number: number): string => `/news/${number % 3}/article-${number}.html`;
  const numbers = Array.from({ length: ARTICLES }, (_, number) => number);
  const links = numbers.map((number) => `<a href="${path(number)}">=${number}</a>`).join(" ");
  const pages: Record<string, string> = { "/": `<!doctype html><title>Start</title>${links}` };
  for (const number of numbers) {
    const title = `${TITLES[number % TITLES.length]}${number < TITLES.length ? "" : ` ${number}`}`;
    pages[path(number)] = `<!doctype html><title>${title}</title><p>${"word ".repeat(number)}</p><a href="/">Home</a>`;
  }
  pages[path(0)] += '<a href="/missing.html">Gone</a>';
  return pages;
}

/** Shows a table of a crawl. */
async function show(crawl: string, view: ViewName | "overview", asked?: object): Promise<void> {
  const text = asked === undefined ? "" : `?${encodeURIComponent(JSON.stringify(asked))}`;
  await person.page.evaluate((hash) => (location.hash = hash), `#/crawl/${encodeURIComponent(crawl)}/${view}${text}`);
  await person.page.waitForSelector(view === "overview" ? "main h2" : "[role=grid]:not([aria-busy=true]) [role=row][data-row='0']");
}

async function withControl(key: "e" | "k" | " "): Promise<void> {
  await person.page.keyboard.down("Control");
  await person.page.keyboard.press(key);
  await person.page.keyboard.up("Control");
}

/** Opens the dialog by its key. */
async function openDialog(): Promise<void> {
  await withControl("e");
  await person.page.waitForSelector("[role=dialog] form");
}

async function choose(label: string): Promise<void> {
  await (await person.page.waitForSelector(`::-p-xpath(//*[@role="dialog"]//label[normalize-space(.)="${label}"])`))?.click();
}

/** What the dialog says that will be written. */
async function waitForCount(sentence: string): Promise<void> {
  await person.page.waitForSelector(`::-p-xpath(//form//p[@role="status"][starts-with(normalize-space(.), "${sentence}")])`);
}

/** Presses Export, and answers the path of the file that the browser saves. */
const save = (): Promise<string> =>
  window.downloadBy(person.page, () => person.page.$eval("[role=dialog] form", (form) => form.requestSubmit()));

/** What the tray says of the newest export. */
const newest = async (text: string): Promise<void> => {
  await person.page.waitForSelector(`::-p-xpath(//section[@aria-label="Exports"]/div[1][contains(., "${text}")])`);
};

async function emptyTray(): Promise<void> {
  await person.page.waitForSelector("section[aria-label=Exports]");
  for (;;) {
    const button = await person.page.$("section[aria-label=Exports] [aria-label^='Put away']");
    if (button === null) return;
    const { length } = await person.page.$$("section[aria-label=Exports] > div");
    await button.click();
    await person.page.waitForFunction((rows) => document.querySelectorAll("section[aria-label=Exports] > div").length < rows, {}, length);
  }
}

interface Wanted {
  readonly filter?: Filter;
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

/** The rows of a view as the reader of the file finds them: cells by name. */
function rowsOf(reader: CrawlReader, view: ViewName, wanted: Wanted = {}): readonly Record<string, Cell>[] {
  const { columns, rows } = reader.viewRows({ view, ...wanted, first: 0, count: 1000 });
  return rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])));
}

/** A cell as it stands in a CSV file; a formula gets an apostrophe. */
function csvText(view: ViewName, name: string, value: Cell): string {
  if (value === null) return "";
  const { type } = VIEWS[view].find((column: Column) => column.name === name)!;
  if (type === "time") return new Date(Number(value)).toISOString();
  if (typeof value !== "string") return String(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

describe("an export from the window", { timeout: TIMEOUT_MS }, () => {
  it("writes as CSV exactly what is shown: filter, columns, their order and the order of the rows", async () => {
    const sort = { column: "word_count", descending: true };
    await show(shop, "pages", { picks: { depth: [1] }, sort });
    await person.press("Columns");
    await person.find("searchbox", "Find a column");
    await person.page.keyboard.type("Text hash");
    await (await person.find("checkbox", "Text hash"))?.click();
    await person.page.keyboard.press("Escape");
    await person.page.waitForFunction(() => document.querySelector("[role=dialog]") === null);
    await person.waitForRows("Pages", ARTICLES);
    const labels = await person.page.$$eval("[role=grid] [role=columnheader]", (cells) => cells.length);
    expect(labels).toBeGreaterThan(6);

    await openDialog();
    await waitForCount(`${ARTICLES} rows will be written.`);
    const [header = [], ...written] = parseCsv(readFileSync(await save(), "utf8"));
    const expected = rowsOf(oracle, "pages", { filter: { column: "depth", test: "is", value: 1 }, sort });
    expect(header.slice(0, 2)).toEqual(["url", "status"]);
    expect(header.at(-1)).toBe("text_hash");
    expect(written).toEqual(expected.map((row) => header.map((name) => csvText("pages", name, row[name] ?? null))));
    await newest(`${ARTICLES} rows`);
    await newest("cells that began like a formula were made harmless");
    const shown = await person.page.$$eval("[role=row]:not([data-row='-1']) [data-column='0']", (cells) =>
      cells.slice(0, 5).map((cell) => cell.textContent),
    );
    expect(written.slice(0, 5).map(([url]) => new URL(url ?? "").pathname)).toEqual(shown);
  });

  it("writes only the selected rows, and says so before", async () => {
    await person.page.focus("[role=grid]");
    await person.page.keyboard.press("Home");
    await person.page.keyboard.down("Shift");
    await person.page.keyboard.press("ArrowDown");
    await person.page.keyboard.press("ArrowDown");
    await person.page.keyboard.up("Shift");
    await person.page.waitForSelector("::-p-xpath(//footer[contains(., '3 selected')])");
    await openDialog();
    await waitForCount("3 rows will be written.");
    expect(parseCsv(readFileSync(await save(), "utf8")).length).toBe(4);
    await person.page.focus("[role=grid]");
    await person.page.keyboard.press("Escape");
  });

  it("writes CSV in the format that was chosen, and begins with it the next time", async () => {
    await openDialog();
    await person.page.select("[role=dialog] select", ";");
    await (await person.find("combobox", "Line ends"))?.select("lf");
    await choose("Mark as UTF-8 for Excel");
    await waitForCount(`${ARTICLES} rows`);
    const text = readFileSync(await save(), "utf8");
    expect(text.slice(0, 12)).toBe("\uFEFFurl;status;");
    expect(parseCsv(text, ";", "\n").length).toBe(ARTICLES + 1);
    await openDialog();
    expect(await person.page.$eval("[role=dialog] select", (select) => select.value)).toBe(";");
    expect(await person.page.$eval("[role=dialog] input[role=switch]", (input) => input.checked)).toBe(true);
    await person.page.select("[role=dialog] select", ",");
    await choose("Mark as UTF-8 for Excel");
    await person.page.keyboard.press("Escape");
  });

  it("writes a whole table as JSON Lines with all its columns, from a view that is none", async () => {
    await show(shop, "overview");
    await openDialog();
    await choose("JSON Lines");
    await choose("All");
    await person.page.select("[aria-label='Which table']", "addresses");
    const addresses = rowsOf(oracle, "addresses");
    await waitForCount(`${addresses.length} rows will be written.`);
    const lines = readFileSync(await save(), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(addresses);
  });

  it("lists in a sitemap the pages that search engines may list, as many as it said", async () => {
    await show(shop, "pages", { sort: null });
    const listed = rowsOf(oracle, "pages", { filter: { op: "and", of: [...LISTABLE] } });
    expect(listed.length).toBeLessThan(rowsOf(oracle, "pages").length);
    await openDialog();
    await choose("XML sitemap");
    await waitForCount(`${listed.length} pages will be listed.`);
    expect(await violations(person.page)).toEqual([]);
    const xml = readFileSync(await save(), "utf8");
    expect([...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url)).toEqual(listed.map(({ url }) => url));
    await newest(`${listed.length} pages`);
  });

  it("copies the crawl file, which is a crawl with the same rows", async () => {
    await openDialog();
    await choose("Crawl file");
    await waitForCount(`Everything known of ${rowsOf(oracle, "addresses").length} addresses`);
    const copy = openReader(await save());
    expect(rowsOf(copy, "pages")).toEqual(rowsOf(oracle, "pages"));
    copy.close();
    expect(await violations(person.page)).toEqual([]);
    await emptyTray();
  });

  it("goes on over a reload and on other screens, and leaves nothing behind when it is cancelled there", async () => {
    await show(large, "links", { sort: null });
    const before = filesOf(exportFolder()).length;
    await openDialog();
    await choose("JSON Lines");
    await person.page.waitForSelector("[role=dialog] button[type=submit]:not([disabled])");
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("[data-state=running]");
    await person.page.reload();
    await person.page.waitForSelector("[data-state=running] [role=progressbar][aria-valuenow]:not([aria-valuenow='0'])");
    await person.page.evaluate(() => (location.hash = "#/settings"));
    const cancel = await person.page.waitForSelector("[aria-label^='Cancel: export']");
    await cancel?.click();
    await newest("was cancelled. No file was left behind.");
    expect(filesOf(exportFolder()).length).toBe(before);
    await emptyTray();
  });

  it("says what to do when the folder goes away while it is written, and tries again with the same choices", async () => {
    await show(large, "links", { sort: null });
    await openDialog();
    await choose("JSON Lines");
    await person.page.waitForSelector("[role=dialog] button[type=submit]:not([disabled])");
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("[data-state=running]");
    renameSync(exportFolder(), `${exportFolder()} away`);
    await newest(`There is no folder ${exportFolder()}. Choose another one.`);
    await person.press("Export again…");
    await person.page.waitForSelector("[role=dialog] input[type=radio][checked], [role=dialog] label[data-chosen]");
    expect(await person.page.$eval("[role=dialog] label[data-chosen]", (label) => label.textContent)).toBe("JSON Lines");
    await person.page.keyboard.press("Escape");
    await emptyTray();
  });

  it("refuses a file name that no system takes, and gives the focus back", async () => {
    await person.page.focus("[role=grid]");
    await openDialog();
    await person.page.focus("[role=dialog] input[type=text], [role=dialog] input:not([type])");
    await person.page.keyboard.down("Control");
    await person.page.keyboard.press("a");
    await person.page.keyboard.up("Control");
    await person.page.keyboard.type("a/b");
    await person.page.waitForSelector("[role=dialog] button[type=submit][disabled]");
    await person.page.keyboard.press("Escape");
    await person.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  });

  it("does all this without one error or warning in the console", () => {
    expect(window.problems).toEqual([]);
  });
});

const exportFolder = (): string => join(window.libraryFolder, "Exports");
const filesOf = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
