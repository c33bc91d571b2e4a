import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** One request to the site, as a resource sees it. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly query: URLSearchParams;
  /** The connection itself, for answers that no HTTP library would send. */
  readonly socket: Socket;
  /** How often this very address (path and query) was asked for, this time included. */
  readonly nth: number;
  /** `https://127.0.0.1:1234` or the like. */
  readonly origin: string;
}

/** Something the site answers with. `parts` are the segments of the path behind the resource's name. */
export type Resource = (visit: Visit, parts: readonly string[]) => void;

/** Resources by the first segment of their path. */
export type Resources = Readonly<Record<string, Resource>>;

/** A number of the query, or what it is when it is not given. */
export function numberOf(query: URLSearchParams, name: string, otherwise: number): number {
  const value = Number(query.get(name) ?? otherwise);
  return Number.isFinite(value) ? value : otherwise;
}

/** Answers with an HTML page. */
export function sendHtml(response: ServerResponse, html: string, headers: Readonly<Record<string, string>> = {}): void {
  const body = Buffer.from(html);
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-length": body.length, ...headers });
  response.end(body);
}

/** A small, whole page. */
export function page(title: string, body = ""): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
}

/** Writes bytes as they are and closes; for answers that are deliberately not HTTP. */
export function sendRaw(socket: Socket, bytes: string | Buffer): void {
  socket.end(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
}

/** Closes with a reset (RST) instead of an orderly end. */
export function reset(socket: Socket): void {
  socket.resetAndDestroy();
}

/** Calls back every `ms` until the connection is gone or the callback returns false. */
export function repeat(socket: Socket, ms: number, callback: () => boolean): void {
  const timer = setInterval(() => {
    if (socket.destroyed || !callback()) clearInterval(timer);
  }, ms);
  socket.once("close", () => clearInterval(timer));
}

/** Calls back after `ms` unless the connection is gone by then. */
export function later(socket: Socket, ms: number, callback: () => void): void {
  const timer = setTimeout(callback, ms);
  socket.once("close", () => clearTimeout(timer));
}

/** Writes without end, as fast as the other side takes it. */
export function pour(socket: Socket, piece: () => Buffer | string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece(), "latin1"));
  };
  socket.on("drain", more);
  more();
}
