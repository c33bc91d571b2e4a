import { setImmediate } from "node:timers/promises";
import { OrbweaverError } from "#contract/failure.ts";
import { openReadonly } from "#store/open-readonly.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import type { IsCancelled } from "#store/reader-lists.ts";

/** A stretch of work after which the questions that came meanwhile are answered. */
const STRETCH_MS = 20;

/** Ids that one query of a scan covers: adapted so that a query takes about half a stretch. */
const FIRST_STEP_IDS = 1000;
const LEAST_STEP_IDS = 100;
const MOST_STEP_IDS = 50_000;

/**
 * Work over the whole file that takes seconds, cut into stretches between which the thread answers other questions. It runs on
 * a connection of its own, which holds one state of the file meanwhile; one such work at a time, the others wait in line.
 */
export class SlowWork implements Disposable {
  readonly #path: string;
  readonly #now: () => number;
  #connection: ReadConnection | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /** Runs `work` over one state of the file when it is its turn. Errors: cancelled, and what `work` throws. */
  run<T>(isCancelled: IsCancelled, work: (stretches: Stretches) => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      const isOver = () => this.#isClosed || isCancelled();
      throwIfCancelled(isOver);
      this.#connection ??= openReadonly(this.#path);
      const connection = this.#connection;
      connection.beginSnapshot();
      try {
        return await work(new Stretches(connection, this.#now, isOver));
      } finally {
        connection.endSnapshot();
        if (this.#isClosed) connection.close();
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Cancels what runs and what waits; the connection is closed when the running stretch ends. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    void this.#last.then(() => this.#connection?.close());
  }
}

/** The stretches of one slow work. */
export class Stretches {
  readonly connection: ReadConnection;
  readonly #now: () => number;
  readonly #isCancelled: IsCancelled;
  #beganAtMs: number;

  constructor(connection: ReadConnection, now: () => number, isCancelled: IsCancelled) {
    this.connection = connection;
    this.#now = now;
    this.#isCancelled = isCancelled;
    this.#beganAtMs = now();
  }

  /** Whether it is time to `rest`. Cheap enough to be asked after every few thousand steps. */
  get isDue(): boolean {
    return this.#now() - this.#beganAtMs >= STRETCH_MS;
  }

  /** Lets the thread answer others. Errors: cancelled. */
  async rest(): Promise<void> {
    await setImmediate();
    throwIfCancelled(this.#isCancelled);
    this.#beganAtMs = this.#now();
  }

  /**
   * All rows of a query over the ids of a table, given to `take` in parts. The query asks for `id > ? AND id <= ?`, which are
   * bound first. Errors: cancelled.
   */
  async scan(table: "url" | "page" | "link", sql: string, take: (rows: readonly unknown[][]) => void): Promise<void> {
    const [lowest, highest] = this.connection.rows(`SELECT (SELECT min(id) FROM ${table}), (SELECT max(id) FROM ${table})`)[0] as (
      | number
      | null
    )[];
    if (lowest == null || highest == null) return;
    let step = FIRST_STEP_IDS;
    let after = lowest - 1;
    while (after < highest) {
      const startedAtMs = this.#now();
      const rows = this.connection.rows(sql, after, Math.min(after + step, highest));
      take(rows);
      after += step;
      // A file from a stranger may have ids that lie far apart.
      if (rows.length === 0) after = Number(this.connection.value(`SELECT min(id) FROM ${table} WHERE id > ?`, after) ?? highest + 1) - 1;
      step = nextStep(step, this.#now() - startedAtMs);
      if (this.isDue) await this.rest();
    }
  }
}

function nextStep(step: number, tookMs: number): number {
  if (tookMs < STRETCH_MS / 4) return Math.min(MOST_STEP_IDS, step * 2);
  return tookMs > STRETCH_MS / 2 ? Math.max(LEAST_STEP_IDS, step >> 1) : step;
}

function throwIfCancelled(isCancelled: IsCancelled): void {
  if (isCancelled()) throw new OrbweaverError("cancelled", "Cancelled.");
}
