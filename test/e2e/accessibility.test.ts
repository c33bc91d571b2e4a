import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScenery, type Scenery } from "#test/e2e/scenery.ts";
import { scenes, showScene, startBusyCrawl, type Scene } from "#test/e2e/scenes.ts";
import { WindowUnderTest } from "#test/e2e/window-under-test.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TIMEOUT_MS = 120_000;
const SIZES = [
  { width: 1280, height: 800 },
  // What a window of 1280 by 800 has left when everything is twice as large.
  { width: 640, height: 400 },
];

let window: WindowUnderTest;
let scenery: Scenery;
let page: Page;
let shown: readonly Scene[];

beforeAll(async () => {
  window = await WindowUnderTest.make();
  page = await window.open(await window.serve());
  scenery = await makeScenery(window.libraryFolder);
  shown = scenes(scenery, await startBusyCrawl(page, scenery.slowAddress));
}, TIMEOUT_MS);

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await scenery?.[Symbol.asyncDispose]();
}, TIMEOUT_MS);

/** What axe-core finds in what is shown now by some of its rules, or by all; each finding with the elements it is about. */
async function findings(rules: readonly string[] | null): Promise<readonly string[]> {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${AXE} })()`);
  return page.evaluate(async (only) => {
    const { axe: program } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await program.run(document, {
      resultTypes: ["violations"],
      ...(only === null ? {} : { runOnly: { type: "rule", values: [...only] } }),
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`));
  }, rules);
}

const COLOURS = ["color-contrast", "link-in-text-block"];

describe("every view of the window", { timeout: TIMEOUT_MS }, () => {
  it("has nothing that axe-core finds", async () => {
    const all: string[] = [];
    for (const scene of shown) {
      await page.setViewport(SIZES[0]!);
      await showScene(page, scene);
      for (const size of SIZES) {
        await page.setViewport(size);
        for (const scheme of ["light", "dark"]) {
          await page.emulateMediaFeatures([
            { name: "prefers-color-scheme", value: scheme },
            { name: "prefers-reduced-motion", value: "reduce" },
          ]);
          // The other scheme changes nothing but colours.
          const found = await findings(scheme === "light" ? null : COLOURS);
          all.push(...found.map((finding) => `${scene.name} ${scheme} ${size.width}: ${finding}`));
        }
      }
    }
    expect(all).toEqual([]);
  });
});
