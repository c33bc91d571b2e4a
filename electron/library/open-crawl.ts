import { OrbweaverError, toOrbweaverError } from "#contract/failure.ts";
import type { crawlQuestions, CrawlStatus, InputOf, JobProgress, OutputOf, SentInputOf } from "#contract/questions.ts";
import { ACTIVE_STATES } from "#contract/words.ts";
import { asEngineDied, atRest, tooManyDeaths } from "#library/crawl-at-rest.ts";
import type { CrawlJournal } from "#library/crawl-journal.ts";
import type { CrawlSlots } from "#library/crawl-slots.ts";
import { Deaths } from "#library/deaths.ts";
import { EngineConnection } from "#library/engine-connection.ts";
import type { StartEngine } from "#library/engine-process.ts";
import type { HostEvents } from "#library/host-events.ts";
import { within } from "#library/within.ts";

type Questions = typeof crawlQuestions;
export type CrawlQuestion = keyof Questions;

/** How long each step of an orderly end may take before the next, harsher one. */
export interface EndLimits {
  readonly pauseMs: number;
  readonly stopMs: number;
  readonly exitMs: number;
}

/** What open crawls share. */
export interface OpenCrawlOptions {
  readonly startEngine: StartEngine;
  readonly events: HostEvents;
  readonly slots: CrawlSlots;
  /** An engine that nobody needs is closed after this time. */
  readonly idleAfterMs: number;
  readonly limits: EndLimits;
  readonly journal: CrawlJournal;
  /** Told when a crawl changes its state. */
  onStateChange(): void;
}

/**
 * One crawl file in the hands of the host. Its engine process is started at the first question, started again when it dies while
 * the crawl runs, and closed when nobody needs it.
 */
