import { OrbweaverError, toOrbweaverError } from "#contract/failure.ts";
import { createClient, type Client, type EventOf, type Topic } from "#contract/protocol.ts";
import type { OutputOf, SentInputOf, allQuestions } from "#contract/questions.ts";
import type { OpenWire } from "./open-wire.ts";

export type Questions = typeof allQuestions;
export type QuestionName = keyof Questions & string;

/** What the person is told about the line to the host. `epoch` goes up each time it opens: everything is asked again then. */
export type ConnectionState =
  | { readonly kind: "connecting"; readonly epoch: number }
  | { readonly kind: "open"; readonly epoch: number }
  | { readonly kind: "reconnecting"; readonly epoch: number }
  | { readonly kind: "refused"; readonly epoch: number; readonly message: string };

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;

interface Subscription {
  readonly topic: Topic;
  readonly heard: (event: never) => void;
  stop: () => void;
}

/**
 * The line to the host. It opens wires one after the other: when one closes, it tries again with growing pauses and renews
 * every subscription. Calls are not repeated by themselves; one that was under way rejects with `disconnected`.
 */
export class Connection {
  readonly #openWire: OpenWire;
  readonly #subscriptions = new Set<Subscription>();
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = { kind: "connecting", epoch: 0 };
  #client: Client<Questions> | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #closed = false;

  constructor(openWire: OpenWire) {
    this.#openWire = openWire;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls back after each change of `state`. Returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    void this.#open();
  }

  /** Ends the line for good. */
  close(): void {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#client?.close();
  }

  /** Tries at once when a pause before the next try is running. */
  retryNow(): void {
    if (this.#retry === null) return;
    clearTimeout(this.#retry);
    void this.#open();
  }

  call<N extends QuestionName>(name: N, input: SentInputOf<Questions, N>, signal?: AbortSignal): Promise<OutputOf<Questions, N>> {
    if (this.#client === null)
      return Promise.reject(new OrbweaverError("disconnected", "There is no connection to Orbweaver right now. It is tried again."));
    return this.#client.call(name, input, signal);
  }

  /** Hears a topic, over all wires to come, until it is stopped. */
  subscribe<T extends Topic>(topic: T, heard: (event: EventOf<T>) => void): () => void {
    const subscription: Subscription = { topic, heard, stop: () => undefined };
    this.#subscriptions.add(subscription);
    if (this.#client !== null) this.#renew(subscription, this.#client);
    return () => {
      this.#subscriptions.delete(subscription);
      subscription.stop();
    };
  }

  async #open(): Promise<void> {
    this.#retry = null;
    try {
      const wire = await this.#openWire();
      if (this.#closed) return wire.close();
      this.#failures = 0;
      const client = createClient<Questions>(wire);
      this.#client = client;
      client.onClose(() => this.#lost());
      for (const subscription of this.#subscriptions) this.#renew(subscription, client);
      this.#become({ kind: "open", epoch: this.#state.epoch + 1 });
    } catch (thrown) {
      const error = toOrbweaverError(thrown);
      this.#lost(error.code === "bad-input" ? error.message : null);
    }
  }

  #lost(refusal: string | null = null): void {
    this.#client = null;
    if (this.#closed) return;
    const { epoch } = this.#state;
    if (refusal !== null) this.#become({ kind: "refused", epoch, message: refusal });
    else if (epoch > 0 || this.#failures > 0) this.#become({ kind: "reconnecting", epoch });
    const pauseMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#open(), pauseMs);
  }

  #renew(subscription: Subscription, client: Client<Questions>): void {
    subscription.stop = client.subscribe(subscription.topic, (event) => subscription.heard(event as never));
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
