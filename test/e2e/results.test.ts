import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { fateOf } from "#test/site/generated.ts";
import { startSite, type Site } from "#test/site/site.ts";

const PAGES = 150;
const START = `/m/${PAGES}/4/0`;
const TIMEOUT_MS = 60_000;

let site: Site;
let window: WindowUnderTest;
let person: Person;
let address: string;
let rows = 0;

beforeAll(async () => {
  site = await startSite();
  window = await WindowUnderTest.make();
  address = await window.serve();
  person = new Person(await window.open(address));
  await person.start(site.origin + START);
  await person.waitForState("Finished");
  await person.page.keyboard.press("2");
  await person.page.waitForSelector("[role=grid][aria-label=Pages]");
  rows = await person.countOf("Pages");
  await person.waitForRows("Pages", rows);
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await site.close();
}, TIMEOUT_MS);

const withKey = async (
  key: "Control" | "Shift" | "Alt",
  ...presses: Parameters<Person["page"]["keyboard"]["press"]>[0][]
): Promise<void> => {
  await person.page.keyboard.down(key);
  for (const press of presses) await person.page.keyboard.press(press);
  await person.page.keyboard.up(key);
};

/** Presses the menu item whose words begin so. */
const choose = async (words: string): Promise<void> => {
  const item = await person.page.waitForSelector(`::-p-xpath(//*[@role="menuitem"][starts-with(normalize-space(.), "${words}")])`);
  await item?.click();
};

/** What is pasted when the person pastes now. */
const pasted = async (): Promise<string> => {
  await person.page.evaluate(() => {
    document.addEventListener(
      "paste",
      (event) => {
        document.body.dataset["pasted"] = event.clipboardData?.getData("text/plain") ?? "";
        event.preventDefault();
      },
      { once: true },
    );
  });
  await withKey("Control", "v");
  const text = await person.page.waitForFunction(() => document.body.dataset["pasted"]);
  await person.page.evaluate(() => delete document.body.dataset["pasted"]);
  return String(await text.jsonValue());
};

const status = (text: string) => person.page.waitForSelector(`::-p-xpath(//footer[contains(., "${text}")])`);
const headers = (): Promise<readonly string[]> =>
  person.page.$$eval("[role=columnheader]", (cells) => cells.map((cell) => cell.firstElementChild?.textContent ?? ""));
const focused = (): Promise<string | null | undefined> =>
  person.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.getAttribute("role"));

