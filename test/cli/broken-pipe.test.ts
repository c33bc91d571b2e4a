import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "#test/crawl/command-line.ts";
import { temporaryFolder } from "#test/crawl/temporary-folder.ts";
import { startSite, type Site } from "#test/site/site.ts";

const ENTRY = join(import.meta.dirname, "../../electron/cli/main.ts");
const folder = temporaryFolder();
let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  folder[Symbol.dispose]();
});

/** Runs a command whose reader goes away after the first line, as `head -1` does. */
async function readOneLine(
  args: readonly string[],
): Promise<{ readonly line: string; readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [ENTRY, ...args], { cwd: folder.path, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  child.stdout.destroy();
  return { line, code: await ended, stderr };
}

describe("A reader that goes away", () => {
  it("pauses the crawl cleanly", async () => {
    const { line, code, stderr } = await readOneLine([
      "crawl",
      `${site.origin}/g/5000/5/0`,
      "--delay",
      "10",
      "--to",
      "a.crawl",
      "--json",
      "--quiet",
    ]);
    expect(JSON.parse(line)).toMatchObject({ event: "started" });
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    expect((await runCommand(folder.path, ["status", "a.crawl"])).stdout).toMatch(/^Paused/);
  });

  it("ends an export without a word", async () => {
    await runCommand(folder.path, ["crawl", `${site.origin}/g/400/50/0`, "--to", "b.crawl", "--quiet"]);
    expect(await readOneLine(["export", "b.crawl", "--view", "links", "--out", "-"])).toEqual({
      line: expect.stringMatching(/^source_url,target_url/),
      code: 0,
      stderr: "",
    });
  });
});
