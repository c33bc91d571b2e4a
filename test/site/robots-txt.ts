import { later, type Visit } from "#test/site/resource.ts";

/** How `/robots.txt` of a site behaves. */
export interface RobotsTxt {
  /** 404 by default. */
  readonly status?: number;
  readonly text?: string;
  readonly delayMs?: number;
  /** Redirects there. */
  readonly location?: string;
  /** Fills up with comments to this size, in front of `text`. */
  readonly bytes?: number;
  readonly hang?: boolean;
  /** Begins with a byte order mark. */
  readonly bom?: boolean;
  readonly contentType?: string;
  /** Breaks the connection instead. */
  readonly reset?: boolean;
}

/** Answers a request for robots.txt. */
export function sendRobots({ response, socket }: Visit, robots: RobotsTxt): void {
  if (robots.hang === true) return;
  if (robots.reset === true) return void socket.resetAndDestroy();
  const send = (): void => {
    const status = robots.status ?? (robots.location !== undefined ? 301 : robots.text === undefined ? 404 : 200);
    const filling = robots.bytes === undefined ? "" : `# ${"-".repeat(97)}\n`.repeat(Math.ceil(robots.bytes / 100));
    response.writeHead(status, {
      "content-type": robots.contentType ?? "text/plain; charset=utf-8",
      ...(robots.location === undefined ? {} : { location: robots.location }),
    });
    response.end(`${robots.bom === true ? "\ufeff" : ""}${filling}${robots.text ?? ""}`);
  };
  if (robots.delayMs === undefined) send();
  else later(socket, robots.delayMs, send);
}
