import { describe, expect, it } from "vitest";
import { FACETS } from "#contract/facets.ts";
import { filterSchema } from "#contract/questions.ts";
import { FILTER_TESTS, VIEW_NAMES, VIEWS, type Filter } from "#contract/views.ts";
import { describeColumn } from "../../renderer/results/columns.ts";
import { rowsAsText } from "../../renderer/results/copy-rows.ts";
import { facetLabel, foldersTo, groupLabel, sectionTree, togglePick } from "../../renderer/results/facet-words.ts";
import { draftOf, filterOfDraft, groupOf, newTest, withColumn } from "../../renderer/results/filter-draft.ts";
import { columnOf, filterWords, testsOf, tidyFilter, valueOf } from "../../renderer/results/filter-words.ts";
import { NO_SELECTION, onlyIds, rangeOf, selectedCount, toggleId } from "../../renderer/results/row-selection.ts";
import { completeAsked, filterOfParts, filterParts, routeAsked, rowsFilter } from "../../renderer/results/table-asked.ts";
import { folderOf, isWebAddress } from "../../renderer/results/web-address.ts";
import { clampSize, sizeAfterKey } from "../../renderer/shell/panel-size.ts";
import { formatAsked, parseAsked } from "../../renderer/shell/rows-asked.ts";

const facetOf = (view: "pages" | "addresses", name: string) => FACETS[view].find((facet) => facet.name === name)!;
const broken: Filter = { column: "status", test: "is", value: 404 };
const deep: Filter = { column: "depth", test: "at-most", value: 3 };

describe("what is asked of a table", () => {
  it("comes back from the address of the page, and says its order even when it says nothing else", () => {
    const asked = completeAsked({
      search: "a b",
      filter: { op: "or", of: [broken, deep] },
      picks: { status: [404, null] },
      selected: "http://a/",
    });
    expect(completeAsked(parseAsked(formatAsked(routeAsked(asked))))).toEqual(asked);
    expect(formatAsked(routeAsked(completeAsked({})))).not.toBe("");
  });

  it("narrows rows by filter and picks together", () => {
    expect(rowsFilter("pages", completeAsked({}))).toBeUndefined();
    expect(rowsFilter("pages", completeAsked({ filter: broken }))).toEqual(broken);
    expect(rowsFilter("pages", completeAsked({ filter: broken, picks: { depth: [1] } }))).toEqual({
      op: "and",
      of: [broken, { op: "and", of: [{ op: "or", of: [{ column: "depth", test: "is", value: 1 }] }] }],
    });
  });

  it("is taken apart into chips and put together again", () => {
    expect(filterParts(filterOfParts([broken, deep]))).toEqual([broken, deep]);
    expect(filterParts({ op: "or", of: [broken, deep] })).toEqual([{ op: "or", of: [broken, deep] }]);
    expect(filterOfParts([])).toBeUndefined();
  });
});

describe("a filter", () => {
  it("is said in plain words, groups in groups too", () => {
    expect(filterWords("pages", broken)).toBe("Status is 404");
    expect(filterWords("pages", { op: "or", of: [deep, { op: "and", of: [broken, { column: "title", test: "is-empty" }] }] })).toBe(
      "Depth ≤ 3 or (Status is 404 and Title is empty)",
    );
    expect(filterWords("pages", { column: "indexable", test: "is", value: false })).toBe("Indexable is no");
  });

  it("offers each column tests that make sense, and every test to some column", () => {
    const columns = VIEW_NAMES.flatMap((view) => [...VIEWS[view]]);
    expect(new Set(columns.flatMap((column) => [...testsOf(column)]))).toEqual(new Set(FILTER_TESTS));
  });

  it("takes numbers and times as they are typed, and leaves what is none to the host", () => {
    const words = columnOf("pages", "word_count")!;
    expect([
      valueOf(words, "is", " 1,200 "),
      valueOf(words, "is", "1.5"),
      valueOf(words, "is", "abc"),
      valueOf(words, "starts-with", "12"),
    ]).toEqual([1200, 1.5, "abc", "12"]);
    const fetched = columnOf("pages", "fetched_at")!;
    expect(valueOf(fetched, "at-least", "2026-03-31T12:00:00Z")).toBe(Date.UTC(2026, 2, 31, 12));
    expect(valueOf(fetched, "at-least", "yesterday")).toBe("yesterday");
  });

  it("comes out of the editor as it went in, and as one that the host takes", () => {
    const filter: Filter = {
      op: "or",
      of: [
        broken,
        { op: "and", of: [deep, { column: "indexable", test: "is", value: true }] },
        { column: "fetched_at", test: "at-least", value: 5000 },
      ],
    };
    expect(filterOfDraft("pages", draftOf("pages", filter))).toEqual(filter);
    expect(filterSchema.safeParse(filterOfDraft("pages", groupOf("or", [newTest("pages", "title")]))).success).toBe(true);
  });

  it("loses groups that hold nothing or one test", () => {
    expect(
      tidyFilter({
        op: "and",
        of: [
          { op: "or", of: [broken] },
          { op: "or", of: [] },
        ],
      }),
    ).toEqual(broken);
    expect(tidyFilter({ op: "and", of: [] })).toBeNull();
  });

  it("keeps what was typed when the column changes to one of the same type, and not else", () => {
    const draft = { key: 1, column: "word_count", test: "more-than", typed: "300" } as const;
    expect(withColumn("pages", draft, "depth")).toEqual({ ...draft, column: "depth" });
    expect(withColumn("pages", draft, "indexable")).toEqual({ key: 1, column: "indexable", test: "is", typed: "true" });
  });
});

