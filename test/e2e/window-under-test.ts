import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { build } from "vite";
import { findBrowser } from "#test/e2e/find-browser.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SERVE_PROGRAM = join(ROOT, "test", "serve", "serve-program.ts");
const BUILT_PROGRAM = join(ROOT, "out", "main", "serve.js");
const PATIENCE_MS = 20_000;
/** A crawl of a site that asks to slow down takes its time. */
const CRAWL_PATIENCE_MS = 50_000;

/** The built window, served by the real program to a real browser, in folders that are gone afterwards. */
export class WindowUnderTest implements AsyncDisposable {
  readonly #folder: string;
  readonly #browser: Browser;
  /** What is run to serve the window, with its first arguments. */
  readonly #serving: readonly string[];
  #program: ChildProcess | null = null;
  #port = 0;
  /** Errors and warnings of the browser's console, page errors among them. */
  readonly problems: string[] = [];

  private constructor(folder: string, browser: Browser, serving: readonly string[]) {
    this.#folder = folder;
    this.#browser = browser;
    this.#serving = serving;
  }

  /** Builds the window, unless what `npm run build` has made is wanted, and starts a browser. Throws when this computer has none. */
  static async make(from: "sources" | "built" = "sources"): Promise<WindowUnderTest> {
    const executablePath = findBrowser();
    if (executablePath === null)
      throw new Error("This computer has no Chrome, Chromium or Edge. Install one, or name it with CHROME_PATH.");
    const folder = await mkdtemp(join(tmpdir(), "orbweaver-window-"));
    if (from === "sources") await buildWindow(join(folder, "window"));
    const args = [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ];
    const browser = await puppeteer.launch({ executablePath, headless: true, userDataDir: join(folder, "profile"), args });
    return new WindowUnderTest(folder, browser, from === "built" ? [BUILT_PROGRAM] : [SERVE_PROGRAM, join(folder, "window")]);
  }

  /** Starts the program that serves the window; again on the same port after `stopServing`. Answers the address it prints. */
  async serve(): Promise<string> {
    const args = [...this.#serving, "--no-open", "--port", String(this.#port), "--library", this.libraryFolder];
    const program = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    this.#program = program;
    let printed = "";
    for await (const piece of program.stdout) {
      printed += String(piece);
      const address = /http:\S+/.exec(printed)?.[0];
      if (address === undefined) continue;
      this.#port = Number(new URL(address).port);
      return address;
    }
    throw new Error("The program ended without printing an address.");
  }

  async stopServing(signal: NodeJS.Signals): Promise<void> {
    const program = this.#program;
    this.#program = null;
    if (program === null || program.exitCode !== null) return;
    program.kill(signal);
    await once(program, "exit");
  }

  /** The program that serves. Throws when none does. */
  get programPid(): number {
    const pid = this.#program?.pid;
    if (pid === undefined) throw new Error("Nothing is being served.");
    return pid;
  }

  /** Where the crawls of the served window are. */
  get libraryFolder(): string {
    return join(this.#folder, "library");
  }

  /** A new tab at an address. */
  async open(address: string): Promise<Page> {
    const page = await this.#browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewport({ width: 1280, height: 800 });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warn") this.problems.push(message.text());
    });
    page.on("pageerror", (error) => this.problems.push(String(error)));
    await page.goto(address);
    return page;
  }

  /** Does something that makes the browser save a file, and answers its path when it is complete. */
  async downloadBy(page: Page, act: () => Promise<unknown>): Promise<string> {
    const folder = join(this.#folder, "downloads");
    const session = await page.createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, eventsEnabled: true });
    const names = new Map<string, string>();
    session.on("Browser.downloadWillBegin", ({ guid, suggestedFilename }) => names.set(guid, suggestedFilename));
    const done = new Promise<string>((resolve) => {
      session.on("Browser.downloadProgress", ({ state, guid }) => {
        if (state === "completed") resolve(join(folder, names.get(guid) ?? guid));
      });
    });
    await act();
    const path = await done;
    await session.detach();
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.stopServing("SIGTERM");
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function buildWindow(outDir: string): Promise<void> {
  await build({
    root: join(ROOT, "renderer"),
    base: "./",
    configFile: false,
    logLevel: "error",
    plugins: [react()],
    // As the product is built: for a browser that knows light-dark(), which older targets would lower to nothing here.
    build: { outDir, target: "esnext" },
  });
}

/** What a person does and sees in the window, found by role and accessible name alone. */
export class Person {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  find(role: string, name: string) {
    return this.page.waitForSelector(`::-p-aria([role="${role}"][name="${name}"])`);
  }

  async press(name: string): Promise<void> {
    const button = await this.page
      .waitForSelector(`::-p-aria([role="button"][name="${name}"]):not([disabled])`)
      .catch(() => this.find("button", name));
    await button?.click();
  }

  /** Starts a crawl on the first screen by typing an address. */
  async start(address: string): Promise<void> {
    const field = await this.find("textbox", "Address");
    await field?.click({ count: 3 });
    await this.page.keyboard.type(address);
    await this.page.keyboard.press("Enter");
    await this.page.waitForFunction(() => window.location.hash.startsWith("#/crawl/"));
  }

  /** Waits until the state of the crawl begins with a word. */
  async waitForState(word: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.querySelector("[aria-label='State of the crawl']")?.textContent?.startsWith(wanted),
      { timeout: CRAWL_PATIENCE_MS },
      word,
    );
  }

  /** Waits until the grid of a view says that it has so many rows. */
  async waitForRows(view: string, rows: number): Promise<void> {
    const selector = `[role=grid][aria-label="${view}"][aria-rowcount="${rows + 1}"]`;
    await this.page.waitForSelector(selector);
  }

  /** The count that stands beside a view. */
  countOf(view: string): Promise<number> {
    return this.page.$$eval(
      "nav button",
      (buttons, wanted) => {
        const button = buttons.find((one) => one.textContent?.startsWith(wanted));
        return Number(button?.lastElementChild?.textContent?.replaceAll(",", ""));
      },
      view,
    );
  }

  /** Text of the cell that the keyboard is on, and its row's number as a screen reader hears it. */
  activeCell(): Promise<{ readonly text: string; readonly row: number } | null> {
    return this.page.$eval("[role=grid]", (grid) => {
      const cell = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
      const row = cell?.closest("[role=row]")?.getAttribute("aria-rowindex");
      return cell === null || row == null ? null : { text: cell.textContent ?? "", row: Number(row) };
    });
  }
}
