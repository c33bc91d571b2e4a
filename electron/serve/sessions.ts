import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writePrivateFile } from "#library/private-file.ts";

const FILE_NAME = "window-sessions.json";
const SECRET_BYTES = 32;
const VALID_MS = 30 * 86_400_000;
/** The oldest are forgotten: their browsers have to open the printed address once more. */
const MAX_SESSIONS = 100;

const schema = z.object({
  version: z.literal(1),
  sessions: z.array(z.object({ sha256: z.string().length(43), port: z.int(), sinceMs: z.number() })),
});
type Session = z.output<typeof schema>["sessions"][number];

/**
 * The browsers that have entered the served window on one port, each with a secret of its own. They are known for 30 days, also
 * after a restart. What is kept in the file are digests, so that whoever reads the file or a copy of it cannot enter.
 */
export class Sessions {
  readonly #path: string | null;
  readonly #port: number;
  #known: readonly Session[];

  /** A null folder: sessions end with the program. */
  constructor(folder: string | null, port: number) {
    this.#path = folder === null ? null : join(folder, FILE_NAME);
    this.#port = port;
    this.#known = this.#read();
  }

  /** The secret of a new session. Where it cannot be kept, it ends with the program. */
  begin(): string {
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    const session = { sha256: digest(secret).toString("base64url"), port: this.#port, sinceMs: Date.now() };
    const others = new Map([...this.#known, ...this.#read()].map((known) => [known.sha256, known]));
    this.#known = [...others.values(), session].filter(isValid).slice(-MAX_SESSIONS);
    this.#write();
    return secret;
  }

  /** Whether a secret is that of a session on this port that has not ended. Takes a time that says nothing about how much is right. */
  knows(secret: string): boolean {
    const given = digest(secret);
    const matches = this.#known.filter((session) => timingSafeEqual(given, Buffer.from(session.sha256, "base64url")));
    return matches.some((session) => session.port === this.#port && isValid(session));
  }

  #read(): readonly Session[] {
    if (this.#path === null) return [];
    try {
      return schema.parse(JSON.parse(readFileSync(this.#path, "utf8"))).sessions.filter((session) => isValid(session) && isDigest(session));
    } catch {
      return [];
    }
  }

  #write(): void {
    if (this.#path === null) return;
    try {
      writePrivateFile(this.#path, `${JSON.stringify({ version: 1, sessions: this.#known }, null, 2)}\n`);
    } catch {
      // Known until the program ends.
    }
  }
}

const digest = (secret: string): Buffer => createHash("sha256").update(secret).digest();
const isDigest = ({ sha256 }: Session): boolean => Buffer.from(sha256, "base64url").length === 32;

function isValid({ sinceMs }: Session): boolean {
  const ageMs = Date.now() - sinceMs;
  return ageMs >= 0 && ageMs < VALID_MS;
}
