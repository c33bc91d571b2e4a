/**
 * A two-way line for messages. Everything else (calls, cancelling, subscriptions) is `protocol.ts`, written once, so a wire
 * stays four methods: memory, message port, web socket, child process. A message is plain data that structured clone takes.
 */
export interface Wire {
  /** Sends one message. Does nothing after the wire is closed. */
  send(message: unknown): void;
  /** Sets the one receiver of messages; those that came before are handed over in order. */
  onMessage(receive: (message: unknown) => void): void;
  /** Calls back once when the wire closes, from either end; at once when it is closed already. */
  onClose(closed: () => void): void;
  close(): void;
}

/** Two ends of a wire inside one process. Messages are cloned and arrive later, as on any other wire. */
export function memoryWires(): readonly [Wire, Wire] {
  const left = new MemoryWire();
  const right = new MemoryWire();
  left.peer = right;
  right.peer = left;
  return [left, right];
}

class MemoryWire implements Wire {
  peer: MemoryWire | null = null;
  readonly #inbox = new Inbox();

  send(message: unknown): void {
    const peer = this.peer;
    if (peer === null) return;
    const copy = structuredClone(message);
    queueMicrotask(() => peer.#inbox.deliver(copy));
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#inbox.open(receive);
  }

  onClose(closed: () => void): void {
    this.#inbox.onClose(closed);
  }

  close(): void {
    const peer = this.peer;
    this.peer = null;
    this.#inbox.close();
    peer?.close();
  }
}

/** What every wire needs on its receiving side: messages wait for a receiver, closing is said once. */
export class Inbox {
  #receive: ((message: unknown) => void) | null = null;
  #waiting: unknown[] = [];
  #closedCallbacks: (() => void)[] = [];
  #closed = false;

  deliver(message: unknown): void {
    if (this.#closed) return;
    if (this.#receive === null) this.#waiting.push(message);
    else this.#receive(message);
  }

  open(receive: (message: unknown) => void): void {
    this.#receive = receive;
    for (const message of this.#waiting.splice(0)) receive(message);
  }

  onClose(closed: () => void): void {
    if (this.#closed) queueMicrotask(closed);
    else this.#closedCallbacks.push(closed);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const callback of this.#closedCallbacks.splice(0)) callback();
  }
}
