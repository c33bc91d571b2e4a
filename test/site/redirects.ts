import { numberOf, page, sendHtml, type Resources, type Visit } from "#test/site/resource.ts";

/**
 * `/redirect-to?url=&status=` (raw `url` bytes in Location), `/redirect-chain?n=`, `/redirect-loop`, `/redirect-pair/a`,
 * `/redirect-slash` (to itself with and without a slash), `/redirect-unique?n=` (never the same twice), `/redirect-empty?status=`
 * (no Location), `/redirect-refresh?url=` (Refresh header), `/redirect-meta?url=` (meta refresh).
 */
export const redirectResources: Resources = {
  "redirect-to": (visit) => redirect(visit, visit.query.get("url") ?? "/", numberOf(visit.query, "status", 302)),
  "redirect-chain": (visit) => {
    const left = numberOf(visit.query, "n", 5);
    if (left <= 0) return sendHtml(visit.response, page("End of the chain"));
    redirect(visit, `/redirect-chain?n=${left - 1}`, 301);
  },
  "redirect-loop": (visit) => redirect(visit, "/redirect-loop", 302),
  "redirect-pair": (visit, [name]) => redirect(visit, `/redirect-pair/${name === "a" ? "b" : "a"}`, 302),
  "redirect-slash": (visit) => redirect(visit, visit.url.pathname.endsWith("/") ? "/redirect-slash" : "/redirect-slash/", 301),
  "redirect-unique": (visit) => redirect(visit, `/redirect-unique?n=${numberOf(visit.query, "n", 0) + 1}`, 302),
  "redirect-empty": ({ response, query }) => {
    response.writeHead(numberOf(query, "status", 302), { "content-type": "text/html" });
    response.end(page("Moved, but not said where", '<a href="/never-from-here">here</a>'));
  },
  "redirect-refresh": ({ response, query }) => sendHtml(response, page("Refresh"), { refresh: `0;url=${query.get("url") ?? "/"}` }),
  "redirect-meta": ({ response, query }) => {
    sendHtml(response, `<!doctype html><meta http-equiv="refresh" content="0; url=${query.get("url") ?? "/"}"><title>Meta refresh</title>`);
  },
};

/** A redirect with a page whose link nobody should follow. Location may hold any bytes, so it is written by hand. */
function redirect({ socket }: Visit, location: string, status: number): void {
  const body = Buffer.from(page("Moved", '<a href="/from-a-redirect-body">here</a>'));
  const fields = [`Location: ${location}`, "Content-Type: text/html", `Content-Length: ${body.length}`, "Connection: close"];
  socket.write(`HTTP/1.1 ${status} Moved\r\n${fields.join("\r\n")}\r\n\r\n`);
  socket.end(body);
}
