import type { Wire } from "#contract/wire.ts";
import { childProcessWire } from "#workers/wires/child-process-wire.ts";
import { electronPortWire, type PortLike } from "#workers/wires/message-port-wire.ts";

/** What arrives at a port of Electron: the message, and ports that came with it. */
export interface PortEvent {
  readonly data: unknown;
  readonly ports: readonly PortLike[];
}

/** The line to the process that started this one, as Electron's utility processes have it. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: PortEvent) => void): unknown;
  off(event: "message", listener: (event: PortEvent) => void): unknown;
}

/** The parent port of this process; null under plain Node. */
export function parentPort(): ParentPort | null {
  return (process as unknown as { readonly parentPort?: ParentPort }).parentPort ?? null;
}

/** The first port that the parent hands over. */
export function receivePort(parent: ParentPort): Promise<PortLike> {
  return new Promise((resolve) => {
    const onMessage = (event: PortEvent) => {
      const [port] = event.ports;
      if (port === undefined) return;
      parent.off("message", onMessage);
      resolve(port);
    };
    parent.on("message", onMessage);
  });
}

/** The wire to the process that started this one: a port in Electron, the channel to the parent under Node. */
export async function openParentWire(): Promise<Wire> {
  const parent = parentPort();
  return parent === null ? childProcessWire(process) : electronPortWire(await receivePort(parent));
}
