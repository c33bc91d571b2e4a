import { toOrbweaverError, type OrbweaverError } from "#contract/failure.ts";
import type { RowWindow } from "#contract/questions.ts";
import type { SectionNode } from "#contract/site-map.ts";
import { RowSource } from "../results/row-source.ts";

/** What a source of sections asks. Both reject with `cancelled` when `signal` fires. */
export interface SectionQuestions {
  /** A section with the sections directly below it. */
  readonly section: (prefix: string, signal: AbortSignal) => Promise<SectionNode>;
  /** Pages directly in a section. */
  readonly pages: (asked: { prefix: string; first: number; count: number }, signal: AbortSignal) => Promise<RowWindow>;
}

/** The sections and pages that an outline has unfolded so far. Nothing is forgotten while it is shown, nothing asked for twice. */
export class SectionSource {
  readonly #ask: SectionQuestions;
  readonly #sections = new Map<string, SectionNode>();
  readonly #errors = new Map<string, OrbweaverError>();
  readonly #asking = new Map<string, AbortController>();
  readonly #pages = new Map<string, RowSource>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(ask: SectionQuestions) {
    this.#ask = ask;
  }

  /** Goes up with each change. */
  get version(): number {
    return this.#version;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A section with those below it; null until it has come. */
  section(prefix: string): SectionNode | null {
    return this.#sections.get(prefix) ?? null;
  }

  /** Why a section could not be read; null when it could. */
  error(prefix: string): OrbweaverError | null {
    return this.#errors.get(prefix) ?? null;
  }

  /** The pages directly in a section. */
  pages(prefix: string): RowSource {
    const known = this.#pages.get(prefix);
    if (known !== undefined) return known;
    const source = new RowSource((first, count, signal) => this.#ask.pages({ prefix, first, count }, signal), [0]);
    source.onChange(() => this.#changed());
    this.#pages.set(prefix, source);
    return source;
  }

  /** Asks for sections that have not come. */
  want(prefixes: Iterable<string>): void {
    for (const prefix of prefixes) if (!this.#sections.has(prefix) && !this.#errors.has(prefix)) void this.#fetch(prefix);
  }

  /** Asks for sections again; what is shown stays until the answer is there. */
  refresh(prefixes: Iterable<string>): void {
    for (const prefix of prefixes) void this.#fetch(prefix);
  }

  /** Gives up everything that is being asked for. */
  close(): void {
    for (const abort of this.#asking.values()) abort.abort();
    this.#asking.clear();
    for (const source of this.#pages.values()) source.close();
  }

  async #fetch(prefix: string): Promise<void> {
    if (this.#asking.has(prefix)) return;
    const abort = new AbortController();
    this.#asking.set(prefix, abort);
    try {
      const node = await this.#ask.section(prefix, abort.signal);
      if (abort.signal.aborted) return;
      this.#sections.set(prefix, node);
      this.#errors.delete(prefix);
    } catch (thrown) {
      const error = toOrbweaverError(thrown);
      if (error.code === "cancelled" || error.code === "disconnected") return;
      this.#errors.set(prefix, error);
    } finally {
      if (this.#asking.get(prefix) === abort) this.#asking.delete(prefix);
    }
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
