import { z } from "zod";
import { ERROR_CODES, OrbweaverError, toOrbweaverError } from "#contract/failure.ts";
import type { EventMap, Handlers, OutputOf, QuestionMap, SentInputOf } from "#contract/questions.ts";
import type { Wire } from "#contract/wire.ts";

/** A topic of `EventMap`, or `crawl:` and the id of a crawl. */
export type Topic = Exclude<keyof EventMap, "crawl"> | `crawl:${string}`;
export type EventOf<T extends Topic> = T extends keyof EventMap ? EventMap[T] : EventMap["crawl"];

const id = z.int().min(0);
const toServer = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("call"), id, name: z.string().max(100), input: z.unknown() }),
  z.strictObject({ t: z.literal("cancel"), id }),
  z.strictObject({ t: z.literal("subscribe"), id, topic: z.string().max(5000), after: z.int().min(0) }),
  z.strictObject({ t: z.literal("unsubscribe"), id }),
]);
const toClient = z.discriminatedUnion("t", [
  // Over JSON an answer of undefined loses its key.
  z.strictObject({ t: z.literal("result"), id, value: z.unknown().optional() }),
  z.strictObject({ t: z.literal("error"), id, code: z.enum(ERROR_CODES), message: z.string() }),
  z.strictObject({ t: z.literal("event"), id, seq: z.int().min(0), value: z.unknown() }),
]);

/** Asks questions and hears events over one wire. */
export interface Client<M extends QuestionMap> {
  /**
   * Asks one question. Rejects with an `OrbweaverError`: the answerer's own, `cancelled` when `signal` fires, or
   * `disconnected` when the wire closes before the answer.
   */
  call<N extends keyof M & string>(name: N, input: SentInputOf<M, N>, signal?: AbortSignal): Promise<OutputOf<M, N>>;
  /** Calls `heard` for each event of a topic, beginning with the newest one there is. Returns how to stop. */
  subscribe<T extends Topic>(topic: T, heard: (event: EventOf<T>) => void): () => void;
  /** Calls back once when the wire has closed. */
  onClose(closed: () => void): void;
  close(): void;
}

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: OrbweaverError): void;
  /** Stops listening to the signal that may cancel the call. */
  unlisten(): void;
}

/** A client at this end of `wire`. */
export function createClient<M extends QuestionMap>(wire: Wire): Client<M> {
  const calls = new Map<number, PendingCall>();
  const subscriptions = new Map<number, (value: unknown) => void>();
  let nextId = 1;
  let closed = false;
  const take = (callId: number): PendingCall | undefined => {
    const call = calls.get(callId);
    calls.delete(callId);
    call?.unlisten();
    return call;
  };

  wire.onClose(() => {
    closed = true;
    for (const callId of calls.keys()) take(callId)?.reject(disconnected());
    subscriptions.clear();
  });

  wire.onMessage((raw) => {
    const parsed = toClient.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.t === "event") {
      subscriptions.get(message.id)?.(message.value);
      return;
    }
    const call = take(message.id);
    if (message.t === "result") call?.resolve(message.value);
    else call?.reject(new OrbweaverError(message.code, message.message));
  });

  return {
    call(name, input, signal) {
      return new Promise((resolve, reject) => {
        if (closed) return reject(disconnected());
        if (signal?.aborted) return reject(cancelled());
        const callId = nextId++;
        const onAbort = () => {
          calls.delete(callId);
          wire.send({ t: "cancel", id: callId });
          reject(cancelled());
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        const unlisten = () => signal?.removeEventListener("abort", onAbort);
        calls.set(callId, { resolve, reject, unlisten });
        wire.send({ t: "call", id: callId, name, input });
      });
    },
    subscribe(topic, heard) {
      const subscriptionId = nextId++;
      subscriptions.set(subscriptionId, heard as (value: unknown) => void);
      wire.send({ t: "subscribe", id: subscriptionId, topic, after: 0 });
      return () => {
        if (subscriptions.delete(subscriptionId)) wire.send({ t: "unsubscribe", id: subscriptionId });
      };
    },
    onClose: (callback) => wire.onClose(callback),
    close: () => wire.close(),
  };
}

/** Where the events of a process come together: keeps the newest of each topic, so that a late listener starts there. */
export class EventHub {
  readonly #newest = new Map<string, { seq: number; value: unknown }>();
  readonly #listeners = new Map<string, Set<(seq: number, value: unknown) => void>>();
  #seq = 0;

  publish<T extends Topic>(topic: T, value: EventOf<T>): void {
    const seq = ++this.#seq;
    this.#newest.set(topic, { seq, value });
    for (const listener of this.#listeners.get(topic) ?? []) listener(seq, value);
  }

  /** Forgets a topic whose subject is gone. */
  forget(topic: Topic): void {
    this.#newest.delete(topic);
  }

  /** Hears a topic from its newest event on. Returns how to stop. */
  listen(topic: string, after: number, listener: (seq: number, value: unknown) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners);
    listeners.add(listener);
    const newest = this.#newest.get(topic);
    if (newest !== undefined && newest.seq > after) listener(newest.seq, newest.value);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(topic);
    };
  }
}

/**
 * Answers what comes over `wire`. Every input is checked first; a wrong one is answered with `bad-input` that names the
 * path, the value's problem and the question. When the wire closes, everything still asked is aborted.
 */
export function serve<M extends QuestionMap>(wire: Wire, questions: M, handlers: Handlers<M>, events: EventHub): void {
  const running = new Map<number, AbortController>();
  const listening = new Map<number, () => void>();

  wire.onClose(() => {
    for (const call of running.values()) call.abort();
    for (const stop of listening.values()) stop();
    running.clear();
    listening.clear();
  });

  const answer = async (callId: number, name: string, input: unknown): Promise<void> => {
    const abort = new AbortController();
    running.set(callId, abort);
    try {
      const question = Object.hasOwn(questions, name) ? questions[name] : undefined;
      if (question === undefined) throw new OrbweaverError("bad-input", `There is no question named "${name.slice(0, 100)}".`);
      const parsed = question.input.safeParse(input);
      if (!parsed.success) throw new OrbweaverError("bad-input", `${name}: ${z.prettifyError(parsed.error)}`);
      const handler = handlers[name as keyof M] as (input: unknown, signal: AbortSignal) => unknown;
      const value = await handler(parsed.data, abort.signal);
      if (running.has(callId)) wire.send({ t: "result", id: callId, value });
      running.delete(callId);
    } catch (thrown) {
      const error = toOrbweaverError(thrown);
      if (running.delete(callId)) wire.send({ t: "error", id: callId, code: error.code, message: error.message });
    }
  };

  wire.onMessage((raw) => {
    const parsed = toServer.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.t === "call") void answer(message.id, message.name, message.input);
    else if (message.t === "cancel") {
      running.get(message.id)?.abort();
      running.delete(message.id);
    } else if (message.t === "subscribe") {
      listening.get(message.id)?.();
      listening.set(
        message.id,
        events.listen(message.topic, message.after, (seq, value) => wire.send({ t: "event", id: message.id, seq, value })),
      );
    } else {
      listening.get(message.id)?.();
      listening.delete(message.id);
    }
  });
}

const disconnected = () =>
  new OrbweaverError("disconnected", "The connection to Orbweaver was lost. It is tried again; nothing that was stored is lost.");
const cancelled = () => new OrbweaverError("cancelled", "Cancelled.");
