import { basename } from "node:path";
import type Database from "better-sqlite3";
import { OrbweaverError } from "#contract/failure.ts";
import { storeError } from "#store/failures.ts";

/** What can be bound to a `?` of a query. */
export type Bound = string | number | null;

const KEPT_STATEMENTS = 64;
/** Pages of the file copied between two turns of the event loop: 4 MiB, some milliseconds. */
const COPIED_PAGES = 1024;

/**
 * A connection that can only ask. It offers no way to run a statement that changes something, and the database behind it is
 * open read-only with `query_only` set, so a query of the window can neither write nor hold up the writer.
 * Every method throws an `OrbweaverError` when the file turns out to be damaged or gone.
 */
export class ReadConnection implements Disposable {
  readonly path: string;
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #onClose: () => void;

  /** `path` is what errors name; `onClose` runs after the database was closed. */
  constructor(database: Database.Database, path: string, onClose: () => void = () => {}) {
    this.#database = database;
    this.path = path;
    this.#onClose = onClose;
  }

  /** All rows, each as a list of cells. Only for queries whose number of rows is bounded. */
  rows(sql: string, ...bound: readonly Bound[]): unknown[][] {
    return this.#guard(
      () =>
        this.#statement(sql)
          .raw(true)
          .all(...bound) as unknown[][],
    );
  }

  /** The first column of all rows. */
  values(sql: string, ...bound: readonly Bound[]): unknown[] {
    return this.#guard(() =>
      this.#statement(sql)
        .pluck(true)
        .all(...bound),
    );
  }

  /** The first column of the first row, or undefined when there is no row. */
  value(sql: string, ...bound: readonly Bound[]): unknown {
    return this.#guard(() =>
      this.#statement(sql)
        .pluck(true)
        .get(...bound),
    );
  }

  /** Runs `work` so that all its queries see one state of the file. May be nested. */
  snapshot<T>(work: () => T): T {
    if (this.#database.inTransaction) return work();
    this.beginSnapshot();
    try {
      return work();
    } finally {
      this.endSnapshot();
    }
  }

  /** From now on every query sees the state of the file as it is now, until `endSnapshot`. */
  beginSnapshot(): void {
    this.#guard(() => this.#database.exec("BEGIN; SELECT 1 FROM meta LIMIT 1"));
  }

  endSnapshot(): void {
    if (this.#database.inTransaction) this.#guard(() => this.#database.exec("COMMIT"));
  }

  /**
   * Copies the whole file to an empty one, as it is now, while others write it. `onStep` hears the share that is copied, from 0
   * to 1, and ends the copy by throwing. Rejects with what `onStep` throws, or an error of SQLite.
   */
  async copyTo(path: string, onStep: (share: number) => void): Promise<void> {
    this.beginSnapshot();
    try {
      // Held as one state: a copy of a file that changes would begin anew at every commit (sqlite.org/c3ref/backup_finish.html).
      await this.#database.backup(path, {
        progress: ({ totalPages, remainingPages }) => {
          onStep(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
          return COPIED_PAGES;
        },
      });
    } finally {
      this.endSnapshot();
    }
  }

  /** A number that changes when another connection has committed something. */
  dataVersion(): number {
    return this.value("PRAGMA data_version") as number;
  }

  /** The steps of the plan SQLite has for a query, one line each. */
  plan(sql: string): string[] {
    return this.#guard(() => {
      const statement = this.#database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
      const marks = sql.match(/\?/g)?.length ?? 0;
      return (statement.raw(true).all(...Array.from({ length: marks }, () => null)) as unknown[][]).map((row) => String(row[3]));
    });
  }

  close(): void {
    if (!this.#database.open) return;
    this.#statements.clear();
    this.#database.close();
    this.#onClose();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      if (this.#statements.size >= KEPT_STATEMENTS) this.#statements.delete(this.#statements.keys().next().value as string);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guard<T>(work: () => T): T {
    if (!this.#database.open) throw new OrbweaverError("disconnected", `"${basename(this.path)}" was closed.`);
    try {
      return work();
    } catch (thrown) {
      throw storeError(thrown, this.path);
    }
  }
}
