import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { Clock, VisitOutcome, VisitPool, VisitSettings, VisitTask } from "#engine/ports.ts";
import type { LaunchWorker, WorkerProcess } from "#workers/messages.ts";
import { takeMark } from "#workers/reading-mark.ts";

/** What a pool is made of. */
export interface PoolOptions {
  readonly launch: LaunchWorker;
  readonly workers: number;
  readonly settings: VisitSettings;
  readonly clock: Clock;
  /** A worker that says nothing for this long is ended. Default 30,000 ms. */
  readonly silenceMs?: number;
  /** Hears that workers cannot be started at all. */
  readonly broken: (error: OrbweaverError) => void;
}

interface Visit {
  readonly ticket: number;
  readonly task: VisitTask;
  readonly settle: (outcome: VisitOutcome | null) => void;
  /** How many workers died while reading it. */
  deaths: number;
}

interface Worker {
  readonly process: WorkerProcess;
  readonly markPath: string;
  readonly visits: Map<number, Visit>;
  heardAtMs: number;
  hasAnswered: boolean;
  silenced: boolean;
}

const SILENCE_MS = 30_000;
/** A page that ends this many workers is taken for the cause; one death may be chance (the system ran out of memory). */
const DEATHS_FOR_GUILT = 2;
/** Workers that die one after the other without answering anything. */
const MOST_STILLBORN = 5;

/** Page workers as processes of their own: gives visits to the least busy one, replaces those that die. */
export class WorkerPool implements VisitPool {
  readonly #options: PoolOptions;
  readonly #workers = new Set<Worker>();
  #settings: VisitSettings;
  #nextTicket = 1;
  #stillborn = 0;
  #closed = false;
  #cancelWatch: (() => void) | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#settings = options.settings;
    for (let index = 0; index < options.workers; index += 1) this.#startWorker();
    this.#watch();
  }

  visit(task: VisitTask): Promise<VisitOutcome | null> {
    return new Promise((settle) => {
      if (this.#closed) return settle(null);
      this.#give({ ticket: this.#nextTicket++, task, settle, deaths: 0 });
    });
  }

  configure(settings: VisitSettings): void {
    this.#settings = settings;
    for (const worker of this.#workers) worker.process.send({ t: "configure", settings });
  }

  abandon(): void {
    for (const worker of this.#workers) {
      for (const visit of worker.visits.values()) visit.settle(null);
      worker.visits.clear();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#cancelWatch?.();
    this.abandon();
    await Promise.all(
      [...this.#workers].map(
        (worker) =>
          new Promise<void>((resolve) => {
            worker.process.onExit(resolve);
            worker.process.kill();
          }),
      ),
    );
  }

  #give(visit: Visit): void {
    let idlest: Worker | null = null;
    for (const worker of this.#workers) if (idlest === null || worker.visits.size < idlest.visits.size) idlest = worker;
    if (idlest === null) return visit.settle(null);
    idlest.visits.set(visit.ticket, visit);
    idlest.process.send({ t: "visit", ticket: visit.ticket, task: visit.task });
  }

  #startWorker(): void {
    const markPath = join(tmpdir(), `orbweaver-${process.pid}-${randomBytes(6).toString("hex")}.mark`);
    const worker: Worker = {
      process: this.#options.launch(markPath),
      markPath,
      visits: new Map(),
      heardAtMs: this.#options.clock.now(),
      hasAnswered: false,
      silenced: false,
    };
    this.#workers.add(worker);
    worker.process.onMessage((message) => {
      worker.heardAtMs = this.#options.clock.now();
      worker.hasAnswered = true;
      this.#stillborn = 0;
      if (message.t === "outcomes") for (const [ticket, outcome] of message.outcomes) this.#settle(worker, ticket, outcome);
    });
    let isGone = false;
    worker.process.onExit(() => {
      if (!isGone) this.#bury(worker);
      isGone = true;
    });
    worker.process.send({ t: "configure", settings: this.#settings });
  }

  #settle(worker: Worker, ticket: number, outcome: VisitOutcome): void {
    const visit = worker.visits.get(ticket);
    worker.visits.delete(ticket);
    visit?.settle(outcome);
  }

  /** Replaces a dead worker, and decides about the visits it had. */
  #bury(worker: Worker): void {
    this.#workers.delete(worker);
    const reading = takeMark(worker.markPath);
    if (this.#closed) return;
    this.#stillborn += worker.hasAnswered ? 0 : 1;
    if (this.#stillborn >= MOST_STILLBORN) return this.#giveUp(worker);
    this.#startWorker();
    for (const visit of worker.visits.values()) {
      if (visit.ticket === reading) visit.deaths += 1;
      const isGuilty = visit.ticket === reading && (worker.silenced || visit.deaths >= DEATHS_FOR_GUILT);
      if (isGuilty) visit.settle(this.#crashOf(visit, worker.silenced));
      else this.#give(visit);
    }
  }

  #crashOf(visit: Visit, silenced: boolean): VisitOutcome {
    const seconds = Math.round((this.#options.silenceMs ?? SILENCE_MS) / 1000);
    const message = silenced ? `Reading this page took longer than ${seconds} s.` : "Reading this page ended the page worker twice.";
    const code = silenced ? "parser-timeout" : "parser-crashed";
    return { kind: "failure", id: visit.task.id, code, message, status: null, totalMs: 0, fetchedAtMs: this.#options.clock.now() };
  }

  #giveUp(last: Worker): void {
    this.#closed = true;
    this.#cancelWatch?.();
    for (const visit of last.visits.values()) visit.settle(null);
    this.abandon();
    this.#options.broken(
      new OrbweaverError(
        "engine-died",
        "The processes that read pages cannot be started on this computer. Restart Orbweaver; if that does not help, install it again.",
      ),
    );
  }

  /** Asks each worker for a sign of life now and then, and ends those that give none. */
  #watch(): void {
    const { clock } = this.#options;
    const silenceMs = this.#options.silenceMs ?? SILENCE_MS;
    this.#cancelWatch = clock.at(clock.now() + silenceMs / 6, () => {
      for (const worker of this.#workers) {
        if (worker.visits.size === 0) worker.heardAtMs = clock.now();
        else if (clock.now() - worker.heardAtMs > silenceMs) {
          worker.silenced = true;
          worker.process.kill();
          continue;
        }
        worker.process.send({ t: "ping" });
      }
      this.#watch();
    });
  }
}
