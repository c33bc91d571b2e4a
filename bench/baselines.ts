/**
 * What a naive program does with the same site, as a yardstick in the same run: `fetch` asks for every address of a list
 * and throws the bodies away; `parse` walks the site itself, reading links with htmlparser2 in one thread, and stores
 * nothing. Prints one JSON line. Usage: baselines.ts fetch|parse URL CONCURRENCY [LIST]
 */
import { readFileSync } from "node:fs";
import { Parser } from "htmlparser2";
import { Agent, request } from "undici";

const [mode, start = "", concurrencyText = "10", listPath] = process.argv.slice(2);
const concurrency = Number(concurrencyText);
const dispatcher = new Agent({ connections: concurrency });
const origin = new URL(start).origin;

const known = new Set<string>([start]);
const waiting: string[] = [start];
if (mode === "fetch" && listPath !== undefined) {
  waiting.length = 0;
  for (const url of readFileSync(listPath, "utf8").split("\n")) if (url !== "") waiting.push(url);
}

let pages = 0;
const startedAtMs = performance.now();

async function take(url: string): Promise<void> {
  const { body, headers } = await request(url, { dispatcher });
  pages += 1;
  if (mode === "fetch" || !String(headers["content-type"]).startsWith("text/html")) {
    await body.dump({ limit: 1e9 });
    return;
  }
  for (const link of linksOf(await body.text(), url)) {
    if (known.has(link) || !link.startsWith(`${origin}/`)) continue;
    known.add(link);
    waiting.push(link);
  }
}

function linksOf(html: string, base: string): readonly string[] {
  const links: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const href =
        name === "a" || name === "area" ? attributes["href"] : name === "iframe" || name === "frame" ? attributes["src"] : undefined;
      const url = href === undefined ? null : URL.parse(href, base);
      if (url === null) return;
      url.hash = "";
      links.push(url.href);
    },
  });
  parser.end(html);
  return links;
}

let next = 0;
await new Promise<void>((resolve) => {
  let running = 0;
  const pump = () => {
    while (running < concurrency && next < waiting.length) {
      running += 1;
      void take(waiting[next++]!).then(() => {
        running -= 1;
        pump();
      });
    }
    if (running === 0) resolve();
  };
  pump();
});
const seconds = (performance.now() - startedAtMs) / 1000;
console.info(JSON.stringify({ pages, seconds, pagesPerSecond: pages / seconds }));
await dispatcher.close();
