import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { setTimeout as after } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSitemap } from "#test/export/read-sitemap.ts";
import { runCommand, startCommand, type JsonEvent } from "#test/crawl/command-line.ts";
import { temporaryFolder } from "#test/crawl/temporary-folder.ts";
import { startSite, type Site } from "#test/site/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const start = (pages: number): string => `${site.origin}/g/${pages}/5/0`;
const events = (stdout: string): readonly JsonEvent[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as JsonEvent);
const parts = (event: JsonEvent): number =>
  ["waiting", "leased", "kept", "failed", "excluded", "blocked"].reduce((sum, name) => sum + Number(event[name]), 0);

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await after(10);
}

describe.concurrent("A crawl from the command line", () => {
  it("finishes with 0, into a file named after the host, with results and words apart", async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await runCommand(folder.path, ["crawl", start(40)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Finished: 40 pages and 240 links in .*\ndiscovered {2}40\n {2}waiting +0\n {2}kept +40\n/);
    expect(stderr).toContain("Press Ctrl-C to pause.");
    expect(readdirSync(folder.path)).toContain(`127.0.0.1-${site.port}.crawl`);
    expect((await runCommand(folder.path, ["crawl", start(3), "--quiet"])).code).toBe(0);
    expect(readdirSync(folder.path)).toContain(`127.0.0.1-${site.port}-2.crawl`);
  });

  it("says nothing with --quiet", async () => {
    using folder = temporaryFolder();
    expect(await runCommand(folder.path, ["crawl", start(3), "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("with --json writes events that add up on standard output, and the words on standard error", async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await runCommand(folder.path, ["crawl", start(40), "--to", "a.crawl", "--json"]);
    const told = events(stdout);
    expect(code).toBe(0);
    expect(told.map((event) => event.event)).toEqual(["started", ...Array(told.length - 2).fill("progress"), "summary"]);
    expect(told.at(-1)).toMatchObject({
      state: "finished",
      discovered: 40,
      waiting: 0,
      kept: 40,
      failed: 0,
      excluded: 0,
      blocked: 0,
      pages: 40,
    });
    for (const event of told.slice(1)) expect(event["discovered"]).toBe(parts(event));
    expect(stderr).toContain("Finished: 40 pages");
  });

  it("ends with 3 at a limit, and goes on from there with a receipt", async () => {
    using folder = temporaryFolder();
    const limited = await runCommand(folder.path, ["crawl", start(60), "--to", "a.crawl", "--max-pages", "20"]);
    expect(limited).toMatchObject({ code: 3, stderr: expect.stringMatching(/maxPages 20.*orbweaver resume a\.crawl/) });
    const resumed = await runCommand(folder.path, ["resume", "a.crawl", "--max-pages", "0"]);
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toMatch(/^Resumed: kept 20, re-queued 0, lost 0, fetched twice 0\.\nFinished: 60 pages/);
    expect((await runCommand(folder.path, ["resume", "a.crawl"])).code).toBe(0);
  });

  it("crawls no more of a pattern than its cap allows, and the rest when the cap is lifted on a resume", async () => {
    using folder = temporaryFolder();
    const capped = await runCommand(folder.path, ["crawl", start(60), "--to", "a.crawl", "--cap", "/g/60/5/*=10", "--json"]);
    expect(capped.code).toBe(0);
    expect(events(capped.stdout).at(-1)).toMatchObject({ event: "summary", pages: 10, waiting: 0 });
    const lifted = await runCommand(folder.path, ["resume", "a.crawl", "--cap", "/g/60/5/*=1000", "--json"]);
    expect(events(lifted.stdout).at(-1)).toMatchObject({ event: "summary", pages: 60, excluded: 0 });
    const wrong = await runCommand(folder.path, ["crawl", start(60), "--cap", "/g/*"]);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/--cap.*expected a whole number/) });
  });

  it("takes options from the file, and those of the command line before them", async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "site.yaml"), `seeds: [${start(60)}]\nmaxPages: 50\nuserAgent: From-File\n`);
    const { code } = await runCommand(folder.path, [
      "crawl",
      "--config",
      "site.yaml",
      "--max-pages",
      "5",
      "--header",
      "X-Test: yes",
      "--to",
      "a.crawl",
    ]);
    expect(code).toBe(3);
    const asked = site.requests.filter((request) => request.headers["user-agent"] === "From-File" && request.path.startsWith("/g/"));
    expect(asked).toHaveLength(5);
    expect(asked[0]?.headers).toMatchObject({ "x-test": "yes" });
  });

  it("crawls the good lines of a list and names the others", async () => {
    using folder = temporaryFolder();
    const lines = ["\uFEFF# our pages", start(9), "", "no address here", start(9), `${site.origin}/g/9/5/1`, "ftp://example.com"];
    writeFileSync(join(folder.path, "list.txt"), lines.join("\r\n"));
    const { code, stdout, stderr } = await runCommand(folder.path, ["crawl", "--list", "list.txt", "--json"]);
    expect(events(stdout).at(-1)).toMatchObject({ state: "finished", pages: 2 });
    expect(code).toBe(0);
    expect(stderr).toMatch(/list\.txt, line 4: .*\nlist\.txt, line 7: /);
    expect(stderr).toContain("taking 2 addresses; left out: 2 lines without an address, 1 duplicate.");
  });

  it("that reaches nothing says why and ends with 1", async () => {
    using folder = temporaryFolder();
    const { code, stderr } = await runCommand(folder.path, ["crawl", "http://127.0.0.1:1/", "--set", "retries=0"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Nothing was fetched\. http:\/\/127\.0\.0\.1:1\/: .*nothing accepts connections/);
  });
});

