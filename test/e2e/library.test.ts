import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "#test/e2e/violations.ts";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { startSite, type Site } from "#test/site/site.ts";

const PAGES = 400;
const START = `/g/${PAGES}/4/0`;
const TIMEOUT_MS = 60_000;

let site: Site;
let window: WindowUnderTest;
let person: Person;
let address: string;

beforeAll(async () => {
  site = await startSite({ latencyMs: 150 });
  window = await WindowUnderTest.make();
  address = await window.serve();
  person = new Person(await window.open(address));
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await site.close();
}, TIMEOUT_MS);

const goTo = (fragment: string, page = person.page) => page.evaluate((hash) => void (location.hash = hash), fragment);
const waitForText = (text: string, page = person.page) => page.waitForSelector(`::-p-text(${text})`);
const press = (key: string) => person.page.keyboard.press(key as "Enter");
const routeOf = (name: string) => `#/crawl/${encodeURIComponent(join(window.libraryFolder, `${name}.crawl`))}`;

/** Waits until the rows of the library say this, in any order: the text of site and state of each. */
const waitForRows = (wanted: readonly string[], page = person.page) =>
  page.waitForFunction(
    (all) => {
      const rows = [...document.querySelectorAll("[role=grid] [data-crawl]")].map((row) => {
        const [, name, state] = row.querySelectorAll("[role=gridcell]");
        return `${name?.textContent}: ${state?.textContent}`;
      });
      return JSON.stringify(rows.toSorted()) === JSON.stringify([...all].toSorted());
    },
    {},
    wanted,
  );

/** Focuses the row of a crawl file by its name. */
const focusRow = (name: string) => person.page.$eval(`[data-crawl$="/${name}.crawl"]`, (row) => (row as HTMLElement).focus());

async function chooseInMenu(name: string, item: string): Promise<void> {
  await focusRow(name);
  await press("ContextMenu");
  await (await person.find("menuitem", item))?.click();
}

/** What the focus is on: the crawl of a row, or the name of the element. */
const focused = () =>
  person.page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    return element?.dataset["crawl"]?.split("/").at(-1) ?? element?.tagName;
  });

interface DraggedFile {
  readonly name: string;
  readonly base64: string;
}

