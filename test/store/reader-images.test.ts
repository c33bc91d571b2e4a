import { describe, expect, it } from "vitest";
import { openReader } from "#store/reader.ts";
import { asksNothing, madePage, TestFolder, writeCrawl, type MadeLink, type MadeUrl } from "#test/store/fixture.ts";

const image = (id: number, more: Partial<MadeUrl> = {}): MadeUrl =>
  madePage(id, {
    ...asksNothing,
    state: "excluded",
    reason: "resource",
    role: "resource",
    firstKind: "img",
    url: `https://example.com/i/${id}.png`,
    ...more,
  });
const link = (source: number, target: number, kind: MadeLink["kind"], anchor = ""): MadeLink => ({
  source,
  target,
  kind,
  anchor,
  nofollow: false,
});

describe("the view of images", () => {
  it("tells the first text that stands for an image, and the places that give none", () => {
    using folder = new TestFolder();
    const urls = [
      madePage(1, { firstSource: null }),
      madePage(2, {}),
      image(3),
      image(4),
      image(5, { firstKind: "icon" }),
      image(6, { firstKind: "script", url: "https://example.com/a.js" }),
    ];
    const links = [
      link(1, 3, "img"),
      link(1, 3, "srcset"),
      link(1, 5, "icon"),
      link(1, 6, "script"),
      link(2, 3, "img", "A cat"),
      link(2, 3, "img", "Another cat"),
      link(2, 3, "input"),
      link(2, 4, "img", "A dog"),
      link(2, 5, "background"),
    ];
    writeCrawl(folder.file("images.crawl"), { urls, links });
    using reader = openReader(folder.file("images.crawl"));
    const { rows, total } = reader.viewRows({ view: "images", columns: ["url", "alt", "without_alt", "inlinks"], first: 0, count: 10 });
    expect(total).toBe(3);
    expect(rows).toEqual([
      ["https://example.com/i/3.png", "A cat", 2, 5],
      ["https://example.com/i/4.png", "A dog", 0, 1],
      ["https://example.com/i/5.png", null, 0, 2],
    ]);
    const without = reader.viewRows({
      view: "images",
      filter: { column: "without_alt", test: "more-than", value: 0 },
      first: 0,
      count: 10,
    });
    expect(without.total).toBe(1);
    expect(reader.verify().differences).toEqual([]);
  });
});
