/**
 * In Electron only the main process may start processes, so an engine asks it for page workers over its parent port and talks to
 * them over a message channel of their own.
 */
export type ToBroker =
  | { readonly t: "worker-request"; readonly id: number; readonly markPath: string }
  | { readonly t: "worker-kill"; readonly id: number };

/** `worker-port` comes with the engine's end of the channel. */
export type FromBroker = { readonly t: "worker-port"; readonly id: number } | { readonly t: "worker-exit"; readonly id: number };
