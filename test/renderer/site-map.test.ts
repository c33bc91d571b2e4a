import { describe, expect, it } from "vitest";
import type { RowWindow } from "#contract/questions.ts";
import type { SectionNode } from "#contract/site-map.ts";
import { outlineStep } from "../../renderer/site-map/outline-keys.ts";
import { OutlineRows } from "../../renderer/site-map/outline-rows.ts";
import { pictureName } from "../../renderer/site-map/picture-name.ts";
import { sectionAbove, sectionName, sectionOfAddress, sectionPath } from "../../renderer/site-map/section-path.ts";
import { SectionSource } from "../../renderer/site-map/section-source.ts";
import { areasOf } from "../../renderer/site-map/treemap-areas.ts";
import { entryOf } from "../../renderer/site-map/treemap-colours.ts";
import { TypeAhead } from "../../renderer/site-map/type-ahead.ts";
import { formatRoute, parseRoute } from "../../renderer/shell/route.ts";

const HOST = "https://a.example/";

/** A section with figures that follow from its pages. */
function section(prefix: string, here: number, below: readonly SectionNode[] = [], problems = 0): SectionNode {
  const pages = below.reduce((sum, one) => sum + one.pages, here);
  return {
    prefix,
    name: sectionName(prefix),
    urls: pages,
    waiting: 0,
    leased: 0,
    kept: pages,
    failed: 0,
    excluded: 0,
    blocked: 0,
    statuses: [pages - problems, 0, problems, 0],
    pages,
    words: pages * 10,
    bytes: pages * 100,
    problems,
    depths: pages === 0 ? null : [0, 3],
    urlsHere: here,
    sections: below.length,
    below,
  };
}

const big = section(`${HOST}big/`, 100_000);
const small = section(`${HOST}small/`, 2, [], 1);
const host = section(HOST, 1, [big, small], 1);
const tree = new Map([section("", 0, [host]), host, big, small].map((one) => [one.prefix, one]));

/** A source that knows the tree above; pages are named after their number. */
async function knownSource(unfolded: readonly string[]): Promise<SectionSource> {
  const source = new SectionSource({
    section: async (prefix) => tree.get(prefix) ?? section(prefix, 0),
    pages: async ({ prefix, first, count }): Promise<RowWindow> => {
      const total = tree.get(prefix)?.urlsHere ?? 0;
      const numbers = Array.from({ length: Math.min(count, total - first) }, (_, nth) => first + nth);
      return { total, columns: ["url"], first, rows: numbers.map((nth) => [`${prefix}${nth}.html`]), ids: numbers };
    },
  });
  source.want(["", ...unfolded]);
  for (const prefix of unfolded) source.pages(prefix).want(0, 1);
  await new Promise((resolve) => setTimeout(resolve));
  return source;
}

