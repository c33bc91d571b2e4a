import type { CrawlConfig } from "#contract/config.ts";
import { coverageOf } from "#contract/counted-status.ts";
import { toOrbweaverError } from "#contract/failure.ts";
import type { Receipt } from "#contract/questions.ts";
import { ACTIVE_STATES, type CrawlState } from "#contract/words.ts";
import { changedOptions, concernsAddresses } from "#engine/changed-options.ts";
import { Discovery } from "#engine/discovery.ts";
import { Frontier } from "#engine/frontier.ts";
import { Judging, takeSeedsChanged } from "#engine/judging.ts";
import { Observations, type LiveStatus } from "#engine/observations.ts";
import { sentAtMs, signalOf } from "#engine/pace-signal.ts";
import { isPaced } from "#engine/politeness.ts";
import type { Clock, CrawlStore, VisitOutcome, VisitPool, VisitSettings, WaitingUrl } from "#engine/ports.ts";
import { requeueWhile, type RequeueProgress } from "#engine/requeueing.ts";
import { fetchRobots } from "#engine/robots-fetch.ts";
import { RobotsGate } from "#engine/robots-gate.ts";
import { judge } from "#engine/retry.ts";
import { rulesOf, type Rules } from "#engine/rules.ts";
import { settleOutcome } from "#engine/settling.ts";
import { TimeLimit } from "#engine/time-limit.ts";
import { originOf } from "#url/site.ts";

/** Leases made in one go before other events get their turn; many when robots.txt excludes one URL after the other. */
const LEASES_AT_A_TIME = 1000;

/** What a run is to do. */
export interface RunOrders {
  readonly config: CrawlConfig;
  /** Start addresses or list entries, normalised. */
  readonly seeds: readonly string[];
  /** Product token for robots.txt. */
  readonly robotsToken: string;
}

/** What a session works with. It disposes none of them. */
export interface SessionParts extends RunOrders {
  readonly store: CrawlStore;
  readonly pool: VisitPool;
  readonly clock: Clock;
  /** Called after anything that `CrawlStatus` shows has changed; often. */
  readonly changed: () => void;
}

/** One run of a crawl, from start or resume to its end. Conducts frontier, workers and store, which do not know each other. */
export class CrawlSession {
  #parts: SessionParts;
  readonly #frontier: Frontier;
  readonly #discovery: Discovery;
  readonly #robots: RobotsGate;
  readonly #noMoreRequests = new AbortController();
  readonly #leases = new Map<number, WaitingUrl>();
  readonly #observed: Observations;
  readonly #judging: Judging;
  readonly #timeLimit: TimeLimit;
  #rules: Rules;
  readonly #startedAtMs: number;
  readonly #secondsBefore: number;
  readonly receipt: Receipt | null;
  #state: CrawlState = "idle";
  #generation = 0;
  #stoppedBecause: string | null = null;
  #cancelWake: (() => void) | null = null;
  #pumping = false;
  /** Visits and robots fetches under way. */
  #inFlight = 0;
  /** Requests of people to ask for addresses again that are not carried out yet. */
  #requeues = 0;
  #ranMs = 0;
  readonly #waitForIdle: (() => void)[] = [];
  readonly #waitForEnd: (() => void)[] = [];

