import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { WebSocketServer } from "ws";
import { OrbweaverError, toOrbweaverError } from "#contract/failure.ts";
import type { Host } from "#library/host.ts";
import { readWindowFile } from "#library/window-files.ts";
import { windowHeaders } from "#library/window-headers.ts";
import { Access, type Verdict } from "#serve/access.ts";
import { openDownload } from "#serve/downloads.ts";
import { Refusals } from "#serve/refusals.ts";
import { answerUpload } from "#serve/upload.ts";
import { webSocketWire } from "#serve/web-socket-wire.ts";

const ADDRESS = "127.0.0.1";
/** A pasted list of a million start addresses still fits. */
const MAX_MESSAGE_BYTES = 128 * 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** A crawl file of many gigabytes still arrives. */
const REQUEST_TIMEOUT_MS = 3_600_000;

export interface WebServerOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host: Host;
  /** Folder of the built window. */
  readonly windowFolder: string;
  /** Where the browsers that have entered are remembered; null: nowhere, so that all have to enter again after a restart. */
  readonly sessionFolder: string | null;
}

/** The window, served on this computer. */
export interface WebServer {
  readonly port: number;
  /** Address with the token; whoever knows it has the window. */
  readonly address: string;
  /** The same with a token for one use, for the command line of a browser. */
  ticketAddress(): string;
  /** Stops listening and ends all connections. */
  close(): Promise<void>;
}

/** Serves the window on the loopback address. Throws `in-use` when the port is taken, `bad-input` when it may not be used. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  server.listen(options.port, ADDRESS);
  await once(server, "listening").catch((cause: NodeJS.ErrnoException) => {
    throw portProblem(options.port, cause);
  });
  const { port } = server.address() as AddressInfo;
  const access = new Access(port, options.sessionFolder);
  const refusals = new Refusals(options.host.log);
  const pages = new Pages(options, access, refusals);
  server.on("request", (request, response) => {
    pages.answer(request, response).catch((thrown: unknown) => {
      options.host.log.error(`A request could not be answered: ${toOrbweaverError(thrown).message}`);
      response.destroy();
    });
  });
  server.on("upgrade", (request, socket, head) => {
    if (!mayOpenWire(request, access)) return refuseSocket(socket, refusals, access.judgeOwn(request));
    sockets.handleUpgrade(request, socket, head, (webSocket) => options.host.attach(webSocketWire(webSocket)));
  });
  const start = `http://${ADDRESS}:${port}/?token=`;
  return {
    port,
    address: start + access.token,
    ticketAddress: () => start + access.makeTicket(),
    async close() {
      for (const webSocket of sockets.clients) webSocket.close(1001);
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      for (const webSocket of sockets.clients) webSocket.terminate();
      await closed;
    },
  };
}

/** Answers requests for the window's files and for finished exports. */
class Pages {
  readonly #options: WebServerOptions;
  readonly #access: Access;
  readonly #refusals: Refusals;

  constructor(options: WebServerOptions, access: Access, refusals: Refusals) {
    this.#options = options;
    this.#access = access;
    this.#refusals = refusals;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split("?", 1)[0] ?? "";
    const isUpload = request.method === "PUT" && path.startsWith("/upload/");
    const verdict = isUpload ? this.#access.judgeOwn(request) : this.#access.judge(request);
    const headers = windowHeaders(verdict.kind === "refused" ? [] : [`ws://${request.headers.host}`]);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    if (verdict.kind === "refused") {
      this.#refusals.note(isUpload ? "upload" : "page", verdict.message);
      response.setHeader("connection", "close");
      return tell(response, verdict.status, verdict.message);
    }
    if (isUpload) return answerUpload(this.#options.host, request, response);
    if (request.method !== "GET" && request.method !== "HEAD") return tell(response, 405, "Only GET is answered here.");
    if (verdict.kind === "enters") {
      response.writeHead(303, { "set-cookie": this.#access.makeCookie(), location: "/" }).end();
      return;
    }
    if (path.startsWith("/download/")) await this.#download(path.slice("/download/".length), request, response);
    else await this.#file(path, request, response);
  }

  async #file(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = await readWindowFile(this.#options.windowFolder, path);
    if (file === null) return tell(response, 404, "There is nothing at this address.");
    if (file.isHashed) response.setHeader("cache-control", "private, max-age=31536000, immutable");
    response.writeHead(200, { "content-type": file.type, "content-length": file.body.length });
    response.end(request.method === "HEAD" ? undefined : file.body);
  }

  async #download(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const download = await openDownload(this.#options.host, name);
    if (download === null) return tell(response, 404, "There is no finished export with this number any more.");
    await using file = download.file;
    response.writeHead(200, {
      "content-type": download.type,
      "content-length": download.bytes,
      "content-disposition": download.disposition,
    });
    if (request.method === "HEAD" || download.bytes === 0) response.end();
    // A browser that breaks off a download is no concern of ours.
    else await pipeline(file.createReadStream({ end: download.bytes - 1 }), response).catch(() => response.destroy());
  }
}

function mayOpenWire(request: IncomingMessage, access: Access): boolean {
  return request.url?.split("?", 1)[0] === "/wire" && access.judgeOwn(request).kind === "admitted";
}

function refuseSocket(socket: Duplex, refusals: Refusals, verdict: Verdict): void {
  const isRefused = verdict.kind === "refused";
  if (isRefused) refusals.note("wire", verdict.message);
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${isRefused ? verdict.status : 404} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function tell(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><meta charset="utf-8"><title>Orbweaver</title><p>${message}</p>${status === 403 ? '<p><a href="/">Continue</a></p>' : ""}\n`,
  );
}

function portProblem(port: number, cause: NodeJS.ErrnoException): OrbweaverError {
  if (cause.code === "EADDRINUSE") {
    return new OrbweaverError(
      "in-use",
      `Port ${port} is used by another program. Choose another one with --port, or leave it out to get a free one.`,
      { cause },
    );
  }
  return new OrbweaverError(
    "bad-input",
    `Port ${port} cannot be used (${cause.code ?? cause.message}). Leave --port out to get a free one.`,
    { cause },
  );
}