describe("groups of rows", () => {
  it("have names: ranges from and to, sections from the path on, nothing as a word", () => {
    const time = facetOf("pages", "total_ms");
    expect([0, 10_000].map((step) => groupLabel("pages", time, step, ""))).toEqual(["0 – 200 ms", "10,000 ms or more"]);
    const links = facetOf("pages", "inlinks");
    expect([0, 1, 2].map((step) => groupLabel("pages", links, step, ""))).toEqual(["0", "1", "2 – 9"]);
    expect(groupLabel("pages", facetOf("pages", "section"), "https://a.example/x/", "a.example")).toBe("/x/");
    expect(groupLabel("pages", facetOf("pages", "language"), null, "")).toBe("none");
    for (const view of VIEW_NAMES) {
      const labels = FACETS[view].map(facetLabel);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it("are picked one after the other and given up again", () => {
    const status = facetOf("pages", "status");
    const both = togglePick(togglePick({}, status, 404), status, null);
    expect(both).toEqual({ status: [404, null] });
    expect(togglePick(togglePick(both, status, 404), status, null)).toEqual({});
  });

  it("of sections: a folder takes the place of the folder it is in", () => {
    const section = facetOf("pages", "section");
    const outer = togglePick({}, section, "http://a/x/");
    expect(togglePick(outer, section, "http://a/x/y/")).toEqual({ section: ["http://a/x/y/"] });
    expect(togglePick(outer, section, "http://a/z/")).toEqual({ section: ["http://a/x/", "http://a/z/"] });
    expect(foldersTo("http://a/x/y/")).toEqual(["http://a/", "http://a/x/", "http://a/x/y/"]);
    const values = ["http://a/z/", "http://a/x/y/", "http://a/x/"].map((value) => ({ value, count: 1 }));
    expect(sectionTree(values).map(({ value, level }) => `${level} ${value}`)).toEqual([
      "0 http://a/z/",
      "0 http://a/x/",
      "1 http://a/x/y/",
    ]);
  });
});

describe("copied rows", () => {
  const columns = ["url", "title", "size_bytes", "indexable"].map((name) => describeColumn("pages", columnOf("pages", name)!));

  it("are cells between tabs, with numbers that stay numbers, and names in front when wanted", () => {
    expect(rowsAsText(columns, [["http://a/", "A", 1200, true]], true).text).toBe(
      "Address\tTitle\tSize\tIndexable\nhttp://a/\tA\t1200\tyes",
    );
  });

  it("stay one cell when they hold tabs or line ends, and never become a formula", () => {
    const { text, harmless } = rowsAsText(
      columns,
      [
        ["http://a/", "one\ttwo", null, null],
        ["http://b/", "=1+1", -5, null],
      ],
      false,
    );
    expect(text).toBe(`http://a/\t"one\ttwo"\t\t\nhttp://b/\t'=1+1\t-5\t`);
    expect(harmless).toBe(1);
  });
});

describe("selected rows", () => {
  it("are named by their ids, or are all there are", () => {
    const two = toggleId(new Set([7]), 3);
    expect([onlyIds(two), selectedCount(two, 100)]).toEqual([[3, 7], 2]);
    expect([onlyIds({ kind: "all" }), selectedCount({ kind: "all" }, 100)]).toEqual([undefined, 100]);
    expect(toggleId(new Set([7]), 7)).toEqual(NO_SELECTION);
    expect([rangeOf(5, 2), rangeOf(2, 5)]).toEqual([
      { first: 2, count: 4 },
      { first: 2, count: 4 },
    ]);
  });
});

describe("an address of a row", () => {
  it("is opened in a browser only when it is one of the web", () => {
    expect(["http://a/", "https://a/", "javascript:alert(1)", "file:///etc", "mailto:a@b", "x"].map(isWebAddress)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("has a folder, whatever its query holds", () => {
    expect(["http://a/x/y?z=/q/", "http://a", "mailto:x"].map(folderOf)).toEqual(["http://a/x/", "http://a/", null]);
  });
});

describe("a panel", () => {
  const limits = { usualPx: 240, leastPx: 180, mostPx: 480 };

  it("is made larger by the arrow that points away from it, and keeps its limits", () => {
    expect([sizeAfterKey("ArrowLeft", 240, "right", limits), sizeAfterKey("ArrowUp", 240, "bottom", limits)]).toEqual([256, 256]);
    expect([sizeAfterKey("ArrowRight", 184, "right", limits), sizeAfterKey("End", 240, "left", limits)]).toEqual([180, 480]);
    expect([sizeAfterKey("Enter", 300, "right", limits), sizeAfterKey("x", 300, "right", limits)]).toEqual([240, null]);
    expect(clampSize(9999, limits)).toBe(480);
  });
});