  /** Takes stock of the file and queues the seeds; asks for nothing yet. */
  constructor(parts: SessionParts) {
    const { store, clock, config, seeds } = parts;
    this.#parts = parts;
    this.#startedAtMs = clock.now();
    this.#secondsBefore = store.getMeta<number>("seconds") ?? 0;
    this.#timeLimit = new TimeLimit(clock, (minutes) => void this.#reachLimit(`maxMinutes ${minutes}`));
    this.#rules = rulesOf(store, config, seeds);
    this.receipt = this.#takeStock();
    this.#frontier = new Frontier(store, config);
    this.#observed = new Observations({ store, clock, frontier: this.#frontier, seconds: () => this.#seconds() });
    this.#judging = new Judging({
      store,
      clock,
      frontier: this.#frontier,
      rules: this.#rules,
      guard: (work) => this.#guard(work),
      done: () => this.#judged(),
    });
    this.#discovery = new Discovery({ store, frontier: this.#frontier, rules: this.#discoveryRules() });
    this.#robots = new RobotsGate(store, clock, parts.robotsToken);
    // Seeds that were added at rest are not in the file yet.
    if (this.receipt === null || takeSeedsChanged(store)) this.#takeSeeds(seeds);
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
    const { store } = this.#parts;
    this.#guard(() => {
      this.#generation = (store.getMeta<number>("generation") ?? 0) + 1;
      store.setMeta("generation", this.#generation);
      store.setMeta("stopped_because", null);
      this.#enter("running");
      this.#observed.history.start((work) => this.#guard(work));
      store.commit();
      this.#judging.resume();
      this.#timeLimit.allow(this.#parts.config.maxMinutes);
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

  /** Goes on with other options from the next request on. `settings`: for the page workers. Throws when the file cannot be written. */
  change(orders: RunOrders, settings: VisitSettings): void {
    try {
      this.#takeOrders(orders, settings);
    } catch (thrown) {
      this.fail(thrown);
      throw toOrbweaverError(thrown);
    }
    this.#pump();
  }

  /** Makes addresses wait again, whatever they were settled as. Ends early when the run does; `taken` says how far it came. */
  async requeue(ids: ArrayLike<number>): Promise<RequeueProgress> {
    const { store, clock } = this.#parts;
    const parts = { store, judge: () => this.#rules.judge, frontier: this.#frontier, now: () => clock.now() };
    this.#requeues += 1;
    const progress = await requeueWhile(parts, ids, {
      clock,
      goesOn: () => this.#is("running"),
      guard: (work) => {
        this.#guard(work);
        this.#pump();
      },
    });
    this.#requeues -= 1;
    this.#parts.changed();
    this.#pump();
    return progress;
  }

  /** Ends the run because the file can no longer be written. What was not committed waits again after a resume. */
  fail(thrown: unknown): void {
    if (this.#state === "error") return;
    this.#stoppedBecause = toOrbweaverError(thrown).message;
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
  live(): LiveStatus {
    return this.#observed.live({
      state: this.#state,
      stoppedBecause: this.#stoppedBecause,
      config: this.#parts.config,
      seconds: this.#seconds(),
      startedAtMs: this.#startedAtMs,
      leases: this.#leases,
      isCounting: this.#judging.holdsRequests,
      isInternal: (url) => this.#rules.scope.isInternal(url),
    });
  }

  #takeOrders(orders: RunOrders, settings: VisitSettings): void {
    const { store, pool, config: before, seeds: seedsBefore, robotsToken: tokenBefore } = this.#parts;
    const { config, seeds, robotsToken } = orders;
    const changed = changedOptions(before, config);
    store.setMeta("config", config);
    this.#parts = { ...this.#parts, ...orders };
    pool.configure(settings);
    this.#frontier.changeLimits(config);
    this.#robots.useToken(robotsToken);
    this.#rules = rulesOf(store, config, seeds);
    this.#discovery.useRules(this.#discoveryRules());
    const known = new Set(seedsBefore);
    this.#takeSeeds(seeds.filter((seed) => !known.has(seed)));
    if (concernsAddresses(changed)) {
      this.#judging.change(this.#rules, { recount: changed.includes("maxQueryVariants"), askRobots: tokenBefore !== robotsToken });
    } else this.#judging.useRules(this.#rules);
    this.#timeLimit.allow(this.#parts.config.maxMinutes);
    store.commit();
    this.#parts.changed();
  }

  #discoveryRules() {
    return { judge: this.#rules.judge, countsVariants: () => !this.#judging.isRecounting };
  }

  #takeSeeds(seeds: readonly string[]): void {
    const { mode } = this.#parts.config;
    for (const seed of seeds) {
      if (mode === "sitemap") this.#discovery.takeSitemapStart(seed);
      else this.#discovery.takeSeed(seed, mode === "list" ? "list" : "seed");
    }
  }

  /** All addresses are judged: there may be something to ask for now, or nothing left. */
  #judged(): void {
    this.#parts.changed();
    this.#pump();
  }

  #takeStock(): Receipt | null {
    const { store, clock } = this.#parts;
    if (coverageOf(store.committedCounts()).discovered === 0) return null;
    const receipt: Receipt = {
      ...store.takeStock(),
      afterCrash: ACTIVE_STATES.has(store.getMeta<CrawlState>("run_state") ?? "idle"),
      atMs: clock.now(),
    };
    store.setMeta("receipt", receipt);
    return receipt;
  }

  /** Starts as much as may run now, and sees to it that it is called again when more may. */
  #pump(): void {
    if (this.#state !== "running" || this.#pumping || this.#judging.holdsRequests) return;
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
    if (this.#inFlight === 0 && !this.#judging.isUnderWay && this.#requeues === 0) this.#end("finished");
  }

  #mayAskForMorePages(): boolean {
    const { store, config } = this.#parts;
    const { maxPages } = config;
    if (maxPages === 0 || store.count("rows:pages") + this.#leases.size < maxPages) return true;
    // What has nothing left to ask for is finished, whatever its limit.
    if (this.#leases.size === 0 && store.count("state:waiting") === 0) return true;
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
    if (!this.#judging.admits(url)) return this.#parts.changed();
    if (config.robots === "ignore" || url.forced) return this.#visit(url);
    const origin = originOf(url.url);
    const verdict = this.#robots.verdict(origin, url.url);
    switch (verdict.kind) {
      case "allowed":
        this.#observed.robots.allow(origin);
        this.#frontier.askForDelay(url.host, this.#robots.crawlDelayMs(origin));
        return this.#visit(url);
      case "disallowed":
        this.#observed.robots.disallow(origin, this.#parts.clock.now());
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
        this.#observed.robots.learn(this.#robots.learn(origin, outcome), clock.now());
        this.#frontier.askForDelay(host, this.#robots.crawlDelayMs(origin));
        this.#frontier.release(host);
      });
    });
  }

  #visit(url: WaitingUrl): void {
    const { clock, pool } = this.#parts;
    this.#leases.set(url.id, url);
    if (this.#rules.caps.hasTurned()) this.#judging.capTurned();
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
    this.#observed.visited(url.host, outcome, config);
    const verdict = judge(outcome, url.attempts + 1, config);
    if (verdict.kind === "again") {
      store.requeue(url, url.attempts + 1, nowMs + verdict.afterMs);
      this.#frontier.delayed(nowMs + verdict.afterMs);
    } else {
      settleOutcome(store, this.#discovery, url, outcome);
      this.#observed.settled(url, outcome);
      if (this.#rules.caps.hasTurned()) this.#judging.capTurned();
    }
    this.#parts.changed();
  }

  #seconds(): number {
    return this.#secondsBefore + (this.#isOver() ? this.#ranMs : this.#parts.clock.now() - this.#startedAtMs) / 1000;
  }

  #is(state: CrawlState): boolean {
    return this.#state === state;
  }

  #isOver(): boolean {
    return this.#state !== "idle" && !ACTIVE_STATES.has(this.#state);
  }

  #enter(state: CrawlState): void {
    this.#state = state;
    if (state !== "running") {
      this.#noMoreRequests.abort();
      this.#judging.stop();
    }
    this.#guard(() => this.#parts.store.setMeta("run_state", state));
    this.#parts.changed();
  }

  #end(state: CrawlState): void {
    this.#guard(() => {
      const { store } = this.#parts;
      store.setMeta("run_state", state);
      store.setMeta("stopped_because", this.#stoppedBecause);
      this.#observed.history.end();
      store.commit();
      this.#settleState(state);
    });
  }

  /** The last step of a run: nothing changes after it. */
  #settleState(state: CrawlState): void {
    this.#ranMs = this.#parts.clock.now() - this.#startedAtMs;
    this.#state = state;
    this.#cancelWake?.();
    this.#timeLimit.cancel();
    this.#observed.history.stop();
    this.#judging.stop();
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
