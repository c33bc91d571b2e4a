import { page, reset, sendHtml, type Resources, type Visit } from "#test/site/resource.ts";

/** What becomes of a page of a mixed site. */
export type Fate = "page" | "redirect" | "missing" | "busy-once" | "reset-once" | "disallowed";

/** Fate of page `index` of a mixed site; page 0 is always a page. */
export function fateOf(index: number): Fate {
  if (index === 0) return "page";
  if (index % 31 === 0) return "disallowed";
  if (index % 29 === 0) return "busy-once";
  if (index % 23 === 0) return "missing";
  if (index % 37 === 0) return "reset-once";
  if (index % 17 === 0) return "redirect";
  return "page";
}

/** robots.txt that goes with mixed sites. */
export const MIXED_ROBOTS = "User-agent: *\nDisallow: /m-private/\n";

/** Address of page `index` of a mixed site, as its links give it. */
export function mixedAddress(pages: number, links: number, index: number): string {
  return `/${fateOf(index) === "disallowed" ? "m-private" : "m"}/${pages}/${links}/${index}`;
}

/** Indexes that page `index` links to: its children in a tree over all pages, then a few across, always the same. */
export function linkedFrom(pages: number, links: number, index: number): readonly number[] {
  const targets = new Set<number>();
  for (let child = index * links + 1; child <= index * links + links && child < pages; child += 1) targets.add(child);
  for (let step = 1; targets.size < Math.min(links, pages) && step <= links * 2; step += 1)
    targets.add((index * 7919 + step * 104_729) % pages);
  return [...targets];
}

/**
 * `/g/<pages>/<links>/<index>`: page of a site with that many pages, each with that many links; from page 0 all can be reached.
 * `/m/<pages>/<links>/<index>`: the same, but some redirect, are missing, answer 503 or reset once, or are disallowed.
 */
export const generatedResources: Resources = {
  g: ({ response }, parts) => {
    const [pages, links, index] = numbers(parts);
    if (index >= pages) return void response.writeHead(404).end();
    sendHtml(
      response,
      generatedPage(pages, links, index, (target) => `/g/${pages}/${links}/${target}`),
    );
  },
  m: (visit, parts) => sendMixed(visit, parts),
  "m-private": (visit, parts) => sendMixed(visit, parts),
};

function sendMixed({ response, socket, nth }: Visit, parts: readonly string[]): void {
  const [pages, links, index] = numbers(parts);
  const fate = fateOf(index);
  if (index >= pages || fate === "missing") return void response.writeHead(404, { "content-type": "text/html" }).end(page("Missing"));
  if (fate === "redirect") return void response.writeHead(301, { location: mixedAddress(pages, links, (index + 1) % pages) }).end();
  if (fate === "busy-once" && nth === 1) return void response.writeHead(503, { "content-type": "text/html" }).end(page("Busy"));
  if (fate === "reset-once" && nth === 1) return reset(socket);
  sendHtml(
    response,
    generatedPage(pages, links, index, (target) => mixedAddress(pages, links, target)),
  );
}

function numbers(parts: readonly string[]): [pages: number, links: number, index: number] {
  const [pages = 10, links = 5, index = 0] = parts.map(Number);
  return [pages, links, index];
}

const WORDS = "web spider thread silk knot corner window morning garden dew light wind leaf branch pattern orb".split(" ");

/** About 3 KB of HTML that a browser could show, the same for the same numbers. */
function generatedPage(pages: number, links: number, index: number, address: (target: number) => string): string {
  const words: string[] = [];
  for (let at = 0; at < 220; at += 1) words.push(WORDS[(index * 31 + at * at) % WORDS.length] ?? "");
  const items = linkedFrom(pages, links, index).map((target) => `<li><a href="${address(target)}">Page ${target}</a></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page ${index} of ${pages}</title>
<meta name="description" content="Generated page ${index}."><link rel="canonical" href="${address(index)}"></head>
<body><nav><ul>${items.join("")}</ul></nav><main><h1>Page ${index}</h1><h2>Words</h2><p>${words.join(" ")}</p></main></body></html>`;
}