describe("the outline of a site", () => {
  it("begins with the only host, and shows below a section its sections, then its pages", async () => {
    const rows = new OutlineRows(await knownSource([HOST, small.prefix]), new Set([HOST, small.prefix]), "section");
    const shown = Array.from({ length: rows.total }, (_, index) => rows.at(index));
    expect(shown.map((row) => row?.key)).toEqual([
      HOST,
      big.prefix,
      small.prefix,
      `${small.prefix}\n0`,
      `${small.prefix}\n1`,
      `${HOST}\n0`,
    ]);
    expect(shown.map((row) => row?.level)).toEqual([1, 2, 2, 3, 3, 2]);
    expect(shown.map((row) => `${row?.position} of ${row?.setSize}`)).toEqual(["1 of 1", "1 of 3", "2 of 3", "1 of 2", "2 of 2", "3 of 3"]);
  });

  it("holds a folder of 100,000 pages without looking at more of them than are asked for", async () => {
    const unfolded = [HOST, big.prefix];
    const source = await knownSource(unfolded);
    const rows = new OutlineRows(source, new Set(unfolded), "section");
    expect(rows.total).toBe(100_004);
    const last = rows.at(100_001);
    expect(last).toMatchObject({ kind: "page", folder: big.prefix, cells: null, position: 100_000 });
    expect(rows.indexOf(`${big.prefix}\n99999`)).toBe(100_001);
    expect(rows.indexOf(small.prefix)).toBe(100_002);
    const asked: unknown[] = [];
    rows.pagesBetween(50_000, 50_020, (...stretch) => asked.push(stretch));
    expect(asked).toEqual([[big.prefix, 49_998, 50_018]]);
  });

  it("puts sections with the most addresses or problems first when that is asked for", async () => {
    const order = async (sort: "section" | "urls" | "problems") => {
      const rows = new OutlineRows(await knownSource([HOST]), new Set([HOST]), sort);
      return [rows.at(1)?.key, rows.at(2)?.key];
    };
    expect(await order("urls")).toEqual([big.prefix, small.prefix]);
    expect(await order("problems")).toEqual([small.prefix, big.prefix]);
  });

  it("says that a section is being read, and that it could not be", async () => {
    const source = new SectionSource({
      section: async (prefix) => {
        if (prefix !== "") throw new Error("broken");
        return tree.get("") as SectionNode;
      },
      pages: () => new Promise(() => {}),
    });
    source.want([""]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(new OutlineRows(source, new Set([HOST]), "section").at(1)).toMatchObject({ note: { what: "loading" } });
    source.want([HOST]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(new OutlineRows(source, new Set([HOST]), "section").at(1)).toMatchObject({ note: { what: "failed" } });
  });

  it("is gone through with the keys of a tree grid", async () => {
    const rows = new OutlineRows(await knownSource([HOST]), new Set([HOST]), "section");
    const at = (row: number, cell = -1) => ({ row, cell, rows: rows.total, cells: 8, rowsOnScreen: 10, on: rows.at(row) });
    expect(outlineStep("ArrowDown", at(0))).toEqual({ kind: "row", row: 1 });
    expect(outlineStep("End", at(0))).toEqual({ kind: "row", row: rows.total - 1 });
    expect(outlineStep("ArrowRight", at(1))).toEqual({ kind: "unfold" });
    expect(outlineStep("ArrowRight", at(0))).toEqual({ kind: "cell", cell: 0 });
    expect(outlineStep("ArrowLeft", at(0, 0))).toEqual({ kind: "cell", cell: -1 });
    expect(outlineStep("ArrowLeft", at(0))).toEqual({ kind: "fold" });
    expect(outlineStep("ArrowLeft", at(1))).toEqual({ kind: "parent" });
    expect(outlineStep("x", at(0))).toBeNull();
  });

  it("goes to the row whose name begins with what is typed", async () => {
    const rows = new OutlineRows(await knownSource([HOST]), new Set([HOST]), "section");
    const typed = new TypeAhead();
    expect(typed.find("s", 0, rows, 0)).toBe(2);
    expect(typed.find("x", 2, rows, 100)).toBe(-1);
    expect(typed.find("b", 2, rows, 5000)).toBe(1);
  });

  it("can be asked to show a section by a route", () => {
    expect(parseRoute(formatRoute({ kind: "crawl", crawl: "/a.crawl", view: "outline", asked: { selected: small.prefix } }))).toEqual({
      kind: "crawl",
      crawl: "/a.crawl",
      view: "outline",
      asked: { selected: small.prefix },
    });
  });
});

describe("the path of a section", () => {
  it("leads from the top over the host to it", () => {
    expect(sectionPath("https://a.example:8443/b/c/")).toEqual([
      "",
      "https://a.example:8443/",
      "https://a.example:8443/b/",
      "https://a.example:8443/b/c/",
    ]);
    expect(sectionPath("")).toEqual([""]);
    expect(sectionAbove(HOST)).toBe("");
    expect([sectionName(HOST), sectionName(`${HOST}b/c/`)]).toEqual(["a.example", "c/"]);
  });

  it("ends before the last part of an address, whatever its query holds", () => {
    expect(sectionOfAddress("https://a.example/b/c?d=/e/f#/g")).toBe("https://a.example/b/");
    expect(sectionOfAddress("https://a.example")).toBe("https://a.example/");
    expect(sectionOfAddress("mailto:x")).toBe("");
  });
});

describe("the treemap of a section", () => {
  it("has areas that add up to the section, its own pages among them", () => {
    const areas = areasOf(host, "pages");
    expect(areas.map((area) => [area.name, area.size])).toEqual([
      ["big/", 100_000],
      ["small/", 2],
      ["Directly here", 1],
    ]);
    expect(areas.reduce((sum, area) => sum + area.size, 0)).toBe(host.pages);
  });

  it("draws no area for a section without any size", () => {
    expect(areasOf(host, "problems").map((area) => area.prefix)).toEqual([small.prefix]);
  });

  it("colours by the share of problems, the main answer and the deepest page", () => {
    expect([entryOf("problems", big), entryOf("problems", host), entryOf("problems", small)]).toEqual([0, 1, 4]);
    expect(entryOf("status", section(HOST, 3, [], 2))).toBe(2);
    expect(entryOf("status", section(HOST, 0))).toBe(6);
    expect(entryOf("depth", small)).toBe(3);
  });
});

describe("a saved picture", () => {
  it("has a name that every file system takes", () => {
    expect(pictureName("https://a.example:80/b c/", "treemap", "png")).toBe("a.example-80-b-c-treemap.png");
    expect(pictureName("", "links", "svg")).toBe("site-links.svg");
  });
});
