import type { Notice } from "#contract/questions.ts";

const MOST_NOTICES = 50;

/** What the person should know, newest last, each thing once. */
export class Notices {
  readonly #notices = new Map<string, Notice>();

  /** Adds a notice, or renews the one with the same `id`. */
  tell(notice: Notice): void {
    this.#notices.delete(notice.id);
    this.#notices.set(notice.id, notice);
    if (this.#notices.size > MOST_NOTICES) this.#notices.delete(this.#notices.keys().next().value!);
  }

  withdraw(id: string): void {
    this.#notices.delete(id);
  }

  list(): readonly Notice[] {
    return [...this.#notices.values()];
  }
}
