import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { EXCLUSIONS } from "#contract/words.ts";
import { openReader } from "#store/reader.ts";
import { sampleCrawl, TestFolder } from "#test/store/fixture.ts";

/** A reader of a sample that something was done to. */
function readerAfter(folder: TestFolder, ...statements: readonly string[]) {
  const path = folder.sample();
  const database = new Database(path);
  for (const statement of statements) database.exec(statement);
  database.close();
  return openReader(path);
}

describe("storedStatus", () => {
  it("tells what the file knows, and nothing of a running engine", () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder);
    const status = reader.storedStatus();
    const { urls } = sampleCrawl();
    const settled = (state: string) => urls.filter((url) => url.state === state).length;
    expect(status).toMatchObject({
      crawl: reader.path,
      state: "paused",
      generation: 3,
      seconds: 12.5,
      receipt: null,
      stoppedBecause: null,
      fetching: [],
      pagesPerSecond: 0,
      coverage: {
        discovered: 320,
        kept: settled("kept"),
        failed: settled("failed"),
        excluded: settled("excluded"),
        blocked: 5,
        waiting: settled("waiting"),
        leased: 5,
      },
      statuses: { "4xx": urls.filter((url) => url.status === 404 || url.status === 403).length },
      failures: { dns: 10, timeout: 9 },
    });
    expect(reader.config().seeds).toEqual(["https://example.com/", "https://example.com/list"]);
  });

  it("is of one commit, and new after the next", () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder);
    const writer = new Database(reader.path);
    writer.exec(
      "UPDATE counter SET value = value + 1 WHERE name = 'state:waiting'; UPDATE meta SET value = '\"running\"' WHERE key = 'run_state'",
    );
    expect(reader.storedStatus()).toMatchObject({ state: "running", coverage: { discovered: 321 } });
    writer.close();
  });

  it("does without values that are missing or not valid", () => {
    using folder = new TestFolder();
    using reader = readerAfter(
      folder,
      "DELETE FROM counter",
      "UPDATE meta SET value = 'not json' WHERE key = 'run_state'",
      "DELETE FROM meta WHERE key = 'seconds'",
    );
    expect(reader.storedStatus()).toMatchObject({ state: "idle", seconds: 0, coverage: { discovered: 0 }, rows: { pages: 0 } });
  });

  it("says that a configuration is damaged", () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder, `UPDATE meta SET value = '{"seeds": 5}' WHERE key = 'config'`);
    expect(() => reader.config()).toThrow(expect.objectContaining({ code: "damaged" }));
  });
});

describe("coverage", () => {
  it("adds up, with the meaning of every reason and the most frequent one first", () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder);
    const { coverage, exclusions, failures } = reader.coverage();
    expect(coverage.discovered).toBe(
      coverage.waiting + coverage.leased + coverage.kept + coverage.failed + coverage.excluded + coverage.blocked,
    );
    expect(exclusions.reduce((sum, one) => sum + one.count, 0)).toBe(coverage.excluded);
    expect(failures.reduce((sum, one) => sum + one.count, 0)).toBe(coverage.failed);
    expect(exclusions[0]).toEqual({ reason: "resource", meaning: EXCLUSIONS.resource, count: 19 });
    expect(failures.map((one) => one.code)).toEqual(["dns", "timeout"]);
  });
});
