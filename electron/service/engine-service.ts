import { countedStatus } from "#contract/counted-status.ts";
import type { CrawlConfig } from "#contract/config.ts";
import { OrbweaverError, toOrbweaverError, type ErrorCode } from "#contract/failure.ts";
import type { EventHub } from "#contract/protocol.ts";
import type { CrawlStatus, Handlers, InputOf, JobProgress, crawlQuestions } from "#contract/questions.ts";
import { ACTIVE_STATES } from "#contract/words.ts";
import { checkConfig } from "#engine/check-config.ts";
import type { Clock } from "#engine/ports.ts";
import { NOTHING_REQUEUED } from "#engine/requeueing.ts";
import { changeAtRest, requeueAtRest } from "#service/at-rest.ts";
import { CrawlRun } from "#service/crawl-run.ts";
import { ExportJobs } from "#service/export-jobs.ts";
import { isBeingCrawled } from "#store/is-being-crawled.ts";
import { tidyCrawlFile } from "#store/open-writer.ts";
import type { ReaderClient } from "#store/reader-client.ts";
import type { LaunchWorker } from "#workers/messages.ts";

/** What the service of one crawl is made of. */
export interface EngineServiceOptions {
  readonly path: string;
  readonly reader: ReaderClient;
  readonly launch: LaunchWorker;
  readonly clock: Clock;
  readonly events: EventHub;
}

type Questions = typeof crawlQuestions;

/** Errors of a start that the person mends outside of Orbweaver. */
const OF_THE_FILE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["disk-full", "read-only", "vanished", "storage"]);

/** Status events of one crawl, at most this often. */
const MOST_EVENTS_PER_SECOND = 5;
/** The first news of a run come quicker, since a person waits for the first rows. */
const EARLY_EVENTS = 20;
const EARLY_EVENTS_PER_SECOND = 20;

/** Answers all questions about one crawl: running it through a `CrawlRun`, reading it through the reader thread. */
export class EngineService {
  readonly #options: EngineServiceOptions;
  readonly #jobs: ExportJobs;
  #run: CrawlRun | null = null;
  /** Why the crawl could not be begun the last time; null when it could. */
  #problem: string | null = null;
  #cancelNews: (() => void) | null = null;
  /** Events of this run. */
  #toldOfRun = 0;
  #toldAtMs = 0;

  constructor(options: EngineServiceOptions) {
    this.#options = options;
    this.#jobs = new ExportJobs(options.reader, options.clock, (progress: JobProgress) => options.events.publish("job", progress));
  }