/** Drags files or text over the window and drops them, as the system does it. Answers whether there was a target to be seen. */
async function drop(page: Page, files: readonly DraggedFile[], text = ""): Promise<boolean> {
  await page.evaluate(
    (dragged, draggedText) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of dragged) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      if (draggedText !== "") transfer.setData("text/plain", draggedText);
      (globalThis as { dragged?: DataTransfer }).dragged = transfer;
      document.body.dispatchEvent(new DragEvent("dragenter", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    files,
    text,
  );
  const target = await waitForText("Drop it here", page).catch(() => null);
  await page.evaluate(() => {
    const { dragged } = globalThis as { dragged?: DataTransfer };
    for (const type of ["dragover", "drop"])
      if (document.body.dispatchEvent(new DragEvent(type, { dataTransfer: dragged!, bubbles: true, cancelable: true })))
        throw new Error(`The browser would have followed what was dropped (${type}).`);
  });
  return target !== null;
}

describe("the library", { timeout: TIMEOUT_MS }, () => {
  it("is an address field and one sentence while there is no crawl", async () => {
    await waitForText("No crawls yet");
    expect(await person.page.$("[role=grid]")).toBeNull();
    expect(await focused()).toBe("INPUT");
  });

  it("shows a crawl that runs with figures that move, and pauses it from its row", async () => {
    await person.page.keyboard.type(site.origin + START);
    await press("Enter");
    await person.waitForState("Crawling");
    await goTo("#/");
    await waitForRows([`127.0.0.1:${site.port}: Crawling`]);
    await person.page.waitForFunction(() => Number(document.querySelector("[data-crawl] [role=gridcell]:nth-child(5)")?.textContent) > 3);
    await person.press("Pause");
    await waitForRows([`127.0.0.1:${site.port}: Paused`]);
    await person.find("button", "Resume");
  });

  it("renames a crawl, and keeps the keyboard on it", async () => {
    await press("Tab");
    await chooseInMenu(`127.0.0.1-${site.port}`, "Rename…");
    const field = await person.find("textbox", "Name of the crawl file");
    await field?.type("The shop/");
    await press("Enter");
    await waitForText("cannot be the name of a crawl");
    await press("Backspace");
    await press("Enter");
    await waitForRows([`127.0.0.1:${site.port}The shop: Paused`]);
    await person.page.waitForFunction(() => document.activeElement?.getAttribute("data-crawl")?.endsWith("/The shop.crawl"));
  });

  it("makes a crawl with the same options and no results", async () => {
    await chooseInMenu("The shop", "Duplicate without results");
    await waitForRows([`127.0.0.1:${site.port}The shop: Paused`, `127.0.0.1:${site.port}The shop-2: Not running`]);
  });

  it("finds crawls by site and name, sorts by a column, and keeps that over a reload", async () => {
    await press("/");
    await person.page.keyboard.type("shop-2");
    await waitForRows([`127.0.0.1:${site.port}The shop-2: Not running`]);
    await press("Escape");
    await person.press("Site");
    await person.press("Site");
    const order = () => person.page.$$eval("[data-crawl]", (rows) => rows.map((row) => row.getAttribute("data-crawl")?.split("/").at(-1)));
    expect(await order()).toEqual(["The shop-2.crawl", "The shop.crawl"]);
    await person.page.reload();
    await person.page.waitForSelector("[data-crawl]");
    expect(await order()).toEqual(["The shop-2.crawl", "The shop.crawl"]);
    expect(await person.page.$eval("[aria-sort]", (header) => [header.textContent?.trim(), header.ariaSort])).toEqual([
      "Site↓",
      "descending",
    ]);
  });

  it("deletes several at once with the keyboard, and brings them back from another screen", async () => {
    await focusRow("The shop-2");
    await person.page.keyboard.down("Shift");
    await press("ArrowDown");
    await person.page.keyboard.up("Shift");
    await waitForText("2 crawls selected");
    await press("Delete");
    await waitForText("No crawls yet");
    await goTo("#/settings");
    await waitForText("2 crawls were deleted");
    await person.press("Undo");
    await waitForText("2 crawls are back");
    await goTo("#/");
    await waitForRows([`127.0.0.1:${site.port}The shop: Paused`, `127.0.0.1:${site.port}The shop-2: Not running`]);
  });

  it("brings a deleted crawl back after a reload, too", async () => {
    await focusRow("The shop-2");
    await press("Delete");
    await waitForRows([`127.0.0.1:${site.port}The shop: Paused`]);
    await person.page.reload();
    await person.press("Deleted (1)…");
    await person.press("Bring back The shop-2");
    await waitForText("Nothing that was deleted is left");
    await press("Escape");
    await waitForRows([`127.0.0.1:${site.port}The shop: Paused`, `127.0.0.1:${site.port}The shop-2: Not running`]);
  });

  it("asks before it deletes when that is set", async () => {
    await goTo("#/settings");
    await (await person.find("switch", "Ask before a crawl is deleted"))?.click();
    await goTo("#/");
    await person.page.waitForSelector("[data-crawl]");
    await chooseInMenu("The shop-2", "Delete");
    await waitForText("Delete The shop-2?");
    await press("Escape");
    await waitForRows([`127.0.0.1:${site.port}The shop: Paused`, `127.0.0.1:${site.port}The shop-2: Not running`]);
    await chooseInMenu("The shop-2", "Delete");
    await waitForText("Delete The shop-2?");
    await press("Enter");
    await waitForRows([`127.0.0.1:${site.port}The shop: Paused`]);
  });

  it("lists files that cannot be read, each with why and with what helps", async () => {
    await writeFile(join(window.libraryFolder, "notes.crawl"), "not a crawl, ".repeat(50));
    await person.page.reload();
    await waitForText("is not a crawl file");
    await focusRow("notes");
    await press("Enter");
    await person.find("menuitem", "Show in folder");
    expect(await person.page.$$eval("[role=menuitem]", (items) => items.map((item) => item.textContent))).toEqual([
      "Show in folder",
      "Copy the path",
      "Delete",
    ]);
    await press("Escape");
    await rm(join(window.libraryFolder, "notes.crawl"));
  });

  it("stays quick and goes through all rows with the keyboard when there are a thousand", async () => {
    const many = join(window.libraryFolder, "The shop.crawl");
    await mkdir(window.libraryFolder, { recursive: true });
    const paths = Array.from({ length: 1000 }, (_, number) => join(window.libraryFolder, `copy ${number}.crawl`));
    for (const path of paths) await copyFile(many, path);
    await person.page.reload();
    await waitForText("1,001 crawls");
    expect(await person.page.$eval("[role=grid]", (grid) => grid.getAttribute("aria-rowcount"))).toBe("1002");
    expect((await person.page.$$("[data-crawl]")).length).toBeLessThan(80);
    await person.page.focus("[data-crawl]");
    await press("End");
    await person.page.waitForSelector("[role=row][aria-rowindex='1002']:focus");
    await press("Home");
    await person.page.waitForSelector("[role=row][aria-rowindex='2']:focus");
    for (const path of paths) await rm(path);
    await person.page.reload();
    await waitForText("1 crawl");
  });
});

describe("the frame in a narrow window", { timeout: TIMEOUT_MS }, () => {
  /** 1280 by 800 at a zoom of 200 %. */
  const zoom = () => person.page.setViewport({ width: 640, height: 400 });
  const isCut = () =>
    person.page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth);

  it("keeps every function within reach, without scrolling sideways", async () => {
    await zoom();
    await goTo("#/");
    await person.page.waitForSelector("[data-crawl]");
    expect(await isCut()).toBe(false);
    await goTo(`${routeOf("The shop")}/pages`);
    await person.waitForState("Paused");
    await person.find("button", "Resume");
    for (const [shown, next] of [
      ["Pages", "Overview"],
      ["Overview", "Coverage"],
      ["Coverage", "Outline"],
      ["Outline", "Options"],
      ["Options", "Pages"],
    ]) {
      await person.press(`Views; ${shown} is shown`);
      await (await person.page.waitForSelector(`::-p-aria([role="menuitem"]) ::-p-text(${next})`))?.click();
      await person.find("button", `Views; ${next} is shown`);
      expect(await isCut(), next).toBe(false);
    }
    await person.press("More that can be done with this crawl");
    const items = await person.page.$$eval("[role=menuitem]", (all) =>
      all.filter((item) => item.checkVisibility()).map((item) => item.textContent),
    );
    expect(items).toEqual([
      "Stop",
      "Export (Ctrl+E)",
      "Rename…",
      "New crawl with these options…",
      "Show in folder",
      "Check this file",
      "Delete",
    ]);
    await press("Escape");
    await person.page.waitForFunction(() => document.querySelector("[role=menu]") === null, { timeout: 3000 });
    await person.page.setViewport({ width: 1280, height: 800 });
  });

  it("has nothing that axe-core finds, in both colour schemes", async () => {
    expect(await violations(person.page)).toEqual([]);
    await zoom();
    expect(await violations(person.page)).toEqual([]);
    await goTo("#/");
    await person.page.waitForSelector("[data-crawl]");
    await person.page.setViewport({ width: 1280, height: 800 });
    expect(await violations(person.page)).toEqual([]);
    await goTo(routeOf("Nowhere"));
    await waitForText("This crawl cannot be shown");
    expect(await violations(person.page)).toEqual([]);
  });
});

