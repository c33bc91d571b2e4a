import { describe, expect, it } from "vitest";
import { headerLinks } from "#page/header-links.ts";
import { srcsetUrls } from "#page/srcset.ts";
import { PAGE_URL, PLAIN, anchorsOf, linksOf, read } from "#test/page/read.ts";

const HOST = "https://example.com";
const kindsOf = (html: string): readonly string[] => linksOf(read(html)).map((link) => link.replace(HOST, ""));

describe("every place that names an address has its kind", () => {
  it.each([
    ["<a href=/x>", ["a /x"]],
    ["<map><area href=/x></map>", ["area /x"]],
    ["<iframe src=/x>", ["iframe /x"]],
    ["<frameset><frame src=/x>", ["frame /x"]],
    ["<form action=/x>", ["form /x"]],
    ["<form method=post action=/x>", ["form /x"]],
    ["<img src=/x>", ["img /x"]],
    ["<img src=/x srcset='/y 1x, /z 2x'>", ["img /x", "srcset /y", "srcset /z"]],
    ["<picture><source srcset='/x, /y 2x'></picture>", ["srcset /x", "srcset /y"]],
    ["<video><source src=/x></video>", ["source /x"]],
    ["<script src=/x></script>", ["script /x"]],
    ["<link rel=stylesheet href=/x>", ["stylesheet /x"]],
    ["<link rel='alternate stylesheet' href=/x>", ["stylesheet /x"]],
    ["<link rel='SHORTCUT ICON' href=/x>", ["icon /x"]],
    ["<link rel=apple-touch-icon href=/x>", ["icon /x"]],
    ["<link rel=preload href=/x><link rel=modulepreload href=/y><link rel=prefetch href=/z>", ["preload /x", "preload /y", "preload /z"]],
    ["<link rel=preload as=image imagesrcset='/x 1x, /y 2x'>", ["preload /x", "preload /y"]],
    ["<link rel=canonical href=/x>", ["canonical /x"]],
    ["<link rel=alternate type=application/rss+xml href=/x>", ["alternate /x"]],
    ["<link rel=alternate hreflang=de href=/x>", ["alternate /x"]],
    ["<link rel=next href=/x><link rel=prev href=/y>", ["next /x", "prev /y"]],
    ["<link rel=preconnect href=/x><link href=/y>", ["link /x", "link /y"]],
    ["<video src=/x poster=/y></video>", ["video /x", "img /y"]],
    ["<audio src=/x></audio>", ["audio /x"]],
    ["<video><track src=/x></video>", ["track /x"]],
    ["<embed src=/x>", ["embed /x"]],
    ["<object data=/x></object>", ["object /x"]],
    ["<input type=image src=/x><input src=/no>", ["input /x"]],
    ["<body background=/x><table background=/y><tr><td background=/z>", ["background /x", "background /y", "background /z"]],
    ["<meta http-equiv=Refresh content='0; URL=/x'>", ["meta-refresh /x"]],
    ["<meta http-equiv=refresh content=5>", []],
    ["<svg><image href=/x /><a xlink:href=/y /></svg>", ["img /x", "a /y"]],
  ])("%s", (html, links) => {
    expect(kindsOf(html)).toEqual(links);
  });

  it("a link to a fragment is a link to the page itself", () => {
    expect(linksOf(read("<a href='#top'>up</a><a href=''>self</a>"))).toEqual([`a ${PAGE_URL}`, `a ${PAGE_URL}`]);
  });

  it("data:, javascript: and blank addresses are no links; other schemes and broken addresses are oddities", () => {
    const { links } = read(
      "<img src='data:image/png,x'><a href='javascript:x()'>x</a><img src=' '><a href=mailto:a@b.c>m</a><a href='http://['>b</a>",
    );
    expect(links.links.map(([target, kind]) => [kind, links.urls[target]])).toEqual([
      ["a", "mailto:a@b.c"],
      ["a", "http://["],
    ]);
    expect(links.oddities).toEqual([
      [0, "scheme"],
      [1, "invalid-url"],
    ]);
  });

  it("an address that is too long is an oddity", () => {
    const { links } = read(`<a href="/${"x".repeat(500)}">x</a>`, { maxUrlLength: 200 });
    expect(links.oddities).toEqual([[0, "url-too-long"]]);
  });
});

describe("srcset is parsed as the HTML standard says", () => {
  it.each([
    ["a", ["a"]],
    ["a 1x,b 2x", ["a", "b"]],
    ["a, b", ["a", "b"]],
    ["a,b", ["a,b"]],
    [" , ,a 100w , b (x, y) 2x, c", ["a", "b", "c"]],
    ["a?x=1,2 1x, data:image/png;base64,AA== 2x", ["a?x=1,2", "data:image/png;base64,AA=="]],
    ["a,, b", ["a", "b"]],
    ["", []],
    [",,", []],
    ["a 1x", ["a"]],
    ["a\n1x,\nb", ["a", "b"]],
  ])("%j", (srcset, urls) => {
    expect(srcsetUrls(srcset)).toEqual(urls);
  });
});

