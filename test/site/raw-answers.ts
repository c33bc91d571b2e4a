import { sendRaw, type Resources } from "#test/site/resource.ts";

const BODY = "Content-Type: text/html\r\nContent-Length: 5\r\n\r\nhello";

/** Answers by name, byte for byte: status lines, headers and framing that are not quite HTTP, or not at all. */
export const RAW_ANSWERS: Readonly<Record<string, string>> = {
  "http-0.9": "<html><title>Old</title><p>no status line</p></html>",
  "http-1.0": "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nhello",
  "http-1.2": `HTTP/1.2 200 OK\r\n${BODY}`,
  "http-5.6": `HTTP/5.6 200 OK\r\n${BODY}`,
  "http-11.1": `HTTP/11.1 200 OK\r\n${BODY}`,
  "http-2": `HTTP/2 200 OK\r\n${BODY}`,
  "status-2": `HTTP/1.1 2 X\r\n${BODY}`,
  "status-99": `HTTP/1.1 99 X\r\n${BODY}`,
  "status-099": `HTTP/1.1 099 X\r\n${BODY}`,
  "status-600": `HTTP/1.1 600 Odd\r\n${BODY}`,
  "status-999": `HTTP/1.1 999 Request denied\r\n${BODY}`,
  "status-1000": `HTTP/1.1 1000 X\r\n${BODY}`,
  "status-minus-200": `HTTP/1.1 -200 X\r\n${BODY}`,
  "status-101": "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nanything",
  "no-reason": `HTTP/1.1 200\r\n${BODY}`,
  "empty-reason": `HTTP/1.1 200 \r\n${BODY}`,
  "reason-bytes": `HTTP/1.1 200 \xe9\x00\xc3\xa9\r\n${BODY}`,
  "bare-lf": "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 5\n\nhello",
  "leading-crlf": `\r\n\r\nHTTP/1.1 200 OK\r\n${BODY}`,
  "leading-garbage": `garbage\r\nHTTP/1.1 200 OK\r\n${BODY}`,
  "204-with-body": `HTTP/1.1 204 No Content\r\n${BODY}`,
  "205-with-body": `HTTP/1.1 205 Reset Content\r\n${BODY}`,
  "304-with-body": `HTTP/1.1 304 Not Modified\r\n${BODY}`,
  "100-then-200": `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n${BODY}`,
  "103-then-200": `HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\n${BODY}`,
  "length-negative": "HTTP/1.1 200 OK\r\nContent-Length: -6\r\n\r\nhello",
  "length-rubbish": "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
  "length-huge": "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
  "length-twice-different": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 10\r\n\r\nhello",
  "length-twice-equal": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
  "length-list-equal": "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
  "length-and-chunked": "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  "coding-chunked-identity": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  "coding-chunkedchunked": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunkedchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  "coding-gzip": "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello",
  "line-without-colon": `HTTP/1.1 200 OK\r\njust words\r\n${BODY}`,
  "empty-name": `HTTP/1.1 200 OK\r\n: value\r\n${BODY}`,
  "space-before-colon": `HTTP/1.1 200 OK\r\nX-Spaced : yes\r\n${BODY}`,
  "space-before-first": `HTTP/1.1 200 OK\r\n X-First: yes\r\n${BODY}`,
  folded: `HTTP/1.1 200 OK\r\nX-Folded: one\r\n\ttwo\r\n${BODY}`,
  "nul-in-value": `HTTP/1.1 200 OK\r\nX-Nul: a\0b\x01c\r\n${BODY}`,
  "odd-name": `HTTP/1.1 200 OK\r\nX(odd): yes\r\n${BODY}`,
};

/** Bodies in chunks, good and bad, by name. */
export const CHUNKED_BODIES: Readonly<Record<string, string>> = {
  "size-zz": "zz\r\nhello\r\n0\r\n\r\n",
  "size-0x10": "0x10\r\nhello\r\n0\r\n\r\n",
  "size-negative": "-5\r\nhello\r\n0\r\n\r\n",
  "size-overflow": "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
  "no-last-chunk": "5\r\nhello\r\n",
  shorter: "3\r\nhello\r\n0\r\n\r\n",
  longer: "9\r\nhello\r\n0\r\n\r\n",
  "no-crlf": "5\r\nhello0\r\n\r\n",
  trailers: "5\r\nhello\r\n0\r\nX-Trailer: yes\r\n\r\n",
  extension: "5;name=value\r\nhello\r\n0\r\n\r\n",
  "upper-case-and-zeros": "005\r\nhello\r\n000\r\n\r\n",
};

/**
 * `/raw?base64=...`: those bytes, then the end. `/raw/<name>`: an answer of `RAW_ANSWERS`; `/raw-kept/<name>`: the same on a
 * connection that stays open, though it answers nothing more. `/bad-chunk?kind=<name>`: a body of
 * `CHUNKED_BODIES`. `/tiny-chunks?n=`: that many chunks of one byte.
 */
export const rawResources: Resources = {
  raw: ({ query, socket }, [name]) => {
    if (name !== undefined) return sendRaw(socket, RAW_ANSWERS[name] ?? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    sendRaw(socket, Buffer.from(query.get("base64") ?? "", "base64"));
  },
  "raw-kept": ({ socket }, [name]) => void socket.write(Buffer.from(RAW_ANSWERS[name ?? ""] ?? "", "latin1")),
  "bad-chunk": ({ query, socket }) => {
    const body = CHUNKED_BODIES[query.get("kind") ?? ""] ?? "0\r\n\r\n";
    sendRaw(socket, `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n${body}`);
  },
  "tiny-chunks": ({ query, socket }) => {
    const count = Number(query.get("n") ?? 1000);
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
    socket.write("1\r\na\r\n".repeat(count));
    socket.end("0\r\n\r\n");
  },
};
