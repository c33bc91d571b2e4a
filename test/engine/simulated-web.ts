import type { Answer, Clock, LinkTuple, VisitOutcome, VisitPool, VisitTask } from "#engine/ports.ts";
import type { FailureCode, LinkKind } from "#contract/words.ts";

/** What an address of the simulated web answers. */
export interface SimulatedPage {
  readonly status?: number;
  /** Targets with the kind of link and whether it says nofollow; a plain string is an `a`. */
  readonly links?: readonly (string | readonly [url: string, kind: LinkKind, nofollow?: boolean])[];
  readonly location?: string;
  readonly retryAfterMs?: number;
  readonly robotsText?: string;
  readonly failure?: FailureCode;
  readonly tookMs?: number;
}

/** A request as the simulated web saw it. */
export interface SeenRequest {
  readonly url: string;
  readonly atMs: number;
}

/**
 * The outside world of an engine in tests: a web that is a function from address to answer, asked at the time of a clock
 * that is turned by hand. It stands for workers and network together, at the port where the engine meets them.
 */
export class SimulatedWeb implements VisitPool {
  readonly requests: SeenRequest[] = [];
  mostAtOnce = 0;
  readonly #pages: (url: string, timesAsked: number) => SimulatedPage | undefined;
  readonly #clock: Clock;
  readonly #running = new Set<(outcome: null) => void>();

  constructor(clock: Clock, pages: (url: string, timesAsked: number) => SimulatedPage | undefined) {
    this.#clock = clock;
    this.#pages = pages;
  }

  visit(task: VisitTask): Promise<VisitOutcome | null> {
    const sentAtMs = this.#clock.now();
    this.requests.push({ url: task.url, atMs: sentAtMs });
    const timesAsked = this.requests.filter((request) => request.url === task.url).length;
    const page = this.#pages(task.url, timesAsked) ?? { status: 404 };
    return new Promise((resolve) => {
      this.#running.add(resolve);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#running.size);
      this.#clock.at(sentAtMs + (page.tookMs ?? 10), () => {
        if (this.#running.delete(resolve)) resolve(outcomeOf(task, page, this.#clock.now(), page.tookMs ?? 10));
      });
    });
  }

  configure(): void {}

  abandon(): void {
    for (const resolve of this.#running) resolve(null);
    this.#running.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abandon();
  }

  /** How often each page (robots.txt left out) was asked for. */
  timesAsked(): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const { url } of this.requests) if (!url.endsWith("/robots.txt")) times.set(url, (times.get(url) ?? 0) + 1);
    return times;
  }
}

function outcomeOf(task: VisitTask, page: SimulatedPage, nowMs: number, tookMs: number): VisitOutcome {
  if (page.failure !== undefined) {
    return { kind: "failure", id: task.id, code: page.failure, message: "simulated", status: null, totalMs: tookMs, fetchedAtMs: nowMs };
  }
  const named = (page.links ?? []).map((link): readonly [string, LinkKind, boolean?] => (typeof link === "string" ? [link, "a"] : link));
  if (page.location !== undefined) named.push([page.location, "redirect"]);
  const urls = [...new Set(named.map(([url]) => url))];
  const links = named.map(([url, kind, nofollow = false]): LinkTuple => [urls.indexOf(url), kind, "", "", nofollow, "content"]);
  return {
    kind: "answer",
    id: task.id,
    answer: answerOf(page, nowMs, tookMs),
    facts: null,
    links: { urls, links, oddities: [], leftOut: 0 },
    blocked: null,
    html: null,
    robotsText: page.robotsText ?? null,
  };
}

function answerOf(page: SimulatedPage, nowMs: number, tookMs: number): Answer {
  return {
    status: page.status ?? 200,
    headers: [],
    httpVersion: "1.1",
    contentType: "text/html",
    mediaKind: "html",
    charset: "utf-8",
    location: page.location ?? null,
    lastModified: "",
    xRobotsTag: "",
    retryAfterMs: page.retryAfterMs ?? null,
    bodyBytes: 0,
    wireBytes: 0,
    times: { dnsMs: null, connectMs: null, firstByteMs: tookMs, totalMs: tookMs },
    fetchedAtMs: nowMs,
  };
}
