/** `npm run screens [folder] [name ...]`: a picture of every view, in both colour schemes and two sizes, to be looked at. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeScenery } from "#test/e2e/scenery.ts";
import { scenes, showScene, startBusyCrawl } from "#test/e2e/scenes.ts";
import { WindowUnderTest } from "#test/e2e/window-under-test.ts";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const SCHEMES = ["light", "dark"];
const SETTLE_MS = 700;

const [folder = "screens", ...names] = process.argv.slice(2);
const wanted = (name: string): boolean => names.length === 0 || names.some((one) => name.includes(one));
mkdirSync(folder, { recursive: true });

await using window = await WindowUnderTest.make();
const page = await window.open(await window.serve());

/** Takes the four pictures of what is shown now. */
async function take(name: string): Promise<void> {
  for (const scheme of SCHEMES) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const size of SIZES) {
      await page.setViewport(size);
      // Charts and layouts come to rest.
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${size.width}.png`) });
    }
  }
  process.stdout.write(`${name}\n`);
}

if (wanted("library-empty")) await take("library-empty");
await using scenery = await makeScenery(window.libraryFolder);
const busy = await startBusyCrawl(page, scenery.slowAddress);
for (const scene of scenes(scenery, busy).filter(({ name }) => wanted(name))) {
  try {
    await showScene(page, scene);
    await take(scene.name);
    await scene.leave?.(page);
  } catch (thrown) {
    process.stderr.write(`${scene.name}: ${String(thrown)}\n`);
    process.exitCode = 1;
  }
}
if (wanted("disconnected")) {
  await page.evaluate(() => void (location.hash = "#/"));
  await window.stopServing("SIGKILL");
  await page.waitForSelector("::-p-text(Reconnecting)");
  await take("disconnected");
}
for (const problem of window.problems) process.stderr.write(`${problem}\n`);
