/**
 * Drives the built application in real Electron and says what holds: `node check-in-electron.ts PROGRAM`. The application runs in
 * folders of its own. Exit code 0 when everything holds.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { Person } from "#test/e2e/window-under-test.ts";
import { startSite, type Site } from "#test/site/site.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const PAGES = 50;
const PATIENCE_MS = 30_000;

interface Scene {
  readonly program: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly browser: Browser;
  readonly page: Page;
  readonly site: Site;
}
type Check = readonly [title: string, holds: (scene: Scene) => Promise<boolean>];

const CHECKS: readonly Check[] = [
  ["the window is at its own scheme", async ({ page }) => page.url().startsWith("orbweaver://app/")],
  [
    "the page knows neither Node nor Electron, and of ours one function (checklist 2-4, 20)",
    async ({ page }) =>
      page.evaluate(() => {
        const names = ["require", "process", "module", "Buffer", "ipcRenderer", "electron"];
        const ours = Object.keys((globalThis as unknown as { readonly orbweaver: object }).orbweaver);
        return names.every((name) => !(name in globalThis)) && ours.join() === "pathOf";
      }),
  ],
  [
    "the page runs no text as a program and reaches no network (1, 7)",
    async ({ page, site }) =>
      page.evaluate(async (address) => {
        const isRun = (() => {
          try {
            document.createElement("img").setAttribute("onerror", "0");
            return true;
          } catch {
            return false;
          }
        })();
        const isReached = await fetch(address).then(
          () => true,
          () => false,
        );
        return !isRun && !isReached;
      }, site.origin),
  ],
  [
    "the page gets no permission (5)",
    async ({ page }) =>
      page.evaluate(async () => {
        const camera = await navigator.mediaDevices
          .getUserMedia({ video: true })
          .then(() => true)
          .catch(() => false);
        return !camera && (await Notification.requestPermission()) !== "granted";
      }),
  ],
  [
    "the page opens no window and cannot be led elsewhere (13, 14)",
    async ({ page, browser }) => {
      const before = (await browser.pages()).length;
      await page.evaluate(() => {
        window.open("about:blank");
        window.location.href = "data:text/html,elsewhere";
      });
      return page.url().startsWith("orbweaver://app/") && (await browser.pages()).length === before;
    },
  ],
  [
    "nothing outside of the window's folder is served (18)",
    async ({ page }) =>
      page.evaluate(async () => {
        const addresses = ["/./../../etc/passwd", "/%2e%2e/%2e%2e/package.json", "/..%2fmain%2fmain.js"];
        const statuses = await Promise.all(addresses.map(async (address) => (await fetch(address)).status));
        return statuses.every((status) => status === 404);
      }),
  ],
  [
    "a typed address becomes a crawl that finishes",
    async ({ page, site, folder }) => {
      const person = new Person(page);
      await (await person.find("textbox", "Address"))?.click({ count: 3 });
      await page.keyboard.type(`${site.origin}/g/${PAGES}/4/0`);
      await page.keyboard.press("Enter");
      await person.waitForState("Finished");
      return readdirSync(folder).some((name) => name.endsWith(".crawl"));
    },
  ],
  [
    "a second start hands its file to the first and ends",
    async ({ page, program, folder, environment }) => {
      await page.evaluate(() => void (window.location.hash = "#/"));
      const file = join(folder, readdirSync(folder).find((name) => name.endsWith(".crawl")) ?? "");
      const { status } = spawnSync(program, [ROOT, file], { env: environment, timeout: PATIENCE_MS });
      await page.waitForFunction((path) => window.location.hash.includes(encodeURIComponent(path)), {}, file);
      return status === 0;
    },
  ],
  [
    "with a subcommand it is the command line",
    async ({ program, environment, folder }) => {
      const file = join(folder, readdirSync(folder).find((name) => name.endsWith(".crawl")) ?? "");
      const verified = spawnSync(program, [ROOT, "verify", file], { env: environment, timeout: PATIENCE_MS });
      const wrong = spawnSync(program, [ROOT, "status", join(folder, "missing.crawl")], { env: environment, timeout: PATIENCE_MS });
      return verified.status === 0 && wrong.status !== 0;
    },
  ],
];

const [program = ""] = process.argv.slice(2);
if (!existsSync(program)) throw new Error(`There is no program "${program}". Give the path of Electron.`);
process.exitCode = await run(program);

async function run(electron: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "orbweaver-electron-"));
  const environment = { ...process.env, ORBWEAVER_HOME: folder, XDG_CONFIG_HOME: join(folder, "config") };
  await using site = await startSite({ latencyMs: 5 });
  const browser = await puppeteer.launch({
    executablePath: electron,
    ignoreDefaultArgs: true,
    args: ["--remote-debugging-port=0", ROOT],
    env: environment,
    defaultViewport: null,
    timeout: PATIENCE_MS,
  });
  try {
    const target = await browser.waitForTarget((candidate) => candidate.url().startsWith("orbweaver://"), { timeout: PATIENCE_MS });
    const page = await target.page();
    if (page === null) throw new Error("The window has no page.");
    page.setDefaultTimeout(PATIENCE_MS);
    await new Person(page).find("textbox", "Address");
    return await runChecks({ program: electron, folder, environment, browser, page, site });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runChecks(scene: Scene): Promise<number> {
  let failed = 0;
  for (const [title, holds] of CHECKS) {
    const problem = await holds(scene).then(
      (isTrue) => (isTrue ? null : "it does not hold"),
      (thrown: unknown) => String(thrown),
    );
    if (problem !== null) failed += 1;
    process.stdout.write(problem === null ? `✓ ${title}\n` : `✗ ${title}: ${problem}\n`);
  }
  process.stdout.write(`${CHECKS.length - failed} passed, ${failed} failed in Electron\n`);
  return failed === 0 ? 0 : 1;
}
