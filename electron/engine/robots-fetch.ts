import type { CrawlConfig } from "#contract/config.ts";
import type { Clock, VisitOutcome, VisitTask } from "#engine/ports.ts";
import { isRefusal, judge } from "#engine/retry.ts";

/** RFC 9309 §2.3.1.2: at least five consecutive redirects. */
const MOST_REDIRECTS = 5;
/** Robots fetches are no rows, so they need no id of their own. */
const NO_ID = 0;

/** What fetching robots.txt needs of the session. */
export interface RobotsFetch {
  readonly origin: string;
  readonly config: CrawlConfig;
  readonly clock: Clock;
  visit(task: VisitTask): Promise<VisitOutcome | null>;
  /** When the host may be asked next, epoch ms. */
  readyAtMs(): number;
  /** Called around every single request, for the pace of the host. */
  started(): void;
  ended(outcome: VisitOutcome): void;
  /** Fires when no further request is to be made. */
  readonly signal: AbortSignal;
}

/** Asks for robots.txt of an origin, through redirects and passing failures. Null when the crawl was paused or stopped meanwhile. */
export async function fetchRobots(fetch: RobotsFetch): Promise<VisitOutcome | null> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await followRedirects(fetch, `${fetch.origin}/robots.txt`);
    if (outcome === null) return null;
    const verdict = judge(outcome, attempt, fetch.config);
    const isPatient = outcome.kind === "answer" && isRefusal(outcome.answer);
    if (verdict.kind === "done" || (isPatient && attempt > fetch.config.retries)) return outcome;
    await waitUntil(fetch, fetch.clock.now() + verdict.afterMs);
  }
}

function waitUntil({ clock, signal }: RobotsFetch, atMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || atMs <= clock.now()) return resolve();
    const cancel = clock.at(atMs, resolve);
    signal.addEventListener(
      "abort",
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}

async function followRedirects(fetch: RobotsFetch, start: string): Promise<VisitOutcome | null> {
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    await waitUntil(fetch, fetch.readyAtMs());
    if (fetch.signal.aborted) return null;
    fetch.started();
    const outcome = await fetch.visit({ id: NO_ID, url, purpose: "robots", once: true });
    if (outcome === null) return null;
    fetch.ended(outcome);
    const next =
      outcome.kind === "answer" && outcome.answer.location !== null
        ? outcome.links.links.find(([, kind]) => kind === "redirect")
        : undefined;
    if (outcome.kind === "failure" || next === undefined || redirects === MOST_REDIRECTS) return outcome;
    url = outcome.links.urls[next[0]]!;
    if (!/^https?:/.test(url)) return outcome;
  }
}
