import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSite } from "#test/site/site.ts";

const MAIN = join(import.meta.dirname, "..", "..", "out", "main", "main.js");
const STAND_IN = join(import.meta.dirname, "start-under-stand-in.ts");
const PAGES = 15;
const run = promisify(execFile);
let folder: string;

beforeEach(() => {
  expect(existsSync(MAIN), "The application has not been built. Run: npm run build").toBe(true);
  folder = mkdtempSync(join(tmpdir(), "orbweaver-built-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Starts the built application with arguments; rejects with its exit code when that is not 0, which it is when it opens a window. */
const start = (...args: string[]) => run(process.execPath, ["--import", STAND_IN, MAIN, ...args], { cwd: folder });

describe("The built application with a subcommand (under a stand-in for Electron)", () => {
  it("is the command line: it crawls, tells how a crawl stands and checks the file, and opens no window", async () => {
    await using site = await startSite();
    await start("crawl", `${site.origin}/g/${PAGES}/3/0`, "--to", "a.crawl");
    const { stdout } = await start("status", "a.crawl", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ state: "finished", rows: { pages: PAGES } });
    await start("verify", "a.crawl");
  });

  it("says in one sentence and with its exit code what went wrong", async () => {
    const ended = await start("status", "missing.crawl").catch((error: unknown) => error);
    expect(ended).toMatchObject({ code: 2, stderr: "There is no file missing.crawl.\n" });
  });

  it("writes everything into a pipe before it ends", async () => {
    const { stdout } = await start("config", "--print");
    expect(stdout).toMatch(/seeds[\s\S]*\n$/);
    const { stdout: version } = await start("--version");
    expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
