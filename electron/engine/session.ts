import type { CrawlConfig } from "#contract/config.ts";
import { coverageOf } from "#contract/counted-status.ts";
import { toOrbweaverError } from "#contract/failure.ts";
import type { Receipt } from "#contract/questions.ts";
import type { CrawlState } from "#contract/words.ts";
import { Discovery } from "#engine/discovery.ts";
import { Frontier } from "#engine/frontier.ts";
import { Notices } from "#engine/notices.ts";
import { isPaced, type PaceSignal } from "#engine/politeness.ts";
import type { Clock, CrawlStore, VisitOutcome, VisitPool, WaitingUrl } from "#engine/ports.ts";
import { Rates } from "#engine/rates.ts";
import { fetchRobots } from "#engine/robots-fetch.ts";
import { RobotsGate } from "#engine/robots-gate.ts";
import { isRefusal, judge } from "#engine/retry.ts";
import { createScope } from "#engine/scope.ts";
import { settleOutcome } from "#engine/settling.ts";
import { originOf } from "#url/site.ts";

/** Leases made in one go before other events get their turn; many when robots.txt excludes one URL after the other. */
const LEASES_AT_A_TIME = 1000;

/** What a session works with. It disposes none of them. */
export interface SessionParts {
  readonly store: CrawlStore;
  readonly pool: VisitPool;
  readonly clock: Clock;
  readonly config: CrawlConfig;
  /** Start addresses or list entries, normalised. */
  readonly seeds: readonly string[];
  /** Product token for robots.txt. */
  readonly robotsToken: string;
  /** Called after anything that `CrawlStatus` shows has changed; often. */
  readonly changed: () => void;
}

/** One run of a crawl, from start or resume to its end. Conducts frontier, workers and store, which do not know each other. */
export class CrawlSession {
  readonly #parts: SessionParts;
  readonly #frontier: Frontier;
  readonly #discovery: Discovery;
  readonly #robots: RobotsGate;
  readonly #noMoreRequests = new AbortController();
  readonly #leases = new Map<number, WaitingUrl>();
  readonly #notices = new Notices();
  readonly #rates = new Rates();
  readonly #startedAtMs: number;
  readonly #secondsBefore: number;
  readonly receipt: Receipt | null;
  #state: CrawlState = "idle";
  #generation = 0;
  #secondsKeptAtMs = 0;
  #stoppedBecause: string | null = null;
  #cancelWake: (() => void) | null = null;
  #cancelTimeLimit: (() => void) | null = null;
  #pumping = false;
  /** Visits and robots fetches under way. */
  #inFlight = 0;
  #ranMs = 0;
  readonly #waitForIdle: (() => void)[] = [];
  readonly #waitForEnd: (() => void)[] = [];

  /** Takes stock of the file and queues the seeds; asks for nothing yet. */
  constructor(parts: SessionParts) {
    const { store, clock, config, seeds } = parts;
    this.#parts = parts;
    this.#startedAtMs = clock.now();
    this.#secondsBefore = store.getMeta<number>("seconds") ?? 0;
    this.receipt = this.#takeStock();
    this.#frontier = new Frontier(store, config);
    const scope = createScope(config, seeds);
    this.#discovery = new Discovery({ store, scope, frontier: this.#frontier, config });
    this.#robots = new RobotsGate(store, clock, parts.robotsToken);
    if (this.receipt === null) for (const seed of seeds) this.#discovery.takeSeed(seed, config.mode === "list" ? "list" : "seed");
  }

  get state(): CrawlState {
    return this.#state;
  }

  /** Number of this run: one more than that of the run before. */
  get generation(): number {
    return this.#generation;
  }

  get stoppedBecause(): string | null {
    return this.#stoppedBecause;
  }

