import { numberOf, page, sendHtml, type Resources } from "#test/site/resource.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

const BROKEN_HTML = `<title>Broken &amp; used</title><body><p>Unclosed <b>bold <i>italic</b></i>
<table><a href="/page/in-table">in a table</a><tr><td>cell</table>
<a href=/page/unquoted>unquoted</a> <a href='/page/single'>single</a> <a HREF="/page/upper">upper</a>
<a href="/page/unclosed-tag"
<a href="/page/after-unclosed">after</a> <!-- <a href="/page/in-comment">comment</a> -->
<script>var s = '<a href="/page/in-script">x</a>';</script><a href="/page/amp?a=1&amp;b=2">amp</a>
<a href=" /page/spaces ">spaces</a><a href="/page/new\nline">newline</a></div></div></span>`;

/**
 * Pages that are hard to read: `/broken-html`, `/big?mb=` (one line), `/many-links?n=`, `/deep?n=` (nested), `/empty`,
 * `/long-title?n=`, `/odd-characters` (NUL, lone surrogates, direction marks), `/binary-as-html`, `/base?href=`,
 * `/picture.png?bytes=&type=` and `/page/<anything>`, a plain page. `/links?to=` links to each `to`.
 */
export const pageResources: Resources = {
  page: ({ response }, parts) => sendHtml(response, page(`Page ${parts.join("/")}`)),
  "broken-html": ({ response }) => sendHtml(response, BROKEN_HTML),
  empty: ({ response }) => sendHtml(response, ""),
  big: ({ response, query }) => {
    const words = "<p>A page that never ends a line. ";
    const filling = words.repeat(Math.ceil((numberOf(query, "mb", 10) * 1_048_576) / words.length));
    sendHtml(response, `<!doctype html><title>Big</title>${filling}<a href="/page/at-the-end">end</a>`);
  },
  "many-links": ({ response, query }) => {
    const links = Array.from({ length: numberOf(query, "n", 100_000) }, (_, index) => `<a href="/page/${index}">${index}</a>`);
    sendHtml(response, page("Many links", links.join("\n")));
  },
  deep: ({ response, query }) => {
    const depth = numberOf(query, "n", 100_000);
    sendHtml(response, page("Deep", `${"<div>".repeat(depth)}<a href="/page/deep-down">down here</a>`));
  },
  "long-title": ({ response, query }) => sendHtml(response, page("t".repeat(numberOf(query, "n", 1_000_000)))),
  "odd-characters": ({ response }) => {
    sendHtml(response, page("NUL \0 mark \u202e emoji 🕸 &#xD800;", '<a href="/page/\u202eodd">odd</a>'));
  },
  "binary-as-html": ({ response }) => {
    const bytes = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 256));
    response.writeHead(200, { "content-type": "text/html", "content-length": bytes.length }).end(bytes);
  },
  "picture.png": ({ response, query }) => {
    const body = Buffer.concat([PNG, Buffer.alloc(numberOf(query, "bytes", 0))]);
    response.writeHead(200, { "content-type": query.get("type") ?? "image/png", "content-length": body.length }).end(body);
  },
  base: ({ response, query }) => {
    sendHtml(
      response,
      `<!doctype html><base href="${query.get("href") ?? "/elsewhere/"}"><title>Base</title><a href="relative">relative</a>`,
    );
  },
  links: ({ response, query }) => {
    sendHtml(
      response,
      page(
        "Links",
        query
          .getAll("to")
          .map((to) => `<a href="${to.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">link</a>`)
          .join("\n"),
      ),
    );
  },
};
