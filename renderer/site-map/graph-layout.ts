import type { LinkGraph } from "#contract/site-map.ts";
import type { FromLayout, ToLayout } from "./layout-messages.ts";
import { startLayoutWorker } from "./start-layout-worker.ts";

/** What the arranging of a graph is doing. */
export type LayoutState = "arranging" | "paused" | "settled" | "failed";

/** What is told of it: places whenever there are new ones, and each change of state. */
export interface LayoutEvents {
  readonly moved: (places: Float32Array, settled: boolean) => void;
  readonly state: (state: LayoutState) => void;
}

/** Arranges a graph in a worker of its own, until it has come to rest. */
export class GraphLayout implements Disposable {
  readonly #worker: Worker;
  readonly #events: LayoutEvents;
  #state: LayoutState = "arranging";

  /** Throws when the browser starts no worker. */
  constructor(graph: LinkGraph, edges: Uint32Array, places: Float32Array, events: LayoutEvents) {
    this.#events = events;
    this.#worker = startLayoutWorker();
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromLayout>) => this.#hear(data));
    this.#worker.addEventListener("error", () => this.#become("failed"));
    const foundBy = Int32Array.from(graph.foundBy);
    const masses = Float32Array.from(graph.inlinks, (count) => 1 + Math.log2(1 + count));
    this.#send({ kind: "start", places, edges, foundBy, masses });
  }

  pause(): void {
    if (this.#state !== "arranging") return;
    this.#send({ kind: "pause" });
    this.#become("paused");
  }

  resume(): void {
    if (this.#state !== "paused") return;
    this.#send({ kind: "resume" });
    this.#become("arranging");
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }

  #hear({ places, settled }: FromLayout): void {
    this.#events.moved(places, settled);
    if (settled) this.#become("settled");
  }

  #become(state: LayoutState): void {
    this.#state = state;
    this.#events.state(state);
  }

  #send(message: ToLayout): void {
    this.#worker.postMessage(message);
  }
}
