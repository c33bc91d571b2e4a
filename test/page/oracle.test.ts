import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KNOWN_DIFFERENCES, NASTY_PAGES } from "#test/page/nasty-pages.ts";
import { readWithParse5 } from "#test/page/parse5-oracle.ts";
import { PAGE_URL, comparable } from "#test/page/read.ts";

/** Folders with real pages that Debian machines may have. */
const REAL_PAGES = ["/usr/share/doc/python3/html", "/usr/share/doc/python3-doc/html", "/usr/share/doc/openjdk-17-doc/api"];
const PAGES_PER_FOLDER = 50;
const MAX_PAGE_BYTES = 300_000;

describe("the streaming reader finds what a DOM built by the HTML standard holds", () => {
  it.each(NASTY_PAGES)("in %s", (_, html) => {
    expect(comparable(html, PAGE_URL)).toEqual(readWithParse5(html, PAGE_URL));
  });

  it.each(KNOWN_DIFFERENCES)("except that %s", (_, html) => {
    expect(comparable(html, PAGE_URL)).not.toEqual(readWithParse5(html, PAGE_URL));
  });

  const folders = new Set(REAL_PAGES.filter((path) => existsSync(path)).map((path) => realpathSync(path)));
  const missing = folders.size === 0 ? " (none of the folders is on this machine: nothing to compare)" : "";
  it(`in a sample of real pages of Debian's documentation${missing}`, { timeout: 60_000 }, () => {
    for (const path of folders) {
      for (const file of sampleOf(path)) {
        const html = readFileSync(join(path, file), "utf8");
        const url = `https://example.com/${file}`;
        const expected = readWithParse5(html, url);
        expect({ file, ...comparable(html, url) }).toEqual({ file, ...expected, h1s: expected.h1s.slice(0, 20) });
      }
    }
  });

  it("in pages put together at random from tags that disturb each other, but for one in a hundred", () => {
    const random = pseudoRandom(20_251_121);
    let different = 0;
    for (let round = 0; round < 1000; round++) {
      const html = Array.from({ length: 10 }, () => SCRAPS[random(SCRAPS.length)]?.replace("URL", `/${round}/${random(100)}`)).join("");
      if (JSON.stringify(comparable(html, PAGE_URL)) !== JSON.stringify(readWithParse5(html, PAGE_URL))) different++;
    }
    expect(different).toBeLessThan(10);
  });
});

const SCRAPS = [
  "<a href=URL>",
  "<a href=URL>",
  "</a>",
  "<p>",
  "</p>",
  "<div>",
  "</div>",
  "<span>",
  "</span>",
  "<b>",
  "</b>",
  "<ul>",
  "<li>",
  "</li>",
  "</ul>",
  "<h1>",
  "</h1>",
  "<h2>",
  "</h2>",
  "text ",
  "&amp;",
  "<img src=URL>",
  "<title>T</title>",
  "<svg>",
  "</svg>",
  "<iframe src=URL></iframe>",
  "<script src=URL></script>",
  "<link rel=next href=URL>",
  "<base href=/b/>",
  "<!-- <a href=URL> -->",
  "<table>",
  "<tr>",
  "<td>",
  "</td>",
  "</table>",
  "<template>",
  "</template>",
  "<noscript>",
  "</noscript>",
  "<form action=/f>",
  "</form>",
  "<br>",
  "</br>",
  "<style>a{}</style>",
  "<math>",
  "</math>",
  "<textarea><a href=URL></textarea>",
  "<foreignObject>",
  "</foreignObject>",
  "<a href='URL'/>",
  "<body>",
  "<x-y>",
  "</x-y>",
  "<",
  '">',
  "<dl><dt>",
  "<dd>",
  "</dl>",
  "<section>",
  "</section>",
  "<script><!--<script></script>--></script>",
];

function sampleOf(path: string): readonly string[] {
  const files = (readdirSync(path, { recursive: true }) as string[]).filter((file) => file.endsWith(".html")).sort();
  const step = Math.max(1, files.length / PAGES_PER_FOLDER);
  const sample: string[] = [];
  for (let at = 0; at < files.length; at += step) {
    const file = files[Math.floor(at)] as string;
    if (readFileSync(join(path, file)).length <= MAX_PAGE_BYTES) sample.push(file);
  }
  return sample;
}

function pseudoRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
}
