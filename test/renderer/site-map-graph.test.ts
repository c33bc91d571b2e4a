import { describe, expect, it } from "vitest";
import { findNodes } from "../../renderer/site-map/find-nodes.ts";
import { firstPlaces } from "../../renderer/site-map/first-places.ts";
import { ForceLayout } from "../../renderer/site-map/force-layout.ts";
import { neighboursOf, nodeAt, nodeSizes, pathTo, treeEdges } from "../../renderer/site-map/graph-links.ts";
import { GraphMotion } from "../../renderer/site-map/graph-motion.ts";
import { escapeText, graphSvg } from "../../renderer/site-map/graph-svg.ts";

/** Two groups of pages, each around one page, joined by one link. */
const PER_GROUP = 40;
const groups = Array.from({ length: 2 * PER_GROUP }, (_, node): number => (node < PER_GROUP ? 0 : 1));
const hubOf = (node: number): number => (node < PER_GROUP ? 0 : PER_GROUP);
const foundBy = groups.map((_, node) => (node === 0 ? -1 : node === PER_GROUP ? 0 : hubOf(node)));
const edges = treeEdges(foundBy);

const distance = (places: Float32Array, one: number, other: number): number =>
  Math.hypot((places[one * 2] ?? 0) - (places[other * 2] ?? 0), (places[one * 2 + 1] ?? 0) - (places[other * 2 + 1] ?? 0));

describe("the layout of a link graph", () => {
  it("begins with a disc for each section, none over another, within the picture", () => {
    const places = firstPlaces({ sectionOf: groups, sections: ["a", "b"] });
    expect(places.every((value) => value >= 0 && value <= 1)).toBe(true);
    const middle = (section: number): number[] =>
      [0, 1].map(
        (axis) => groups.reduce((sum, one, node) => (one === section ? sum + (places[node * 2 + axis] ?? 0) : sum), 0) / PER_GROUP,
      );
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [middle(0), middle(1)] as [number[], number[]];
    const reach = Math.max(
      ...groups.map((section, node) =>
        Math.hypot((places[node * 2] ?? 0) - (section === 0 ? ax : bx), (places[node * 2 + 1] ?? 0) - (section === 0 ? ay : by)),
      ),
    );
    expect(Math.hypot(ax - bx, ay - by)).toBeGreaterThan(2 * reach * 0.9);
  });

  it("comes to rest by itself, with pages near those that link them", () => {
    const places = firstPlaces({ sectionOf: groups.map((_, node) => node % 2), sections: ["even", "odd"] });
    const layout = new ForceLayout({
      kind: "start",
      places,
      edges,
      foundBy: Int32Array.from(foundBy),
      masses: new Float32Array(groups.length).fill(1),
    });
    let rounds = 1;
    while (!layout.round()) rounds += 1;
    expect(rounds).toBeLessThanOrEqual(600);
    const now = layout.places();
    expect(now.every((value) => value >= 0 && value <= 1)).toBe(true);
    const mean = (of: (node: number) => number): number => groups.reduce((sum, _, node) => sum + of(node), 0) / groups.length;
    expect(mean((node) => distance(now, node, hubOf(node)))).toBeLessThan(mean((node) => distance(now, node, PER_GROUP - hubOf(node))));
  });

  it("lets nodes glide from where they are to where they go", () => {
    const motion = new GraphMotion(Float32Array.of(0, 0));
    motion.moveTo(Float32Array.of(1, 0.5), 400, true);
    expect([...motion.at(600)]).toEqual([0.5, 0.25]);
    motion.moveTo(Float32Array.of(0, 0), 600, true);
    expect([...motion.from]).toEqual([0.5, 0.25]);
    motion.moveTo(Float32Array.of(1, 1), 700, false);
    expect(motion.way(700)).toBe(1);
  });
});

describe("a node of a link graph", () => {
  it("has a path from the start page, also when the file names a circle", () => {
    expect(pathTo({ foundBy }, PER_GROUP + 3)).toEqual([0, PER_GROUP, PER_GROUP + 3]);
    expect(pathTo({ foundBy: [1, 0] }, 0)).toEqual([1, 0]);
  });

  it("has the neighbours that it links and that link it", () => {
    const found = neighboursOf(Uint32Array.of(0, 1, 2, 0, 1, 2), 0);
    expect([...found.nodes]).toEqual([1, 2]);
    expect([...found.edges]).toEqual([0, 1, 2, 0]);
    expect([found.linksTo, found.linkedFrom]).toEqual([1, 1]);
  });

  it("is hit when the pointer is on it or beside it, and the nearest of several is", () => {
    const places = Float32Array.of(0.1, 0.1, 0.2, 0.1);
    const radius = () => 0.02;
    expect(nodeAt(places, radius, { x: 0.12, y: 0.1, slack: 0.01 })).toBe(0);
    expect(nodeAt(places, radius, { x: 0.18, y: 0.1, slack: 0.01 })).toBe(1);
    expect(nodeAt(places, radius, { x: 0.5, y: 0.5, slack: 0.01 })).toBe(-1);
  });

  it("is the larger the more it is linked, a section the more pages it holds", () => {
    const [few = 0, many = 0] = nodeSizes({ kind: "pages", inlinks: [0, 500], weights: [1, 1] });
    const [small = 0, large = 0] = nodeSizes({ kind: "sections", inlinks: [9, 9], weights: [1, 500] });
    expect(many).toBeGreaterThan(few);
    expect(large).toBeGreaterThan(small);
  });

  it("is found by its address and its title, the most linked first", () => {
    const graph = { names: ["https://a/One", "https://a/two", "https://a/three"], titles: ["", "About ONE", "x"], inlinks: [1, 7, 3] };
    expect(findNodes(graph, "one", 10)).toEqual({ nodes: [1, 0], total: 2 });
    expect(findNodes(graph, "", 1)).toEqual({ nodes: [1], total: 3 });
  });
});

describe("the SVG of a link graph", () => {
  const picture = {
    width: 100,
    height: 50,
    background: "rgb(255, 255, 255)",
    line: "rgb(0, 0, 0)",
    places: Float32Array.of(10, 10, 20, 20, 900, 900),
    radii: Float32Array.of(2, 3, 2),
    fills: ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"],
    edges: Uint32Array.of(0, 1),
    titles: ["</title><script>alert(1)</script>", "b & c", "outside"],
    labels: [{ node: 0, text: '<a "quoted">' }],
    text: "rgb(0, 0, 0)",
    font: '"Segoe UI", sans-serif',
  };

  it("has a circle for each node in the picture and a line for each link, and no markup of a page in it", () => {
    const svg = graphSvg(picture);
    expect(svg.match(/<circle /g)).toHaveLength(2);
    expect(svg).toContain("M10 10L20 20");
    expect(svg).not.toMatch(/<script|<a /);
    expect(svg).toContain("&lt;a &quot;quoted&quot;&gt;");
    expect(svg).not.toContain("outside");
  });

  it("holds no letter that XML does not allow", () => {
    expect(escapeText("a\u0000b\ud800c😀")).toBe("a\ufffdb\ufffdc😀");
  });
});
