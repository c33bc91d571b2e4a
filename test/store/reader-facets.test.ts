import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FACETS, facetFilter, picksFilter, type Facet, type Picks } from "#contract/facets.ts";
import { VIEW_NAMES, type Cell, type Filter, type ViewName } from "#contract/views.ts";
import type { FacetQuestion } from "#store/reader-facets.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { TestFolder } from "#test/store/fixture.ts";

const folder = new TestFolder();
let reader: CrawlReader;

beforeAll(() => {
  const path = folder.sample();
  const database = new Database(path);
  // Values that a filter cannot tell apart, nothing beside empty text, and folders that differ in case only.
  database.exec(`
    UPDATE page SET language = CASE id % 5 WHEN 0 THEN 'en' WHEN 1 THEN 'EN' WHEN 2 THEN 'É' WHEN 3 THEN '' END;
    UPDATE page SET language = 'é' WHERE id % 15 = 2;
    UPDATE url SET text = replace(text, '/section-3/', '/SECTION-2/') WHERE id % 2 = 0;
    UPDATE url SET text = 'mailto:someone@example.com' WHERE id = 300;
    UPDATE page SET word_count = 0 WHERE id % 9 = 0`);
  database.close();
  reader = openReader(path);
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

const allOf = (...filters: readonly (Filter | undefined)[]): Filter => ({ op: "and", of: filters.filter((one) => one !== undefined) });
const rowsOf = (view: ViewName, filter: Filter, more: Partial<FacetQuestion> = {}) =>
  reader.viewRows({ view, filter, search: more.search, only: more.only, first: 0, count: 0 }).total;

/** Every group of every facet counts the rows that its filter lets through. */
function expectRight(view: ViewName, more: Partial<FacetQuestion> = {}): void {
  const { picks = {}, filter } = more;
  const answer = reader.viewFacets({ view, most: 1000, ...more });
  expect(answer.total).toBe(rowsOf(view, allOf(filter, picksFilter(view, picks)), more));
  for (const { name, values } of answer.facets) {
    const facet = FACETS[view].find((one) => one.name === name) as Facet;
    const { [name]: _own, ...others } = picks;
    for (const { value, count } of values) {
      const expected = rowsOf(view, allOf(filter, picksFilter(view, others), facetFilter(facet, value)), more);
      expect(count, `${view}.${name} = ${String(value)}`).toBe(expected);
    }
    const total = rowsOf(view, allOf(filter, picksFilter(view, others)), more);
    if (facet.kind !== "section")
      expect(
        values.reduce((sum, { count }) => sum + count, 0),
        `${view}.${name}`,
      ).toBe(total);
  }
}

describe("the groups of a selection", () => {
  it.each(VIEW_NAMES)("of %s count the rows that each group's filter lets through", (view) => {
    expect(reader.viewFacets({ view }).facets.map((facet) => facet.name)).toEqual(FACETS[view].map((facet) => facet.name));
    expectRight(view);
    expectRight(view, { search: "page-1" });
    expectRight(view, { only: [1, 2, 3, 4, 11, 20, 22, 38, 300, 9999] });
  });

  it.each(VIEW_NAMES)("of %s are counted with the picks of the other facets", (view) => {
    for (const facet of FACETS[view]) {
      for (const { value } of (reader.viewFacets({ view, names: [facet.name] }).facets[0]?.values ?? []).slice(0, 3)) {
        expectRight(view, { picks: { [facet.name]: [value] } });
      }
    }
  });

  it("are right with a filter, a search and picks of several facets at once", () => {
    const filter: Filter = { column: "depth", test: "at-least", value: 2 };
    expectRight("pages", { filter, search: "page", picks: { status: [200, 404], language: ["en", null], word_count: [300] } });
    expectRight("links", { picks: { kind: ["a"], target_status: [200, null], internal: [true] } });
  });

  it("that a filter cannot tell apart are one", () => {
    const values = (name: string) => reader.viewFacets({ view: "pages", names: [name] }).facets[0]?.values ?? [];
    expect(values("language").map(({ value }) => String(value).toLowerCase())).toEqual(expect.arrayContaining(["en", "é", "null"]));
    expect(values("language").length).toBe(3);
  });

  it("come with the largest first, ranges and depths in their own order", () => {
    const facets = reader.viewFacets({ view: "pages" }).facets;
    const of = (name: string) => facets.find((facet) => facet.name === name)?.values ?? [];
    const counts = of("status").map(({ count }) => count);
    expect(counts).toEqual(counts.toSorted((left, right) => right - left));
    for (const name of ["depth", "size_bytes", "word_count"]) {
      const values = of(name).flatMap(({ value }) => (value === null ? [] : [Number(value)]));
      expect(values).toEqual(values.toSorted((left, right) => left - right));
    }
  });

  it("are cut after the most that were asked for, and the rest is counted; what is picked stays", () => {
    const all = reader.viewFacets({ view: "pages", names: ["status"] }).facets[0]!;
    const last = all.values.at(-1)!.value;
    const two = reader.viewFacets({ view: "pages", names: ["status"], most: 2 }).facets[0]!;
    expect(two).toEqual({ name: "status", values: all.values.slice(0, 2), more: all.values.length - 2 });
    const picked = reader.viewFacets({ view: "pages", names: ["status"], most: 2, picks: { status: [last] } }).facets[0]!;
    expect(picked.values).toEqual([...all.values.slice(0, 2), all.values.at(-1)]);
    const none = reader.viewFacets({ view: "pages", names: ["status"], most: 2, picks: { status: [999] } }).facets[0]!;
    expect(none.values.at(-1)).toEqual({ value: 999, count: 0 });
  });

  it("name a facet that there is not", () => {
    expect(() => reader.viewFacets({ view: "links", names: ["section"] })).toThrow(
      'The view "links" has no facet "section". It has: kind, internal, position, nofollow, target_status.',
    );
  });
});

describe("the sections of a selection", () => {
  const sections = (picks: readonly Cell[] = [], filter?: Filter) => {
    const of: Picks = picks.length === 0 ? {} : { section: picks };
    return (
      reader.viewFacets({ view: "addresses", names: ["section"], picks: of, filter }).facets[0]?.values.map(({ value }) => value) ?? []
    );
  };

  it("are those below the deepest folder that all rows are in", () => {
    expect(sections()).toEqual(expect.arrayContaining(["https://example.com/", "https://cdn.example.com/", null]));
    const onHost: Filter = { column: "url", test: "starts-with", value: "https://example.com/section-" };
    expect(sections([], onHost).toSorted()).toEqual(
      [
        ...[0, 1, 4, 5, 6].map((number) => `https://example.com/section-${number}/`),
        expect.stringMatching(/^https:\/\/example.com\/section-2\/$/i),
        "https://example.com/section-3/",
      ].toSorted((left, right) => (String(left) < String(right) ? -1 : 1)),
    );
  });

  it("are the one folder that all rows are in when none lies below it", () => {
    const one: Filter = { column: "url", test: "starts-with", value: "https://example.com/section-4/" };
    const facet = reader.viewFacets({ view: "addresses", names: ["section"], filter: one });
    expect(facet.facets[0]?.values).toEqual([{ value: "https://example.com/section-4/", count: facet.total }]);
    expect(facet.total).toBeGreaterThan(1);
  });

  it("open the way to what is picked, level by level", () => {
    const opened = sections(["https://example.com/"]);
    expect(opened).toEqual(expect.arrayContaining(["https://cdn.example.com/", "https://example.com/", "https://example.com/js/"]));
    expect(opened[0]).toBe("https://example.com/");
  });
});
