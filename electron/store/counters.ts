import type { WriterConnection } from "#store/open-writer.ts";

/** The numbers the window shows, kept in memory while writing and stored in the transaction that changed what they count. */
export class Counters {
  readonly #values = new Map<string, number>();
  readonly #changed = new Set<string>();
  #committed: ReadonlyMap<string, number>;
  readonly #put;

  constructor(connection: WriterConnection) {
    for (const row of connection.prepare<[], { name: string; value: number }>("SELECT name, value FROM counter").iterate()) {
      this.#values.set(row.name, row.value);
    }
    this.#committed = new Map(this.#values);
    this.#put = connection.prepare(
      "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    );
  }

  get(name: string): number {
    return this.#values.get(name) ?? 0;
  }

  add(name: string, amount: number): void {
    this.#values.set(name, this.get(name) + amount);
    this.#changed.add(name);
  }

  /** The values of the last `markCommitted`. */
  committed(): ReadonlyMap<string, number> {
    return this.#committed;
  }

  markCommitted(): void {
    this.#committed = new Map(this.#values);
  }

  /** Writes what changed since the last flush; part of the open transaction. */
  flush(): void {
    for (const name of this.#changed) this.#put.run(name, this.get(name));
    this.#changed.clear();
  }
}