describe.concurrent("A crawl that is to end", () => {
  const slow = ["--set", "adaptive=false", "--delay", "20", "--json"];

  it.each(["SIGINT", "SIGTERM"] as const)("pauses on %s, says how to resume and ends with 3", async (signal) => {
    using folder = temporaryFolder();
    await using crawl = startCommand(folder.path, ["crawl", start(2000), "--to", "a b.crawl", ...slow]);
    await crawl.event("progress", (event) => Number(event["kept"]) > 3);
    crawl.signal(signal);
    crawl.signal(signal);
    const { code, stderr } = await crawl.ended;
    expect({ code, state: crawl.events.at(-1)?.["state"], leased: crawl.events.at(-1)?.["leased"] }).toEqual({
      code: 3,
      state: "paused",
      leased: 0,
    });
    expect(stderr).toContain('orbweaver resume "a b.crawl"');
    expect((await runCommand(folder.path, ["status", "a b.crawl"])).stdout).toMatch(/^Paused/);
  });

  it("stops at once the second time, although a page still keeps it waiting", async () => {
    using folder = temporaryFolder();
    await using crawl = startCommand(folder.path, ["crawl", `${site.origin}/slow?ms=50000`, "--to", "a.crawl", "--json"]);
    await until(() => site.hits("/slow") > 0);
    crawl.signal("SIGINT");
    await until(() => crawl.words().includes("Pausing"));
    // A second press within a moment would be taken for an echo of the first.
    await after(400);
    crawl.signal("SIGINT");
    const { code, stderr } = await crawl.ended;
    expect(code).toBe(3);
    expect(stderr).toContain("Stopping now; nothing is lost.");
    expect(crawl.events.at(-1)).toMatchObject({ state: "paused", waiting: 1, leased: 0 });
  });

  it("refuses to crawl a file that is being crawled, while reading it works", async () => {
    using folder = temporaryFolder();
    await using crawl = startCommand(folder.path, ["crawl", start(2000), "--to", "a.crawl", ...slow]);
    await crawl.event("progress", (event) => Number(event["kept"]) > 3);
    const second = await runCommand(folder.path, ["resume", "a.crawl"]);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining("is being crawled by another Orbweaver") });
    expect((await runCommand(folder.path, ["status", "a.crawl"])).stdout).toMatch(/^Running/);
    crawl.signal("SIGINT");
    expect((await crawl.ended).code).toBe(3);
  });
});

