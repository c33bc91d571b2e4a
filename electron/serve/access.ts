import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Sessions } from "#serve/sessions.ts";

const SECRET_BYTES = 32;
const TICKET_VALID_MS = 60_000;

/** Whether a request may go on, with the status and the sentence for the one who asked when it may not. */
export type Verdict =
  | { readonly kind: "admitted" }
  | { readonly kind: "enters" }
  | { readonly kind: "refused"; readonly status: 401 | 403; readonly message: string };

/**
 * Who may talk to the served window. A request needs the exact Host (so that no foreign name can be pointed at this computer), no
 * foreign Origin, and a secret: the token of the printed address, or the cookie that the token was exchanged for.
 *
 * The token is another one at each start of the program. The cookie is another secret than the token and than that of every other
 * browser, dies with the browser, cannot be read by scripts and is sent by no other site. A window that is open while the program
 * is started again on the same port is admitted again by it: sessions are known for 30 days. That is no weaker than asking for the
 * token once more, since only the browser itself has the cookie; the file of the sessions holds digests.
 */
export class Access {
  /** 256 random bits, part of the address that is printed. */
  readonly token = randomBytes(SECRET_BYTES).toString("base64url");
  readonly #sessions: Sessions;
  readonly #hosts: readonly string[];
  readonly #cookieName: string;
  #ticket: { readonly value: string; readonly untilMs: number } | null = null;

  /** `folder`: where sessions are kept; null: nowhere. */
  constructor(port: number, folder: string | null) {
    this.#sessions = new Sessions(folder, port);
    const names = ["127.0.0.1", "localhost"];
    this.#hosts = [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
    this.#cookieName = `orbweaver-${port}`;
  }

  /**
   * A token for one use within a minute: for the command line of the browser that is started, which other users of the computer can
   * read.
   */
  makeTicket(): string {
    const value = randomBytes(SECRET_BYTES).toString("base64url");
    this.#ticket = { value, untilMs: Date.now() + TICKET_VALID_MS };
    return value;
  }

  /** The Set-Cookie header that turns a browser which entered with the token into one that is admitted: a new session. */
  makeCookie(): string {
    return `${this.#cookieName}=${this.#sessions.begin()}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Judges a request for a page or file. `enters`: it brought the token to the start page and is to be given the cookie. */
  judge(request: IncomingMessage): Verdict {
    const foreign = this.#judgeOrigin(request, false);
    if (foreign !== null) return foreign;
    const token = tokenOf(request);
    const isStart = request.url?.split("?", 1)[0] === "/";
    if (isStart && token !== null && (isSame(token, this.token) || this.#useTicket(token))) return { kind: "enters" };
    const isForeignClick = !["same-origin", "none", undefined].includes(request.headers["sec-fetch-site"]?.toString());
    if (isForeignClick) return refused(403, "This address was opened by another site.");
    return this.#judgeSecret(request, token);
  }

  /** Judges a request for a web socket, which browsers let every site open, or one that changes something: it has to come from our own window. */
  judgeOwn(request: IncomingMessage): Verdict {
    return this.#judgeOrigin(request, true) ?? this.#judgeSecret(request, tokenOf(request));
  }

  #judgeOrigin(request: IncomingMessage, isNeeded: boolean): Verdict | null {
    const { host, origin } = request.headers;
    if (host === undefined || !this.#hosts.includes(host)) return refused(403, "Orbweaver answers only under the address that it printed.");
    const isOurs = origin === undefined ? !isNeeded : origin === `http://${host}`;
    return isOurs ? null : refused(403, "Orbweaver answers only to its own window.");
  }

  #judgeSecret(request: IncomingMessage, token: string | null): Verdict {
    const session = cookieOf(request, this.#cookieName);
    const isKnown = (session !== null && this.#sessions.knows(session)) || (token !== null && isSame(token, this.token));
    return isKnown ? { kind: "admitted" } : refused(401, "Open the complete address that Orbweaver printed when it started.");
  }

  #useTicket(value: string): boolean {
    const ticket = this.#ticket;
    if (ticket === null || !isSame(value, ticket.value)) return false;
    this.#ticket = null;
    return Date.now() < ticket.untilMs;
  }
}

/** Compares in a time that says nothing about how much is right. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

function tokenOf(request: IncomingMessage): string | null {
  const query = request.url?.indexOf("?") ?? -1;
  return query < 0 ? null : new URLSearchParams(request.url?.slice(query)).get("token");
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  const cookies = (request.headers.cookie ?? "").split(/; */);
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

function refused(status: 401 | 403, message: string): Verdict {
  return { kind: "refused", status, message };
}
