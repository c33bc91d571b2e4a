import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScenery, type Scenery } from "#test/e2e/scenery.ts";
import { scenes, showScene, startBusyCrawl, type Scene } from "#test/e2e/scenes.ts";
import { WindowUnderTest } from "#test/e2e/window-under-test.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TIMEOUT_MS = 300_000;
const SIZES = [
  { width: 1280, height: 800 },
  // What a window of 1280 by 800 has left when everything is twice as large.
  { width: 640, height: 400 },
];

let window: WindowUnderTest;
let scenery: Scenery;
let page: Page;
let all: readonly Scene[];

beforeAll(async () => {
  window = await WindowUnderTest.make();
  page = await window.open(await window.serve());
  scenery = await makeScenery(window.libraryFolder);
  all = scenes(scenery, await startBusyCrawl(page, scenery.slowAddress));
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await scenery?.[Symbol.asyncDispose]();
}, TIMEOUT_MS);

/** What axe-core finds in what is shown now, each finding with the elements it is about. */
async function findings(): Promise<readonly string[]> {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${AXE} })()`);
  return page.evaluate(async () => {
    const { axe: program } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await program.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`));
  });
}

describe("every view of the window", { timeout: TIMEOUT_MS }, () => {
  it("has nothing that axe-core finds", async () => {
    const found: string[] = [];
    for (const scene of all) {
      await page.setViewport(SIZES[0]!);
      await showScene(page, scene);
      for (const size of SIZES) {
        await page.setViewport(size);
        for (const scheme of ["light", "dark"]) {
          await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
          found.push(...(await findings()).map((finding) => `${scene.name} ${scheme} ${size.width}: ${finding}`));
        }
      }
    }
    expect(found).toEqual([]);
  });
});
