import { page, sendHtml, type Resources } from "#test/site/resource.ts";

/**
 * Sites without an end. `/calendar/<year>/<month>`, `/session?sid=` (a new session id in every link), `/facets?...` (filters in
 * every order), `/a/a/a/...` (a relative link without a slash), `/soft-404/<anything>`, `/honeypot` (a hidden link into
 * `/private/`), `/actions` (links that log out or delete).
 */
export const trapResources: Resources = {
  calendar: ({ response }, [year = "2024", month = "1"]) => {
    const next = new Date(Date.UTC(Number(year), Number(month), 1));
    const before = new Date(Date.UTC(Number(year), Number(month) - 2, 1));
    const address = (date: Date): string => `/calendar/${date.getUTCFullYear()}/${date.getUTCMonth() + 1}`;
    sendHtml(response, page(`Calendar ${year}/${month}`, `<a href="${address(before)}">before</a> <a href="${address(next)}">next</a>`));
  },
  session: ({ response, nth, url }) => {
    const id = `${url.search.length.toString(36)}${nth.toString(36)}${Math.abs(hash(url.href)).toString(36)}`;
    sendHtml(response, page("Session", `<a href="/session?sid=${id}">on</a> <a href="/session/page;jsessionid=${id}">path</a>`));
  },
  facets: ({ response, url }) => {
    const names = ["colour", "size", "brand", "price", "sort", "page"];
    const links = names.flatMap((name) =>
      [1, 2, 3].map((value) => {
        const query = new URLSearchParams(url.search);
        query.append(name, String(value));
        return `<a href="/facets?${query.toString().replaceAll("&", "&amp;")}">${name} ${value}</a>`;
      }),
    );
    sendHtml(response, page("Facets", links.join(" ")));
  },
  a: ({ response }) => sendHtml(response, page("Again", '<a href="a/">deeper</a>')),
  "soft-404": ({ response }) => sendHtml(response, page("Not found", "<p>Sorry, this page does not exist.</p>")),
  honeypot: ({ response }) =>
    sendHtml(response, page("Honeypot", '<a style="display:none" href="/private/honeypot">never</a><a href="/page/fine">fine</a>')),
  private: ({ response }) => sendHtml(response, page("Private")),
  actions: ({ response }) =>
    sendHtml(
      response,
      page(
        "Actions",
        '<a href="/page/logout">Log out</a><a href="/page/delete?id=1">Delete</a><form method="post" action="/page/post"></form>',
      ),
    ),
};

function hash(text: string): number {
  let value = 0;
  for (let index = 0; index < text.length; index += 1) value = (Math.imul(value, 31) + text.charCodeAt(index)) | 0;
  return value;
}
