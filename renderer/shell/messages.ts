import { useSyncExternalStore } from "react";

/** A sentence that lies above everything until it is put away or its time is over. */
export interface Message {
  /** A newer message takes the place of one with the same key. */
  readonly key: string;
  readonly level: "info" | "warning" | "error";
  readonly message: string;
  /** Ways out, as buttons. */
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[];
  /** How long it stays; undefined: until it is put away. */
  readonly forMs?: number;
}

/** More would hide the screen; the oldest give way. */
const MOST_SHOWN = 5;

/** What the window says to the person whatever screen is shown, oldest first. */
export class Messages {
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #list: readonly Message[] = [];

  readonly get = (): readonly Message[] => this.#list;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  say(message: Message): void {
    const { key, forMs } = message;
    this.#stopTimer(key);
    this.#become([...this.#list.filter((one) => one.key !== key), message].slice(-MOST_SHOWN));
    if (forMs !== undefined)
      this.#timers.set(
        key,
        setTimeout(() => this.putAway(key), forMs),
      );
  }

  putAway(key: string): void {
    this.#stopTimer(key);
    if (this.#list.some((one) => one.key === key)) this.#become(this.#list.filter((one) => one.key !== key));
  }

  #stopTimer(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  #become(list: readonly Message[]): void {
    this.#list = list;
    for (const listener of this.#listeners) listener();
  }
}

/** The messages of this window. */
export const messages = new Messages();

/** The messages that are shown; the component is drawn again when they change. */
export function useMessages(): readonly Message[] {
  return useSyncExternalStore(messages.onChange, messages.get);
}
