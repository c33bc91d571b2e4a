import { describe, expect, it } from "vitest";
import { decodeText } from "#page/charset.ts";
import { cpuSecondsOf } from "#test/page/cpu-seconds.ts";
import { read } from "#test/page/read.ts";

const DEEP = 100_000;

/** What grows with the square of the size takes minutes with these pages. */
const LINEAR_SECONDS = 8;
const SLOW = { timeout: 60_000 };

describe("100,000 elements inside each other", SLOW, () => {
  it.each([
    "div",
    "p",
    "li",
    "a",
    "b",
    "span",
    "h1",
    "table",
    "td",
    "svg",
    "math",
    "template",
    "noscript",
    "form",
    "button",
    "section role=navigation",
    "x-y role=banner",
  ])("%s", (tag) => {
    const name = tag.split(" ")[0];
    const seconds = cpuSecondsOf(() => read(`<${tag}>x`.repeat(DEEP) + `</${name}>`.repeat(DEEP) + "</section></span></p>".repeat(DEEP)));
    expect(seconds).toBeLessThan(LINEAR_SECONDS);
  });

  it("each with end tags of elements that are not open", () => {
    expect(cpuSecondsOf(() => read("<section><span role=main>" + "<div>".repeat(DEEP) + "</span></section>".repeat(DEEP)))).toBeLessThan(
      LINEAR_SECONDS,
    );
  });

  it("that an end tag must not reach through, and tries to again and again", () => {
    expect(cpuSecondsOf(() => read("<section><table><td>" + "<div>".repeat(DEEP) + "</section>".repeat(DEEP)))).toBeLessThan(
      LINEAR_SECONDS,
    );
  });

  it("do not hide the link behind them", () => {
    expect(read(`${"<div>".repeat(DEEP)}<a href=/x>x</a>`).links.urls).toEqual(["https://example.com/x"]);
  });
});

describe("pages of extraordinary size", SLOW, () => {
  it("a million links are recorded up to the limit, the rest is counted", () => {
    const html = Array.from({ length: 1_000_000 }, (_, i) => `<a href="/p/${i}">Link ${i}</a>`).join("\n");
    const { links } = read(html, { maxLinks: 250_000 });
    expect([links.urls.length, links.links.length, links.leftOut]).toEqual([250_000, 250_000, 750_000]);
    expect(links.links.at(-1)?.[2]).toBe("Link 249999");
  });

  it("16 MB on one line", () => {
    const { facts } = read("<p>hello <b>world</b> ".repeat(700_000));
    expect(facts.wordCount).toBe(1_400_000);
  });

  it("an attribute of 5 MB next to a link", () => {
    const big = "y".repeat(5_000_000);
    const { links } = read(`<a title="${big}" href=/x>x</a><img alt="${big}" src=/i><a href="/${big}">z</a><a href=/y>y</a>`);
    expect(links.links.map((link) => link[1])).toEqual(["a", "img", "a", "a"]);
    expect(links.links[1]?.[2]).toHaveLength(200);
    expect(links.oddities).toEqual([[2, "url-too-long"]]);
    expect(links.urls[2]?.length).toBeLessThanOrEqual(4096);
  });

  it.each([
    ["white space in a link", `<a href=/x>${" ".repeat(5_000_000)}t</a>`],
    ["entities", "&nbsp;&eacute;".repeat(500_000)],
    ["ampersands", "&".repeat(2_000_000)],
    ["attributes", `<a ${"href=x ".repeat(500_000)}>`],
    ["srcset candidates", `<img srcset="${"a 1x,".repeat(200_000)}">`],
    ["commas in srcset", `<img srcset="${",".repeat(2_000_000)}">`],
    ["open parentheses in srcset", `<img srcset="${"a (".repeat(500_000)}">`],
    ["scripts in escaped scripts", `<script><!--${"<script></script>".repeat(100_000)}`],
    ["CDATA", "<![CDATA[>".repeat(300_000)],
    ["comments", "<!--".repeat(500_000)],
    ["less-than signs", "<".repeat(3_000_000)],
    ["digits of a refresh", `<meta http-equiv=refresh content="${"1".repeat(1_000_000)}">`],
    ["Chinese", "自然语言处理".repeat(300_000)],
    ["metas", "<meta name=robots content=x>".repeat(100_000)],
    ["words of rel", `<link rel="${"x ".repeat(500_000)}" href=/x>`],
    ["titles", "<title>x</title>".repeat(100_000)],
    ["emoji in the title", `<title>${"👨‍👩‍👧".repeat(50_000)}</title>`],
  ])("a page full of %s", (_, html) => {
    expect(cpuSecondsOf(() => read(html))).toBeLessThan(LINEAR_SECONDS);
  });
});

describe("rubbish", () => {
  it("random bytes read as a page neither fail nor hold links", () => {
    let state = 7;
    const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff) >> 16;
    for (let round = 0; round < 50; round++) {
      const bytes = Uint8Array.from({ length: 20_000 }, () => next() & 255);
      const { links, facts } = read(decodeText(bytes, "text/html", "html").text);
      expect(links.links).toEqual([]);
      expect(JSON.stringify(facts).isWellFormed()).toBe(true);
    }
  });

  it("every beginning of a page can be read", () => {
    const html =
      "<!DOCTYPE html><html lang=en><head><title>A&amp;B</title><base href='/b/'><meta name=robots content=x></head><body><a href='x?a=1&b=2' rel=nofollow>x<svg><title>t</title></svg></a><script><!--<script>";
    for (let end = 0; end <= html.length; end++) expect(() => read(html.slice(0, end))).not.toThrow();
  });
});
