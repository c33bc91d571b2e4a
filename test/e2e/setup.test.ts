import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { startSite, type Site } from "#test/site/site.ts";

const PAGES = 60;
const START = `/g/${PAGES}/4/0`;
const TIMEOUT_MS = 60_000;

let site: Site;
let window: WindowUnderTest;
let person: Person;
let address: string;

beforeAll(async () => {
  site = await startSite({ latencyMs: 20 });
  window = await WindowUnderTest.make();
  address = await window.serve();
  person = new Person(await window.open(address));
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await site.close();
}, TIMEOUT_MS);

/** Shows another screen of the window, as a link would. */
const goTo = (fragment: string) => person.page.evaluate((hash) => void (location.hash = hash), fragment);
const waitForText = (text: string) => person.page.waitForSelector(`::-p-text(${text})`);
const keys = () => person.page.keyboard;

/** Puts a text into a field in the place of what is there. */
async function fill(name: string, text: string): Promise<void> {
  const field = await person.find("textbox", name);
  await field?.focus();
  await keys().down("Control");
  await keys().press("a");
  await keys().up("Control");
  await keys().press("Backspace");
  if (text !== "") await keys().type(text);
}

/** Pastes a text into the element that has the focus, as the clipboard of the system would. */
const paste = (text: string) =>
  person.page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

async function openOptions(): Promise<void> {
  const button = await person.page.waitForSelector("form + section > button[aria-expanded]");
  if ((await button?.evaluate((element) => element.getAttribute("aria-expanded"))) === "false") await button?.click();
  await person.find("searchbox", "Search options");
}

/** Opens the tab with the options as YAML and answers the text. */
async function shownYaml(): Promise<string> {
  await (await person.find("tab", "As YAML"))?.click();
  await person.page.waitForFunction(
    () => (document.querySelector<HTMLTextAreaElement>("textarea[readonly][aria-busy=false]")?.value ?? "") !== "",
  );
  return person.page.$eval("textarea[readonly]", (element) => element.value);
}

