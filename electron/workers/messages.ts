import type { VisitOutcome, VisitSettings, VisitTask } from "#engine/ports.ts";

/** What an engine says to a page worker. `ticket` tells one visit from another; it is never 0. */
export type ToWorker =
  | { readonly t: "configure"; readonly settings: VisitSettings }
  | { readonly t: "visit"; readonly ticket: number; readonly task: VisitTask }
  | { readonly t: "ping" };

/** What a page worker says: outcomes as they come, several in one message when they come together. */
export type FromWorker =
  | { readonly t: "outcomes"; readonly outcomes: readonly (readonly [ticket: number, outcome: VisitOutcome])[] }
  | { readonly t: "pong" };

/** A running page worker, however its process was started. */
export interface WorkerProcess {
  send(message: ToWorker): void;
  onMessage(receive: (message: FromWorker) => void): void;
  /** Calls back once when the process is gone. */
  onExit(gone: () => void): void;
  /** Ends the process at once, whatever it does. */
  kill(): void;
}

/** Starts a page worker that leaves its reading mark in `markPath`. */
export type LaunchWorker = (markPath: string) => WorkerProcess;
