import { EventHub, type EventOf, type Topic } from "#contract/protocol.ts";

/** The events of the host, which knows for each topic whether somebody listens. */
export class HostEvents extends EventHub {
  readonly #counts = new Map<string, number>();
  /** Told when the last listener of a topic has left. */
  onDeserted: (topic: string) => void = () => {};
  /** Told when somebody has begun to listen to a topic. */
  onListened: (topic: string) => void = () => {};

  hasListeners(topic: string): boolean {
    return this.#counts.has(topic);
  }

  /** Tells those who listen now and nobody later. Answers whether somebody listens. */
  tellOnce<T extends Topic>(topic: T, value: EventOf<T>): boolean {
    this.publish(topic, value);
    this.forget(topic);
    return this.hasListeners(topic);
  }

  override listen(topic: string, after: number, listener: (seq: number, value: unknown) => void): () => void {
    this.#counts.set(topic, (this.#counts.get(topic) ?? 0) + 1);
    const stop = super.listen(topic, after, listener);
    this.onListened(topic);
    let listening = true;
    return () => {
      if (!listening) return;
      listening = false;
      stop();
      const left = (this.#counts.get(topic) ?? 1) - 1;
      if (left > 0) {
        this.#counts.set(topic, left);
        return;
      }
      this.#counts.delete(topic);
      this.onDeserted(topic);
    };
  }
}
