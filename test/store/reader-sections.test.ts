import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SectionNode } from "#contract/site-map.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { addRows, asksNothing, madePage, sampleCrawl, TestFolder, writeCrawl, type MadeUrl } from "#test/store/fixture.ts";

const folder = new TestFolder();
const WHOLE = { prefix: "", levels: 8, most: 10_000 };
let reader: CrawlReader;
let made = 0;

beforeAll(() => {
  reader = openReader(folder.sample());
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

/** A crawl of these addresses, none of them asked for unless `more` says so. */
function crawlOf(name: string, addresses: readonly string[], more: Partial<MadeUrl> = { ...asksNothing, state: "waiting" }): string {
  const path = folder.file(name);
  writeCrawl(path, { urls: addresses.map((url, index) => madePage(index + 1, { ...more, url })), links: [] });
  return path;
}

async function treeOf(addresses: readonly string[], question: Partial<typeof WHOLE> = {}): Promise<SectionNode> {
  using one = openReader(crawlOf(`${made++}.crawl`, addresses));
  return await one.sections({ ...WHOLE, ...question });
}

function everySection(top: SectionNode): SectionNode[] {
  const all = [top];
  for (const one of all) all.push(...one.below);
  return all;
}

const outline = (node: SectionNode): unknown => [node.name, node.urls, node.urlsHere, node.below.map(outline)];

/** That a tree adds up within itself, wherever all sections below are told. */
function expectToAddUp(top: SectionNode): void {
  for (const one of everySection(top)) {
    expect(one.waiting + one.leased + one.kept + one.failed + one.excluded + one.blocked, one.prefix).toBe(one.urls);
    if (one.below.length < one.sections) continue;
    const sum = (what: (node: SectionNode) => number) => one.below.reduce((total, below) => total + what(below), 0);
    expect(sum((below) => below.urls) + one.urlsHere, one.prefix).toBe(one.urls);
  }
}

describe("the sections of a site", () => {
  it("say of each folder what the rows below it say", async () => {
    const tree = await reader.sections(WHOLE);
    expectToAddUp(tree);
    for (const one of everySection(tree)) {
      const below = { column: "section", test: "starts-with", value: one.prefix } as const;
      const internal = { column: "internal", test: "is", value: "true" } as const;
      const count = (
        view: "pages" | "addresses",
        ...of: readonly { column: string; test: "is" | "starts-with" | "at-least" | "at-most"; value: string | number }[]
      ) =>
        reader.viewRows({ view, filter: { op: "and", of: [internal, ...(one.prefix === "" ? [] : [below]), ...of] }, first: 0, count: 1 })
          .total;
      expect(one.urls).toBe(count("addresses"));
      for (const state of ["waiting", "leased", "kept", "failed", "excluded", "blocked"] as const) {
        expect(one[state], `${one.prefix} ${state}`).toBe(count("addresses", { column: "state", test: "is", value: state }));
      }
      expect(one.pages).toBe(count("pages"));
      [2, 3, 4, 5].forEach((hundreds, index) =>
        expect(one.statuses[index]).toBe(
          count(
            "pages",
            { column: "status", test: "at-least", value: hundreds * 100 },
            { column: "status", test: "at-most", value: hundreds * 100 + 99 },
          ),
        ),
      );
      expect(one.urlsHere).toBe(count("addresses", { column: "section", test: "is", value: one.prefix === "" ? "none" : one.prefix }));
      expect(one.sections).toBe(one.below.length);
    }
  });

  it("sum up words, bytes, problems and depths of what is below", async () => {
    const { urls } = sampleCrawl();
    const below = urls.filter((one) => one.internal && one.url.startsWith("https://example.com/section-3/"));
    const pages = below.filter((one) => one.role === "page" && ["kept", "failed", "blocked"].includes(one.state));
    const node = await reader.sections({ prefix: "https://example.com/section-3/", levels: 0, most: 10 });
    expect(node).toMatchObject({
      name: "section-3/",
      words: pages.reduce((sum, one) => sum + one.id * 3, 0),
      bytes: pages.reduce((sum, one) => sum + one.id * 100, 0),
      problems: below.filter((one) => one.state === "failed" || one.state === "blocked" || (one.status ?? 0) >= 400).length,
      depths: [Math.min(...pages.map((one) => one.depth)), Math.max(...pages.map((one) => one.depth))],
      below: [],
    });
  });

  it("have the hosts at the top, with their ports, and folders of every kind below", async () => {
    const tree = await treeOf([
      "https://example.com/",
      "https://example.com:8443/a/b",
      "http://example.com/a/",
      "https://example.com/a//b/?next=/x/y/",
      "https://example.com/a/caf%C3%A9/#/not/a/folder",
      "https://example.com?q=/1/",
      "https://[::1]:8080/x",
    ]);
    expect(outline(tree)).toEqual([
      "",
      7,
      0,
      [
        [
          "example.com",
          4,
          2,
          [
            [
              "a/",
              2,
              0,
              [
                ["/", 1, 0, [["b/", 1, 1, []]]],
                ["caf%C3%A9/", 1, 1, []],
              ],
            ],
          ],
        ],
        ["example.com:8443", 1, 0, [["a/", 1, 1, []]]],
        ["example.com", 1, 0, [["a/", 1, 1, []]]],
        ["[::1]:8080", 1, 1, []],
      ],
    ]);
    expect(everySection(tree).map((one) => one.prefix)).toContain("https://example.com/a//b/");
    expectToAddUp(tree);
  });

  it("hold folders that differ only in case together, as filters do", async () => {
    expect(outline(await treeOf(["https://example.com/Docs/a", "https://example.com/docs/b"]))).toEqual([
      "",
      2,
      0,
      [["example.com", 2, 0, [["Docs/", 2, 2, []]]]],
    ]);
  });

  it("leave out other sites and what is no address of the web", async () => {
    const path = crawlOf("others.crawl", ["https://example.com/", "mailto:a@example.com?subject=//x/"]);
    const database = new Database(path);
    addRows(database, { urls: [madePage(3, { url: "https://elsewhere.example/", internal: false })], links: [] });
    database.close();
    using one = openReader(path);
    expect(outline(await one.sections(WHOLE))).toEqual(["", 1, 0, [["example.com", 1, 1, []]]]);
  });

  it("are an empty root before anything was discovered", async () => {
    expect(await treeOf([])).toMatchObject({ prefix: "", name: "", urls: 0, sections: 0, depths: null, below: [] });
  });

  it("say that there is no such section", async () => {
    await expect(reader.sections({ ...WHOLE, prefix: "https://example.com/nowhere/" })).rejects.toMatchObject({ code: "not-found" });
    await expect(reader.sections({ ...WHOLE, prefix: "nonsense" })).rejects.toMatchObject({ code: "not-found" });
  });

  it("tell the largest sections when the answer would be too large, and how many there are", async () => {
    const addresses = [
      ...Array.from({ length: 40 }, (_, index) => `https://example.com/large/${index % 4}/${index}`),
      ...Array.from({ length: 10 }, (_, index) => `https://example.com/small-${index}/`),
    ];
    const tree = await treeOf(addresses, { prefix: "https://example.com/", most: 5 });
    expect(outline(tree)).toEqual(["example.com", 50, 0, [["large/", 40, 0, ["0/", "1/", "2/"].map((name) => [name, 10, 10, []])]]]);
    expect(tree.sections).toBe(11);
    expect(tree.below[0]?.sections).toBe(4);
  });

  it("go as many levels down as asked", async () => {
    const address = `https://example.com/${Array.from({ length: 200 }, (_, index) => `${index}/`).join("")}end`;
    expect(everySection(await treeOf([address], { levels: 1 })).length).toBe(2);
    const deep = address.slice(0, address.lastIndexOf("190/"));
    const tree = await treeOf([address, `${address}/more`], { prefix: deep });
    expect(
      everySection(tree)
        .map((one) => one.name)
        .at(-1),
    ).toBe("197/");
  });

  it("bear hundreds of thousands of folders, the deepest addresses and long names", async () => {
    const addresses = [
      ...Array.from({ length: 100_000 }, (_, index) => `https://example.com/many/${index}/`),
      `https://example.com/${"/".repeat(60_000)}`,
      `https://example.com/${"n".repeat(60_000)}/x`,
    ];
    using one = openReader(crawlOf("many.crawl", addresses));
    const tree = await one.sections({ prefix: "https://example.com/", levels: 1, most: 10_000 });
    expect(tree.urls).toBe(100_002);
    expect(tree.below.map((below) => [below.name.length, below.urls])).toEqual([
      [5, 100_000],
      [1, 1],
      [60_001, 1],
    ]);
    expect(tree.below[0]?.sections).toBe(100_000);
    const many = await one.sections({ prefix: "https://example.com/many/", levels: 1, most: 10_000 });
    expect(many.below.length).toBe(9999);
    expect((await one.sections({ prefix: "https://example.com/many/99999/", levels: 1, most: 10 })).urls).toBe(1);
  });
});

describe("while a crawl writes", () => {
  it("sections are of one commit, and new before long", async () => {
    let nowMs = 0;
    const path = crawlOf("growing.crawl", ["https://example.com/a/1"]);
    using growing = openReader(path, () => nowMs);
    const writer = new Database(path);
    expect((await growing.sections(WHOLE)).urls).toBe(1);
    addRows(writer, { urls: [madePage(2, { url: "https://example.com/b/2" })], links: [] });
    nowMs += 10_000;
    const tree = await growing.sections(WHOLE);
    expect([tree.urls, tree.kept, tree.waiting]).toEqual([2, 1, 1]);
    expectToAddUp(tree);
    writer.close();
  });

  it("other questions are answered between the stretches of a long count", async () => {
    // Each look at the clock costs a stretch, so the count rests after every step.
    let nowMs = 0;
    const path = crawlOf(
      "long.crawl",
      Array.from({ length: 5000 }, (_, index) => `https://example.com/${index}/`),
    );
    using long = openReader(path, () => (nowMs += 30));
    let counted = false;
    const counting = long.sections(WHOLE).then(() => (counted = true));
    for (let turn = 0; turn < 10; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(long.storedStatus().coverage.discovered).toBe(5000);
      expect(counted).toBe(false);
    }
    await counting;
  });

  it("a count that nobody waits for is given up, and one that somebody waits for is not", async () => {
    const path = crawlOf(
      "cancelled.crawl",
      Array.from({ length: 3000 }, (_, index) => `https://example.com/${index}/`),
    );
    using one = openReader(path);
    await expect(one.sections(WHOLE, () => true)).rejects.toMatchObject({ code: "cancelled" });
    const both = await Promise.all([one.sections(WHOLE, () => true), one.sections(WHOLE)]);
    expect(both.map((tree) => tree.urls)).toEqual([3000, 3000]);
  });
});
