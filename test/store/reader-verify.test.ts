import { closeSync, openSync, writeSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { FACETS } from "#contract/facets.ts";
import { VIEW_NAMES, type Cell } from "#contract/views.ts";
import { compareShown } from "#store/compare-shown.ts";
import { openReadonly } from "#store/open-readonly.ts";
import { viewFacets } from "#store/reader-facets.ts";
import { facetComparisons } from "#store/reader-verify-facets.ts";
import { fileHash, openReader } from "#store/reader.ts";
import { TestFolder } from "#test/store/fixture.ts";

function readerAfter(folder: TestFolder, ...statements: readonly string[]) {
  const path = folder.sample();
  const database = new Database(path);
  for (const statement of statements) database.exec(statement);
  database.close();
  return openReader(path);
}

describe("verify", () => {
  it("finds nothing wrong with a file that is right", () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder);
    const { checked, differences } = reader.verify();
    expect(differences).toEqual([]);
    expect(checked).toBeGreaterThan(200);
  });

  it("compares every group of every facet that a view has", () => {
    using folder = new TestFolder();
    using connection = openReadonly(folder.sample());
    const compared = [...facetComparisons(connection, fileHash(connection), { isCancelled: () => false, tell: () => {} })];
    for (const view of VIEW_NAMES) {
      for (const facet of FACETS[view]) {
        const { values } = viewFacets(connection, fileHash(connection), { view, names: [facet.name] }, () => false).facets[0]!;
        for (const { value, count } of values) {
          const what = `group ${String(value ?? "(nothing)")} of ${facet.name} in ${view}`;
          expect(compared).toContainEqual({ what, stored: count, counted: count });
        }
      }
    }
    expect(compared.length).toBeGreaterThan(200);
  });

  it("hands out the groups that it counted, with which columns in memory agree", async () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder);
    const { groups } = reader.verify();
    expect(groups.map(({ view }) => view)).toEqual(VIEW_NAMES);
    for (const counted of groups) {
      const shown = await reader.live.facets({ view: counted.view, most: 1000 }, () => false);
      const { checked, differences } = compareShown(counted, shown);
      expect(differences).toEqual([]);
      expect(checked).toBe(1 + counted.facets.reduce((sum, { values }) => sum + values.length, 0));
    }
  });

  it("finds groups that are shown with another count, not at all, or although they are not there", () => {
    const facet = (values: readonly (readonly [Cell, number])[]) => ({
      name: "status",
      values: values.map(([value, count]) => ({ value, count })),
      more: 0,
    });
    const counted = {
      view: "pages",
      rows: 9,
      facets: [
        facet([
          [200, 5],
          [404, 3],
          [null, 1],
        ]),
      ],
    } as const;
    const shown = {
      total: 8,
      facets: [
        facet([
          [200, 4],
          [404, 3],
          [500, 1],
        ]),
      ],
    };
    expect(compareShown(counted, shown)).toEqual({
      checked: 4,
      differences: [
        { what: "rows shown of pages", stored: 8, counted: 9 },
        { what: "group 200 of status in pages, as it is shown", stored: 4, counted: 5 },
        { what: "group (nothing) of status in pages, as it is shown", stored: 0, counted: 1 },
        { what: "group 500 of status in pages, as it is shown", stored: 1, counted: 0 },
      ],
    });
  });

  it("says what was stored and what was counted", () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder, "UPDATE counter SET value = 240 WHERE name = 'rows:pages'");
    expect(reader.verify().differences).toEqual([{ what: "counter rows:pages", stored: 240, counted: 238 }]);
  });

  it("does not take the numbers of a damaged file for right", () => {
    using folder = new TestFolder();
    const path = folder.sample();
    const database = new Database(path);
    database.pragma("journal_mode = DELETE");
    const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'link_by_target'").pluck().get() as number;
    database.close();
    const file = openSync(path, "r+");
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (root - 1) * 4096);
    closeSync(file);
    using reader = openReader(path);
    expect(() => reader.verify()).toThrow(
      expect.objectContaining({ code: "damaged", message: expect.stringMatching(/is damaged.*orbweaver export/) as string }),
    );
  });

  it("stops when its answer is no longer wanted", () => {
    using folder = new TestFolder();
    using reader = readerAfter(folder);
    let looks = 0;
    expect(() => reader.verify(() => ++looks > 20)).toThrow(expect.objectContaining({ code: "cancelled" }));
    expect(looks).toBe(21);
  });

  it.each([
    ["a counter that is too high", "UPDATE counter SET value = value + 1 WHERE name = 'rows:pages'", "counter rows:pages"],
    ["a counter that is missing", "DELETE FROM counter WHERE name = 'status:4xx'", "counter status:4xx"],
    ["a counter of nothing", "INSERT INTO counter VALUES ('failure:tls', 1)", "counter failure:tls"],
    ["a state that was changed without its counter", "UPDATE url SET state = 2 WHERE state = 0", "counter state:waiting"],
    [
      "inlinks that are not the links",
      "UPDATE url SET inlinks = inlinks + 1 WHERE id = 5",
      "addresses whose inlinks are not the links to them",
    ],
    ["a link that was lost", "DELETE FROM link WHERE id = 7", "pages whose range of links is not theirs"],
    [
      "a range of links that is not the page's",
      "UPDATE page SET first_link = first_link + 1 WHERE id = 1",
      "pages whose range of links is not theirs",
    ],
    ["a link to nowhere", "UPDATE link SET target = 99999 WHERE id = 7", "links to or from an address that is not there"],
    ["a page that was lost", "DELETE FROM page WHERE id = 21", "page details without a page"],
    [
      "a settled address that waits again",
      "UPDATE url SET state = 0 WHERE id = 17",
      "pages of addresses that are not kept, failed or blocked",
    ],
    [
      "an address stored twice",
      "UPDATE url SET hash = (SELECT hash FROM url WHERE id = 1), text = (SELECT text FROM url WHERE id = 1) WHERE id = 20",
      "addresses stored twice",
    ],
    [
      "an image that is not among the images",
      "UPDATE url SET roles = roles & ~8 WHERE id = (SELECT target FROM link WHERE kind = 14)",
      "images that are not in the view of images",
    ],
    ["a source of no page", "INSERT INTO page_html VALUES (99999, x'00')", "sources of pages without a page"],
    ["a state that there is not", "UPDATE url SET state = 9 WHERE id = 17", "addresses in no state"],
  ])("finds %s", (_what, statement, name) => {
    using folder = new TestFolder();
    using reader = readerAfter(folder, statement.replace("id = 21", "id = (SELECT max(id) FROM page_detail)"));
    expect(reader.verify().differences.map((one) => one.what)).toContain(name);
  });
});
