import type { Page } from "puppeteer-core";
import type { Scene } from "#test/e2e/scenes.ts";

const DIALOG = "[role=dialog] form";
const READY = "[role=grid]:not([aria-busy=true]) [role=row][data-row='0']";
/** Longer than any file system takes. */
const IMPOSSIBLE_NAME = `${"a-very-long-name-".repeat(20)}.csv`;

/** Where the scenes are: fragments of the window's address. */
interface Places {
  readonly finished: string;
  readonly large: string;
}

/** Every state of exports and of the self-check. The last ones leave lines in the tray. */
export function exportScenes({ finished, large }: Places): readonly Scene[] {
  return [
    ...["JSON Lines", "XML sitemap", "Crawl file"].map((format) => ({
      name: `export-${format.toLowerCase().replace(" ", "-")}`,
      route: finished,
      ready: READY,
      act: async (page: Page) => {
        await openDialog(page);
        await choose(page, format);
      },
    })),
    { name: "verify", route: finished, ready: READY, act: verify },
    {
      name: "tray-done",
      route: finished,
      ready: READY,
      act: async (page) => {
        await openDialog(page);
        await submit(page);
        await page.waitForSelector("[data-state=done]");
      },
    },
    {
      name: "tray-failed",
      route: finished,
      ready: READY,
      act: async (page) => {
        await openDialog(page);
        await page.$eval("[aria-labelledby=export-file] input", (field) => field.select());
        await page.keyboard.type(IMPOSSIBLE_NAME);
        await submit(page);
        await page.waitForSelector("[data-state=failed], [role=dialog] [role=alert]");
      },
    },
    {
      name: "tray-running",
      route: large,
      ready: READY,
      act: async (page) => {
        await openDialog(page);
        await choose(page, "JSON Lines");
        await choose(page, "All");
        await submit(page);
        await page.waitForSelector("[data-state=running]");
      },
    },
  ];
}

async function withControl(page: Page, key: "e" | "k"): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
}

async function openDialog(page: Page): Promise<void> {
  await withControl(page, "e");
  await page.waitForSelector(DIALOG);
}

async function choose(page: Page, label: string): Promise<void> {
  await (await page.waitForSelector(`::-p-xpath(//*[@role="dialog"]//label[normalize-space(.)="${label}"])`))?.click();
}

async function submit(page: Page): Promise<void> {
  await page.$eval(DIALOG, (form) => form.requestSubmit());
}

async function verify(page: Page): Promise<void> {
  await withControl(page, "k");
  await page.keyboard.type("check this");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=dialog] ::-p-text(All right:)");
}
