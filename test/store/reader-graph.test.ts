import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LinkGraph } from "#contract/site-map.ts";
import { NAVIGATION_KINDS } from "#contract/words.ts";
import { openReader, type CrawlReader } from "#store/reader.ts";
import { shareEdges } from "#store/reader-graph-edges.ts";
import { madePage, sampleCrawl, TestFolder, writeCrawl, type MadeCrawl, type MadeLink, type MadeUrl } from "#test/store/fixture.ts";

const folder = new TestFolder();
const WHOLE = { prefix: "", most: 20_000, mostEdges: 100_000 };
let reader: CrawlReader;

beforeAll(() => {
  reader = openReader(folder.sample());
});
afterAll(() => {
  reader.close();
  folder[Symbol.dispose]();
});

const link = (source: number, target: number, more: Partial<MadeLink> = {}): MadeLink => ({
  source,
  target,
  kind: "a",
  anchor: "",
  nofollow: false,
  ...more,
});

/** `count` pages in `folders` folders, each linking to `degree` others; links of a page stand together, as a crawl writes them. */
function madeSite(count: number, folders: number, degree: (id: number) => number): MadeCrawl {
  const urls = Array.from({ length: count }, (_, index): MadeUrl => {
    const id = index + 1;
    const url = id === 1 ? "https://example.com/" : `https://example.com/f-${id % folders}/p-${id}`;
    return madePage(id, { url, depth: id === 1 ? 0 : 3, firstSource: id === 1 ? null : Math.ceil(id / 4) });
  });
  const links = urls.flatMap(({ id }) => Array.from({ length: degree(id) }, (_, index) => link(id, ((id * 7 + index * 3) % count) + 1)));
  return { urls, links };
}

async function graphOf(name: string, crawl: MadeCrawl, question: Partial<typeof WHOLE> = {}): Promise<LinkGraph> {
  writeCrawl(folder.file(name), crawl);
  using one = openReader(folder.file(name));
  return await one.graph({ ...WHOLE, ...question });
}

function pairs({ edges }: Pick<LinkGraph, "edges">): string[] {
  return Array.from({ length: edges.length / 2 }, (_, index) => `${edges[index * 2]}>${edges[index * 2 + 1]}`);
}

const treePairs = ({ foundBy }: LinkGraph) => foundBy.flatMap((source, node) => (source === -1 ? [] : [`${source}>${node}`]));

/** What every graph must hold, whatever it was made of. */
function expectWhole(graph: LinkGraph): void {
  const count = graph.names.length;
  for (const list of [graph.titles, graph.statuses, graph.depths, graph.inlinks, graph.sectionOf, graph.weights, graph.foundBy]) {
    expect(list.length).toBe(count);
  }
  const all = pairs(graph);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((pair) => pair.split(">")[0] === pair.split(">")[1])).toEqual([]);
  expect(treePairs(graph).filter((pair) => !all.includes(pair))).toEqual([]);
  expect(graph.edges.every((node) => node >= 0 && node < count)).toBe(true);
  expect(graph.sections.length).toBeLessThanOrEqual(24);
  expect(graph.sectionOf.every((section) => section >= 0 && section < graph.sections.length)).toBe(true);
  expect(graph.weights.reduce((sum, weight) => sum + weight, 0)).toBe(graph.pagesTotal);
  for (let node = 0; node < count; node++) {
    const seen = new Set<number>();
    for (let one = node; one !== -1; one = graph.foundBy[one] as number) {
      expect(seen.has(one)).toBe(false);
      seen.add(one);
    }
  }
}