  /** One handler for each question about a crawl. */
  handlers(): Handlers<Questions> {
    const { reader } = this.#options;
    return {
      "crawl.start": (input) => this.#start(input),
      "crawl.pause": () => this.#end("pause"),
      "crawl.stop": () => this.#end("stop"),
      "crawl.status": () => this.status(),
      "crawl.config": (_input, signal) => reader.config(signal),
      "crawl.coverage": async (_input, signal) => ({ ...(await reader.coverage(signal)), state: (await this.status()).state }),
      "crawl.why": (input, signal) => reader.why(input.url, signal),
      "view.rows": ({ crawl: _crawl, ...question }, signal) => reader.rows(question, signal),
      "crawl.change": (input) => this.#change(input),
      "crawl.requeue": (input, signal) => this.#requeue(input, signal),
      "crawl.history": (_input, signal) => reader.history(signal),
      "crawl.verify": (_input, signal) => reader.verify(signal),
      "view.ids": ({ crawl: _crawl, ...question }, signal) => reader.ids(question, signal),
      "view.facets": ({ crawl: _crawl, ...question }, signal) => reader.facets(question, signal),
      "page.detail": (input, signal) => reader.detail(input.url, signal),
      "page.source": (input, signal) => reader.source(input.url, signal),
      "map.sections": ({ crawl: _crawl, ...question }, signal) => reader.sections(question, signal),
      "map.graph": ({ crawl: _crawl, ...question }, signal) => reader.graph(question, signal),
      "export.start": ({ crawl, ...request }) => ({ job: this.#jobs.start(crawl, request) }),
      "export.cancel": async (input) => this.#jobs.cancel(input.job),
    };
  }

  /** How the crawl stands: of the run when there is one, else as the file has it. */
  async status(): Promise<CrawlStatus> {
    if (this.#run !== null) return this.#runStatus(this.#run);
    const { path, reader } = this.#options;
    const stored = { ...(await reader.status()), crawl: path };
    if (ACTIVE_STATES.has(stored.state) && isBeingCrawled(path)) return stored;
    if (this.#problem !== null) return { ...stored, state: "error", stoppedBecause: this.#problem };
    // A run that was killed left its state behind; nobody is running it.
    return ACTIVE_STATES.has(stored.state) ? { ...stored, state: "paused" } : stored;
  }

  /** Ends everything: gives up what runs, which waits again, and closes the file. */
  async close(): Promise<void> {
    this.#cancelNews?.();
    await this.#run?.session.stop();
    await this.#run?.closed;
    await this.#options.reader.close();
    tidyCrawlFile(this.#options.path);
  }

  async #start(input: InputOf<Questions, "crawl.start">): Promise<CrawlStatus> {
    const { changes = {} } = input;
    const before = this.#run;
    if (before?.session.state === "running") {
      before.change({ changes, check: checkConfig });
      return this.#runStatus(before);
    }
    await before?.closed;
    await this.#options.reader.follow();
    if (this.#run !== before) {
      this.#options.reader.tell({ t: "ended" });
      return this.#start(input);
    }
    this.#toldOfRun = 0;
    const run = this.#noting(() => this.#newRun(changes));
    this.#run = run;
    void run.closed.then(() => this.#tell());
    return this.#runStatus(run);
  }

  #newRun(changes: Readonly<Record<string, unknown>>): CrawlRun {
    const { path, clock, launch, reader } = this.#options;
    const tellReader = reader.tell;
    try {
      return new CrawlRun({ path, clock, launch, changes, check: checkConfig, tellReader, changed: () => this.#tellSoon() });
    } catch (thrown) {
      tellReader({ t: "ended" });
      throw thrown;
    }
  }

  async #change({ changes }: InputOf<Questions, "crawl.change">): Promise<CrawlConfig> {
    const run = this.#run;
    if (run?.session.state === "running") return run.change({ changes, check: checkConfig });
    await run?.closed;
    const config = await changeAtRest(this.#options, { changes, check: checkConfig });
    await this.#hasRested();
    return config;
  }

  async #requeue({ crawl: _crawl, ...selection }: InputOf<Questions, "crawl.requeue">, signal: AbortSignal) {
    if (selection.view === "links")
      throw new OrbweaverError("bad-input", "Links cannot be asked for. Select their addresses in another view.");
    const ids = await this.#options.reader.selected(selection, signal);
    const run = this.#run;
    let progress = run?.session.state === "running" ? await run.session.requeue(ids) : NOTHING_REQUEUED;
    if (progress.taken < ids.length) {
      // The crawl rests, or came to rest meanwhile.
      await run?.closed;
      progress = await requeueAtRest(this.#options, ids, progress, checkConfig);
      await this.#hasRested();
    }
    return { requeued: progress.requeued, leftOut: progress.leftOut };
  }

  /** The file was changed without a run: from now on it tells how the crawl stands. */
  async #hasRested(): Promise<void> {
    this.#run = null;
    this.#problem = null;
    this.#options.events.publish(`crawl:${this.#options.path}`, await this.status());
  }

  /** Keeps in mind why the crawl could not begin, which the file cannot tell. */
  #noting<T>(work: () => T): T {
    try {
      const value = work();
      this.#problem = null;
      return value;
    } catch (thrown) {
      const error = toOrbweaverError(thrown);
      if (OF_THE_FILE.has(error.code)) this.#problem = error.message;
      throw thrown;
    }
  }

  async #end(how: "pause" | "stop"): Promise<CrawlStatus> {
    const run = this.#run;
    if (run === null) return this.status();
    await run.session[how]();
    await run.closed;
    return this.#runStatus(run);
  }

  #runStatus(run: CrawlRun): CrawlStatus {
    const { session } = run;
    return {
      crawl: this.#options.path,
      generation: session.generation,
      state: session.state,
      receipt: session.receipt,
      stoppedBecause: session.stoppedBecause,
      ...countedStatus(run.counts()),
      ...session.live(),
    };
  }

  /** Tells the status soon, and not more often than allowed. */
  #tellSoon(): void {
    if (this.#cancelNews !== null) return;
    const { clock } = this.#options;
    const perSecond = this.#toldOfRun < EARLY_EVENTS ? EARLY_EVENTS_PER_SECOND : MOST_EVENTS_PER_SECOND;
    const nextAtMs = this.#toldAtMs + 1000 / perSecond;
    this.#cancelNews = clock.at(Math.max(clock.now(), nextAtMs), () => this.#tell());
  }

  #tell(): void {
    this.#cancelNews?.();
    this.#cancelNews = null;
    if (this.#run === null) return;
    this.#toldAtMs = this.#options.clock.now();
    this.#toldOfRun += 1;
    this.#options.events.publish(`crawl:${this.#options.path}`, this.#runStatus(this.#run));
  }
}
