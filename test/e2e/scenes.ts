import type { Page } from "puppeteer-core";
import { exportScenes } from "#test/e2e/export-scenes.ts";
import type { Scenery } from "#test/e2e/scenery.ts";
import { Person } from "#test/e2e/window-under-test.ts";

/** One thing that the window can show. */
export interface Scene {
  readonly name: string;
  /** Fragment of the window's address. */
  readonly route: string;
  /** What has to be there before it counts as shown. */
  readonly ready: string;
  /** What the person does then. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** What ends it, when showing another scene does not. */
  readonly leave?: (page: Page) => Promise<unknown>;
}

const VIEWS = ["pages", "links", "resources", "images", "redirects", "excluded", "failed", "blocked", "addresses"] as const;
const GRID = "[role=grid]:not([aria-busy=true]) [role=row]";

/** Every view of the window. `busy` is a crawl that runs; without one its scenes are left out. */
export function scenes({ crawls }: Scenery, busy: string | null): readonly Scene[] {
  const of = (crawl: string, view: string, asked?: object): string =>
    `#/crawl/${encodeURIComponent(crawl)}/${view}${asked === undefined ? "" : `?${encodeURIComponent(JSON.stringify(asked))}`}`;
  const { finished, failed, large } = crawls;
  const key = (name: string, modifier?: "Control") => async (page: Page) => {
    if (modifier !== undefined) await page.keyboard.down(modifier);
    await page.keyboard.press(name as never);
    if (modifier !== undefined) await page.keyboard.up(modifier);
    await page.waitForSelector("[role=dialog]", { visible: true });
  };
  return [
    { name: "library", route: "#/", ready: "[role=grid] [role=row] a" },
    {
      name: "library-chosen",
      route: "#/",
      ready: "[role=grid] [role=row] a",
      act: async (page) => {
        await page.focus("[data-crawl]");
        await page.keyboard.down("Shift");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.up("Shift");
      },
    },
    {
      name: "library-menu",
      route: "#/",
      ready: "[role=grid] [role=row] a",
      act: async (page) => {
        await page.focus("[data-crawl]");
        await page.keyboard.press("ContextMenu");
        await page.waitForSelector("[role=menuitem]:focus");
      },
    },
    {
      name: "drop-target",
      route: of(finished, "pages"),
      ready: GRID,
      act: (page) => drag(page, "dragenter"),
      leave: (page) => drag(page, "dragleave"),
    },
    { name: "gone", route: of("/nowhere/gone.crawl", "pages"), ready: "main h2" },
    { name: "new-crawl", route: "#/new", ready: "main" },
    { name: "settings", route: "#/settings", ready: "main" },
    { name: "about", route: "#/about", ready: "main" },
    { name: "log", route: "#/log", ready: "main" },
    { name: "finished-overview", route: of(finished, "overview"), ready: "main h2" },
    ...VIEWS.map((view) => ({ name: `finished-${view}`, route: of(finished, view), ready: view === "blocked" ? "main" : GRID })),
    {
      name: "finished-detail",
      route: of(finished, "pages", { selected: "SHOP" }),
      ready: GRID,
      act: async (page) => {
        await page.focus("[role=grid]");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.waitForSelector("[role=tabpanel]");
      },
    },
    { name: "finished-filtered", route: of(finished, "pages", { picks: { status: [404] } }), ready: GRID },
    { name: "finished-no-match", route: of(finished, "images", { search: "nothing has this" }), ready: "main" },
    { name: "finished-outline", route: of(finished, "outline"), ready: "[role=treegrid] [role=row]" },
    { name: "finished-treemap", route: of(finished, "treemap"), ready: "canvas" },
    { name: "finished-graph", route: of(finished, "graph"), ready: "canvas" },
    { name: "finished-coverage", route: of(finished, "coverage"), ready: "main table" },
    { name: "finished-options", route: of(finished, "options"), ready: "main" },
    { name: "finished-export", route: of(finished, "pages"), ready: GRID, act: key("e", "Control") },
    { name: "palette", route: of(finished, "pages"), ready: GRID, act: key("k", "Control") },
    { name: "shortcuts", route: of(finished, "pages"), ready: GRID, act: key("?") },
    { name: "failed-overview", route: of(failed, "overview"), ready: "main h2" },
    { name: "failed-failed", route: of(failed, "failed"), ready: GRID },
    { name: "large-pages", route: of(large, "pages"), ready: GRID },
    { name: "large-links", route: of(large, "links"), ready: GRID },
    { name: "large-outline", route: of(large, "outline"), ready: "[role=treegrid] [role=row]" },
    { name: "large-treemap", route: of(large, "treemap"), ready: "canvas" },
    { name: "large-graph", route: of(large, "graph"), ready: "canvas" },
    ...(busy === null
      ? []
      : [
          { name: "busy-overview", route: of(busy, "overview"), ready: "main h2" },
          { name: "busy-pages", route: of(busy, "pages"), ready: GRID },
          { name: "busy-coverage", route: of(busy, "coverage"), ready: "main form" },
        ]),
    ...exportScenes({ finished: of(finished, "pages"), large: of(large, "links") }),
  ];
}

/** Drags nothing in particular over the window, or away from it. */
function drag(page: Page, type: "dragenter" | "dragleave"): Promise<unknown> {
  return page.evaluate((kind) => {
    const dataTransfer = new DataTransfer();
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }, type);
}

/** Shows a scene in a tab that is at the window already. */
export async function showScene(page: Page, scene: Scene): Promise<void> {
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("[role=dialog]") === null);
  await page.evaluate((route) => {
    window.location.hash = route;
  }, scene.route);
  await page.waitForSelector(scene.ready);
  await scene.act?.(page);
}

/** Starts a crawl that takes long and answers its id. */
export async function startBusyCrawl(page: Page, address: string): Promise<string> {
  await page.evaluate(() => {
    window.location.hash = "#/";
  });
  await new Person(page).start(address);
  const hash = await page.evaluate(() => window.location.hash);
  return decodeURIComponent(hash.split("/")[2] ?? "");
}