describe("the graph of pages", () => {
  it("has a node for each page of the site, and every pair that a navigation links, once", async () => {
    const graph = await reader.graph(WHOLE);
    expectWhole(graph);
    const { urls, links } = sampleCrawl();
    const pages = urls.filter((one) => one.internal && one.role === "page" && ["kept", "failed", "blocked"].includes(one.state));
    expect(graph).toMatchObject({ kind: "pages", pagesTotal: pages.length, names: pages.map((one) => one.url) });
    expect(graph.titles).toEqual(pages.map((one) => one.title ?? ""));
    expect(graph.statuses).toEqual(pages.map((one) => one.status ?? 0));
    expect(graph.depths).toEqual(pages.map((one) => one.depth));
    expect(graph.inlinks).toEqual(pages.map((one) => links.filter((each) => each.target === one.id).length));
    const node = new Map(pages.map((one, index) => [one.id, index]));
    expect(graph.foundBy).toEqual(pages.map((one) => node.get(one.firstSource ?? 0) ?? -1));
    const linked = links
      .filter((one) => NAVIGATION_KINDS.has(one.kind) && one.source !== one.target && node.has(one.source) && node.has(one.target))
      .map((one) => `${node.get(one.source)}>${node.get(one.target)}`);
    expect(pairs(graph).toSorted()).toEqual([...new Set([...linked, ...treePairs(graph)])].toSorted());
    expect(graph.edgesTotal).toBe(pairs(graph).length);
  });

  it("holds only what is below the prefix, however its letters are written", async () => {
    const graph = await reader.graph({ ...WHOLE, prefix: "https://EXAMPLE.com/Section-3" });
    expectWhole(graph);
    expect(graph.pagesTotal).toBeGreaterThan(10);
    expect(graph.names.every((name) => name.startsWith("https://example.com/section-3/"))).toBe(true);
  });

  it("is empty where nothing is", async () => {
    const graph = await reader.graph({ ...WHOLE, prefix: "https://example.com/nowhere/" });
    expect(graph).toMatchObject({ kind: "pages", names: [], sections: [], edges: [], edgesTotal: 0, pagesTotal: 0 });
  });

  it("colours by the sections with most pages, which hold all of them", async () => {
    const { sections, sectionOf, names } = await graphOf(
      "colours.crawl",
      madeSite(300, 60, () => 0),
    );
    expect(sections.length).toBe(24);
    names.forEach((name, node) => {
      const section = sections[sectionOf[node] as number] as string;
      expect(name.startsWith(section)).toBe(true);
      expect(sections.some((other) => other.length > section.length && name.startsWith(other))).toBe(false);
    });
  });

  it("shows all edges of the way from the start and shares the rest evenly, when they are too many", async () => {
    const site = madeSite(200, 5, (id) => (id === 50 ? 190 : 10));
    const all = await graphOf("all-edges.crawl", site);
    const graph = await graphOf("some-edges.crawl", site, { mostEdges: 700 });
    expectWhole(graph);
    expect(pairs(graph).length).toBe(700);
    expect(graph.edgesTotal).toBe(all.edgesTotal);
    const tree = new Set(treePairs(graph));
    const others = pairs(graph).filter((pair) => !tree.has(pair));
    expect(others.filter((pair) => !pairs(all).includes(pair))).toEqual([]);
    const shown = Map.groupBy(others, (pair) => pair.split(">")[0]);
    expect(Math.max(...[...shown.values()].map((list) => list.length))).toBeLessThanOrEqual(4);
    expect(shown.size).toBe(200);
  });

  it("shows the way from the start even when no edge more is wanted", async () => {
    const graph = await graphOf(
      "tree.crawl",
      madeSite(50, 5, () => 5),
      { mostEdges: 0 },
    );
    expect(pairs(graph)).toEqual(treePairs(graph));
    expect(pairs(graph).length).toBe(49);
  });
});

