import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crawlByCommandLine } from "#test/e2e/scenery.ts";
import { violations } from "#test/e2e/violations.ts";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { startSite, type Site } from "#test/site/site.ts";

const TIMEOUT_MS = 60_000;

let site: Site;
let window: WindowUnderTest;
let person: Person;
let sound: string;
let wrong: string;

beforeAll(async () => {
  site = await startSite();
  window = await WindowUnderTest.make();
  mkdirSync(join(window.libraryFolder, "logs"), { recursive: true });
  sound = join(window.libraryFolder, "sound.crawl");
  wrong = join(window.libraryFolder, "wrong.crawl");
  await crawlByCommandLine([`${site.origin}/g/30/4/0`, "--to", sound]);
  await crawlByCommandLine([`${site.origin}/g/40/4/0`, "--to", wrong]);
  const database = new Database(wrong);
  database.exec("UPDATE counter SET value = value + 5 WHERE name = 'state:kept'");
  database.close();
  writeFileSync(join(window.libraryFolder, "logs", "orbweaver.log"), `2026-01-01T00:00:00.000Z error "shop" The disk was full.\n`);
  person = new Person(await window.open(await window.serve()));
  await person.page.waitForSelector("[data-crawl]");
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await site.close();
}, TIMEOUT_MS);

async function openPalette(): Promise<void> {
  await person.page.keyboard.down("Control");
  await person.page.keyboard.press("k");
  await person.page.keyboard.up("Control");
}

const goTo = (hash: string) => person.page.evaluate((next) => (location.hash = next), hash);
const showCrawl = async (crawl: string): Promise<void> => {
  await goTo(`#/crawl/${encodeURIComponent(crawl)}/pages`);
  await person.page.waitForSelector("[role=grid]:not([aria-busy=true]) [role=row][data-row='0']");
  await person.page.focus("[role=grid]");
};
const hashBecomes = (part: string) => person.page.waitForFunction((wanted) => decodeURIComponent(location.hash).includes(wanted), {}, part);
const noDialog = () => person.page.waitForFunction(() => document.querySelector("[role=dialog]") === null);

/** The entry that a screen reader hears as the current one. */
const currentEntry = (): Promise<string> =>
  person.page.$eval(
    "[role=combobox]",
    (field) => document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent ?? "",
  );

describe("help in the window, by keyboard alone", { timeout: TIMEOUT_MS }, () => {
  it("finds a command as fast as one types, and does it", async () => {
    await showCrawl(sound);
    await openPalette();
    await person.page.keyboard.type("show outl");
    await person.page.keyboard.press("Enter");
    await hashBecomes("/outline");
    await noDialog();
  });

  it("has what was chosen last in front, goes round with the arrows, and gives the focus back with Escape", async () => {
    await showCrawl(sound);
    await openPalette();
    await person.page.waitForSelector("[role=option]");
    expect(await currentEntry()).toContain("Show Outline");
    expect(await violations(person.page)).toEqual([]);
    const entries = await person.page.$$eval("[role=option]", (options) => options.map((option) => option.textContent ?? ""));
    await person.page.keyboard.press("ArrowUp");
    expect(await currentEntry()).toBe(entries.at(-1));
    await person.page.keyboard.press("ArrowDown");
    await person.page.keyboard.press("ArrowDown");
    expect(await currentEntry()).toBe(entries[1]);
    await person.page.keyboard.press("Escape");
    await person.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  });

  it("says why a command cannot be done now, and does not do it", async () => {
    await openPalette();
    await person.page.keyboard.type("stop");
    await person.page.waitForSelector("[role=option][aria-disabled=true] ::-p-text(The crawl is not running.)");
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("[role=combobox]");
    await person.page.keyboard.press("Escape");
    await noDialog();
  });

  it("opens another crawl of the library by its name, and goes to a setting", async () => {
    await openPalette();
    await person.page.keyboard.type("open wrong");
    await person.page.keyboard.press("Enter");
    await hashBecomes(wrong);
    await openPalette();
    await person.page.keyboard.type("density");
    await person.page.keyboard.press("Enter");
    await hashBecomes("settings");
    await person.page.waitForFunction(
      () => document.activeElement?.closest("[aria-labelledby=setting-density]") !== null && document.activeElement?.tagName === "INPUT",
    );
  });

  it("lists all keys with ?, and keeps keys that are pressed in the dialog to itself", async () => {
    await showCrawl(sound);
    await person.page.keyboard.press("?");
    await person.page.waitForSelector("[role=dialog] ::-p-text(Keyboard shortcuts)");
    expect(await violations(person.page)).toEqual([]);
    await person.page.keyboard.press("4");
    await person.page.keyboard.press("Escape");
    await person.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
    expect(decodeURIComponent(person.page.url())).toContain("/pages");
  });

  it("checks a crawl file and says that its numbers are those of its rows", async () => {
    await openPalette();
    await person.page.keyboard.type("check");
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("[role=dialog] ::-p-text(All right:)");
    expect(await violations(person.page)).toEqual([]);
    await person.page.keyboard.press("Escape");
    await noDialog();
  });

  it("shows which numbers of a file are wrong, in plain words and as a table", async () => {
    await showCrawl(wrong);
    await openPalette();
    await person.page.keyboard.type("check");
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("[role=dialog] [role=alert] ::-p-text(agree with the rows)");
    const cells = await person.page.$$eval("[role=dialog] tbody tr:first-child td", (row) => row.map((cell) => cell.textContent ?? ""));
    expect(cells[0]).toBe("counter state:kept");
    expect(Number(cells[1])).toBe(Number(cells[2]) + 5);
    expect(await violations(person.page)).toEqual([]);
    await person.page.keyboard.press("Escape");
    await noDialog();
  });

  it("shows versions, places and diagnostics, which hold no name of a crawl or folder", async () => {
    await goTo("#/about");
    await person.page.waitForSelector("::-p-text(SQLite)");
    await person.page.waitForFunction(() => document.querySelector("pre")?.textContent?.includes("Crawls: 2"));
    const text = await person.page.$eval("pre", (pre) => pre.textContent ?? "");
    for (const secret of [window.libraryFolder, "sound", "wrong", site.origin]) expect(text).not.toContain(secret);
    expect(await violations(person.page)).toEqual([]);
    await person.press("Copy diagnostics");
    await person.page.waitForSelector("::-p-text(Copied.)");
  });

  it("shows the log, the errors alone, and new entries by itself", async () => {
    await goTo("#/log");
    await person.page.waitForSelector("tbody ::-p-text(The disk was full.)");
    await person.page.waitForSelector("tbody ::-p-text(begins)");
    await person.page.click("::-p-xpath(//label[normalize-space(.)='Errors'])");
    await person.page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    await person.page.focus("[type=search]");
    await person.page.keyboard.type("nobody wrote this");
    await person.page.waitForSelector("::-p-text(No entry passes.)");
    expect(await violations(person.page)).toEqual([]);
  });

  it("does all this without one error or warning in the console", () => {
    expect(window.problems).toEqual([]);
  });
});
