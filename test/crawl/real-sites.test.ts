import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openReader } from "#store/reader.ts";
import { runCommand } from "#test/crawl/command-line.ts";
import { serveFolder } from "#test/crawl/static-server.ts";
import { temporaryFolder } from "#test/crawl/temporary-folder.ts";
import { parseCsv } from "#test/export/parse-csv.ts";
import { walk } from "#test/oracle/walk.ts";

const PYTHON = "/usr/share/doc/python3-doc/html";
const JAVA = "/usr/share/doc/openjdk-17-jre-headless";

/** Crawls the files of a folder with the command line and with the oracle; both answer with `url status`. */
async function crawlAndWalk(
  source: string,
  start: string,
): Promise<{ readonly crawled: readonly string[]; readonly walked: readonly string[] }> {
  await using server = await serveFolder(source);
  using folder = temporaryFolder();
  const [file, csv] = [join(folder.path, "site.crawl"), join(folder.path, "pages.csv")];
  const url = server.origin + start;
  expect(await runCommand(folder.path, ["crawl", url, "--to", file, "--quiet", "--concurrency", "64", "--per-host", "64"])).toMatchObject({
    code: 0,
    stderr: "",
  });
  expect(
    await runCommand(folder.path, ["export", file, "--view", "pages", "--columns", "url,status", "--out", csv, "--quiet"]),
  ).toMatchObject({ code: 0, stderr: "" });
  using reader = openReader(file);
  expect(reader.verify().differences).toEqual([]);
  const short = (found: string, status: string | number) => `${found.replace(server.origin, "")} ${status}`;
  const [, ...rows] = parseCsv(readFileSync(csv, "utf8"));
  return {
    crawled: rows.map(([found = "", status = ""]) => short(found, status)).toSorted(),
    walked: [...(await walk(url))].map(([found, status]) => short(found, status)).toSorted(),
  };
}

function because(folder: string): string {
  return existsSync(folder) ? "" : ` (not run: ${folder} is not on this computer)`;
}

describe("The pages of a real site are those that a walk with the reference parser finds, with the same statuses", () => {
  it.skipIf(!existsSync(PYTHON))(`Python's documentation${because(PYTHON)}`, { timeout: 120_000 }, async () => {
    const { crawled, walked } = await crawlAndWalk(PYTHON, "/");
    expect(walked.length).toBeGreaterThan(400);
    expect(crawled).toEqual(walked);
  });

  it.skipIf(!existsSync(JAVA))(`Java's documentation${because(JAVA)}`, { timeout: 400_000 }, async () => {
    const { crawled, walked } = await crawlAndWalk(JAVA, "/");
    expect(walked.length).toBeGreaterThan(9000);
    expect(crawled).toEqual(walked);
  });
});