describe("text of links", () => {
  it.each([
    ["its own text, collapsed", "<a href=/x>  one\n <b>two</b>&nbsp;three&amp; </a>", "one two three&"],
    ["words of blocks apart", "<a href=/x><div>one</div><div>two</div>three<br>four</a>", "one two three four"],
    ["alternative text when it has none", "<a href=/x><img src=i alt=' a  picture '> <img alt=second></a>", "a picture"],
    ["no alternative text when it has some", "<a href=/x><img alt=picture>text</a>", "text"],
    ["title of a drawing when it has none", "<a href=/x><svg><title>Home</title><path /></svg></a>", "Home"],
    ["no script, style or template", "<a href=/x>a<script>b</script><style>c</style><template>d</template></a>", "a"],
    ["up to the next link when it is not closed", "<a href=/x>one <a href=/y>two</a>", "one"],
    ["up to the end of its block when it is not closed", "<ul><li><a href=/x>one<li>two</ul>three", "one"],
    ["on into a block in a paragraph", "<p><a href=/x>one<div>two</div></a>three", "one two"],
    ["in noscript", "<noscript><a href=/x>one</a></noscript>", "one"],
    ["at most 200 characters, none cut in half", `<a href=/x>${"x".repeat(199)}👋</a>`, "x".repeat(199)],
    ["nothing", "<a href=/x></a>", ""],
  ])("%s", (_, html, anchor) => {
    expect(anchorsOf(read(html))["/x"]).toBe(anchor);
  });

  it("images, areas and frames have their own", () => {
    const reading = read("<img src=/i alt='An image'><map><area href=/a alt='An area'></map><iframe src=/f title='A frame'></iframe>");
    expect(anchorsOf(reading)).toEqual({ "/i": "An image", "/a": "An area", "/f": "A frame" });
  });
});

describe("rel and nofollow", () => {
  const nofollowOf = (html: string, headers: readonly (readonly [string, string])[] = []) =>
    read(html, { headers }).links.links.map((link) => link[4]);

  it("rel is kept as it is, and nofollow in it counts", () => {
    const reading = read("<a href=/x rel='NoFollow  ugc'>x</a><a href=/y rel=sponsored>y</a><a href=/z rel=nofollower>z</a>");
    expect(reading.links.links.map(([, , , rel, nofollow]) => [rel, nofollow])).toEqual([
      ["NoFollow  ugc", true],
      ["sponsored", false],
      ["nofollower", false],
    ]);
    expect(reading.nofollow).toBe(false);
  });

  it.each([
    ["meta robots", "<meta name=ROBOTS content='noindex, NOFOLLOW'>", []],
    ["none", "<meta name=robots content=none>", []],
    ["meta behind the link", "<p><meta name=robots content=nofollow>", []],
    ["a directive for us", "<meta name=orbweaver content=nofollow>", []],
    ["a header", "", [["x-robots-tag", "nofollow"]]],
    ["a header for us", "", [["x-robots-tag", "otherbot: index, orbweaver: nofollow"]]],
  ] as const)("%s makes every link of the page nofollow", (_, html, headers) => {
    expect(nofollowOf(`<a href=/x>x</a>${html}<a href=/y>y</a>`, headers)).toEqual([true, true]);
  });

  it.each([
    ["a directive for another crawler", "<meta name=googlebot content=nofollow>", []],
    ["another directive", "<meta name=robots content='noindex, max-snippet:-1'>", []],
    ["a header for another crawler", "", [["x-robots-tag", "otherbot: nofollow"]]],
  ] as const)("%s does not", (_, html, headers) => {
    expect(nofollowOf(`${html}<a href=/x>x</a>`, headers)).toEqual([false]);
  });

  it("redirects lead on from a page that says nofollow", () => {
    expect(
      nofollowOf("<meta name=robots content=nofollow><meta http-equiv=refresh content='0;url=/x'>", [["refresh", "0;url=/y"]]),
    ).toEqual([false, false]);
  });
});

