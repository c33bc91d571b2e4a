import { describe, expect, it } from "vitest";
import { read } from "#test/page/read.ts";

const factsOf = (html: string, headers: readonly (readonly [string, string])[] = []) => read(html, { headers }).facts;

describe("title and description", () => {
  it("are the first of the page, collapsed and measured", () => {
    expect(
      factsOf("<title> A &amp;\n B </title><title>C</title><meta name=Description content=' x  y '><meta name=description content=z>"),
    ).toMatchObject({
      title: "A & B",
      titleLength: 5,
      titlePixels: 51,
      description: "x y",
      descriptionLength: 3,
    });
  });

  it("are null when there is none, and empty when there is one without text", () => {
    expect(factsOf("<p>x")).toMatchObject({ title: null, titleLength: 0, titlePixels: 0, description: null });
    expect(factsOf("<title> </title><meta name=description content>")).toMatchObject({ title: "", description: "" });
  });

  it("are counted as a reader counts letters", () => {
    expect(factsOf("<title>👨‍👩‍👧é🇩🇪</title>")).toMatchObject({ titleLength: 3 });
  });

  it("are kept to 2,000 characters and counted to the end", () => {
    const { title, titleLength } = factsOf(`<title>${"x ".repeat(500_000)}</title>`);
    expect([title?.length, titleLength]).toEqual([2000, 999_999]);
  });

  it("are not taken from drawings, templates, noscript or comments", () => {
    expect(
      factsOf(
        "<svg><title>a</title></svg><template><title>b</title></template><noscript><title>c</title></noscript><!--<title>d</title>--><title>e</title>",
      ).title,
    ).toBe("e");
  });

  it("survive whatever characters there are", () => {
    expect(factsOf("<title>\u202eabc\ufffd👋&#xD800;&#x110000;&#1;</title>").title).toBe("\u202eabc\ufffd👋\ufffd\ufffd\u0001");
  });
});

describe("headings", () => {
  it("are counted all and kept to twenty", () => {
    const facts = factsOf("<h1>x</h1>".repeat(10_000) + "<h2>y</h2>".repeat(3));
    expect([facts.h1Count, facts.h1s.length, facts.h2Count, facts.h2s]).toEqual([10_000, 20, 3, ["y", "y", "y"]]);
  });

  it("have words apart that blocks set apart", () => {
    expect(factsOf("<h1>One<br>two <span>three</span><span>four</span></h1><h2><div>a</div><div>b</div></h2>")).toMatchObject({
      h1s: ["One two threefour"],
      h2s: ["a b"],
    });
  });

  it("take the alternative text of an image when they have no other", () => {
    expect(factsOf("<h1><a href=/><img alt='The Logo' src=l></a></h1><h1><img alt=x>text</h1><h1></h1>").h1s).toEqual([
      "The Logo",
      "text",
      "",
    ]);
  });
});

describe("canonical, languages, robots, refresh, base", () => {
  it("canonical is resolved, the first of the page before that of a header", () => {
    const header = [["link", "</h>; rel=canonical"]] as const;
    expect(factsOf("<link rel=canonical href=../c?x#y><link rel=canonical href=/d>", header).canonical).toBe("https://example.com/c?x");
    expect(factsOf("<p>x", header).canonical).toBe("https://example.com/h");
    expect(factsOf("<base href=https://o.example/b/><link rel=canonical href=c>").canonical).toBe("https://o.example/b/c");
    expect(factsOf("<link rel=canonical href=mailto:x><link rel=canonical>").canonical).toBeNull();
  });

  it("language is that of html, else of the header", () => {
    const header = [["content-language", "de"]] as const;
    expect(factsOf("<html lang=' en-GB '>", header).language).toBe("en-GB");
    expect(factsOf("<html>", header).language).toBe("de");
    expect(factsOf("<p>").language).toBe("");
  });

  it("alternate languages come from page and header", () => {
    const { hreflangs } = factsOf(
      "<link rel=alternate hreflang=de href=/de><link rel='alternate' hreflang='x-default' href='/'><link rel=alternate href=/feed>",
      [["link", "</fr>; rel=alternate; hreflang=fr"]],
    );
    expect(hreflangs).toEqual([
      ["de", "https://example.com/de"],
      ["x-default", "https://example.com/"],
      ["fr", "https://example.com/fr"],
    ]);
  });

  it("robots directives for all and for us are joined", () => {
    expect(
      factsOf(
        "<meta name=robots content='NOINDEX,nofollow'><meta name=Orbweaver content=' noarchive , noindex'><meta name=bingbot content=none>",
      ).metaRobots,
    ).toBe("noindex, nofollow, noarchive");
    expect(factsOf("<meta name=robots>").metaRobots).toBe("");
  });

  it("a meta refresh in noscript is a link but not what the page does", () => {
    const html = "<meta http-equiv=refresh content='0;url=/x'>";
    expect(factsOf(html).metaRefresh).toBe("https://example.com/x");
    const inNoscript = read(`<noscript>${html}</noscript>`);
    expect([inNoscript.facts.metaRefresh, inNoscript.links.urls]).toEqual([null, ["https://example.com/x"]]);
  });

  it("a base on another host is recorded and counts for every link", () => {
    const reading = read("<a href=a>a</a><base href=//cdn.example.org/x/><img src=b>");
    expect(reading.facts.base).toBe("https://cdn.example.org/x/");
    expect(reading.links.urls).toEqual(["https://cdn.example.org/x/a", "https://cdn.example.org/x/b"]);
    expect(factsOf("<p>").base).toBeNull();
  });
});

