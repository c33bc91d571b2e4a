import type { Socket } from "node:net";
import { Client } from "undici";
import { connect, type Connected, type ConnectMeans } from "#fetch/connect.ts";
import { FetchError } from "#fetch/fetch-error.ts";
import { HeadGate } from "#fetch/head-gate.ts";
import { bareHost, type FetchPolicy } from "#fetch/policy.ts";

/** How long a connection is kept without use; a server may ask for another time, up to the longer one. */
const IDLE_MS = 4000;
const MAX_IDLE_MS = 15_000;
/** Safety margin below the time a server says it keeps connections. */
const IDLE_MARGIN_MS = 500;
const MAX_IDLE_CONNECTIONS = 128;
/** undici connects again when a connection breaks before the request was written; more than this is not a coincidence. */
const MAX_CONNECTS_PER_REQUEST = 2;

/** The socket a connection stands on at the moment. */
export interface Line {
  readonly dnsMs: number;
  readonly connectMs: number;
  readonly remoteAddress: string;
  readonly http2: boolean;
  /** Null over HTTP/2. */
  readonly gate: HeadGate | null;
  /** Set when the socket reported an error of its own, such as a reset. */
  broken: boolean;
  closed: boolean;
}

/** One undici client, used for one request at a time, so that all about its socket is known. */
export class Connection {
  readonly origin: string;
  readonly client: Client;
  /** Null until the first connection stands. */
  line: Line | null = null;
  /** How often it was connected; unchanged after a request means that its connection was reused. */
  connects = 0;
  #connectsLeft = MAX_CONNECTS_PER_REQUEST;
  readonly #url: URL;
  readonly #policy: FetchPolicy;
  readonly #means: ConnectMeans;
  #giveUp: (() => void) | null = null;

  constructor(url: URL, policy: FetchPolicy, means: ConnectMeans) {
    this.origin = url.origin;
    this.#url = url;
    this.#policy = policy;
    this.#means = means;
    this.client = new Client(url.origin, {
      connect: (_options, callback) => this.#connect(callback),
      pipelining: 1,
      // All deadlines are the exchange's own: undici's are restarted by every byte and exact only to a second.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: MAX_IDLE_MS,
      keepAliveTimeoutThreshold: IDLE_MARGIN_MS,
      maxHeaderSize: policy.config.maxHeaderBytes + 1,
      allowH2: policy.config.http2,
      h2Options: { pingInterval: 0 },
    });
  }

  /** Breaks off what runs and closes the socket. */
  destroy(): Promise<void> {
    this.#giveUp?.();
    return this.client.destroy();
  }

  #connect(callback: (...args: [null, Socket] | [Error, null]) => void): void {
    this.#connectsLeft -= 1;
    if (this.#connectsLeft < 0) return callback(new FetchError("reset", "The server closed every connection at once."), null);
    const { config } = this.#policy;
    const secure = this.#url.protocol === "https:";
    const target = {
      secure,
      host: bareHost(this.#url.hostname),
      port: this.#url.port === "" ? (secure ? 443 : 80) : Number(this.#url.port),
      timeoutMs: config.connectTimeoutMs,
      mayBePrivate: this.#policy.mayBePrivate(this.#url.hostname),
      acceptInvalidCertificate: this.#policy.acceptsInvalidCertificate(this.#url),
      http2: config.http2,
    };
    this.#giveUp = connect(target, this.#means, (outcome) => {
      this.#giveUp = null;
      if (outcome instanceof FetchError) return callback(outcome, null);
      this.#stand(outcome);
      callback(null, outcome.socket);
    });
  }

  /** Another request is about to be made. */
  begin(): void {
    this.#connectsLeft = MAX_CONNECTS_PER_REQUEST;
  }

  #stand({ socket, dnsMs, connectMs, remoteAddress }: Connected): void {
    const http2 = "alpnProtocol" in socket && socket.alpnProtocol === "h2";
    const gate = http2 ? null : new HeadGate(socket, this.#policy.config.maxHeaderBytes);
    const line: Line = { dnsMs, connectMs, remoteAddress, http2, gate, broken: false, closed: false };
    socket.on("error", () => (line.broken = true));
    socket.once("close", () => (line.closed = true));
    this.line = line;
    this.connects += 1;
  }
}

/** Idle connections by origin. Those lent out are not known here; whoever borrowed one gives it back or destroys it. */
export class Connections {
  readonly #means: ConnectMeans;
  readonly #idle = new Map<string, Connection[]>();
  #idleCount = 0;

  constructor(means: ConnectMeans) {
    this.#means = means;
  }

  /** The connection to an origin that was used last, or a new one. */
  take(url: URL, policy: FetchPolicy): Connection {
    const waiting = this.#idle.get(url.origin);
    const connection = waiting?.pop();
    if (connection === undefined) return this.open(url, policy);
    this.#idleCount -= 1;
    if (waiting?.length === 0) this.#idle.delete(url.origin);
    return connection;
  }

  /** A connection of its own, never one used before. */
  open(url: URL, policy: FetchPolicy): Connection {
    const connection = new Connection(url, policy, this.#means);
    connection.client.on("disconnect", () => this.#forget(connection));
    return connection;
  }

  /** Keeps a connection for later. */
  give(connection: Connection): void {
    if (connection.line?.closed !== false) return void connection.destroy();
    const waiting = this.#idle.get(connection.origin);
    if (waiting === undefined) this.#idle.set(connection.origin, [connection]);
    else waiting.push(connection);
    this.#idleCount += 1;
    if (this.#idleCount > MAX_IDLE_CONNECTIONS) this.#dropOldest();
  }

  /** Closes all idle connections. */
  async closeIdle(): Promise<void> {
    const all = [...this.#idle.values()].flat();
    this.#idle.clear();
    this.#idleCount = 0;
    await Promise.all(all.map((connection) => connection.destroy()));
  }

  #dropOldest(): void {
    const oldest = this.#idle.values().next().value?.[0];
    if (oldest !== undefined) this.#forget(oldest);
  }

  #forget(connection: Connection): void {
    const waiting = this.#idle.get(connection.origin);
    const index = waiting?.indexOf(connection) ?? -1;
    if (waiting === undefined || index === -1) return;
    waiting.splice(index, 1);
    this.#idleCount -= 1;
    if (waiting.length === 0) this.#idle.delete(connection.origin);
    void connection.destroy();
  }
}