describe("when something in the window breaks", { timeout: TIMEOUT_MS }, () => {
  it("says so in that view alone, and draws it again when asked", async () => {
    await goTo("#/settings");
    await waitForText("Changes hold at once");
    const reported = window.problems.length;
    // What the list of crawls cannot do without, and the settings can.
    await person.page.evaluate(() => {
      const own = Array.prototype.toSorted;
      const broken = () => {
        throw new Error("broken on purpose");
      };
      Reflect.set(Array.prototype, "toSorted", broken);
      (globalThis as { mend?: () => void }).mend = () => void Reflect.set(Array.prototype, "toSorted", own);
    });
    await goTo("#/");
    await waitForText("This view broke off");
    await person.press("Copy details");
    await waitForText("The details were copied");
    await person.page.evaluate(() => (globalThis as { mend?: () => void }).mend?.());
    await person.press("Reload this view");
    await person.page.waitForSelector("[data-crawl]");
    window.problems.splice(reported);
  });

  it("never leaves a failure silent that nobody caught", async () => {
    // A script of the test's own counts as foreign, of whose failures a browser tells nothing.
    await person.page.evaluate(() => {
      const reason = new Error("Nobody caught this");
      dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { promise: Promise.resolve(), reason }));
    });
    await waitForText("Something in the window went wrong: Nobody caught this.");
  });
});

