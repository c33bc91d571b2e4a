import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScenery, type Scenery } from "#test/e2e/scenery.ts";
import { scenes, showScene, startBusyCrawl, type Scene } from "#test/e2e/scenes.ts";
import { violationsNow } from "#test/e2e/violations.ts";
import { Person, WindowUnderTest } from "#test/e2e/window-under-test.ts";

/** Further presses of Tab in one view would only go through more of the same. */
const MOST_PRESSES = 40;
const TIMEOUT_MS = 240_000;
const USUAL = { width: 1280, height: 800 };
/** What a window of 1280 by 800 has left when everything is twice as large. */
const TWICE_AS_LARGE = { width: 640, height: 400 };
/** Tables and maps of a large crawl are those of a small one with more rows. */
const LARGE = /^large-/;

let window: WindowUnderTest;
let scenery: Scenery;
let page: Page;
let shown: readonly Scene[];

beforeAll(async () => {
  window = await WindowUnderTest.make();
  page = await window.open(await window.serve());
  scenery = await makeScenery(window.libraryFolder);
  shown = scenes(scenery, await startBusyCrawl(page, scenery.slowAddress)).filter(({ name }) => !LARGE.test(name));
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await scenery?.[Symbol.asyncDispose]();
}, TIMEOUT_MS);

const COLOURS = ["color-contrast", "link-in-text-block"];

/** Shows what is shown in another size and scheme, at rest. */
async function look(size: { readonly width: number; readonly height: number }, scheme: "light" | "dark"): Promise<void> {
  await page.setViewport(size);
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}

/** What the focus is on, and whether that can be seen: by an outline or a shadow of it, or of what it stands for. */
function focusNow(): { readonly on: string; readonly isSeen: boolean } {
  const element = document.activeElement ?? document.body;
  const isMarked = (one: Element, part?: string): boolean => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, part);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  };
  // Some draw the ring around a frame, or around the label of a box that is not drawn itself.
  const near = [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling];
  const isSeen = near.some((one) => one != null && (isMarked(one) || isMarked(one, "::after")));
  return { on: `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 30)}`, isSeen };
}

/** Elements that can be pressed or typed into, but that neither Tab nor the arrow keys of a tree, table or list lead to. */
function outOfReach(): readonly string[] {
  const ROVING = "[role=grid], [role=treegrid], [role=tablist], [role=radiogroup], [role=listbox], [role=menu], [role=toolbar], ul";
  const dialog = document.querySelector("[role=dialog]");
  return [...document.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled"))
    .filter((element) => dialog === null || dialog.contains(element))
    .filter((element) => {
      const group = element.closest<HTMLElement>(ROVING);
      const entries = group === null ? [] : [group, ...group.querySelectorAll<HTMLElement>("*")];
      const isEntered = group?.contains(document.activeElement) ?? false;
      return element.tabIndex < 0 && !isEntered && !entries.some(({ tabIndex }) => tabIndex >= 0);
    })
    .map((element) => `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent}`);
}

describe("every view of the window", { timeout: TIMEOUT_MS }, () => {
  it("has nothing that axe-core finds, in both schemes and twice as large", async () => {
    const found: string[] = [];
    for (const scene of shown) {
      await look(USUAL, "light");
      await showScene(page, scene);
      const add = async (how: string, rules: readonly string[] | null): Promise<void> =>
        void found.push(...(await violationsNow(page, rules)).map((finding) => `${scene.name} ${how}: ${finding}`));
      await add("light", null);
      // The other scheme changes nothing but colours.
      await look(USUAL, "dark");
      await add("dark", COLOURS);
      await look(TWICE_AS_LARGE, "light");
      await add("twice as large", null);
    }
    expect(found).toEqual([]);
  });

  it("can be reached with the keyboard, always shows where it is, and is no wider than the window", async () => {
    const found: string[] = [];
    for (const scene of shown) {
      await look(USUAL, "light");
      await showScene(page, scene);
      found.push(...(await page.evaluate(outOfReach)).map((element) => `${scene.name}: no key leads to ${element}`));
      const seen = new Set<string>();
      for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
        await page.keyboard.press("Tab");
        const { on, isSeen } = await page.evaluate(focusNow);
        if (on.startsWith("BODY") || seen.has(on)) break;
        seen.add(on);
        if (!isSeen) found.push(`${scene.name}: nothing shows that the focus is on ${on}`);
      }
      await look(TWICE_AS_LARGE, "light");
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, globalThis.innerWidth]);
      if (wide! > room!) found.push(`${scene.name}: ${wide} pixels wide in a window of ${room}`);
    }
    expect(found).toEqual([]);
  });

  it("gives the focus back when a dialog closes, a filter goes or a saved view is deleted", async () => {
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "nothing");
    const pages = shown.find(({ name }) => name === "finished-filtered")!;
    await look(USUAL, "light");
    await showScene(page, pages);
    await page.focus("[role=grid]");
    for (const key of ["?", "f"] as const) {
      await page.keyboard.press(key);
      await page.waitForSelector("[role=dialog]");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.querySelector("[role=dialog]") === null && document.activeElement !== document.body);
      expect(await focused()).toBe("Pages");
    }
    const person = new Person(page);
    await person.press("Saved views");
    await person.find("textbox", "Name of the view");
    await page.keyboard.type("Mine");
    await page.keyboard.press("Enter");
    await (await person.find("button", "Delete Mine"))?.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("::-p-text(Undo)");
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });
});
