/**
 * The site of a generated crawl: `node bench/generated-site.ts PORT PAGES LINKS` serves it on loopback until it is ended. Every page
 * answers, whatever the crawl file says of it.
 */
import { createServer } from "node:http";
import { pathOf, titleOf } from "./generated-crawl.ts";

const [port, pages, links] = process.argv.slice(2).map(Number) as [number, number, number];

function pageOf(index: number): string {
  const title = titleOf(index, pages);
  const items = Array.from({ length: links }, (_, place) => (index * links + place + 1) % pages).map(
    (target) => `<li><a href="${pathOf(target)}">${titleOf(target, pages)}</a></li>`,
  );
  const text = Array.from({ length: 20 + ((index * 131) % 300) }, (_, word) => `word${(index * 31 + word * word) % 997}`).join(" ");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="description" content="All about ${title}"></head><body><h1>${title}</h1><ul>${items.join("")}</ul><p>${text}</p></body></html>`;
}

createServer((request, response) => {
  const item = /\/item-(\d+)\.html/.exec(request.url ?? "")?.[1];
  if (item === undefined && request.url !== "/") return void response.writeHead(404, { "content-type": "text/plain" }).end("missing");
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pageOf(Number(item ?? 0)));
}).listen(port, "127.0.0.1");
