import { numberOf, page, sendHtml, type Resources } from "#test/site/resource.ts";

/**
 * `/status/503?times=2&retry-after=1`: that status the first two times, then a page; without `times` for ever.
 * `/head-refused/405`: that status to HEAD, a page to GET. `/head-broken`: HEAD is answered with no HTTP at all.
 * `/auth`: 401 unless Authorization is sent. `/challenge`: 403 with a page that asks to prove being human.
 */
export const statusResources: Resources = {
  status: ({ response, query, nth }, [status = "200"]) => {
    const times = numberOf(query, "times", Number.POSITIVE_INFINITY);
    if (nth > times) return sendHtml(response, page(`Here after ${times} times ${status}`));
    const retryAfter = query.get("retry-after");
    const location = query.get("location");
    response.writeHead(Number(status), {
      "content-type": "text/html",
      ...(retryAfter === null ? {} : { "retry-after": retryAfter }),
      ...(location === null ? {} : { location }),
    });
    response.end(Number(status) === 204 || Number(status) === 304 ? undefined : page(`Status ${status}`));
  },
  "head-refused": ({ request, response }, [status = "405"]) => {
    if (request.method !== "HEAD") return sendHtml(response, page("Only GET is answered"));
    response.writeHead(Number(status)).end();
  },
  "head-broken": ({ request, response, socket }) => {
    if (request.method !== "HEAD") return sendHtml(response, page("Only GET is answered"));
    socket.end("This is no HTTP.\r\n");
  },
  "head-with-body": ({ request, response, socket }) => {
    if (request.method !== "HEAD") return sendHtml(response, page("With HEAD a body too"));
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
  },
  auth: ({ request, response }) => {
    if (request.headers.authorization !== undefined) return sendHtml(response, page("Welcome"));
    response.writeHead(401, { "www-authenticate": 'Basic realm="site"' }).end(page("Who are you?"));
  },
  challenge: ({ response }) => {
    response.writeHead(403, { "content-type": "text/html", "cf-mitigated": "challenge" });
    response.end("<!doctype html><title>Just a moment...</title><p>Checking that you are human.</p>");
  },
};
