import type { Clock, CrawlStore, OriginRobots, VisitOutcome } from "#engine/ports.ts";
import type { FailureCode } from "#contract/words.ts";
import { outcomeOfStatus } from "#robots/outcome.ts";
import { parseRobots, rulesFor, verdictOf, type AgentRules } from "#robots/parse.ts";

/** What robots.txt says about a URL. `unknown`: it must be fetched first. */
export type RobotsVerdict =
  | { readonly kind: "unknown" }
  | { readonly kind: "allowed" }
  | { readonly kind: "disallowed"; readonly rule: string }
  | { readonly kind: "unreachable"; readonly code: FailureCode; readonly message: string }
  /** The host is on a private network that the crawl may not enter. */
  | { readonly kind: "private"; readonly message: string };

interface KnownOrigin {
  readonly robots: OriginRobots;
  readonly rules: AgentRules | null;
}

/** RFC 9309 §2.4: not longer than 24 hours. */
const KEPT_FOR_MS = 24 * 3_600_000;
const ORIGINS_AT_HAND = 2_000;

/** Knows what robots.txt of each origin allows; every outcome is kept in the file, failures too, so each is asked for once. */
export class RobotsGate {
  readonly #store: CrawlStore;
  readonly #clock: Clock;
  #token: string;
  readonly #startedAtMs: number;
  readonly #known = new Map<string, KnownOrigin>();

  /** `token` is the product token robots.txt groups are chosen by (RFC 9309 §2.2.1). */
  constructor(store: CrawlStore, clock: Clock, token: string) {
    this.#store = store;
    this.#clock = clock;
    this.#token = token;
    this.#startedAtMs = clock.now();
  }

  /** Chooses the groups of robots.txt by another product token from now on. */
  useToken(token: string): void {
    if (token === this.#token) return;
    this.#token = token;
    this.#known.clear();
  }

  verdict(origin: string, url: string): RobotsVerdict {
    const known = this.#known.get(origin) ?? this.#load(origin);
    if (known === null) return { kind: "unknown" };
    const { robots, rules } = known;
    if (robots.outcome === "unreachable") {
      const { code, message } = robots;
      return code === null ? { kind: "private", message } : { kind: "unreachable", code, message };
    }
    if (robots.outcome === "disallow-all") return { kind: "disallowed", rule: robots.message };
    if (rules === null) return { kind: "allowed" };
    const verdict = verdictOf(rules, url);
    return verdict.allowed ? { kind: "allowed" } : { kind: "disallowed", rule: verdict.rule ?? "" };
  }

  /** Crawl-delay of a known origin; 0 when it asks for none. */
  crawlDelayMs(origin: string): number {
    return this.#known.get(origin)?.rules?.crawlDelayMs ?? 0;
  }

  /** Keeps what asking for robots.txt of an origin came to. */
  learn(origin: string, outcome: VisitOutcome): OriginRobots {
    const robots = robotsFrom(origin, outcome);
    this.#store.saveRobots(robots);
    this.#remember(origin, robots);
    return robots;
  }

  #load(origin: string): KnownOrigin | null {
    const robots = this.#store.robotsOf(origin);
    if (robots === null || this.#clock.now() - robots.fetchedAtMs > KEPT_FOR_MS) return null;
    const isObstacle = robots.outcome === "unreachable" || robots.outcome === "disallow-all";
    // A resume asks again where the last run met an obstacle: that is what people resume for.
    if (isObstacle && robots.fetchedAtMs < this.#startedAtMs) return null;
    return this.#remember(origin, robots);
  }

  #remember(origin: string, robots: OriginRobots): KnownOrigin {
    if (this.#known.size >= ORIGINS_AT_HAND) this.#known.clear();
    const known = { robots, rules: robots.outcome === "rules" ? rulesFor(parseRobots(robots.text), this.#token) : null };
    this.#known.set(origin, known);
    return known;
  }
}

function robotsFrom(origin: string, outcome: VisitOutcome): OriginRobots {
  const fetchedAtMs = outcome.kind === "answer" ? outcome.answer.fetchedAtMs : outcome.fetchedAtMs;
  if (outcome.kind === "failure") {
    // No code: nothing failed, the host was not to be asked.
    const code = outcome.code === "private-address" ? null : outcome.code;
    return { origin, outcome: "unreachable", status: outcome.status, code, message: outcome.message, text: "", fetchedAtMs };
  }
  const { status } = outcome.answer;
  const meaning = outcomeOfStatus(status);
  const message = meaning === "disallow-all" ? `robots.txt answered ${status}, which means: do not crawl (RFC 9309 §2.3.1.4)` : "";
  return {
    origin,
    outcome: meaning,
    status,
    code: null,
    message,
    text: meaning === "rules" ? (outcome.robotsText ?? "") : "",
    fetchedAtMs,
  };
}
