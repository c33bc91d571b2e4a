import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus, Notice } from "#contract/questions.ts";
import type { CommandContext } from "#cli/command-context.ts";
import type { GivenOptions } from "#options/parse-config.ts";
import { resumeCommand } from "#cli/crawl-file.ts";
import { EXIT, exitCodeOfState } from "#cli/exit-code.ts";
import type { Reporter } from "#cli/reporter.ts";

/** A notice that changes all the time is told again only after this time. */
const RENEW_NOTICE_MS = 30_000;

/** A crawl to be started or resumed. */
export interface CrawlToRun {
  /** Absolute path of the crawl file. */
  readonly path: string;
  /** Options that change from this run on. */
  readonly changes: GivenOptions;
}

/** Runs a crawl to its end, tells how it goes, and answers with the exit code. Requests to end pause it, then stop it. */
export async function runCrawl(crawl: CrawlToRun, reporter: Reporter, context: CommandContext): Promise<number> {
  const watch = new CrawlWatch(crawl.path, reporter, context);
  const stopListening = context.listenForInterrupts(
    () => watch.pause("Pausing: what is being fetched is still taken in. Press Ctrl-C again to stop at once."),
    () => watch.stop(),
  );
  // Nobody reads on: the crawl is paused without a word.
  context.terminal.onGone(() => watch.pause(null));
  try {
    const status = await watch.run(crawl.changes);
    return await conclude(status, crawl.path, reporter, context);
  } finally {
    watch.close();
    stopListening();
  }
}

/** Says what the crawl came to and what to do next. */
async function conclude(status: CrawlStatus, path: string, reporter: Reporter, context: CommandContext): Promise<number> {
  const nothing =
    status.state === "finished" && (status.rows.pages === 0 || (status.coverage.kept === 0 && status.coverage.blocked === 0))
      ? await firstReason(status, path, context)
      : null;
  reporter.summary(status, path);
  if (context.terminal.isGone) return exitCodeOfState(status.state);
  if (status.state === "error") context.terminal.say(status.stoppedBecause ?? "The crawl was ended by an error.");
  else if (status.state === "limit")
    reporter.say(`${status.stoppedBecause ?? "A limit was reached."} With: ${resumeCommand(path, context)}`);
  else if (status.state !== "finished") reporter.say(`Paused; nothing is lost. Go on with: ${resumeCommand(path, context)}`);
  if (nothing !== null) context.terminal.say(`Nothing was fetched. ${nothing}`);
  return nothing !== null && status.coverage.failed > 0 ? EXIT.failed : exitCodeOfState(status.state);
}

/** Why there is no page at all: what became of the first start address. */
async function firstReason(status: CrawlStatus, path: string, context: CommandContext): Promise<string | null> {
  const view = status.coverage.failed > 0 ? "failed" : "excluded";
  const { rows } = await context.host().call("view.rows", { crawl: path, view, columns: ["url"], first: 0, count: 1 });
  const url = rows[0]?.[0];
  if (typeof url !== "string") return null;
  const { explanation } = await context.host().call("crawl.why", { crawl: path, url });
  return `${url}: ${explanation}`;
}

/** One run of a crawl as the command line sees it. */
class CrawlWatch {
  readonly #crawl: string;
  readonly #reporter: Reporter;
  readonly #context: CommandContext;
  readonly #told = new Map<string, Notice>();
  readonly #closers: (() => void)[] = [];
  #newest: CrawlStatus | null = null;
  #heardAtMs = 0;
  #generation = Infinity;
  #wish: "run" | "pause" | "stop" = "run";
  #end: { resolve(status: CrawlStatus): void; reject(error: OrbweaverError): void } | null = null;

  constructor(crawl: string, reporter: Reporter, context: CommandContext) {
    this.#crawl = crawl;
    this.#reporter = reporter;
    this.#context = context;
  }

  /** Starts the crawl and resolves with its last status. */
  async run(changes: GivenOptions): Promise<CrawlStatus> {
    const host = this.#context.host();
    const ended = new Promise<CrawlStatus>((resolve, reject) => (this.#end = { resolve, reject }));
    ended.catch(() => undefined);
    this.#closers.push(host.subscribe(`crawl:${this.#crawl}`, (status) => this.#hear(status)));
    const first = await host.call("crawl.start", { crawl: this.#crawl, changes });
    this.#generation = first.generation;
    this.#reporter.started(first, this.#crawl);
    if (first.receipt !== null) this.#reporter.receipt(first.receipt);
    const early = this.#newest;
    this.#hear(first);
    // What was heard before the answer may already be the end.
    if (early !== null && early.generation >= first.generation) this.#hear(early);
    this.#tickEvery(this.#reporter.everyMs);
    if (this.#wish === "pause") this.#ask("crawl.pause");
    if (this.#wish === "stop") this.#ask("crawl.stop");
    return ended;
  }

  /** Asks the crawl to pause; `words` say so to the person. */
  pause(words: string | null): void {
    if (this.#wish !== "run") return;
    this.#wish = "pause";
    if (words !== null) this.#reporter.say(words);
    if (this.#generation !== Infinity) this.#ask("crawl.pause");
  }

  /** Asks the crawl to end at once. */
  stop(): void {
    if (this.#wish === "stop") return;
    this.#wish = "stop";
    this.#reporter.say("Stopping now; nothing is lost.");
    if (this.#generation !== Infinity) this.#ask("crawl.stop");
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close();
  }

  #ask(question: "crawl.pause" | "crawl.stop"): void {
    this.#context
      .host()
      .call(question, { crawl: this.#crawl })
      .then(
        (status) => this.#hear(status),
        (thrown: unknown) => this.#end?.reject(toOrbweaverError(thrown)),
      );
  }

  #hear(status: CrawlStatus): void {
    this.#newest = status;
    this.#heardAtMs = performance.now();
    if (status.generation < this.#generation) return;
    for (const notice of status.notices) this.#tellNew(notice);
    if (!isActive(status)) this.#end?.resolve(status);
  }

  /** Tells a notice when it is new, and when it was renewed after a while. */
  #tellNew(notice: Notice): void {
    const before = this.#told.get(notice.id);
    if (before !== undefined && (before.message === notice.message || notice.atMs - before.atMs < RENEW_NOTICE_MS)) return;
    this.#told.set(notice.id, notice);
    this.#reporter.notice(notice);
  }

  /** News comes only when something changes; the time goes on. */
  #asOfNow(status: CrawlStatus): CrawlStatus {
    return isActive(status) ? { ...status, seconds: status.seconds + (performance.now() - this.#heardAtMs) / 1000 } : status;
  }

  #tickEvery(everyMs: number): void {
    if (everyMs === 0) return;
    const timer = setInterval(() => this.#newest !== null && this.#reporter.progress(this.#asOfNow(this.#newest)), everyMs);
    this.#closers.push(() => clearInterval(timer));
  }
}

function isActive({ state }: CrawlStatus): boolean {
  return state === "running" || state === "pausing" || state === "stopping";
}
