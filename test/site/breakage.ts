import { later, numberOf, page, reset, sendHtml, sendRaw, type Resources } from "#test/site/resource.ts";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

/**
 * Connections that break. `?times=n` breaks the first n times only. `/reset`: RST without an answer. `/empty-reply` and
 * `/drop`: an orderly end without an answer. `/truncated`: half the body, then the end. `/reset-body`: half the body, then RST.
 * `/reset-open-body`: RST in a body without a length. `/truncated-headers`: ends within the headers.
 * `/wrong-length?declared=&sent=`. `/junk-after`: 20 bytes behind the body. `/stale`: closes as the next request comes.
 */
export const brokenResources: Resources = {
  reset: ({ response, query, socket, nth }) => (nth > times(query) ? sendHtml(response, page("Here after all")) : reset(socket)),
  "empty-reply": ({ response, query, socket, nth }) => (nth > times(query) ? sendHtml(response, page("Here after all")) : socket.end()),
  drop: ({ response, query, socket, nth }) => (nth > times(query) ? sendHtml(response, page("Here after all")) : socket.destroy()),
  truncated: ({ response, query, socket, nth }) => {
    if (nth > times(query)) return sendHtml(response, page("Here after all"));
    sendRaw(socket, `${HEAD}Content-Length: 2000\r\n\r\n${"a".repeat(1000)}`);
  },
  "truncated-headers": ({ socket }) => sendRaw(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/ht"),
  "reset-body": ({ socket }) => {
    socket.write(`${HEAD}Content-Length: 2000\r\n\r\n${"a".repeat(1000)}`);
    later(socket, 30, () => reset(socket));
  },
  "reset-open-body": ({ socket }) => {
    socket.write(`${HEAD}Connection: close\r\n\r\n${"a".repeat(1000)}`);
    later(socket, 30, () => reset(socket));
  },
  "wrong-length": ({ query, socket }) => {
    const sent = "a".repeat(numberOf(query, "sent", 1000));
    sendRaw(socket, `${HEAD}Content-Length: ${numberOf(query, "declared", 1500)}\r\n\r\n${sent}`);
  },
  "junk-after": ({ socket }) => void socket.write(`${HEAD}Content-Length: 5\r\n\r\nhello${"JUNK".repeat(5)}`),
  "second-answer": ({ socket }) =>
    void socket.write(`${HEAD}Content-Length: 5\r\n\r\nhelloHTTP/1.1 404 Smuggled\r\nContent-Length: 0\r\n\r\n`),
  // The answer allows keep-alive, and the next request on the same connection finds it closed.
  stale: ({ response, socket }) => {
    sendHtml(response, page("Kept alive"));
    socket.removeAllListeners("data").on("data", () => socket.destroy());
  },
  "without-length": ({ socket }) => sendRaw(socket, `${HEAD}Connection: close\r\n\r\n${page("Until the end")}`),
};

function times(query: URLSearchParams): number {
  return numberOf(query, "times", Number.POSITIVE_INFINITY);
}
