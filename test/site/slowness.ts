import { later, numberOf, page, pour, repeat, sendHtml, type Resources } from "#test/site/resource.ts";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

/**
 * Answers that take their time, or for ever. `/slow?ms=`: a page after that long. `/hang`: nothing, ever.
 * `/slow-headers?ms=`: one byte of headers every `ms`, without end. `/slow-body?ms=&bytes=`: one byte of body every `ms`.
 * `/stall`: half a body, then silence. `/endless-body`: chunks without end.
 */
export const slowResources: Resources = {
  slow: ({ response, query, socket }) => later(socket, numberOf(query, "ms", 1000), () => sendHtml(response, page("Slow"))),
  hang: () => undefined,
  "slow-headers": ({ query, socket }) => {
    socket.write(`${HEAD}X-Slow: `);
    repeat(socket, numberOf(query, "ms", 100), () => (socket.write("a"), true));
  },
  "slow-body": ({ query, socket }) => {
    const bytes = numberOf(query, "bytes", 1_000_000);
    socket.write(`${HEAD}Content-Length: ${bytes}\r\n\r\n`);
    let sent = 0;
    repeat(socket, numberOf(query, "ms", 100), () => (socket.write("a"), ++sent < bytes));
  },
  stall: ({ query, socket }) => {
    const half = "a".repeat(numberOf(query, "bytes", 1000));
    socket.write(`${HEAD}Content-Length: ${half.length * 2}\r\n\r\n${half}`);
  },
  "endless-body": ({ query, socket }) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: ${query.get("type") ?? "text/html"}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const piece = `4000\r\n${"endless ".repeat(2048)}\r\n`;
    pour(socket, () => piece);
  },
  "endless-chunk-extension": ({ socket }) => {
    socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n5;`);
    pour(socket, () => "a".repeat(16_384));
  },
  "endless-trailers": ({ socket }) => {
    socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n`);
    let number = 0;
    pour(socket, () => `X-Trailer-${(number += 1)}: ${"t".repeat(1000)}\r\n`);
  },
};