describe("words of the visible text", () => {
  it.each([
    ["one two  three", 3],
    ["<p>one</p><p>two</p>", 2],
    ["one<b>two</b>", 1],
    ["caf&eacute;s R&amp;D don't e-mail", 4],
    ["- | · — … 👋", 0],
    ["a&nbsp;b", 2],
    ["<title>no</title><style>no</style><script>no no</script><template>no</template><noscript>no</noscript><textarea>no</textarea>yes", 1],
    ["<iframe>no</iframe><video>no</video><svg><title>no</title><desc>no</desc><text>yes</text></svg>", 1],
    ["<!-- no -->", 0],
    ["<ul><li>a<li>b</ul>", 2],
    ["<table><tr><td>a<td>b</table>", 2],
    ["<select><option>a<option>b</select>", 2],
    ["Привет, мир! 1 2", 4],
    ["안녕하세요 세계", 2],
    ["自然语言处理", 3],
    ["ภาษาไทยดี", 3],
    ["日本語 text𠮷野", 4],
  ])("%s: %d", (html, count) => {
    expect(factsOf(html).wordCount).toBe(count);
  });
});

describe("hash of the visible text", () => {
  const hashOf = (html: string): string => factsOf(html).textHash;

  it("is the same for the same text in another layout of the source", () => {
    expect(hashOf("<p>one two</p>\n<p>three</p>")).toBe(hashOf("<title>x</title><div>one\n two<script>y</script></div><div>three</div>  "));
    expect(hashOf("a&amp;b")).toBe(hashOf("a<b>&</b>b"));
  });

  it("is another for another text", () => {
    const hashes = new Set(["a", "b", "ab", "ba", "a b", "b a", "aa", "aaa", "á", "A", "世", "a\u0301"].map(hashOf));
    expect(hashes.size).toBe(12);
    expect(new Set(Array.from({ length: 20_000 }, (_, i) => hashOf(`Page number ${i}`))).size).toBe(20_000);
  });

  it("is 16 hex digits, or empty when there is no text", () => {
    expect(hashOf("x")).toMatch(/^[0-9a-f]{16}$/);
    expect(hashOf("<script>x</script> <img alt=y>")).toBe("");
  });
});

describe("XHTML", () => {
  const xhtml = (html: string) => read(html, { kind: "xhtml" });

  it("lets any element close itself and has CDATA as text", () => {
    const { facts, links } = xhtml(
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de"><head><title/><script src="/s.js"/></head><body><div role="navigation"/><a href="/x">x</a><h1><![CDATA[a < b]]></h1></body></html>',
    );
    expect(facts).toMatchObject({ title: "", language: "de", h1s: ["a < b"] });
    expect(links.links.map((link) => [link[1], link[5]])).toEqual([
      ["script", "head"],
      ["a", "content"],
    ]);
  });

  it("knows the entities of HTML, as browsers do", () => {
    expect(xhtml("<html><head><title>&eacute;&nbsp;&#228;</title></head></html>").facts.title).toBe("é ä");
  });
});
