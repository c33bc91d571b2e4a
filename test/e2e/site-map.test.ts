import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "#test/e2e/violations.ts";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";
import { startSite, type Site } from "#test/site/site.ts";

const PAGES = 300;
const LEAST_PAGES = 28;
const TIMEOUT_MS = 90_000;
/** What a browser without a graphics card says of itself. */
const OF_THE_BROWSER = /software WebGL|GPU stall|GL Driver Message|GroupMarkerNotSet/;

let site: Site;
let window: WindowUnderTest;
let person: Person;

beforeAll(async () => {
  site = await startSite({});
  window = await WindowUnderTest.make();
  person = new Person(await window.open(await window.serve()));
  await person.find("textbox", "Address");
  await person.page.keyboard.type(`${site.origin}/m/${PAGES}/4/0`);
  await person.page.keyboard.press("Enter");
  await person.waitForState("Crawling");
  // Enough for a page that is missing; soon after that the site asks to be asked slowly.
  await person.page.waitForFunction(
    (least) =>
      [...document.querySelectorAll("nav button")].some(
        (one) => one.textContent?.startsWith("Pages") && Number(one.lastElementChild?.textContent) > least,
      ),
    {},
    LEAST_PAGES,
  );
  await person.press("Stop");
  await person.waitForState("Paused");
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await site.close();
}, TIMEOUT_MS);

/** Shows a view by its name in the list of views. */
async function show(view: string): Promise<void> {
  await (await person.find("button", view))?.click();
}

/** Text of the row that the keyboard is on. */
function activeRow(): Promise<string> {
  return person.page.$eval("[role=treegrid]", (grid) => {
    const active = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
    return active?.closest("[role=row]")?.querySelector("[role=gridcell]")?.textContent ?? "";
  });
}

async function waitForActiveRow(text: string): Promise<void> {
  await person.page.waitForFunction(
    (wanted) => {
      const id = document.querySelector("[role=treegrid]")?.getAttribute("aria-activedescendant") ?? "";
      return document.getElementById(id)?.closest("[role=row]")?.querySelector("[role=gridcell]")?.textContent?.startsWith(wanted);
    },
    {},
    text,
  );
}

describe("the site map", { timeout: TIMEOUT_MS }, () => {
  it("shows the sections as a tree that the keyboard unfolds down to the pages", async () => {
    await show("Outline");
    await person.page.waitForSelector("[role=treegrid] [role=row][aria-level='2']");
    await person.page.focus("[role=treegrid]");
    await person.page.keyboard.type("m/");
    await waitForActiveRow("m/");
    await person.page.keyboard.press("ArrowRight");
    await person.page.waitForSelector("[role=row][aria-level='3'][aria-expanded='false']");
    await person.page.keyboard.press("ArrowDown");
    await person.page.keyboard.press("ArrowRight");
    await person.page.waitForSelector("[role=row][aria-level='4'][aria-expanded='false']");
    await person.page.keyboard.press("ArrowDown");
    await person.page.keyboard.press("ArrowRight");
    await person.page.waitForFunction(() => document.querySelectorAll("[role=row][data-kind=page][aria-level='5']").length > 10);
    expect(await activeRow()).toBe("4/");
  });

  it("leads from a number to as many rows, and comes back to the section", async () => {
    const [pages, problems] = await person.page.$$eval("[role=row][aria-level='4'] a", (links) =>
      links
        .filter((link) => ["pages", "problems"].includes(link.dataset["count"] ?? ""))
        .map((link) => Number(link.textContent?.replaceAll(",", ""))),
    );
    expect(pages).toBeGreaterThan(LEAST_PAGES);
    await person.page.click("[role=row][aria-level='4'] a[data-count=problems]");
    await person.waitForRows("Pages", problems ?? -1);
    await person.page.goBack();
    await waitForActiveRow("4/");
    await person.page.click("[role=row][aria-level='4'] a[data-count=pages]");
    await person.waitForRows("Pages", pages ?? -1);
  });

  it("keeps what is unfolded and where the person is over a reload", async () => {
    await show("Outline");
    await person.page.reload();
    await waitForActiveRow("4/");
    await person.page.waitForFunction(() => document.querySelectorAll("[role=row][data-kind=page][aria-level='5']").length > 10);
    expect(await violations(person.page)).toEqual([]);
  });

  it("shows the same section as areas, with a table whose sums are those of the outline", async () => {
    await (await person.find("link", "Treemap"))?.click();
    await person.page.waitForSelector("[role=img] canvas");
    await person.page.waitForSelector("::-p-text(Directly here)");
    await person.press("↑ Up");
    await person.page.waitForFunction(() => document.querySelector("tbody th")?.textContent === "4/");
    await person.page.focus("tbody button");
    await person.page.keyboard.press("Backspace");
    await person.page.waitForFunction(() => document.querySelector("tbody th")?.textContent === "300/");
    await person.page.focus("tbody button");
    await person.page.keyboard.press("Enter");
    await person.page.waitForFunction(() => document.querySelector("tbody th")?.textContent === "4/");
    expect(await violations(person.page)).toEqual([]);
  });

  it("saves the treemap as SVG", async () => {
    await person.press("Save picture");
    const saved = person.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const { createObjectURL } = URL;
          URL.createObjectURL = (blob) => {
            void (blob as Blob).text().then(resolve);
            return createObjectURL(blob);
          };
        }),
    );
    await (await person.find("menuitem", "As SVG"))?.click();
    expect(await saved).toMatch(/^<svg .*4\//s);
  });

  it("draws pages and links, finds a page, and shows where it was named first", async () => {
    await (await person.find("link", "Link graph"))?.click();
    await person.page.waitForSelector("[role=group] canvas");
    await person.find("button", "Zoom in (+)");
    await (await person.find("searchbox", "Find a page"))?.click();
    await person.page.keyboard.type(`/${PAGES}/4/16`);
    await person.page.waitForFunction(() =>
      document.querySelector("[aria-label='Found pages'] [role=status]")?.textContent?.match(/^\d+ of \d+ page/),
    );
    await person.page.keyboard.press("Enter");
    await person.page.waitForSelector("[aria-label='Selected page'] summary");
    await person.page.click("[aria-label='Selected page'] summary");
    const path = await person.page.$$eval("[aria-label='Selected page'] ol button", (steps) => steps.map((step) => step.textContent));
    expect(path[0]).toBe(`/m/${PAGES}/4/0`);
    expect(path.length).toBeGreaterThan(1);
  });

  it("arranges the pages until they come to rest, or until it is told to stop", async () => {
    const arranged = "::-p-text(Arranged)";
    const isArranged = async (): Promise<boolean> => (await person.page.$(arranged)) !== null;
    if (!(await isArranged())) {
      await person.press("Pause");
      await person.press("Resume").catch(() => undefined);
    }
    await person.page.waitForSelector(arranged);
    expect(await violations(person.page)).toEqual([]);
  });

  it("leads from a page of the graph to the links that end there", async () => {
    const inlinks = await person.page.$$eval("[aria-label='Selected page'] dl div", (facts) =>
      Number(facts.find((fact) => fact.firstElementChild?.textContent === "Links in")?.lastElementChild?.textContent),
    );
    await person.page.click("[aria-label='Selected page'] a");
    await person.waitForRows("Links", inlinks);
  });

  it("loads and works without one violation of its content security policy", () => {
    expect(window.problems.filter((problem) => !OF_THE_BROWSER.test(problem))).toEqual([]);
  });
});
