import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand, startCommand, type CommandEnd, type RunningCommand } from "#test/crawl/command-line.ts";
import { committedIn, contentsOf, type CrawlContents } from "#test/crawl/crawl-contents.ts";
import { mountSmallDisk, whyNoSmallDisk } from "#test/crawl/small-disk.ts";
import { temporaryFolder } from "#test/crawl/temporary-folder.ts";
import { startSite, type Site } from "#test/site/site.ts";

const PAGES = 2500;
const LINKS = 20;
/** A third of what the crawl comes to, write-ahead log included. */
const TOO_SMALL_MIB = 4;
const LARGE_ENOUGH_MIB = 200;
const ENDS_WITHIN_MS = 5000;
const FAST = ["--json", "--concurrency", "50", "--per-host", "50"];

const noDisk = whyNoSmallDisk();
const noImmutableFiles = whyNoImmutableFiles();

let site: Site;
let slowSite: Site;
let folder: ReturnType<typeof temporaryFolder>;
let undisturbed: CrawlContents;

beforeAll(async () => {
  site = await startSite();
  slowSite = await startSite({ latencyMs: 25 });
  folder = temporaryFolder();
  const file = join(folder.path, "undisturbed.crawl");
  expect(await runCommand(folder.path, ["crawl", startOf(site), "--to", file, ...FAST])).toMatchObject({ code: 0 });
  undisturbed = contentsOf(file, site.origin);
}, 60_000);

afterAll(async () => {
  folder[Symbol.dispose]();
  await Promise.all([site.close(), slowSite.close()]);
});

describe("A disk that is full", () => {
  it.skipIf(noDisk !== null)(
    `ends the crawl with a clear sentence; the file can be read, and finished once there is room${because(noDisk)}`,
    { timeout: 90_000 },
    async () => {
      using disk = mountSmallDisk(TOO_SMALL_MIB);
      const file = join(disk.path, "full.crawl");
      const end = await runCommand(folder.path, ["crawl", startOf(site), "--to", file, ...FAST]);
      const lastRequestAtMs = site.requests.at(-1)?.atMs ?? 0;
      expect(Date.now() - lastRequestAtMs).toBeLessThan(ENDS_WITHIN_MS);
      expect(statfsSync(disk.path).bfree).toBe(0);
      expectClearEnd(end, `The disk is full: "full.crawl" in ${disk.path} cannot grow. Free some space, then resume.`);
      const committed = committedIn(file);
      expect(committed).toMatchObject({ integrity: "ok" });
      expect(committed.settled).toBeGreaterThan(0);
      await expectReadable(file, committed.settled);
      const exported = await runCommand(folder.path, ["export", file, "--view", "links", "--out", join(disk.path, "links.csv")]);
      expect(exported).toMatchObject({ code: 1, stderr: expect.stringMatching(/full|space/i) as string });
      expect(exported.stderr).not.toMatch(STACK);
      expect(existsSync(join(disk.path, "links.csv"))).toBe(false);

      disk.resize(LARGE_ENOUGH_MIB);
      expect(await runCommand(folder.path, ["resume", file, "--json"])).toMatchObject({ code: 0 });
      expect(contentsOf(file, site.origin)).toEqual(undisturbed);
    },
  );

  it.skipIf(noDisk !== null)(
    `that has no room for a new crawl says so and leaves nothing behind${because(noDisk)}`,
    { timeout: 30_000 },
    async () => {
      using disk = mountSmallDisk(1);
      spawnSync("dd", ["if=/dev/zero", `of=${join(disk.path, "filling")}`, "bs=4k"]);
      const end = await runCommand(folder.path, ["crawl", startOf(site), "--to", join(disk.path, "new.crawl")]);
      expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('The disk is full: "new.crawl"') as string });
      expect(execFileSync("ls", [disk.path], { encoding: "utf8" })).toBe("filling\n");
    },
  );
});

