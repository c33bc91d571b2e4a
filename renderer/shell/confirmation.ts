import { useSyncExternalStore } from "react";

/** A question that has to be answered before something is done. */
export interface ConfirmationQuestion {
  readonly title: string;
  /** What it would mean. */
  readonly meaning: string;
  /** What the button says that does it. */
  readonly action: string;
}

interface Asked extends ConfirmationQuestion {
  readonly answer: (yes: boolean) => void;
}

/** Asks the person before something is done, one question at a time. */
export class Confirmation {
  readonly #listeners = new Set<() => void>();
  #asked: Asked | null = null;

  readonly get = (): Asked | null => this.#asked;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves with whether it is to be done. A question that was asked before counts as answered with no. */
  ask(question: ConfirmationQuestion): Promise<boolean> {
    this.#asked?.answer(false);
    return new Promise((resolve) => {
      this.#become({
        ...question,
        answer: (yes) => {
          this.#become(null);
          resolve(yes);
        },
      });
    });
  }

  #become(asked: Asked | null): void {
    this.#asked = asked;
    for (const listener of this.#listeners) listener();
  }
}

/** The questions of this window. */
export const confirmation = new Confirmation();

/** The question that waits for an answer; the component is drawn again when it changes. */
export function useConfirmation(): Asked | null {
  return useSyncExternalStore(confirmation.onChange, confirmation.get);
}