describe.concurrent("What a crawl found", () => {
  it("is told by status, coverage, why and export", async () => {
    using folder = temporaryFolder();
    await runCommand(folder.path, ["crawl", start(30), "--to", "a.crawl", "--exclude", "/g/30/5/7", "--quiet"]);
    const [status, coverage, why, csv] = await Promise.all([
      runCommand(folder.path, ["status", "a.crawl", "--json"]),
      runCommand(folder.path, ["coverage", "a.crawl"]),
      runCommand(folder.path, ["coverage", "a.crawl", "--why", `${site.origin}/g/30/5/7`, "--json"]),
      runCommand(folder.path, ["export", "a.crawl", "--columns", "url,status", "--out", "-"]),
    ]);
    expect(JSON.parse(status.stdout)).toMatchObject({
      state: "finished",
      coverage: { discovered: 30, kept: 29, excluded: 1 },
      rows: { pages: 29 },
    });
    expect(coverage.stdout).toMatch(/^discovered +30\n[\s\S]*excluded +1 .*\n +pattern +1 {2}An exclude pattern matches it\.\n/);
    expect(JSON.parse(why.stdout)).toMatchObject({ known: true, state: "excluded", reason: "pattern", rule: "/g/30/5/7" });
    const lines = csv.stdout.trimEnd().split(/\r?\n/);
    expect([lines[0], lines.length]).toEqual(["url,status", 30]);
    expect(csv.stderr).toBe("");
  });

  it("is exported as CSV for other programs, as a sitemap and as a crawl of its own", async () => {
    using folder = temporaryFolder();
    await runCommand(folder.path, ["crawl", start(30), "--to", "a.crawl"]);
    const excel = ["--columns", "url,status", "--separator", "semicolon", "--line-ends", "lf", "--bom", "--out", "pages.csv"];
    expect((await runCommand(folder.path, ["export", "a.crawl", ...excel])).code).toBe(0);
    expect(readFileSync(join(folder.path, "pages.csv"), "utf8")).toMatch(/^\ufeffurl;status\n(http[^;,\r\n]+;200\n){30}$/);
    const map = await runCommand(folder.path, ["export", "a.crawl", "--gzip", "--out", "map.xml"]);
    expect(map).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Wrote 30 rows .* to .*map\.xml\.gz\.$/m) });
    const sitemap = readSitemap(gunzipSync(readFileSync(join(folder.path, "map.xml.gz"))).toString());
    expect(sitemap.entries.map(({ loc }) => loc)).toContain(start(30));
    expect((await runCommand(folder.path, ["export", "a.crawl", "--out", "b.crawl"])).stderr).toMatch(/^Wrote 30 addresses/);
    const status = async (file: string) => JSON.parse((await runCommand(folder.path, ["status", file, "--json"])).stdout) as object;
    expect(await status("b.crawl")).toMatchObject({
      state: "finished",
      coverage: ((await status("a.crawl")) as { coverage: object }).coverage,
    });
    const pipe = await runCommand(folder.path, ["export", "a.crawl", "--format", "sitemap", "--no-lastmod", "--out", "-"]);
    expect(readSitemap(pipe.stdout).entries.map(({ lastmod }) => lastmod)).toEqual(Array.from({ length: 30 }, () => null));
  });

  it("is exported to a file in the format of its name, and replaces it only when complete", async () => {
    using folder = temporaryFolder();
    await runCommand(folder.path, ["crawl", start(5), "--to", "a.crawl", "--quiet"]);
    const written = await runCommand(folder.path, ["export", "a.crawl", "--view", "links", "--out", "links.jsonl"]);
    expect(written).toMatchObject({ code: 0, stdout: "", stderr: expect.stringMatching(/^Wrote \d+ rows/) });
    const rows = readFileSync(join(folder.path, "links.jsonl"), "utf8").trimEnd().split("\n");
    expect(JSON.parse(rows[0]!)).toMatchObject({ source_url: start(5), kind: expect.any(String) });
    const nowhere = await runCommand(folder.path, ["export", "a.crawl", "--out", "gone/pages.csv"]);
    expect(nowhere.code).toBeGreaterThan(0);
    expect(existsSync(join(folder.path, "gone"))).toBe(false);
  });
});
