import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";
import { startWebServer, type WebServer } from "#serve/web-server.ts";
import { hostUnderTest, type HostUnderTest } from "#test/library/host-under-test.ts";

/** A request as it stands, without the tidying up that clients do. */
export interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** What was answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A served window of a host with the stand-in engine, and a browser that has entered it. */
export interface WebServerUnderTest extends AsyncDisposable {
  readonly test: HostUnderTest;
  readonly server: WebServer;
  readonly cookie: string;
  /** Asks with cookie and origin, as the window itself does. */
  ask(asked: Asked): Promise<Answered>;
}

/** Serves a window. Without a `port`, any free one; without a `cookie`, the browser enters with the token. */
export async function webServerUnderTest({
  port = 0,
  cookie = "",
  test = hostUnderTest({ exportGate: undefined }),
} = {}): Promise<WebServerUnderTest> {
  const windowFolder = join(test.folder, "window");
  mkdirSync(windowFolder, { recursive: true });
  writeFileSync(join(windowFolder, "index.html"), "<!doctype html><title>The window</title>");
  const server = await startWebServer({ port, host: test.host, windowFolder, sessionFolder: join(test.folder, "library") });
  const own = cookie === "" ? await enter(server) : cookie;
  return {
    test,
    server,
    cookie: own,
    ask: (asked) => askServer(server.port, { ...asked, headers: { cookie: own, origin: originOf(server.port), ...asked.headers } }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await test[Symbol.asyncDispose]();
    },
  };
}

/** The cookie that a browser gets for the printed address. */
export async function enter(server: WebServer): Promise<string> {
  const { headers } = await askServer(server.port, { path: `/${new URL(server.address).search}` });
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

/** Whether the wire opens: the status that it was refused with, or 101. */
export function openWire(port: number, cookie: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/wire`, { headers: { cookie, origin: originOf(port) } });
    socket.on("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("error", () => resolve(0));
  });
}

function askServer(port: number, { path, method = "GET", headers = {}, body }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

const originOf = (port: number): string => `http://127.0.0.1:${port}`;
