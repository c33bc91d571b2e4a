import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { walk } from "#test/oracle/walk.ts";
import { startSite, type Site } from "#test/site/site.ts";

const PAGES = 200;
const START = `/g/${PAGES}/4/0`;
const TIMEOUT_MS = 60_000;

let site: Site;
let window: WindowUnderTest;
let person: Person;

beforeAll(async () => {
  site = await startSite({ latencyMs: 40 });
  window = await WindowUnderTest.make();
  person = new Person(await window.open(await window.serve()));
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await site.close();
}, TIMEOUT_MS);

describe("the window in a browser", { timeout: TIMEOUT_MS }, () => {
  it("begins with the address field, ready to be typed into, and says that there are no crawls yet", async () => {
    const field = await person.find("textbox", "Address");
    expect(await field?.evaluate((element) => element === document.activeElement)).toBe(true);
    await person.page.waitForSelector("::-p-text(No crawls yet)");
  });

  it("says in one sentence what is wrong with an address, and makes no crawl of it", async () => {
    await person.page.keyboard.type("ftp://example.com/");
    await person.press("Start");
    await person.page.waitForFunction(() => (document.querySelector(".mantine-InputWrapper-error")?.textContent ?? "").length > 10);
    expect(await person.page.$("table")).toBeNull();
  });

  it("shows rows of a site after its address was typed and entered", async () => {
    await person.start(site.origin + START);
    await person.waitForState("Crawling");
    await person.page.waitForFunction(() => document.activeElement?.tagName === "MAIN");
    await person.page.keyboard.press("2");
    await person.page.waitForFunction((path) => document.querySelector("[role=grid] [role=gridcell]")?.textContent === path, {}, START);
  });

  it("asks the site for nothing more after Pause, and goes on with Resume", async () => {
    await person.press("Pause");
    await person.waitForState("Paused");
    const asked = site.requests.length;
    const pages = await person.countOf("Pages");
    await person.waitForRows("Pages", pages);
    await person.find("button", "Resume");
    expect(site.requests.length).toBe(asked);
    expect(pages).toBeLessThan(PAGES);
    await person.press("Resume");
    await person.waitForState("Finished");
    await person.waitForRows("Pages", PAGES);
    expect(await person.countOf("Pages")).toBe(PAGES);
  });

  it("exports the pages that an independent walk of the site finds", async () => {
    await person.press("Export");
    await person.page.waitForSelector(`[role=dialog] ::-p-text(${PAGES} rows will be written)`);
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("a[download]");
    const csv = await person.page.$eval("a[download]", async (link) => (await fetch(link.href)).text());
    const exported = csv
      .split(/\r?\n/)
      .slice(1)
      .flatMap((line) => (line === "" ? [] : [line.split(",", 1)[0]]));
    expect(exported.toSorted()).toEqual([...(await walk(site.origin + START)).keys()].toSorted());
  });

  it("can be gone through with the keyboard, and tells a screen reader which of all rows it is on", async () => {
    await person.page.keyboard.press("/");
    await person.page.keyboard.press("Escape");
    await person.page.keyboard.press("End");
    await person.page.waitForFunction(
      () => (document.querySelector("[role=row][data-row='199'] [role=gridcell]")?.textContent ?? "") !== "",
    );
    expect((await person.activeCell())?.row).toBe(PAGES + 1);
    await person.page.keyboard.press("k");
    expect((await person.activeCell())?.row).toBe(PAGES);
    await person.page.keyboard.press("Home");
    expect(await person.activeCell()).toEqual({ text: START, row: 2 });
  });

  it("finds rows with quick search, and says how many of all", async () => {
    await person.page.keyboard.press("/");
    await person.page.keyboard.type(`/${PAGES}/4/19`);
    await person.waitForRows("Pages", 11);
    await person.page.waitForSelector("::-p-text(11 of 200 rows)");
    await person.page.keyboard.press("Escape");
    await person.waitForRows("Pages", PAGES);
  });

  it("sorts by a column when its header is clicked", async () => {
    await (await person.find("columnheader", "Title"))?.click();
    await (await person.find("columnheader", "Title"))?.click();
    await person.page.waitForFunction(() => document.querySelector("[role=row][data-row='0']")?.textContent?.includes("Page 99 of"));
    expect(await person.page.$eval("[aria-sort=descending]", (header) => header.textContent)).toContain("Title");
  });

  it("is where it was after a reload", async () => {
    await person.page.keyboard.press("3");
    await person.page.waitForSelector("[role=grid][aria-label=Links]");
    const links = await person.countOf("Links");
    await person.page.reload();
    await person.waitForRows("Links", links);
  });

  it("loads and works without one violation of its content security policy", () => {
    expect(window.problems).toEqual([]);
  });

  it("says so when the program that served it is gone, and that it is back, with everything where it was", async () => {
    await window.stopServing("SIGKILL");
    await person.page.waitForSelector("::-p-text(Reconnecting)");
    await window.serve();
    await person.page.waitForSelector("::-p-text(Connected again)");
    await person.waitForRows("Links", await person.countOf("Links"));
    await person.page.keyboard.press("2");
    await person.waitForRows("Pages", PAGES);
  });
});