describe("what is dropped on the window", { timeout: TIMEOUT_MS }, () => {
  it("is taken in and shown when it is a crawl file, whatever screen is shown", async () => {
    await goTo("#/settings");
    await waitForText("Changes hold at once");
    const base64 = (await readFile(join(window.libraryFolder, "The shop.crawl"))).toString("base64");
    expect(await drop(person.page, [{ name: "From a friend.crawl", base64 }])).toBe(true);
    await person.page.waitForFunction((hash) => location.hash.startsWith(hash), {}, routeOf("From-a-friend"));
    await person.waitForState("Paused");
  });

  it("becomes a new crawl of a list when it is a list of addresses", async () => {
    const base64 = Buffer.from(`address,clicks\n${site.origin}/a,1\n${site.origin}/b,2\n`).toString("base64");
    expect(await drop(person.page, [{ name: "list.csv", base64 }])).toBe(true);
    await waitForText("2 addresses");
    expect(await person.page.$eval("textarea", (field) => field.value)).toContain(`${site.origin}/b`);
    expect(await (await person.find("radio", "List of pages"))?.evaluate((radio) => (radio as HTMLInputElement).checked)).toBe(true);
  });

  it("is an address to crawl when it is one", async () => {
    await goTo("#/");
    await drop(person.page, [], "https://example.com/docs/");
    await waitForText("New crawl");
    await person.page.waitForFunction(() => document.querySelector("input")?.value === "https://example.com/docs/");
  });

  it("is answered with a sentence when nothing can be done with it", async () => {
    await drop(person.page, [{ name: "photo.png", base64: Buffer.from([0x89, 0x50, 0xff, 0xfe]).toString("base64") }]);
    await waitForText("photo.png could not be read. Is it a text file?");
    await drop(person.page, [{ name: "letter.txt", base64: Buffer.from("Dear you").toString("base64") }]);
    await waitForText("letter.txt holds no addresses");
    await drop(person.page, [{ name: "old.crawl", base64: Buffer.from("no crawl ".repeat(40)).toString("base64") }]);
    await waitForText("is not a crawl file");
  });
});

/** A window of two; only the one in front is drawn. */
async function inFront(who: Person): Promise<Person> {
  await who.page.bringToFront();
  return who;
}

describe("two windows on one crawl", { timeout: TIMEOUT_MS }, () => {
  it("agree on its state, its name and its end", async () => {
    const other = new Person(await window.open(address));
    const named = (name: string) => `127.0.0.1:${site.port}${name}: Paused`;
    await goTo(routeOf("The shop"), other.page);
    await other.waitForState("Paused");
    await goTo(routeOf("The shop"));
    await (await inFront(person)).press("Resume");
    await (await inFront(other)).waitForState("Crawling");
    await other.press("Pause");
    await (await inFront(person)).waitForState("Paused");
    await goTo("#/", other.page);
    await person.press("More that can be done with this crawl");
    await (await person.find("menuitem", "Rename…"))?.click();
    await (await person.find("textbox", "Name of the crawl file"))?.type("Shop");
    await press("Enter");
    await person.page.waitForFunction((hash) => location.hash.startsWith(hash), {}, routeOf("Shop"));
    await inFront(other);
    await waitForRows([named("Shop"), named("From-a-friend")], other.page);
    await goTo(routeOf("From-a-friend"), other.page);
    await other.waitForState("Paused");
    await inFront(person);
    await goTo("#/");
    await person.page.waitForSelector("[data-crawl]");
    await chooseInMenu("From-a-friend", "Delete");
    await person.press("Delete");
    await waitForRows([named("Shop")]);
    await inFront(other);
    await waitForText("This crawl cannot be shown", other.page);
    await other.press("Back to the library");
    await waitForRows([named("Shop")], other.page);
    await other.page.close();
    await inFront(person);
  });

  it("agree on settings and saved views", async () => {
    const other = new Person(await window.open(address));
    await inFront(person);
    await goTo("#/settings");
    await (await person.find("radio", "Dark"))?.click();
    await inFront(other);
    await other.page.waitForFunction(() => document.documentElement.getAttribute("data-mantine-color-scheme") === "dark");
    await goTo("#/settings", other.page);
    await (await other.find("radio", "Light"))?.click();
    await other.page.waitForFunction(() => document.documentElement.getAttribute("data-mantine-color-scheme") === "light");
    await goTo(`${routeOf("Shop")}/pages`, other.page);
    await (
      await inFront(person)
    ).page.waitForFunction(() => document.documentElement.getAttribute("data-mantine-color-scheme") === "light");
    await goTo(`${routeOf("Shop")}/pages`);
    await person.press("Saved views");
    await (await person.find("textbox", "Name of the view"))?.type("What I see");
    await press("Enter");
    await waitForText("What I see");
    await (await inFront(other)).press("Saved views");
    await waitForText("What I see", other.page);
    await other.page.close();
    await inFront(person);
  });
});

