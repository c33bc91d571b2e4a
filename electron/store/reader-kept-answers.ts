import type { ReadConnection } from "#store/reader-connection.ts";
import type { IsCancelled } from "#store/reader-lists.ts";
import type { SlowWork, Stretches } from "#store/reader-slow-work.ts";

interface Kept<T> {
  readonly answer: T;
  readonly dataVersion: number;
  readonly madeAtMs: number;
  readonly costMs: number;
}

interface Making<T> {
  readonly answer: Promise<Kept<T>>;
  readonly asking: Set<IsCancelled>;
}

/** How many answers are kept, and for how long while the file changes. */
export interface KeepingLimits {
  readonly most: number;
  /** An answer is this old at least before it is made again, ... */
  readonly shortestAgeMs: number;
  /** ... and at least this many times as old as making it took. */
  readonly costFactor: number;
}

/** Answers that slow work makes: kept while the file does not change, and shared by those who ask meanwhile. */
export class KeptAnswers<T> {
  readonly #connection: ReadConnection;
  readonly #slowWork: SlowWork;
  readonly #now: () => number;
  readonly #limits: KeepingLimits;
  /** In the order of use, the one used last at the end. */
  readonly #kept = new Map<string, Kept<T>>();
  readonly #making = new Map<string, Making<T>>();

  constructor(connection: ReadConnection, slowWork: SlowWork, now: () => number, limits: KeepingLimits) {
    this.#connection = connection;
    this.#slowWork = slowWork;
    this.#now = now;
    this.#limits = limits;
  }

  /** The answer with this key, made by `make` when there is none that is new enough. Errors: cancelled, and those of `make`. */
  async answer(key: string, isCancelled: IsCancelled, make: (stretches: Stretches) => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    const dataVersion = this.#connection.dataVersion();
    if (kept !== undefined && (kept.dataVersion === dataVersion || this.#isRecent(kept))) {
      this.#keep(key, kept);
      return kept.answer;
    }
    let making = this.#making.get(key);
    if (making === undefined) {
      making = this.#make(key, dataVersion, make);
      this.#making.set(key, making);
    }
    making.asking.add(isCancelled);
    return (await making.answer).answer;
  }

  /** Work that several wait for is given up when none of them waits any more. */
  #make(key: string, dataVersion: number, make: (stretches: Stretches) => Promise<T>): Making<T> {
    const asking = new Set<IsCancelled>();
    const isGivenUp = () => [...asking].every((isCancelled) => isCancelled());
    const timed = async (stretches: Stretches): Promise<Kept<T>> => {
      const startedAtMs = this.#now();
      const answer = await make(stretches);
      const madeAtMs = this.#now();
      const kept = { answer, dataVersion, madeAtMs, costMs: madeAtMs - startedAtMs };
      this.#keep(key, kept);
      return kept;
    };
    return { answer: this.#slowWork.run(isGivenUp, timed).finally(() => this.#making.delete(key)), asking };
  }

  #isRecent({ madeAtMs, costMs }: Kept<T>): boolean {
    return this.#now() - madeAtMs < Math.max(this.#limits.shortestAgeMs, this.#limits.costFactor * costMs);
  }

  #keep(key: string, kept: Kept<T>): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > this.#limits.most) this.#kept.delete(this.#kept.keys().next().value as string);
  }
}
