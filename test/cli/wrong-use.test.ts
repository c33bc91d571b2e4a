import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "#test/crawl/command-line.ts";
import { temporaryFolder } from "#test/crawl/temporary-folder.ts";

const folder = temporaryFolder();
const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder.path, name), text);
let before: readonly string[];

beforeAll(() => {
  write(
    "not-a.crawl",
    "These are words, and there are enough of them to be taken for the header of a database, which they are not. ".repeat(3),
  );
  write("bad.yaml", "maxPages: many\n");
  write("rubbish.txt", "not an address\n\n# a comment\nftp://example.com/\n");
  write("empty.txt", "");
  mkdirSync(join(folder.path, "folder.crawl"));
  before = readdirSync(folder.path, { recursive: true }).map(String).toSorted();
});
afterAll(() => folder[Symbol.dispose]());

describe("Wrong use of the command line", () => {
  it.each<[what: string, args: readonly string[], message: RegExp]>([
    ["no command", [], /Usage: orbweaver/],
    ["an unknown command", ["crwal", "example.com"], /unknown command 'crwal'[\s\S]*Did you mean crawl/],
    ["an unknown option", ["crawl", "example.com", "--max-pges", "5"], /unknown option '--max-pges'[\s\S]*Did you mean --max-pages/],
    ["an option without its value", ["crawl", "example.com", "--max-pages"], /argument missing/],
    ["no address", ["crawl"], /no address to start from/],
    ["what is no address", ["crawl", "not an address"], /"not an address" is not an address/],
    ["an address of another kind", ["crawl", "ftp://example.com/"], /must begin with http/],
    [
      "a number that is none",
      ["crawl", "example.com", "--max-pages", "abc"],
      /--max-pages "abc": expected a whole number from 0 to 1,000,000,000/,
    ],
    ["a number out of range", ["crawl", "example.com", "--concurrency", "0"], /--concurrency 0: expected a whole number from 1 to 512/],
    ["a word that is not on the list", ["crawl", "example.com", "--external", "maybe"], /--external "maybe": expected ignore or check/],
    ["a header that is none", ["crawl", "example.com", "--header", "secret"], /^--header: must look like 'Name: value'\.$/m],
    ["a pattern that is none", ["crawl", "example.com", "--exclude", "/(open/"], /--exclude "\/\(open\/": /],
    ["a setting without a value", ["crawl", "example.com", "--set", "retries"], /expected name=value/],
    ["a setting of no option", ["crawl", "example.com", "--set", "retrys=1"], /no option "retrys"\. Did you mean retries/],
    [
      "a setting with a wrong value",
      ["crawl", "example.com", "--set", "retries=99"],
      /retries is 99; expected a whole number from 0 to 10/,
    ],
    ["a configuration with an error", ["crawl", "example.com", "--config", "bad.yaml"], /bad\.yaml, line 1: maxPages is "many"/],
    ["a configuration that is not there", ["crawl", "example.com", "--config", "gone.yaml"], /There is no file gone\.yaml/],
    [
      "a configuration that is a folder",
      ["crawl", "example.com", "--config", "folder.crawl"],
      /folder\.crawl cannot be read: it is a folder/,
    ],
    ["a list without any address", ["crawl", "--list", "rubbish.txt"], /line 1: .*\n.*line 4: .*\nrubbish\.txt holds no address/],
    ["an empty list", ["crawl", "--list", "empty.txt"], /empty\.txt holds no address/],
    ["a list that is not there", ["crawl", "--list", "gone.txt"], /There is no file gone\.txt/],
    [
      "a new crawl over an old file",
      ["crawl", "example.com", "--to", "not-a.crawl"],
      /not-a\.crawl is there already.*orbweaver resume not-a\.crawl/,
    ],
    ["a crawl file with another ending", ["crawl", "example.com", "--to", "a.sqlite"], /ends with \.crawl/],
    ["a crawl file in no folder", ["crawl", "example.com", "--to", "gone/a.crawl"], /there is no folder/],
    ["a file that is not there", ["resume", "gone.crawl"], /There is no file gone\.crawl/],
    ["a file that is no crawl", ["status", "not-a.crawl"], /"not-a\.crawl" is not a crawl file/],
    ["resuming what is no crawl", ["resume", "not-a.crawl"], /"not-a\.crawl" is not a crawl file/],
    ["a folder", ["coverage", "folder.crawl"], /folder\.crawl is not a file/],
    ["an unknown view", ["export", "not-a.crawl", "--view", "nope", "--out", "-"], /Allowed choices are pages, links/],
    [
      "a separator without CSV",
      ["export", "not-a.crawl", "--separator", "tab", "--out", "a.jsonl"],
      /--separator does not go with --format jsonl/,
    ],
    [
      "columns of a sitemap",
      ["export", "not-a.crawl", "--columns", "url", "--out", "a.xml"],
      /--columns does not go with --format sitemap/,
    ],
    ["a sitemap of links", ["export", "not-a.crawl", "--view", "links", "--out", "a.xml"], /--view links does not go with/],
    ["an unknown column", ["export", "not-a.crawl", "--columns", "url,statu", "--out", "-"], /no column "statu"\. Did you mean status/],
    ["config without --print", ["config"], /--print/],
  ])("%s is told in a clear sentence, exits with 2 and makes nothing", { concurrent: true }, async (_what, args, message) => {
    const { code, stdout, stderr } = await runCommand(folder.path, args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(readdirSync(folder.path, { recursive: true }).map(String).toSorted()).toEqual(before);
  });
});