  /** Begins to ask. The run ends by itself with `finished`, `limit` or `error`, or through `pause` and `stop`. */
  start(): void {
    const { store, clock, config } = this.#parts;
    this.#guard(() => {
      this.#generation = (store.getMeta<number>("generation") ?? 0) + 1;
      store.setMeta("generation", this.#generation);
      store.setMeta("stopped_because", null);
      this.#enter("running");
      store.commit();
      if (config.maxMinutes > 0) {
        this.#cancelTimeLimit = clock.at(
          clock.now() + config.maxMinutes * 60_000,
          () => void this.#reachLimit(`maxMinutes ${config.maxMinutes}`),
        );
      }
      this.#pump();
    });
  }

  /** No new request from now on; resolves when what runs has come in and is stored. */
  async pause(): Promise<void> {
    if (this.#state !== "running") return this.whenEnded();
    this.#enter("pausing");
    await this.#whenIdle();
    if (this.#is("pausing")) this.#end("paused");
  }

  /** Gives up what runs, which waits again. Resolves when the file is up to date. */
  async stop(): Promise<void> {
    if (this.#state !== "running" && this.#state !== "pausing") return this.whenEnded();
    this.#enter("stopping");
    this.#parts.pool.abandon();
    await this.#whenIdle();
    this.#guard(() => {
      for (const url of this.#leases.values()) this.#parts.store.requeue(url, url.attempts, 0);
      this.#leases.clear();
    });
    if (this.#is("stopping")) this.#end("paused");
  }

  /** Ends the run because the file can no longer be written. What was not committed waits again after a resume. */
  fail(thrown: unknown): void {
    if (this.#state === "error") return;
    this.#stoppedBecause = toOrbweaverError(thrown).message;
    this.#notices.tell({ id: "error", level: "error", message: this.#stoppedBecause, atMs: this.#parts.clock.now(), remedies: [] });
    this.#parts.pool.abandon();
    this.#leases.clear();
    this.#settleState("error");
  }

  /** Resolves when the run has ended, in whatever way. */
  whenEnded(): Promise<void> {
    if (this.#isOver()) return Promise.resolve();
    return new Promise((resolve) => this.#waitForEnd.push(resolve));
  }

  /** The part of the status that only the running session knows. */
  live() {
    const nowMs = this.#parts.clock.now();
    const running = this.#state === "running" || this.#state === "pausing";
    const rate = running ? this.#rates.perSecond(nowMs, 10, this.#startedAtMs) : { pages: 0, bytes: 0 };
    const waiting = this.#parts.store.committedCounts().get("state:waiting") ?? 0;
    return {
      pagesPerSecond: rate.pages,
      bytesPerSecond: rate.bytes,
      seconds: this.#seconds(),
      secondsLeft: this.#state === "running" ? this.#rates.secondsLeft(nowMs, this.#startedAtMs, waiting) : null,
      fetching: [...this.#leases.values()].slice(0, 20).map((url) => url.url),
      hosts: [],
      responseMs: null,
      notices: this.#notices.list(),
    };
  }

  #takeStock(): Receipt | null {
    const { store, clock } = this.#parts;
    if (coverageOf(store.committedCounts()).discovered === 0) return null;
    const runState = store.getMeta<CrawlState>("run_state");
    const receipt: Receipt = {
      ...store.takeStock(),
      afterCrash: runState === "running" || runState === "pausing" || runState === "stopping",
      atMs: clock.now(),
    };
    store.setMeta("receipt", receipt);
    return receipt;
  }

  /** Starts as much as may run now, and sees to it that it is called again when more may. */
  #pump(): void {
    if (this.#state !== "running" || this.#pumping) return;
    this.#pumping = true;
    this.#cancelWake?.();
    this.#cancelWake = null;
    this.#guard(() => {
      for (let leases = 0; this.#is("running") && this.#inFlight < this.#parts.config.concurrency; leases += 1) {
        if (!this.#mayAskForMorePages()) return;
        if (leases === LEASES_AT_A_TIME) return this.#wakeAt(this.#parts.clock.now());
        const lease = this.#frontier.lease(this.#parts.clock.now());
        if (lease.kind === "leased") this.#begin(lease.url);
        else if (lease.kind === "wait") return this.#wakeAt(lease.untilMs);
        else return this.#finishIfIdle();
      }
    });
    this.#pumping = false;
  }

  #wakeAt(atMs: number): void {
    if (atMs !== Infinity) this.#cancelWake = this.#parts.clock.at(atMs, () => this.#pump());
  }

  /** Nothing waits. The crawl is finished when nothing is asked for either: that could discover more. */
  #finishIfIdle(): void {
    if (this.#inFlight === 0) this.#end("finished");
  }

  #mayAskForMorePages(): boolean {
    const { maxPages } = this.#parts.config;
    if (maxPages === 0 || this.#parts.store.count("rows:pages") + this.#leases.size < maxPages) return true;
    if (this.#leases.size === 0) void this.#reachLimit(`maxPages ${maxPages}`);
    return false;
  }

  async #reachLimit(limit: string): Promise<void> {
    if (this.#state !== "running") return;
    this.#enter("pausing");
    await this.#whenIdle();
    if (!this.#is("pausing")) return;
    this.#stoppedBecause = `The limit ${limit} is reached. Resume with a higher one to go on.`;
    this.#end("limit");
  }

  /** Asks robots.txt whether a leased URL may be asked for, and asks for it. */
  #begin(url: WaitingUrl): void {
    const { store, config } = this.#parts;
    if (config.robots === "ignore") return this.#visit(url);
    const origin = originOf(url.url);
    const verdict = this.#robots.verdict(origin, url.url);
    switch (verdict.kind) {
      case "allowed":
        this.#honourDelay(origin, url.host);
        return this.#visit(url);
      case "disallowed":
        store.settle(url, { as: "excluded", reason: "robots", rule: verdict.rule }, null);
        return this.#parts.changed();
      case "private":
        store.settle(url, { as: "excluded", reason: "private-address", rule: verdict.message }, null);
        return this.#parts.changed();
      case "unreachable":
        store.settle(
          url,
          { as: "failed", code: verdict.code, message: `robots.txt could not be read: ${verdict.message}`, outcome: null },
          null,
        );
        return this.#parts.changed();
      case "unknown":
        store.requeue(url, url.attempts, 0);
        this.#frontier.add(url);
        this.#learnRobots(origin, url.host);
    }
  }

  #learnRobots(origin: string, host: number): void {
    const { clock, pool, config } = this.#parts;
    this.#frontier.hold(host);
    this.#run(async () => {
      const outcome = await fetchRobots({
        origin,
        config,
        clock,
        signal: this.#noMoreRequests.signal,
        visit: (task) => pool.visit(task),
        readyAtMs: () => Math.max(this.#frontier.pace(host).delayOverAtMs, this.#frontier.pace(host).backOffOverAtMs),
        started: () => this.#frontier.started(host, clock.now()),
        ended: (result) => this.#frontier.ended(host, signalOf(result), { nowMs: clock.now(), sentAtMs: sentAtMs(result) }),
      });
      if (outcome === null || this.#state === "error") return;
      this.#guard(() => {
        const robots = this.#robots.learn(origin, outcome);
        if (robots.outcome === "disallow-all")
          this.#tell(
            `robots:${origin}`,
            "warning",
            `${robots.message}. Nothing of ${origin} is crawled for now; resume later to ask again.`,
          );
        this.#honourDelay(origin, host);
        this.#frontier.release(host);
      });
    });
  }

  #honourDelay(origin: string, host: number): void {
    this.#frontier.lengthenDelay(host, Math.min(this.#robots.crawlDelayMs(origin), this.#parts.config.maxRobotsDelayMs));
  }

  #visit(url: WaitingUrl): void {
    const { clock, pool } = this.#parts;
    this.#leases.set(url.id, url);
    this.#frontier.started(url.host, clock.now());
    this.#run(async () => {
      const outcome = await pool.visit({ id: url.id, url: url.url, purpose: url.purpose, once: isPaced(this.#frontier.pace(url.host)) });
      if (outcome === null || this.#state === "error") return;
      this.#guard(() => this.#take(url, outcome));
    });
  }

  /** Runs a visit or a robots fetch, and pumps when it has ended. */
  #run(work: () => Promise<void>): void {
    this.#inFlight += 1;
    void work()
      .catch((thrown: unknown) => this.fail(thrown))
      .then(() => {
        this.#inFlight -= 1;
        if (this.#inFlight === 0) for (const resolve of this.#waitForIdle.splice(0)) resolve();
        this.#pump();
      });
  }

  #whenIdle(): Promise<void> {
    return this.#inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.#waitForIdle.push(resolve));
  }

  /** Takes in what a visit came to: ask again later, or settle. */
  #take(url: WaitingUrl, outcome: VisitOutcome): void {
    const { store, clock, config } = this.#parts;
    const nowMs = clock.now();
    this.#leases.delete(url.id);
    this.#frontier.ended(url.host, signalOf(outcome), { nowMs, sentAtMs: sentAtMs(outcome) });
    if (outcome.kind === "answer" && isRefusal(outcome.answer)) this.#tellRefusal(url.host, outcome.answer.status);
    const verdict = judge(outcome, url.attempts + 1, config);
    if (verdict.kind === "again") {
      store.requeue(url, url.attempts + 1, nowMs + verdict.afterMs);
      this.#frontier.delayed(nowMs + verdict.afterMs);
    } else {
      settleOutcome(store, this.#discovery, url, outcome);
      this.#rates.add(nowMs, 1, outcome.kind === "answer" ? outcome.answer.wireBytes : 0);
    }
    this.#keepSeconds(nowMs);
    this.#parts.changed();
  }

  /** Notes in the file now and then how long the crawl has run, so that a run that is cut off counts too. */
  #keepSeconds(nowMs: number): void {
    if (nowMs - this.#secondsKeptAtMs < 1000) return;
    this.#secondsKeptAtMs = nowMs;
    this.#parts.store.setMeta("seconds", this.#seconds());
  }

  #tellRefusal(host: number, status: number): void {
    const pace = this.#frontier.pace(host);
    const pauseSeconds = Math.max(0, Math.ceil((pace.backOffOverAtMs - this.#parts.clock.now()) / 1000));
    const name = this.#parts.store.hostName(host);
    this.#tell(
      `refusal:${name}`,
      "info",
      `${name} asks us to slow down (${status}). Pausing it for ${pauseSeconds} s, then at most ${Math.max(1, Math.floor(pace.window))} at a time.`,
    );
  }

  #tell(id: string, level: "info" | "warning" | "error", message: string): void {
    this.#notices.tell({ id, level, message, atMs: this.#parts.clock.now(), remedies: [] });
  }

  #seconds(): number {
    return this.#secondsBefore + (this.#isOver() ? this.#ranMs : this.#parts.clock.now() - this.#startedAtMs) / 1000;
  }

  #is(state: CrawlState): boolean {
    return this.#state === state;
  }

  #isOver(): boolean {
    return this.#state !== "running" && this.#state !== "pausing" && this.#state !== "stopping" && this.#state !== "idle";
  }

  #enter(state: CrawlState): void {
    this.#state = state;
    if (state !== "running") this.#noMoreRequests.abort();
    this.#guard(() => this.#parts.store.setMeta("run_state", state));
    this.#parts.changed();
  }

  #end(state: CrawlState): void {
    this.#guard(() => {
      const { store } = this.#parts;
      store.setMeta("run_state", state);
      store.setMeta("stopped_because", this.#stoppedBecause);
      store.setMeta("seconds", this.#seconds());
      store.commit();
      this.#settleState(state);
    });
  }

  /** The last step of a run: nothing changes after it. */
  #settleState(state: CrawlState): void {
    this.#ranMs = this.#parts.clock.now() - this.#startedAtMs;
    this.#state = state;
    this.#cancelWake?.();
    this.#cancelTimeLimit?.();
    for (const resolve of [...this.#waitForIdle.splice(0), ...this.#waitForEnd.splice(0)]) resolve();
    this.#parts.changed();
  }

  /** Runs what writes to the store; its errors end the run instead of the process. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      this.fail(thrown);
    }
  }
}

/** Failures with which a host that has too many connections turns further ones away. */
const DROPS: ReadonlySet<string> = new Set(["reset", "connection-refused", "empty-response"]);

function signalOf(outcome: VisitOutcome): PaceSignal {
  if (outcome.kind === "failure") return { kind: DROPS.has(outcome.code) ? "dropped" : "failed" };
  const { answer } = outcome;
  if (isRefusal(answer)) return { kind: "refused", retryAfterMs: answer.retryAfterMs };
  return { kind: "answered", firstByteMs: answer.times.firstByteMs };
}

/** Longest that a request is taken to be on its way to a host that is connected to. */
const LONGEST_WAY_MS = 250;

/** By when the host had the request for sure, so that the distance to the next one is kept as the host sees it. */
function sentAtMs(outcome: VisitOutcome): number {
  if (outcome.kind === "failure") return outcome.fetchedAtMs;
  const { fetchedAtMs, times } = outcome.answer;
  const arrivedAtMs = fetchedAtMs - times.totalMs + (times.dnsMs ?? 0) + (times.connectMs ?? 0) + LONGEST_WAY_MS;
  return Math.min(arrivedAtMs, fetchedAtMs);
}
