import { numberOf, page, pour, sendHtml, type Resources } from "#test/site/resource.ts";

/**
 * Headers that are too large, too many or odd. `/huge-headers?bytes=`: one header of that size. `/many-headers?n=`.
 * `/endless-headers`, `/endless-1xx?status=`: for ever. `/cookies?n=&bytes=`: a flood of Set-Cookie.
 * `/headers?name=value&...`: exactly those headers, values as UTF-8 bytes. `/type?is=&body=`: a body (base64) with that type.
 */
export const headerResources: Resources = {
  "huge-headers": ({ query, socket }) => {
    const value = "h".repeat(numberOf(query, "bytes", 100_000));
    socket.end(`HTTP/1.1 200 OK\r\nX-Huge: ${value}\r\nContent-Length: 2\r\n\r\nok`);
  },
  "many-headers": ({ query, socket }) => {
    const lines = Array.from({ length: numberOf(query, "n", 10_000) }, (_, index) => `X-${index}: ${index}\r\n`);
    socket.end(`HTTP/1.1 200 OK\r\n${lines.join("")}Location: /late\r\nContent-Length: 2\r\n\r\nok`);
  },
  "endless-headers": ({ socket }) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    let number = 0;
    pour(socket, () => `X-Header-${(number += 1)}: ${"h".repeat(200)}\r\n`);
  },
  "endless-1xx": ({ query, socket }) => {
    const status = query.get("status") ?? "102";
    pour(socket, () => `HTTP/1.1 ${status} Wait\r\n\r\n`);
  },
  cookies: ({ query, socket }) => {
    const value = "c".repeat(numberOf(query, "bytes", 200));
    const lines = Array.from({ length: numberOf(query, "n", 5000) }, (_, index) => `Set-Cookie: c${index}=${value}\r\n`);
    socket.end(`HTTP/1.1 200 OK\r\n${lines.join("")}Content-Length: 2\r\n\r\nok`);
  },
  headers: ({ query, socket }) => {
    const lines = [...query].map(([name, value]) => `${name}: ${value}\r\n`);
    const body = page("Headers as asked for");
    socket.end(Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join("")}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`));
  },
  type: ({ query, socket }) => {
    const type = query.get("is");
    const body = Buffer.from(query.get("body") ?? "", "base64");
    socket.write(`HTTP/1.1 200 OK\r\n${type === null ? "" : `Content-Type: ${type}\r\n`}Content-Length: ${body.length}\r\n\r\n`);
    socket.end(body);
  },
  echo: ({ request, response }) => {
    sendHtml(response, page("What was sent", `<pre>${JSON.stringify(request.headers).replaceAll("<", "&lt;")}</pre>`));
  },
};
