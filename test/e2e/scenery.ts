import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { writeGeneratedCrawl } from "../../bench/generated-crawl.ts";
import { startSite, type Site } from "#test/site/site.ts";

const COMMAND_LINE = join(import.meta.dirname, "..", "..", "electron", "cli", "main.ts");
const WORDS = "coat shirt lamp table chair kettle rug mirror vase stool".split(" ");

/** Crawls in the states that the window has to show, in one library folder. */
export interface Scenery extends AsyncDisposable {
  /** Ids of crawls: `finished` with every kind of answer, `failed` without any, `large` with 100,000 pages. */
  readonly crawls: { readonly finished: string; readonly failed: string; readonly large: string };
  /** Where a crawl can be started that takes long. */
  readonly slowAddress: string;
}

/** Makes the crawls by the command line, against a small shop with all that can go wrong. */
export async function makeScenery(folder: string): Promise<Scenery> {
  const shop = await startSite({ pages: shopPages() });
  const slow = await startSite({ latencyMs: 300 });
  const crawls = {
    finished: join(folder, "shop.crawl"),
    failed: join(folder, "nobody-answers.crawl"),
    large: join(folder, "large.crawl"),
  };
  await crawlByCommandLine([`${shop.origin}/`, "--to", crawls.finished, "--set", "retries=0", "--resources", "check", "--keep-html"]);
  await crawlByCommandLine([`http://127.0.0.1:${await unusedPort()}/`, "--to", crawls.failed, "--set", "retries=0"]);
  writeGeneratedCrawl(crawls.large, { pages: 100_000, linksPerPage: 10 });
  return {
    crawls,
    slowAddress: `${slow.origin}/g/5000/6/0`,
    async [Symbol.asyncDispose]() {
      await shop.close();
      await slow.close();
    },
  };
}

/** Crawls as a person would in a terminal, until it ends. */
export async function crawlByCommandLine(args: readonly string[]): Promise<void> {
  const program = spawn(process.execPath, [COMMAND_LINE, "crawl", ...args], { stdio: "ignore" });
  const [code] = await once(program, "exit");
  // 1: nothing could be fetched, which is one of the scenes.
  if (code > 1) throw new Error(`crawl ${args.join(" ")} ended with exit code ${code}`);
}

/** A port on which nothing listens any more. */
async function unusedPort(): Promise<number> {
  const site: Site = await startSite({});
  await site.close();
  return site.port;
}

/** A shop with departments, articles, pictures, dead ends and errors. */
function shopPages(): Record<string, string> {
  const pages: Record<string, string> = {};
  const link = (path: string, text: string): string => `<a href="${path}">${text}</a>`;
  const nav = `<nav>${link("/", "Home")} ${link("/blog/", "Journal")} ${link("/about.html", "About us")}</nav>`;
  const put = (path: string, title: string, body: string): void => {
    pages[path] =
      `<!doctype html><html lang="en"><title>${title}</title><meta name="description" content="${title}, and where to find it.">${nav}<h1>${title}</h1>${body}</html>`;
  };
  const departments = WORDS.slice(0, 6);
  const article = (department: string, number: number): string => `/shop/${department}/${WORDS[number % 10]}-${number}.html`;
  for (const department of departments) {
    const numbers = Array.from({ length: 14 }, (_, number) => number + 1);
    for (const number of numbers) {
      const text = `A ${WORDS[number % 10]} for every season. `.repeat((number * 7) % 60);
      const dead = number % 5 === 0 ? link("/status/404", "Spare parts") : "";
      const broken = number % 9 === 0 ? link("/status/500", "Stock") : "";
      const moved = number % 4 === 0 ? link("/redirect-to?url=/about.html&status=301", "Guarantee") : "";
      const picture = `<img src="/image.png?of=${number}" ${number % 3 === 0 ? "" : `alt="${WORDS[number % 10]}"`}>`;
      put(article(department, number), `${department} number ${number}`, `<p>${text}</p>${picture}${dead}${broken}${moved}`);
    }
    put(
      `/shop/${department}/`,
      `All about ${department}`,
      numbers.map((number) => link(article(department, number), `No. ${number}`)).join(" "),
    );
  }
  for (let day = 1; day <= 20; day += 1)
    put(`/blog/2026/${day}.html`, `Journal, day ${day}`, `<p>${"What we did today. ".repeat(day * 3)}</p>`);
  put("/blog/", "Journal", Array.from({ length: 20 }, (_, day) => link(`/blog/2026/${day + 1}.html`, `Day ${day + 1}`)).join(" "));
  put(
    "/about.html",
    "About us",
    `<p>We sell things.</p>${link("https://example.com/partner", "Our partner")}${link("/drop", "A line that breaks")}`,
  );
  put("/", "The shop", departments.map((department) => link(`/shop/${department}/`, department)).join(" "));
  return pages;
}
