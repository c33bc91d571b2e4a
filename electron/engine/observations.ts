import type { CrawlConfig } from "#contract/config.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import type { CrawlState } from "#contract/words.ts";
import type { Frontier } from "#engine/frontier.ts";
import { History } from "#engine/history.ts";
import { hostActivities } from "#engine/host-activity.ts";
import { HostTroubles, isRefused } from "#engine/host-troubles.ts";
import { noticesOf } from "#engine/notices.ts";
import { requestsAtOnce } from "#engine/politeness.ts";
import type { Clock, CrawlStore, VisitOutcome, WaitingUrl } from "#engine/ports.ts";
import { Rates } from "#engine/rates.ts";
import { RobotsTroubles } from "#engine/robots-troubles.ts";
import { SitemapTroubles } from "#engine/sitemap-troubles.ts";

/** What the run itself knows that the live part of a status is made from. */
export interface RunSituation {
  readonly state: CrawlState;
  readonly stoppedBecause: string | null;
  readonly config: CrawlConfig;
  readonly seconds: number;
  readonly startedAtMs: number;
  readonly leases: ReadonlyMap<number, WaitingUrl>;
  /** Whether nothing is asked for until what is there was counted. */
  readonly isCounting: boolean;
  isInternal(url: string): boolean;
}

/** The part of a status that only a running session knows. */
export type LiveStatus = Pick<
  CrawlStatus,
  "pagesPerSecond" | "bytesPerSecond" | "seconds" | "secondsLeft" | "fetching" | "hosts" | "responseMs" | "notices"
>;

const LATELY_SECONDS = 10;
const MOST_FETCHING = 20;

/** Watches how a run goes, for the status, the notices and the history. */
export class Observations {
  readonly history: History;
  readonly robots = new RobotsTroubles();
  readonly #sitemaps = new SitemapTroubles();
  readonly #store: CrawlStore;
  readonly #clock: Clock;
  readonly #frontier: Frontier;
  readonly #rates = new Rates();
  readonly #troubles = new HostTroubles();

  /** `seconds`: for which the crawl has run by now. */
  constructor(deps: { readonly store: CrawlStore; readonly clock: Clock; readonly frontier: Frontier; readonly seconds: () => number }) {
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#frontier = deps.frontier;
    this.history = new History(deps.store, deps.clock, deps.seconds);
  }

  /** Takes in how a visit ended, after the pace of its host has. */
  visited(host: number, outcome: VisitOutcome, config: CrawlConfig): void {
    const atMs = this.#clock.now();
    this.#troubles.add(host, outcome, atMs);
    if (!isRefused(outcome)) return;
    const pace = this.#frontier.pace(host);
    const pauseSeconds = Math.max(0, Math.ceil((pace.backOffOverAtMs - atMs) / 1000));
    this.#troubles.refuse({ host, status: outcome.answer.status, pauseSeconds, mostAtATime: requestsAtOnce(pace, config), atMs });
  }

  /** Takes in that a visit settled its address. */
  settled(url: WaitingUrl, outcome: VisitOutcome): void {
    if (url.purpose === "sitemap") this.#sitemaps.add(url.url, outcome, this.#clock.now());
    const answer = outcome.kind === "answer" ? outcome.answer : null;
    const answerMs = answer?.times.totalMs ?? null;
    this.#rates.add(this.#clock.now(), answer?.wireBytes ?? 0, answerMs);
    this.history.add(answer?.wireBytes ?? 0, answerMs);
  }

  live(run: RunSituation): LiveStatus {
    const nowMs = this.#clock.now();
    const running = run.state === "running" || run.state === "pausing";
    const rate = running ? this.#rates.perSecond(nowMs, LATELY_SECONDS, run.startedAtMs) : { pages: 0, bytes: 0 };
    const counts = this.#store.committedCounts();
    const waiting = counts.get("state:waiting") ?? 0;
    return {
      pagesPerSecond: rate.pages,
      bytesPerSecond: rate.bytes,
      seconds: run.seconds,
      secondsLeft: run.state === "running" ? this.#rates.secondsLeft(nowMs, run.startedAtMs, waiting) : null,
      fetching: [...run.leases.values()].slice(0, MOST_FETCHING).map((url) => url.url),
      hosts: running ? hostActivities(this.#frontier.busyHosts(), run.config, nowMs) : [],
      responseMs: running ? this.#rates.meanAnswerMs(nowMs, LATELY_SECONDS) : null,
      notices: this.#notices(run, nowMs, (name) => counts.get(name) ?? 0),
    };
  }

  #notices(run: RunSituation, nowMs: number, count: (name: string) => number) {
    const hostName = (host: number) => this.#store.hostName(host);
    const isOurs = (host: number) => run.isInternal(`http://${hostName(host)}/`);
    const { config, state, stoppedBecause } = run;
    return noticesOf({
      nowMs,
      state,
      stoppedBecause,
      config,
      isCounting: run.isCounting,
      count,
      hostName,
      isOurs,
      refusals: this.#troubles.refusals((host) => this.#isCalm(host, nowMs)),
      troubles: this.#troubles.list(isOurs),
      sitemaps: this.#sitemaps.list(),
      robots: config.robots === "ignore" ? [] : this.robots.list(),
    });
  }

  /** Whether a host is asked as if it had never asked to slow down. */
  #isCalm(host: number, nowMs: number): boolean {
    const { backOffOverAtMs, spacingMs } = this.#frontier.pace(host);
    return backOffOverAtMs <= nowMs && spacingMs === 0;
  }
}