describe("a table in the window", { timeout: TIMEOUT_MS }, () => {
  it("has groups whose counts are the rows that they lead to", async () => {
    const groups = await person.page.$$eval("aside ul input", (boxes) => boxes.map((box) => box.getAttribute("aria-label") ?? ""));
    const some = groups.filter((label) => /^(200|404|301|[01234]|yes|no|html), /.test(label));
    expect(some.length).toBeGreaterThan(6);
    for (const label of some) {
      const count = Number(/, ([\d,]+) rows?$/.exec(label)?.[1]?.replaceAll(",", ""));
      const box = await person.find("checkbox", label);
      await box?.click();
      await person.waitForRows("Pages", count);
      await (await person.find("button", "Clear all"))?.click();
      await person.waitForRows("Pages", rows);
    }
  });

  it("narrows groups by what is picked in others, and rows by several picks in one", async () => {
    const missing = Array.from({ length: PAGES }, (_, index) => fateOf(index)).filter((fate) => fate === "missing").length;
    const moved = Array.from({ length: PAGES }, (_, index) => fateOf(index)).filter((fate) => fate === "redirect").length;
    await (await person.find("checkbox", `404, ${missing} rows`))?.click();
    await (await person.find("checkbox", `301, ${moved} rows`))?.click();
    await person.waitForRows("Pages", missing + moved);
    await person.page.waitForSelector(`::-p-text(${missing + moved} of ${rows} rows)`);
    await person.press("Clear all");
    await person.waitForRows("Pages", rows);
  });

  it("shows with a filter only the rows that pass, by keyboard alone", async () => {
    await person.page.focus("[role=grid]");
    await person.page.keyboard.press("f");
    await person.find("textbox", "Value");
    await withKey("Shift", "Tab", "Tab");
    await person.page.keyboard.type("Status");
    await person.page.keyboard.press("Tab");
    await person.page.keyboard.type("is at least");
    await person.page.keyboard.press("Tab");
    await person.page.keyboard.type("many");
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("[role=alert]::-p-text(many)");
    await withKey("Control", "a");
    await person.page.keyboard.type("300");
    await person.page.keyboard.press("Enter");
    await person.find("button", "Remove the filter: Status ≥ 300");
    await person.page.waitForFunction(
      (all) => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) < all,
      {},
      rows + 1,
    );
    expect(await focused()).toBe("Pages");
  });

  it("is the same after a reload, and goes back step by step", async () => {
    const filtered = Number(await person.page.$eval("[role=grid]", (grid) => grid.getAttribute("aria-rowcount"))) - 1;
    await person.page.reload();
    await person.waitForRows("Pages", filtered);
    await person.find("button", "Remove the filter: Status ≥ 300");
    await person.page.goBack();
    await person.waitForRows("Pages", rows);
    await person.page.goForward();
    await person.waitForRows("Pages", filtered);
  });

  it("keeps its filter while another table is looked at, which does not get it", async () => {
    const filtered = Number(await person.page.$eval("[role=grid]", (grid) => grid.getAttribute("aria-rowcount"))) - 1;
    await person.page.keyboard.press("3");
    await person.waitForRows("Links", await person.countOf("Links"));
    await person.page.keyboard.press("2");
    await person.waitForRows("Pages", filtered);
  });

  it("is kept under a name, applied, deleted, and brought back with Undo", async () => {
    const filtered = Number(await person.page.$eval("[role=grid]", (grid) => grid.getAttribute("aria-rowcount"))) - 1;
    await person.press("Saved views");
    await person.find("textbox", "Name of the view");
    await person.page.keyboard.type("Not fine");
    await person.page.keyboard.press("Enter");
    await person.find("button", "Show Not fine");
    await person.page.keyboard.press("Escape");
    await person.press("Remove the filter: Status ≥ 300");
    await person.waitForRows("Pages", rows);
    await person.press("Saved views");
    await person.press("Show Not fine");
    await person.waitForRows("Pages", filtered);
    await person.press("Saved views");
    await person.press("Delete Not fine");
    await person.press("Undo");
    await person.press("Saved views");
    await person.find("button", "Show Not fine");
    await person.page.keyboard.press("Escape");
  });

  it("says which search and filter leave nothing, and clears them", async () => {
    await person.page.keyboard.press("/");
    await person.page.keyboard.type("nowhere");
    await person.waitForRows("Pages", 0);
    await person.page.waitForSelector("::-p-text(search “nowhere”; Status ≥ 300)");
    await person.press("Clear search and filters");
    await person.waitForRows("Pages", rows);
    expect(await focused()).toBe("Pages");
  });

  it("sorts, and selects with Ctrl, Shift and all, by keyboard and by pointer", async () => {
    await (await person.find("columnheader", "Depth"))?.click();
    await person.page.waitForSelector("[aria-sort=ascending]");
    await (await person.page.waitForSelector("[data-row='1'] [data-column='1']"))?.click();
    await person.page.keyboard.down("Control");
    await (await person.page.$("[data-row='3'] [data-column='1']"))?.click();
    await person.page.keyboard.up("Control");
    await status("2 selected");
    await (await person.page.$("[data-row='1'] [data-column='1']"))?.click();
    await withKey("Shift", "ArrowDown", "ArrowDown", "ArrowDown");
    await status("4 selected");
    await withKey("Control", "a");
    await status(`${rows} selected`);
    await withKey("Control", " ");
    await status(`${rows - 1} selected`);
    await person.page.keyboard.press("Escape");
    await person.page.waitForFunction(() => !document.querySelector("footer")?.textContent?.includes("selected"));
  });

  it("copies the cell the keyboard is on, and selected rows with names of columns when wanted", async () => {
    await (await person.page.$("[data-row='0'] [data-column='0']"))?.click();
    await withKey("Control", "c");
    expect(await pasted()).toBe(site.origin + START);
    await withKey("Shift", "ArrowDown");
    await status("2 selected");
    await withKey("Control", "c");
    await status("Copied 2 rows.");
    const lines = (await pasted()).split("\n");
    expect(lines.map((line) => line.split("\t")[0]?.startsWith(`${site.origin}/m`))).toEqual([true, true]);
    await person.page.keyboard.press("ContextMenu");
    await choose("Copy with the names");
    await person.page.waitForFunction(() => document.querySelector("[role=menu]") === null);
    await person.page.focus("[role=grid]");
    await person.page.waitForFunction(() => document.querySelector("[role=grid]") === document.activeElement);
    expect(await focused()).toBe("Pages");
  });

  it("has columns that are moved and pinned by keyboard and chosen from a list, and remembers them", async () => {
    await person.page.focus("[role=grid]");
    await person.page.keyboard.press("Home");
    await person.page.keyboard.press("ArrowUp");
    await withKey("Shift", "Home");
    await person.page.keyboard.press("ArrowRight");
    const before = await headers();
    await withKey("Alt", "ArrowRight");
    expect((await headers()).slice(0, 3)).toEqual([before[0], before[2], before[1]]);
    await person.press("Columns");
    await person.find("searchbox", "Find a column");
    await person.page.keyboard.type("description");
    await (await person.find("checkbox", "Description"))?.click();
    await person.page.keyboard.press("Escape");
    await person.page.reload();
    await person.waitForRows("Pages", rows);
    expect((await headers()).slice(0, 3)).toEqual([before[0], before[2], before[1]]);
    const widest = await person.page.$eval("[role=grid]", (grid) => grid.getAttribute("aria-colcount"));
    expect(Number(widest)).toBe(13);
  });

  it("opens the detail of a row, which follows the keyboard and gives the focus back", async () => {
    await person.page.focus("[role=grid]");
    await person.page.keyboard.press("Home");
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector(`section[aria-label="Detail"]`);
    await person.page.keyboard.press("ArrowDown");
    const second = (await person.page.$eval("[data-row='1'] [data-column='0']", (cell) => cell.textContent)) ?? "?";
    const showsSecond = () =>
      person.page.waitForFunction(
        (path) => document.querySelector("section[aria-label='Detail']")?.textContent?.includes(path),
        {},
        second,
      );
    await showsSecond();
    await person.page.waitForFunction((path) => decodeURIComponent(decodeURIComponent(location.hash)).includes(path), {}, second);
    await person.page.reload();
    await person.waitForRows("Pages", rows);
    await showsSecond();
    await person.page.focus("[role=grid]");
    await person.page.keyboard.press("Escape");
    await person.page.waitForFunction(() => document.querySelector("section[aria-label='Detail']") === null);
    expect(await focused()).toBe("Pages");
  });

  it("shows the links to a page from the menu of its row, with the filter that says so", async () => {
    await (await person.page.$("[data-row='2'] [data-column='0']"))?.click();
    await person.page.keyboard.press("ContextMenu");
    await choose("Show the links to");
    await person.page.waitForSelector("[role=grid][aria-label=Links]");
    await person.page.waitForSelector("::-p-xpath(//button[starts-with(@aria-label, 'Remove the filter: ')])");
    await person.page.waitForFunction(() => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) > 1);
    await person.page.goBack();
    await person.waitForRows("Pages", rows);
  });

  it("leads from a row to its section in the site map, and back", async () => {
    await (await person.page.$("[data-row='2'] [data-column='0']"))?.click();
    await person.page.keyboard.press("ContextMenu");
    await choose("Show in the site map");
    await person.page.waitForSelector("[role=treegrid] [role=row][aria-selected=true]");
    expect(await person.page.$eval("[role=treegrid] [role=row][aria-selected=true]", (row) => row.textContent)).toContain("4/");
    await person.page.goBack();
    await person.waitForRows("Pages", rows);
  });

  it("saves each part of the detail as a file that holds it", async () => {
    await (await person.page.$("[data-row='2'] [data-column='0']"))?.click();
    await person.page.keyboard.press("Enter");
    for (const [part, name] of [
      ["Headers", "headers.tsv"],
      ["Why and path", "why.txt"],
      ["Facts", "facts.tsv"],
    ] as const) {
      await (await person.find("tab", part))?.click();
      const file = await window.downloadBy(person.page, () => person.press("Save"));
      expect(file).toMatch(new RegExp(`m-150-4-\\d+-${name}$`));
      expect(await readFile(file, "utf8")).toMatch(
        { Headers: /content-type\ttext\/html/i, "Why and path": /http:/, Facts: /Title\tPage/ }[part],
      );
    }
    await person.page.focus("[role=grid]");
    await person.page.keyboard.press("Escape");
  });

  it("gives its panels other sizes by keyboard, and remembers them", async () => {
    const border = `[role=separator][aria-label="Width of the groups"]`;
    await person.page.focus(border);
    await person.page.keyboard.press("ArrowLeft");
    const size = await person.page.$eval(border, (element) => element.getAttribute("aria-valuenow"));
    await person.page.reload();
    await person.page.waitForSelector(`${border}[aria-valuenow="${size}"]`);
    expect(Number(size)).toBe(256);
    await withKey("Shift", "F");
    await person.page.waitForFunction(() => document.querySelector("aside") === null);
  });

  it("is the same in two windows: a view that is saved in one is there in the other", async () => {
    const crawl = person.page.url();
    const other = new Person(await window.open(crawl));
    await other.waitForRows("Pages", rows);
    await other.press("Saved views");
    await other.find("button", "Delete Not fine");
    await other.press("Delete Not fine");
    await person.page.bringToFront();
    await person.press("Saved views");
    await person.page.waitForSelector("::-p-text(Nothing is saved for this table yet)");
    await person.page.keyboard.press("Escape");
    await other.page.close();
  });

  it("does all this without one error or warning in the console", () => {
    expect(window.problems).toEqual([]);
  });
});