describe("the graph of sections", () => {
  it("holds every page in the smallest section that is a node, and the links between them", async () => {
    const site = madeSite(600, 40, (id) => id % 9);
    const graph = await graphOf("sections.crawl", site, { most: 100 });
    expectWhole(graph);
    expect(graph.kind).toBe("sections");
    expect(graph.names.toSorted()).toEqual(
      ["https://example.com/", ...Array.from({ length: 40 }, (_, index) => `https://example.com/f-${index}/`)].toSorted(),
    );
    const folderOf = (id: number) => graph.names.indexOf(id === 1 ? "https://example.com/" : `https://example.com/f-${id % 40}/`);
    graph.names.forEach((_, node) => {
      const pages = site.urls.filter((one) => folderOf(one.id) === node);
      expect(graph.weights[node]).toBe(pages.length);
      expect(graph.depths[node]).toBe(Math.min(...pages.map((one) => one.depth)));
      expect(graph.foundBy[node]).toBe(node === folderOf(1) ? -1 : folderOf(pages[0]?.firstSource as number));
      expect(graph.inlinks[node]).toBe(site.links.filter((one) => folderOf(one.target) === node && folderOf(one.source) !== node).length);
    });
    const linked = site.links
      .map((one) => `${folderOf(one.source)}>${folderOf(one.target)}`)
      .filter((pair) => pair.split(">")[0] !== pair.split(">")[1]);
    expect(pairs(graph).toSorted()).toEqual([...new Set([...linked, ...treePairs(graph)])].toSorted());
    expect(graph.statuses.every((status) => status === 200)).toBe(true);
  });

  it("splits the largest first, and a folder of too many folders in part", async () => {
    const graph = await graphOf(
      "many-sections.crawl",
      madeSite(4000, 2500, () => 1),
      { most: 100 },
    );
    expectWhole(graph);
    expect(graph.names.length).toBe(1500);
    expect(graph.weights.slice(1, 1400).every((weight) => weight === 2)).toBe(true);
  });

  it("is the same each time", async () => {
    const site = madeSite(500, 30, (id) => id % 11);
    const [one, other] = [
      await graphOf("once.crawl", site, { most: 100, mostEdges: 200 }),
      await graphOf("again.crawl", site, { most: 100, mostEdges: 200 }),
    ];
    expect(one).toEqual(other);
    expect(pairs(one).length).toBe(200);
  });

  it("shows the links that are most, of each section as many", async () => {
    const urls = ["a/1", "a/2", "b/1", "c/1", "d/1"].map((path, index) =>
      madePage(index + 1, { url: `https://example.com/${path}`, firstSource: null, depth: 0 }),
    );
    const filler = Array.from({ length: 100 }, (_, index) =>
      madePage(index + 6, { url: `https://example.com/a/x${index}`, firstSource: null }),
    );
    const links = [link(1, 3), link(1, 4), link(1, 4), link(1, 5), link(1, 4, { kind: "canonical" }), link(3, 1), link(3, 4)];
    const graph = await graphOf("weights.crawl", { urls: [...urls, ...filler], links }, { most: 100, mostEdges: 2 });
    const named = pairs(graph).map((pair) => pair.split(">").map((node) => graph.names[Number(node)]?.slice(-2)));
    expect(named).toEqual([
      ["a/", "c/"],
      ["b/", "a/"],
    ]);
    expect(graph.edgesTotal).toBe(5);
  });
});

describe("sharing edges", () => {
  it.each([
    [[5, 5, 5], 9, [3, 3, 3]],
    [[1, 9, 9], 9, [1, 4, 4]],
    [[9, 1, 9], 10, [5, 1, 4]],
    [[2, 2], 100, [2, 2]],
    [[3, 3, 3], 2, [1, 1, 0]],
    [[3, 3], -5, [0, 0]],
    [[], 5, []],
  ])("of %j with a budget of %d gives %j", (degrees, budget, shares) => {
    expect([...shareEdges(Uint32Array.from(degrees), budget)]).toEqual(shares);
  });
});

describe("the making of a graph", () => {
  it("is given up when nobody waits for it", async () => {
    await expect(reader.graph({ ...WHOLE, mostEdges: 1 }, () => true)).rejects.toMatchObject({ code: "cancelled" });
  });

  it("is done once while the file does not change", async () => {
    const [one, other] = await Promise.all([reader.graph(WHOLE), reader.graph(WHOLE)]);
    expect(one).toBe(other);
    expect(await reader.graph(WHOLE)).toBe(one);
  });
});
