import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyText } from "#cli/verify-command.ts";
import { runCommand, startCommand } from "#test/crawl/command-line.ts";
import { temporaryFolder } from "#test/crawl/temporary-folder.ts";
import { startSite, type Site } from "#test/site/site.ts";
import { sampleCrawl, writeCrawl } from "#test/store/fixture.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

/** A finished crawl in a folder, with something done to it. */
function sampleIn(folder: string, ...statements: readonly string[]): string {
  const path = join(folder, "sample.crawl");
  writeCrawl(path, sampleCrawl());
  const database = new Database(path);
  for (const statement of statements) database.exec(statement);
  database.pragma("journal_mode = DELETE");
  database.close();
  return path;
}

describe.concurrent("verify", () => {
  it("says how many numbers it compared, and ends with 0 when all are right", async () => {
    using folder = temporaryFolder();
    sampleIn(folder.path);
    const { code, stdout } = await runCommand(folder.path, ["verify", "sample.crawl"]);
    expect(stdout).toMatch(/^\d{3} numbers compared with the rows, all right\.\n$/);
    expect(code).toBe(0);
  });

  it("prints each difference as a line and ends with 1", async () => {
    using folder = temporaryFolder();
    sampleIn(folder.path, "UPDATE counter SET value = 1240 WHERE name = 'rows:pages'", "UPDATE url SET inlinks = inlinks + 1 WHERE id = 5");
    const { code, stdout } = await runCommand(folder.path, ["verify", "sample.crawl"]);
    expect(stdout).toMatch(
      /^counter rows:pages: 1,240 stored, 238 counted\naddresses whose inlinks are not the links to them: 0 stored, 1 counted\n\d{3} numbers compared with the rows, 2 of them differ\.\n$/,
    );
    expect(code).toBe(1);
  });

  it("answers as one line of JSON with --json, with the same exit code", async () => {
    using folder = temporaryFolder();
    sampleIn(folder.path, "DELETE FROM counter WHERE name = 'status:4xx'");
    const { code, stdout } = await runCommand(folder.path, ["verify", "sample.crawl", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      checked: expect.any(Number) as number,
      differences: [{ what: "counter status:4xx", stored: 0, counted: expect.any(Number) as number }],
    });
    expect(code).toBe(1);
  });

  it("finds nothing wrong with a file while it is crawled", async () => {
    using folder = temporaryFolder();
    await using crawl = startCommand(folder.path, ["crawl", `${site.origin}/g/20000/5/0`, "--to", "running.crawl", "--json"]);
    await crawl.event("progress", (event) => Number(event["kept"]) > 100);
    const { code, stdout } = await runCommand(folder.path, ["verify", "running.crawl"]);
    expect(stdout).toMatch(/ numbers compared with the rows, all right\.\n$/);
    expect(code).toBe(0);
  });

  it("refuses a file that is damaged, is no crawl, or is not there", async () => {
    using folder = temporaryFolder();
    const path = sampleIn(folder.path);
    const database = new Database(path, { readonly: true });
    const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'link_by_target'").pluck().get() as number;
    database.close();
    const file = openSync(path, "r+");
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (root - 1) * 4096);
    closeSync(file);
    const damaged = await runCommand(folder.path, ["verify", "sample.crawl"]);
    expect([damaged.code, damaged.stdout]).toEqual([1, ""]);
    expect(damaged.stderr).toMatch(/^"sample\.crawl" is damaged.*\n$/);
    truncateSync(path, 8192);
    expect((await runCommand(folder.path, ["verify", "sample.crawl"])).stderr).toMatch(/^"sample\.crawl" is damaged/);
    writeFileSync(join(folder.path, "other.crawl"), "nothing of the kind");
    expect(await runCommand(folder.path, ["verify", "other.crawl"])).toMatchObject({ code: 2, stdout: "" });
    expect(await runCommand(folder.path, ["verify", "nowhere.crawl"])).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("What verify says", () => {
  it("is right for one number as for many", () => {
    expect(verifyText({ checked: 1, differences: [] })).toBe("1 number compared with the rows, all right.\n");
    expect(verifyText({ checked: 1500, differences: [{ what: "counter x", stored: 1, counted: 2 }] })).toBe(
      "counter x: 1 stored, 2 counted\n1,500 numbers compared with the rows, 1 of them differs.\n",
    );
  });
});