describe("from an address to a CSV with the keyboard alone", { timeout: TIMEOUT_MS }, () => {
  it("takes typing, Enter, a number and Ctrl+E", async () => {
    const page = await window.open(address);
    const keyboard = new Person(page);
    await page.waitForSelector("input:focus");
    await page.keyboard.type(`${site.origin}/g/30/4/0`);
    await page.keyboard.press("Enter");
    await keyboard.waitForState("Finished");
    await page.keyboard.press("2");
    await keyboard.waitForRows("Pages", 30);
    const isOnExport = () => page.evaluate(() => document.activeElement?.matches("[role=dialog] button[type=submit]") ?? false);
    const path = await window.downloadBy(page, async () => {
      await page.keyboard.down("Control");
      await page.keyboard.press("e");
      await page.keyboard.up("Control");
      await page.waitForSelector("[role=dialog] :focus");
      for (let tabs = 0; tabs < 30 && !(await isOnExport()); tabs += 1) await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    });
    expect((await readFile(path, "utf8")).trim().split(/\r?\n/)).toHaveLength(31);
    await page.close();
    await inFront(person);
  });
});

describe("when the program that serves the window is killed", { timeout: TIMEOUT_MS }, () => {
  it("has said nothing in the console until then", () => {
    // What the browser itself says of the refused upload.
    expect(window.problems.filter((problem) => !problem.includes("422"))).toEqual([]);
  });

  it("keeps what it shows, says why nothing can be done, comes back by itself, and shows the receipt until it is put away", async () => {
    await goTo(`${routeOf("Shop")}/pages`);
    await person.waitForState("Paused");
    await person.press("Resume");
    await person.waitForState("Crawling");
    const pages = await person.countOf("Pages");
    await person.page.waitForFunction(
      (before) => Number(document.querySelector("nav [aria-current] :last-child")?.textContent) > before,
      {},
      pages,
    );
    await window.stopServing("SIGKILL");
    await waitForText("Reconnecting");
    expect(await person.page.$("[role=grid] [role=row][data-row='0']")).not.toBeNull();
    await person.press("Pause");
    await waitForText("There is no connection to Orbweaver right now");
    await window.serve();
    await waitForText("Connected again");
    await person.page.waitForFunction(() => !document.body.textContent?.includes("There is no connection"));
    await person.waitForState("Paused");
    await person.press("Resume");
    await waitForText("Resumed: ");
    await person.press("Pause");
    await person.waitForState("Paused");
    await person.page.evaluate(() => {
      const line = [...document.querySelectorAll("[role=status]")].find((element) => element.textContent?.includes("Resumed: "));
      line?.querySelector("button")?.click();
    });
    await person.page.waitForFunction(() => !document.body.textContent?.includes("Resumed: "));
    await person.page.reload();
    await person.waitForState("Paused");
    await person.page.waitForSelector("[role=grid] [role=row][data-row='0']");
    expect(await person.page.evaluate(() => document.body.textContent?.includes("Resumed: "))).toBe(false);
  });

  it("says what to do when another run does not know this window", async () => {
    await goTo("#/");
    await person.page.waitForSelector("[data-crawl]");
    await window.stopServing("SIGKILL");
    await waitForText("Reconnecting");
    const session = await person.page.createCDPSession();
    await session.send("Network.clearBrowserCookies");
    const printed = await window.serve();
    await waitForText("Open the address that it printed when it started");
    await person.page.waitForSelector("[data-crawl]");
    await person.page.goto(printed);
    await person.page.waitForSelector("[data-crawl]");
  });
});
