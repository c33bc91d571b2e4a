import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkConfig } from "#engine/check-config.ts";
import { createCrawl } from "#library/create-crawl.ts";
import { WindowUnderTest } from "#test/e2e/window-under-test.ts";

const TIMEOUT_MS = 60_000;
let window: WindowUnderTest;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "orbweaver-drop-"));
  window = await WindowUnderTest.make();
  page = await window.open(await window.serve());
  await page.waitForSelector(`::-p-aria([role="textbox"][name="Address"])`);
}, TIMEOUT_MS);
afterAll(async () => {
  await window[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}, TIMEOUT_MS);

/** Drops a file that lies at a path, as it is where the preload script of Electron has said where files lie. */
function drop(path: string): Promise<void> {
  return page.evaluate((where) => {
    Object.assign(globalThis, { orbweaver: { pathOf: (file: File) => `${where}/${file.name}` } });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["These bytes are not looked at."], "dropped.crawl"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, path);
}

describe("The window with the bridge of Electron (a stand-in for it, in a browser)", { timeout: TIMEOUT_MS }, () => {
  it("says why a dropped file cannot be opened where it lies", async () => {
    await drop(join(folder, "nowhere"));
    await page.waitForSelector("::-p-text(dropped.crawl)");
    expect(await page.evaluate(() => location.hash)).not.toContain("crawl/");
  });

  it("opens a dropped crawl where it lies, and shows it", async () => {
    const file = createCrawl(checkConfig({ seeds: ["http://127.0.0.1/"] }), { path: join(folder, "dropped.crawl"), folder });
    await drop(folder);
    await page.waitForFunction((id) => location.hash.startsWith(`#/crawl/${encodeURIComponent(id)}`), {}, file);
  });
});
