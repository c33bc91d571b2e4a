import http, { type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { brokenResources } from "#test/site/breakage.ts";
import { charsetResources } from "#test/site/charsets.ts";
import { encodingResources } from "#test/site/encodings.ts";
import { generatedResources } from "#test/site/generated.ts";
import { headerResources } from "#test/site/header-resources.ts";
import { pageResources } from "#test/site/pages.ts";
import { rawResources } from "#test/site/raw-answers.ts";
import { redirectResources } from "#test/site/redirects.ts";
import { page, reset, sendHtml, type Resources, type Visit } from "#test/site/resource.ts";
import { sendRobots, type RobotsTxt } from "#test/site/robots-txt.ts";
import { sitemapResources } from "#test/site/sitemaps.ts";
import { slowResources } from "#test/site/slowness.ts";
import { statusResources } from "#test/site/statuses.ts";
import { trapResources } from "#test/site/traps.ts";

/** How a site is to behave as a whole. */
export interface SiteOptions {
  readonly port?: number;
  readonly host?: string;
  readonly robots?: RobotsTxt;
  /** Resets connections beyond this many at the same time. */
  readonly maxConnections?: number;
  /** Sent to every connection before it asks for anything. */
  readonly greeting?: string;
  /** Resets every connection as soon as it stands. */
  readonly resetAtOnce?: boolean;
  /** Answers every request only after this long. */
  readonly latencyMs?: number;
  /** Paths (without query) with pages of their own: path -> HTML. */
  readonly pages?: Readonly<Record<string, string>>;
}

/** One request as the site saw it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** Requests that were being answered at that time, this one included. */
  readonly concurrent: number;
  /** Number of the connection it came over, from 1. */
  readonly connection: number;
}

/** A running site. */
export interface Site extends AsyncDisposable {
  /** `http://127.0.0.1:1234` */
  readonly origin: string;
  readonly port: number;
  /** Every request so far, in order of arrival. */
  readonly requests: readonly LoggedRequest[];
  /** How many connections were accepted so far. */
  connections(): number;
  /** How many connections are open now. */
  openConnections(): number;
  /** How often a path was asked for: with its query when `path` has one, else whatever the query. */
  hits(path: string): number;
  setRobots(robots: RobotsTxt): void;
  /** Forgets requests and counts. */
  forget(): void;
  close(): Promise<void>;
}

const RESOURCES: Resources = {
  ...statusResources,
  ...slowResources,
  ...brokenResources,
  ...rawResources,
  ...headerResources,
  ...encodingResources,
  ...redirectResources,
  ...charsetResources,
  ...pageResources,
  ...trapResources,
  ...generatedResources,
  ...sitemapResources,
};

/** Names of all resources, for the page that lists them. */
export const RESOURCE_NAMES: readonly string[] = Object.keys(RESOURCES).sort();

/** Starts a site on the loopback interface. */
export function startSite(options: SiteOptions = {}): Promise<Site> {
  return openSite(http.createServer(), "http", options);
}

/** Gives a server the behaviour of a site and starts it. */
export async function openSite(server: Server, scheme: "http" | "https", options: SiteOptions): Promise<Site> {
  const state = new SiteState(options);
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  server.on(scheme === "https" ? "secureConnection" : "connection", (socket: Socket) => state.welcome(socket));
  server.on("request", (request, response) => state.answer(request, response));
  server.on("clientError", (_error, socket) => void socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  state.origin = `${scheme}://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    state.destroyAll();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    origin: state.origin,
    port,
    requests: state.requests,
    connections: () => state.accepted,
    openConnections: () => state.open(),
    hits: (path) => state.hits(path),
    setRobots: (robots) => (state.robots = robots),
    forget: () => state.forget(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

class SiteState {
  readonly requests: LoggedRequest[] = [];
  origin = "";
  accepted = 0;
  robots: RobotsTxt;
  readonly #options: SiteOptions;
  readonly #sockets = new Map<Socket, number>();
  readonly #counts = new Map<string, number>();
  #active = 0;

  constructor(options: SiteOptions) {
    this.#options = options;
    this.robots = options.robots ?? {};
  }

  welcome(socket: Socket): void {
    this.accepted += 1;
    this.#sockets.set(socket, this.accepted);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
    if (this.#options.resetAtOnce === true) return reset(socket);
    if (this.#options.maxConnections !== undefined && this.#sockets.size > this.#options.maxConnections) return reset(socket);
    if (this.#options.greeting !== undefined) socket.write(this.#options.greeting, "latin1");
  }

  answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const path = request.url ?? "/";
    const { socket } = request;
    const nth = (this.#counts.get(path) ?? 0) + 1;
    this.#counts.set(path, nth);
    this.#active += 1;
    response.once("close", () => (this.#active -= 1));
    const connection = this.#sockets.get(socket) ?? 0;
    this.requests.push({
      method: request.method ?? "",
      path,
      headers: request.headers,
      atMs: Date.now(),
      concurrent: this.#active,
      connection,
    });
    const url = new URL(path.startsWith("/") ? `${this.origin}${path}` : path);
    const visit: Visit = { request, response, url, query: url.searchParams, socket, nth, origin: this.origin };
    const { latencyMs } = this.#options;
    if (latencyMs === undefined) this.#route(visit);
    else setTimeout(() => this.#route(visit), latencyMs);
  }

  open(): number {
    return this.#sockets.size;
  }

  hits(path: string): number {
    if (path.includes("?")) return this.#counts.get(path) ?? 0;
    let sum = 0;
    for (const [asked, count] of this.#counts) if (asked.split("?")[0] === path) sum += count;
    return sum;
  }

  forget(): void {
    this.requests.length = 0;
    this.#counts.clear();
  }

  destroyAll(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  #route(visit: Visit): void {
    const { pathname } = visit.url;
    const own = this.#options.pages?.[pathname];
    if (own !== undefined) return sendHtml(visit.response, own);
    if (pathname === "/robots.txt") return sendRobots(visit, this.robots);
    if (pathname === "/") return sendHtml(visit.response, index());
    const [name = "", ...parts] = pathname.slice(1).split("/");
    const resource = Object.hasOwn(RESOURCES, name) ? RESOURCES[name] : undefined;
    if (resource !== undefined) return resource(visit, parts);
    visit.response.writeHead(404, { "content-type": "text/html" }).end(page("There is no such page"));
  }
}

function index(): string {
  const items = RESOURCE_NAMES.map((name) => `<li><a href="/${name}">${name}</a></li>`);
  return page("A site that misbehaves by name", `<ul>${items.join("")}</ul>`);
}