describe("position on the page", () => {
  it("is that of the nearest part of the page around the link", () => {
    const { links } = read(
      "<head><link rel=next href=/1></head><body><a href=/2></a><header><a href=/3></a><nav><a href=/4></a></nav><a href=/5></a></header>" +
        "<div role='navigation menu'><div><a href=/6></a></div></div><a href=/7></a><div role=banner><a href=/8></a></div><aside><main><a href=/9></a></main></aside>" +
        "<span role=complementary><span></span><a href=/10></a></span><my-footer role=contentinfo><my-footer></my-footer><a href=/11></a></my-footer><footer><a href=/12></a></footer><a href=/13></a>",
    );
    expect(links.links.map((link) => link[5])).toEqual([
      "head",
      "content",
      "header",
      "nav",
      "header",
      "nav",
      "content",
      "header",
      "content",
      "aside",
      "footer",
      "footer",
      "content",
    ]);
  });

  it("is the head until something stands there that belongs in the body", () => {
    const positions = (html: string) => read(html).links.links.map((link) => link[5]);
    expect(positions("<title>x</title><script src=/s></script><noscript><img src=/i></noscript><link rel=canonical href=/c>")).toEqual([
      "head",
      "head",
      "head",
    ]);
    expect(positions("<head><link rel=next href=/a>text<link rel=canonical href=/c></head>")).toEqual(["head", "content"]);
    expect(positions("<head></head><link rel=next href=/a><p><link rel=canonical href=/c>")).toEqual(["head", "content"]);
  });
});

describe("targets", () => {
  it("stand in the list once, however often and in whatever spelling they are named", () => {
    const { links } = read("<a href=/x>1</a><a href='/x#y'>2</a><img src=https://example.com/x><a href=./../x>3</a><a href=/y>4</a>");
    expect(links.urls).toEqual([`${HOST}/x`, `${HOST}/y`]);
    expect(links.links.map(([target, kind, anchor]) => [target, kind, anchor])).toEqual([
      [0, "a", "1"],
      [0, "a", "2"],
      [0, "img", ""],
      [0, "a", "3"],
      [1, "a", "4"],
    ]);
  });

  it("over the limit are counted and left out", () => {
    const { links } = read("<a href=/1>1</a><a href=/2>2</a><a href=/3>3</a>", { maxLinks: 2, headers: [["link", "</h>; rel=next"]] });
    expect(links.urls).toEqual([`${HOST}/h`, `${HOST}/1`]);
    expect(links.links).toHaveLength(2);
    expect(links.leftOut).toBe(2);
  });
});

describe("links in headers", () => {
  const fromHeaders = (status: number, ...headers: readonly (readonly [string, string])[]) =>
    linksOf({ links: headerLinks({ headers, status, url: PAGE_URL, normalise: PLAIN, maxUrlLength: 4096, maxLinks: 100 }) });

  it.each([
    ["/x", "/x"],
    ["x?a=b", "/dir/x?a=b"],
    ["?q", "/dir/page.html?q"],
    ["//other.example/x", "https://other.example/x"],
    ["/a b\t/c", "/a%20b/c"],
    ["  /x  ", "/x"],
    ["/x#frag", "/x"],
    ["/gr\xc3\xbc\xc3\x9fe", "/gr%C3%BC%C3%9Fe"],
    ["/gr\xfc\xdfe", "/gr%C3%BC%C3%9Fe"],
    ["mailto:a@b.c", "mailto:a@b.c"],
    ["file:///etc/passwd", "file:///etc/passwd"],
  ])("Location: %s leads to %s", (location, target) => {
    expect(fromHeaders(301, ["location", location])).toEqual([`redirect ${target.startsWith("/") ? HOST + target : target}`]);
  });

  it("Location counts as a redirect with a redirect status only", () => {
    expect(fromHeaders(300, ["location", "/x"])).toEqual([`header ${HOST}/x`]);
    expect(fromHeaders(201, ["location", "/x"])).toEqual([]);
    expect(fromHeaders(302, ["location", " "])).toEqual([]);
    expect(fromHeaders(302)).toEqual([]);
  });

  it("Refresh and Link are read, with their kinds", () => {
    expect(
      fromHeaders(
        200,
        ["refresh", "0; url=/r"],
        ["link", "</c>; rel=canonical, </n,x>; rel=next, </s>; rel=preload, </z>; rel=author, </q>; rel=canonical; anchor='#x'"],
      ),
    ).toEqual([
      `header-refresh ${HOST}/r`,
      `canonical ${HOST}/c`,
      `next ${HOST}/n,x`,
      `preload ${HOST}/s`,
      `header ${HOST}/z`,
      `header ${HOST}/q`,
    ]);
  });

  it("stand before those of the page and are not resolved against its base", () => {
    const reading = read("<base href=https://other.example/><a href=x>x</a>", { headers: [["link", "<x>; rel=next"]] });
    expect(reading.links.links.map(([target, kind, , , , position]) => [reading.links.urls[target], kind, position])).toEqual([
      [`${HOST}/dir/x`, "next", "http-header"],
      ["https://other.example/x", "a", "content"],
    ]);
  });
});
