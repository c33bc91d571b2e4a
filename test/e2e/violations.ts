import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "puppeteer-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds on the screen, in both colour schemes: one line for each element that something is wrong with. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    found.push(...(await violationsNow(page)).map((finding) => `${scheme}: ${finding}`));
  }
  return found;
}

/** What axe-core finds on the screen as it is, by these rules, or by all. */
export async function violationsNow(page: Page, rules: readonly string[] | null = null): Promise<readonly string[]> {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${AXE} })()`);
  return page.evaluate(async (only) => {
    const { axe: program } = globalThis as unknown as { axe: typeof axe };
    const { violations: found } = await program.run(document, {
      resultTypes: ["violations"],
      // A menu that floats above the page is part of no landmark.
      ...(only === null
        ? { rules: { region: { enabled: document.querySelector("[role=menu]") === null } } }
        : { runOnly: { type: "rule", values: [...only] } }),
    });
    return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`));
  }, rules);
}