describe("A crawl file that somebody meddles with while it is crawled", () => {
  it("is missed when it is moved away, and finished after it was put back", { timeout: 60_000 }, async () => {
    using place = temporaryFolder();
    const file = join(place.path, "moved.crawl");
    await using crawl = await crawlingInto(file);
    renameSync(file, join(place.path, "elsewhere.crawl"));
    expectClearEnd(await endOf(crawl), `"moved.crawl" is no longer in ${place.path}. Put it back, then resume.`);
    const refused = await runCommand(folder.path, ["resume", file]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("moved.crawl") as string });
    renameSync(join(place.path, "elsewhere.crawl"), file);
    expect(committedIn(file)).toMatchObject({ integrity: "ok" });
    expect(await runCommand(folder.path, ["resume", file, "--json"])).toMatchObject({ code: 0 });
    expect(contentsOf(file, slowSite.origin)).toEqual(undisturbed);
  });

  it("ends the crawl with a clear sentence when its folder is removed", { timeout: 30_000 }, async () => {
    using place = temporaryFolder();
    const inner = join(place.path, "inner");
    mkdirSync(inner);
    await using crawl = await crawlingInto(join(inner, "lost.crawl"));
    rmSync(inner, { recursive: true });
    expectClearEnd(await endOf(crawl), `"lost.crawl" is no longer in ${inner}. Put it back, then resume.`);
  });

  it.skipIf(noImmutableFiles !== null)(
    `ends the crawl with a clear sentence when it can no longer be written, and is finished when it can${because(noImmutableFiles)}`,
    { timeout: 60_000 },
    async () => {
      using place = temporaryFolder();
      const file = join(place.path, "fixed.crawl");
      const setImmutable = (sign: "+" | "-") =>
        [file, `${file}-wal`].filter((path) => existsSync(path)).forEach((path) => execFileSync("chattr", [`${sign}i`, path]));
      await using crawl = await crawlingInto(file);
      try {
        setImmutable("+");
        const end = await endOf(crawl);
        expectClearEnd(end, '"fixed.crawl" in');
        expect(end.stderr).toMatch(/cannot be written|Reading or writing .* failed/);
        const committed = committedIn(file);
        expect(committed).toMatchObject({ integrity: "ok" });
        await expectReadable(file, committed.settled);
        const refused = await runCommand(folder.path, ["resume", file]);
        expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("fixed.crawl") as string });
        expect(refused.stderr).not.toMatch(STACK);
      } finally {
        setImmutable("-");
      }
      expect(await runCommand(folder.path, ["resume", file, "--json"])).toMatchObject({ code: 0 });
      expect(contentsOf(file, slowSite.origin)).toEqual(undisturbed);
    },
  );

  it("is refused to a second crawler and open to readers", { timeout: 60_000 }, async () => {
    using place = temporaryFolder();
    const file = join(place.path, "shared.crawl");
    await using crawl = await crawlingInto(file, ["--delay", "5"]);
    const refused = await runCommand(folder.path, ["resume", file]);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"shared.crawl" is being crawled by another Orbweaver') as string,
    });
    expect(refused.stderr).not.toMatch(STACK);
    const status = await runCommand(folder.path, ["status", file, "--json"]);
    expect(status).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(status.stdout)).toMatchObject({ state: "running" });
    await expectReadable(file, 1);
    expect(crawl.events.at(-1)).toMatchObject({ state: "running" });
    crawl.signal("SIGINT");
    expect((await endOf(crawl)).code).toBe(3);
    expect(await runCommand(folder.path, ["resume", file, "--delay", "0", "--json"])).toMatchObject({ code: 0 });
    expect(contentsOf(file, slowSite.origin)).toEqual(undisturbed);
  });
});

const startOf = ({ origin }: Site) => `${origin}/g/${PAGES}/${LINKS}/0`;
const STACK = /^\s+at .+:\d+/m;

/** Starts a crawl that takes some seconds and waits until it is well under way. */
async function crawlingInto(file: string, options: readonly string[] = []): Promise<RunningCommand> {
  const crawl = startCommand(folder.path, ["crawl", startOf(slowSite), "--to", file, ...FAST, ...options]);
  await crawl.event("progress", (event) => event["state"] === "running" && Number(event["pages"]) > 50);
  return crawl;
}

async function endOf(crawl: RunningCommand, withinMs = ENDS_WITHIN_MS): Promise<CommandEnd> {
  const late = new Promise<never>((_resolve, reject) =>
    setTimeout(() => reject(new Error(`The crawl did not end within ${withinMs} ms.`)), withinMs).unref(),
  );
  return await Promise.race([crawl.ended, late]);
}

/** The crawl ended with an error that a person can act on, and did not fall over. */
function expectClearEnd(end: CommandEnd, sentence: string): void {
  expect(end.stderr).toContain(sentence);
  expect(end.stderr).not.toMatch(STACK);
  expect(end.code).toBe(1);
  const summary = JSON.parse(end.stdout.trim().split("\n").at(-1)!) as Record<string, unknown>;
  expect(summary).toMatchObject({ event: "summary", state: "error" });
}

/** Another process can ask the file for everything that was committed. */
async function expectReadable(file: string, settled: number): Promise<void> {
  const status = await runCommand(folder.path, ["status", file, "--json"]);
  expect(status).toMatchObject({ code: 0, stderr: "" });
  const coverage = await runCommand(folder.path, ["coverage", file, "--json"]);
  expect(coverage).toMatchObject({ code: 0, stderr: "" });
  const out = join(folder.path, "pages.jsonl");
  expect(await runCommand(folder.path, ["export", file, "--view", "pages", "--format", "jsonl", "--out", out])).toMatchObject({ code: 0 });
  expect(readFileSync(out, "utf8").trim().split("\n").length).toBeGreaterThanOrEqual(settled);
}

/** Why no file can be made unchangeable for those who have it open; null when one can. */
function whyNoImmutableFiles(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "chattr +i needs Linux and root";
  using place = temporaryFolder();
  const path = join(place.path, "probe");
  const script = 'exec 3>"$0"; chattr +i "$0" || exit 1; echo x >&3; written=$?; chattr -i "$0"; [ $written -ne 0 ]';
  return spawnSync("sh", ["-c", script, path]).status === 0 ? null : "this file system lets an open file be written after chattr +i";
}

function because(reason: string | null): string {
  return reason === null ? "" : ` (not run: ${reason})`;
}