export class OpenCrawl {
  readonly path: string;
  readonly #options: OpenCrawlOptions;
  readonly #deaths = new Deaths();
  readonly #jobs = new Map<string, JobProgress>();
  #engine: EngineConnection | null = null;
  /** Settles when the last engine has let go of the file: another one could not write to it before. */
  #leaving: Promise<unknown> = Promise.resolve();
  #status: CrawlStatus | null = null;
  /** Whether the person wants the crawl to run: an engine that dies meanwhile is started again. */
  #wanted = false;
  /** Set while the engine is asked to start the crawl: the last status that is not of a run, to be told if nothing newer comes. */
  #starting: { held: CrawlStatus | null } | null = null;
  #calls = 0;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(path: string, options: OpenCrawlOptions) {
    this.path = path;
    this.#options = options;
  }

  /** What the engine said last; null when it has not been asked anything yet. */
  get status(): CrawlStatus | null {
    return this.#status;
  }

  get isActive(): boolean {
    return this.#wanted || ACTIVE_STATES.has(this.#status?.state ?? "idle");
  }

  /** Whether an engine process belongs to the crawl right now. */
  get hasEngine(): boolean {
    return this.#engine !== null;
  }

  /** Passes a question on to the engine. Rejects with `engine-died` when the process ends before it answers. */
  async ask<N extends CrawlQuestion>(name: N, input: SentInputOf<Questions, N>, signal?: AbortSignal): Promise<OutputOf<Questions, N>> {
    this.#calls += 1;
    this.#stopIdleTimer();
    try {
      if (this.#engine === null) await this.#leaving;
      const engine = this.#engine ?? this.#startEngine();
      return await engine.client.call(name, input, signal);
    } catch (thrown) {
      throw asEngineDied(toOrbweaverError(thrown), this.path);
    } finally {
      this.#calls -= 1;
      this.considerIdle();
    }
  }

  /** Starts or resumes the crawl as soon as it is its turn. It keeps its place in line when the window that asked goes away. */
  async start(input: InputOf<Questions, "crawl.start">): Promise<CrawlStatus> {
    const { slots } = this.#options;
    this.#deaths.forget();
    if (!this.isActive && slots.isFull()) await this.#tellThatItWaits();
    await slots.take(this.path);
    try {
      return await this.#startUntilAnswered(input);
    } catch (thrown) {
      if (!this.isActive) slots.leave(this.path);
      const { code, message } = toOrbweaverError(thrown);
      if (code !== "cancelled") this.#options.journal.notStarted(this.path, message);
      throw thrown;
    }
  }

  /** Pauses or stops the crawl; takes it out of the line when it waits for its turn. */
  async end(name: "crawl.pause" | "crawl.stop", signal?: AbortSignal): Promise<CrawlStatus> {
    if (!this.isActive) this.#options.slots.leave(this.path);
    this.#wanted = false;
    const status = await this.ask(name, { crawl: this.path }, signal);
    this.#hearAnswer(status);
    return status;
  }

  /** Pauses the crawl when it runs: orderly if it can be done in time, at once if not. Never rejects. */
  async pauseNow(): Promise<void> {
    if (!this.isActive) return this.#options.slots.leave(this.path);
    const { pauseMs, stopMs } = this.#options.limits;
    const paused = await within(pauseMs, this.end("crawl.pause"));
    if (!paused) await within(stopMs, this.end("crawl.stop"));
  }

  /** Pauses the crawl and ends its process. Never rejects. */
  async close(): Promise<void> {
    await this.pauseNow();
    await this.#letGo();
  }

  /** Starts or stops the clock after which an engine that nobody needs is closed. */
  considerIdle(): void {
    const needed =
      this.#engine === null || this.isActive || this.#calls > 0 || this.#jobs.size > 0 || this.#options.events.hasListeners(this.#topic);
    if (needed) return this.#stopIdleTimer();
    this.#idleTimer ??= setTimeout(() => void this.#letGo(), this.#options.idleAfterMs).unref();
  }

  get #topic(): `crawl:${string}` {
    return `crawl:${this.path}`;
  }

  #startEngine(): EngineConnection {
    if (!this.#deaths.mayRestart(Date.now())) throw new OrbweaverError("engine-died", tooManyDeaths(this.path));
    const engine: EngineConnection = new EngineConnection(this.#options.startEngine(this.path), () => this.#lost(engine));
    this.#engine = engine;
    engine.client.subscribe(this.#topic, (status) => this.#engine === engine && this.#hearEvent(status));
    engine.client.subscribe("job", (progress) => this.#engine === engine && this.#hearJob(progress));
    return engine;
  }

  /** Asks again when the engine dies before it has answered, as often as an engine may be restarted. */
  async #startUntilAnswered(input: InputOf<Questions, "crawl.start">): Promise<CrawlStatus> {
    for (;;) {
      try {
        return await this.#askToStart(input);
      } catch (thrown) {
        if (toOrbweaverError(thrown).code !== "engine-died" || !this.#deaths.mayRestart(Date.now())) throw thrown;
      }
    }
  }

  async #askToStart(input: InputOf<Questions, "crawl.start">): Promise<CrawlStatus> {
    const starting = { held: null as CrawlStatus | null };
    this.#starting = starting;
    let answer: CrawlStatus | null = null;
    try {
      answer = await this.ask("crawl.start", input);
      this.#wanted = ACTIVE_STATES.has(answer.state);
      this.#hearAnswer(answer);
      if (!this.isActive) this.#options.slots.leave(this.path);
      return answer;
    } finally {
      if (this.#starting === starting) this.#starting = null;
      const isNews = starting.held !== null && (answer === null ? !this.#wanted : starting.held.generation >= answer.generation);
      if (isNews && starting.held !== null) this.#hear(starting.held);
    }
  }

  /** While a start is under way, what the engine says of the time before it is no news. */
  #hearEvent(status: CrawlStatus): void {
    if (this.#starting !== null && !ACTIVE_STATES.has(status.state)) this.#starting.held = status;
    else this.#hear(status);
  }

  #hear(status: CrawlStatus): void {
    const before = this.#status;
    if (before !== null && status.generation < before.generation) return;
    this.#status = status;
    if (status.state !== "running") this.#wanted = false;
    if (!ACTIVE_STATES.has(status.state)) this.#options.slots.leave(this.path);
    this.#options.journal.heard(before, status);
    this.#options.events.publish(this.#topic, status);
    if (before?.state !== status.state) this.#options.onStateChange();
    this.considerIdle();
  }

  /** Takes the status of an answer for news, unless the news came first and is younger. */
  #hearAnswer(status: CrawlStatus): void {
    const known = this.#status;
    if (known === null || status.generation > known.generation || (ACTIVE_STATES.has(known.state) && !ACTIVE_STATES.has(status.state)))
      this.#hear(status);
  }

  #hearJob(progress: JobProgress): void {
    if (progress.state === "running") this.#jobs.set(progress.job, progress);
    else this.#jobs.delete(progress.job);
    this.#options.events.publish("job", progress);
    this.considerIdle();
  }

  /** The engine has ended, or cannot be talked to any more, without being asked to. */
  #lost(engine: EngineConnection): void {
    if (this.#engine !== engine) return;
    this.#engine = null;
    this.#deaths.note(Date.now());
    this.#options.journal.engineDied(this.path, this.#wanted && this.#deaths.mayRestart(Date.now()));
    engine.kill();
    this.#leaving = within(this.#options.limits.exitMs, engine.exited);
    this.#failJobs();
    if (this.#wanted) void this.#resume();
    else if (this.#status !== null && ACTIVE_STATES.has(this.#status.state)) this.#hear(atRest(this.#status, "paused", null));
  }

  /** Starts the crawl again after its engine died, once the dead process has let go of the file. */
  async #resume(): Promise<void> {
    await this.#leaving;
    if (!this.#wanted) return;
    if (!this.#deaths.mayRestart(Date.now())) return this.#giveUp(tooManyDeaths(this.path));
    try {
      await this.#askToStart({ crawl: this.path });
    } catch (thrown) {
      const error = toOrbweaverError(thrown);
      // A death during the start is dealt with by `#lost`.
      if (error.code !== "engine-died") this.#giveUp(error.message);
    }
  }

  #giveUp(reason: string): void {
    this.#wanted = false;
    if (this.#status !== null) this.#hear(atRest(this.#status, "error", reason));
    this.#options.slots.leave(this.path);
  }

  #failJobs(): void {
    for (const job of this.#jobs.values()) {
      this.#options.events.publish("job", {
        ...job,
        state: "failed",
        error: "The process that wrote the file ended unexpectedly. Start the export again.",
      });
    }
    this.#jobs.clear();
  }

  async #letGo(): Promise<void> {
    this.#stopIdleTimer();
    const engine = this.#engine;
    if (engine === null) return;
    this.#engine = null;
    this.#failJobs();
    const closed = engine.close(this.#options.limits.exitMs);
    this.#leaving = closed;
    await closed;
    if (this.#engine === null) this.#options.events.forget(this.#topic);
  }

  #stopIdleTimer(): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
  }

  async #tellThatItWaits(): Promise<void> {
    const status = await this.ask("crawl.status", { crawl: this.path });
    const message = `This crawl begins when another one ends or is paused: ${this.#options.slots.size} run already.`;
    this.#hear({ ...status, notices: [...status.notices, { id: "in-line", level: "info", message, atMs: Date.now(), remedies: [] }] });
  }
}