describe("the set-up of a crawl", { timeout: TIMEOUT_MS }, () => {
  it("is one line on the first screen that says what Start does, and leads to every option with what was typed", async () => {
    await waitForText("Whole site, up to 5 pages at a time, robots.txt obeyed.");
    await fill("Address", site.origin + START);
    await (await person.page.waitForSelector("a::-p-text(Change)"))?.click();
    await waitForText("New crawl");
    expect(await (await person.find("textbox", "Address"))?.evaluate((element) => (element as HTMLInputElement).value)).toBe(
      site.origin + START,
    );
  });

  it("says in the words of the host what is wrong with an address, and loses nothing", async () => {
    await fill("Address", "ftp://example.com/");
    await person.press("Start");
    await waitForText("must begin with http:// or https://");
    expect(await (await person.find("textbox", "Address"))?.evaluate((element) => (element as HTMLInputElement).value)).toBe(
      "ftp://example.com/",
    );
  });

  it("takes a preset with the keyboard, and says what it means", async () => {
    await (await person.find("radio", "Whole site"))?.focus();
    await keys().press("ArrowRight");
    await fill("Address", `${site.origin}/g/${PAGES}/`);
    await waitForText(`Only addresses that match /g/${PAGES}/**`);
    await (await person.find("radio", "Gentle"))?.click();
    await waitForText("one page at a time, at least 2 s between two");
    await (await person.find("radio", "Whole site"))?.click();
    await waitForText("Whole site, up to 5 pages at a time, robots.txt obeyed.");
  });

  it("finds an option, refuses a wrong value in place, and takes a right one", async () => {
    await openOptions();
    await (await person.find("searchbox", "Search options"))?.type("pages in all");
    await person.page.waitForFunction(() => document.querySelectorAll("[role=group][aria-labelledby^=option-]").length === 1);
    await fill("Pages in all, pages", "ten");
    await person.page.waitForFunction(() =>
      document.querySelector("[aria-labelledby=option-maxPages] [role=alert]")?.textContent?.startsWith("maxPages"),
    );
    await fill("Pages in all, pages", "7");
    await person.page.waitForFunction(() => document.querySelector("[aria-labelledby=option-maxPages] [role=alert]") === null);
    await waitForText("7 pages at most");
    await person.find("button", "Reset Pages in all to its default");
  });

  it("goes to YAML and back without a loss, and names the line of a mistake", async () => {
    const yaml = await shownYaml();
    expect(yaml).toMatch(/^maxPages: 7$/m);
    await fill("YAML to load", "retries: 1\nmaxPages: many");
    await person.press("Load");
    await waitForText("Line 2: ");
    await fill("YAML to load", "maxPages: 9\nexclude: [/private/**]");
    await person.press("Load");
    await waitForText("9 pages at most");
    await waitForText("without what matches /private/**");
    await fill("YAML to load", yaml.replaceAll(/^#.*\n|^\n/gm, ""));
    await person.press("Load");
    await waitForText("7 pages at most");
    expect(await shownYaml()).toBe(yaml);
  });

  it("saves the YAML as a file that holds it", async () => {
    const file = await window.downloadBy(person.page, () => person.press("Save as file"));
    expect(await readFile(file, "utf8")).toBe(await shownYaml());
  });

  it("starts a crawl that really has the changed option", async () => {
    await fill("Address", site.origin + START);
    await person.press("Start");
    await person.waitForState("Stopped at a limit");
    await person.page.waitForFunction(() => /#\/crawl\/[^/]+/.test(location.hash));
    expect(await person.countOf("Pages")).toBe(7);
  });

  it("shows the options of the crawl, changes them, and takes that back", async () => {
    await (await person.page.waitForSelector("nav button::-p-text(Options)"))?.click();
    await fill("Pages in all, pages", String(PAGES));
    await waitForText("Pages in all: 7 pages → 60 pages");
    await person.press("Apply");
    await waitForText("Applied: Pages in all: 7 pages → 60 pages.");
    await person.press("Undo");
    await waitForText("7 pages at most");
    await fill("Pages in all, pages", String(PAGES));
    await person.press("Apply");
    await waitForText("60 pages at most");
    expect(await person.page.$("[aria-labelledby=option-mode] input:not([disabled])")).toBeNull();
    await person.press("Resume");
    await person.waitForState("Finished");
    expect(await person.countOf("Pages")).toBe(PAGES);
  });

  it("tries a pattern on what the crawl has discovered", async () => {
    await (await person.page.waitForSelector("[aria-labelledby=option-exclude] button::-p-text(Add a pattern)"))?.click();
    await keys().type(`/g/${PAGES}/4/1*`);
    await person.press(`Try /g/${PAGES}/4/1*`);
    await waitForText(`11 of ${PAGES} addresses are hit`);
    await keys().press("Tab");
    await (await person.page.waitForSelector("a::-p-text(Show 11 rows)"))?.click();
    await person.page.waitForSelector("[role=grid][aria-label='All addresses'][aria-rowcount='12']");
  });

  it("begins a new crawl with the options of another one", async () => {
    const crawl = await person.page.evaluate(() => /#\/crawl\/([^/?]+)/.exec(location.hash)?.[1] ?? "");
    await goTo(`#/new/${crawl}`);
    await waitForText("New crawl with the options of");
    await waitForText("60 pages at most");
    await person.page.waitForFunction(
      (start) => document.querySelector<HTMLInputElement>("input[inputmode=url]")?.value === start,
      {},
      site.origin + START,
    );
  });

  it("makes a list of several pasted addresses, says which lines are none, and crawls those alone", async () => {
    await goTo("#/");
    await fill("Address", "");
    await paste(`${site.origin}/g/${PAGES}/4/5\n${site.origin}/g/${PAGES}/4/6\nnot an address\n`);
    await waitForText("Line 3: ");
    await waitForText("2 addresses");
    await waitForText("Only the listed addresses");
    await person.press("Start");
    // The limit of the crawl before is one of the options that this set-up began with.
    await person.waitForState("Finished");
    expect(await person.countOf("Pages")).toBe(2);
  });
});

describe("the settings", { timeout: TIMEOUT_MS }, () => {
  const look = () =>
    person.page.evaluate(() => ({
      scheme: document.documentElement.dataset["mantineColorScheme"],
      density: document.documentElement.dataset["density"],
      rowHeight: getComputedStyle(document.documentElement).getPropertyValue("--row-height").trim(),
    }));

  it("change theme and density at once, with the keyboard, and keep them over a reload", async () => {
    await goTo("#/settings");
    await (await person.find("radio", "As the system"))?.focus();
    await keys().press("ArrowRight");
    await keys().press("ArrowRight");
    await person.page.waitForSelector("html[data-mantine-color-scheme=dark]");
    await (await person.find("radio", "Compact"))?.focus();
    await keys().press("ArrowRight");
    await person.page.waitForSelector("html[data-density=comfortable]");
    await person.page.reload();
    await person.find("radio", "Dark");
    expect(await look()).toEqual({ scheme: "dark", density: "comfortable", rowHeight: "34px" });
  });

  it("agree in two windows", async () => {
    const other = await window.open(address);
    await other.waitForSelector("html[data-density=comfortable]");
    await person.page.bringToFront();
    await (await person.find("radio", "Compact"))?.click();
    await other.waitForSelector("html[data-density=compact]");
    await other.close();
  });

  it("say in a sentence why a folder cannot be used, and keep what was typed", async () => {
    await fill("Folder for crawls", "not/a/complete/path");
    await person.press("Use this folder");
    await person.page.waitForFunction(() =>
      document.querySelector("form .mantine-InputWrapper-error")?.textContent?.includes("complete path"),
    );
    expect(await (await person.find("textbox", "Folder for crawls"))?.evaluate((element) => (element as HTMLInputElement).value)).toBe(
      "not/a/complete/path",
    );
  });

  it("give every new crawl its options", async () => {
    await person.press("Edit options");
    await fill("Pages in all, pages", "3");
    await person.press("Save");
    await waitForText("3 pages at most");
    await goTo("#/");
    await waitForText("Whole site, up to 5 pages at a time, 3 pages at most, robots.txt obeyed.");
  });

  it("and the set-up work without one violation of the content security policy", () => {
    expect(window.problems).toEqual([]);
  });
});
