import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIEW_NAMES, VIEWS, type ViewName } from "#contract/views.ts";
import { openReadonly } from "#store/open-readonly.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import { idQuery, rowQuery } from "#store/view-sql.ts";
import { TestFolder } from "#test/store/fixture.ts";

const folder = new TestFolder();
const hashOf = (url: string) => url.length;
let connection: ReadConnection;

beforeAll(() => {
  connection = openReadonly(folder.sample());
});
afterAll(() => {
  connection.close();
  folder[Symbol.dispose]();
});

/** Steps of a plan that read a table from end to end. */
const scans = (plan: readonly string[]) => plan.filter((step) => /^SCAN (?!wanted|hop|\(|CONSTANT)/.test(step));

describe("the plan of a window of rows", () => {
  it.each(VIEW_NAMES)("of %s finds each row and all that belongs to it by its id, with every column", (view) => {
    const plan = connection.plan(rowQuery(view, []).sql);
    expect(plan[0]).toMatch(/^SCAN wanted VIRTUAL TABLE/);
    expect(scans(plan)).toEqual([]);
    expect(plan.some((step) => step.includes("TEMP B-TREE FOR ORDER BY"))).toBe(false);
    for (const step of plan.filter((one) => one.startsWith("SEARCH")))
      expect(step).toMatch(/USING (INTEGER PRIMARY KEY|COVERING INDEX|INDEX link_by_target \(target=\?\))/);
  });

  it("joins nothing that its columns do not need", () => {
    const plan = connection.plan(rowQuery("pages", ["status", "title"]).sql);
    expect(plan).toEqual([expect.stringMatching(/^SCAN wanted/), expect.stringMatching(/^SEARCH page USING INTEGER PRIMARY KEY/)]);
  });
});

describe("the plan of the list of ids of a whole view", () => {
  const indexes: Readonly<Record<ViewName, string>> = {
    pages: "SEARCH page USING COVERING INDEX page_navigated (id>? AND id<?)",
    links: "SEARCH link USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    images: "SEARCH url USING INDEX url_image (id>? AND id<?)",
    addresses: "SEARCH url USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    resources: "SEARCH url USING COVERING INDEX url_embedded (id>? AND id<?)",
    redirects: "SEARCH page USING COVERING INDEX page_redirects (id>? AND id<?)",
    excluded: "SEARCH url USING COVERING INDEX url_excluded (id>? AND id<?)",
    failed: "SEARCH url USING COVERING INDEX url_failed (id>? AND id<?)",
    blocked: "SEARCH url USING COVERING INDEX url_blocked (id>? AND id<?)",
  };

  it.each(VIEW_NAMES)("of %s is its own index, in order, without a sort", (view) => {
    expect(connection.plan(idQuery({ view }, hashOf).sql)).toEqual([indexes[view]]);
  });
});

describe("the plan of a filter", () => {
  it.each(VIEW_NAMES)(
    "of %s on any column goes once through the rows of the view, in the order of ids, and looks up the rest by id",
    (view) => {
      for (const column of VIEWS[view]) {
        const query = idQuery({ view, filter: { column: column.name, test: "is-not-empty" } }, hashOf);
        const plan = connection.plan(query.sql);
        // A column of the linked address is looked for among the addresses first, then the links are gone through.
        expect(scans(plan).length, `${view}.${column.name}: ${plan.join(" | ")}`).toBeLessThanOrEqual(query.ranged ? 1 : 2);
        if (query.ranged) expect(plan[0], `${view}.${column.name}`).toMatch(/^SEARCH (page|url|link) USING .*\(.*>\? AND .*<\?\)/);
        if (query.ranged)
          expect(
            plan.some((step) => step.includes("ORDER BY")),
            `${view}.${column.name}`,
          ).toBe(false);
      }
    },
  );

  it.each([
    ["target_url", /SEARCH link USING (COVERING )?INDEX link_by_target \(target=\?\)/],
    ["source_url", /SEARCH link USING INTEGER PRIMARY KEY \(rowid=\?\)/],
  ])("that names %s never goes through all links, alone or with other tests", (column, step) => {
    const named = { column, test: "is", value: "https://example.com/" } as const;
    const others = [
      [],
      [{ column: "kind", test: "is", value: "a" }],
      [{ column: "anchor", test: "contains", value: "x" }],
      [{ column: "target_status", test: "is", value: 404 }],
      [{ column: "internal", test: "is", value: true }],
    ] as const;
    for (const of of others) {
      const plan = connection.plan(idQuery({ view: "links", filter: { op: "and", of: [named, ...of] } }, hashOf).sql);
      expect(plan[0], plan.join(" | ")).toMatch(step);
      for (const one of plan) expect(one).not.toMatch(/SCAN (link|own|source)|SEARCH link .*rowid>/);
      expect(plan.some((one) => one.includes("url_by_hash"))).toBe(true);
    }
  });

  it("with named rows finds these by their ids", () => {
    for (const view of VIEW_NAMES) {
      const plan = connection.plan(idQuery({ view, only: [1, 2] }, hashOf).sql);
      expect(plan[0], view).toMatch(/^SEARCH (page|url|link) USING (INTEGER PRIMARY KEY|(COVERING )?INDEX \w+) \((rowid|id)=\?\)/);
    }
  });

  it("on the target of a link looks for the matching addresses first", () => {
    const plan = connection.plan(idQuery({ view: "links", filter: { column: "target_url", test: "contains", value: "x" } }, hashOf).sql);
    expect(plan.some((step) => step.includes("link_by_target"))).toBe(true);
  });
});

describe("the plan of what is asked every second", () => {
  it("reads counters and plain values, and never counts rows", () => {
    expect(connection.plan("SELECT value FROM counter WHERE name = ?")).toEqual(["SEARCH counter USING PRIMARY KEY (name=?)"]);
    expect(connection.plan("SELECT id FROM url WHERE url.hash = ?")).toEqual(["SEARCH url USING COVERING INDEX url_by_hash (hash=?)"]);
  });
});
